"""Who has reported over all periods of a plan: the same numbers as the boards', each with its list behind it."""

from datetime import datetime
from typing import Any

import pytest

from papi.kit import clock
from tests.support.cumulative import accepted_period, plan_of_the_whole_year
from tests.support.reporting import Reporting
from tests.support.world import Someone

LATER = datetime(2024, 9, 17, 18, 0, tzinfo=clock.TIMEZONE)
COUNTS = ("on_time", "late", "missing", "waiting", "asked", "voluntary")


async def two_periods(reporting: Reporting) -> None:
    """The ward's report of the first quarter is accepted; in the third nobody has sent anything by the departments' day."""
    await plan_of_the_whole_year(reporting)
    await accepted_period(reporting, "2024Q1")
    await reporting.opened_period()


async def matrix(who: Someone, group_by: str = "unit") -> dict[str, Any]:
    answer = await who.get(f"/completeness?group_by={group_by}")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_each_period_has_the_numbers_of_its_board(reporting: Reporting) -> None:
    await two_periods(reporting)
    with clock.business_at(LATER):
        found = await matrix(reporting.coordinator)
        boards = [(await reporting.coordinator.get(f"/periods/{period['id']}/completeness")).json() for period in found["periods"]]

    assert [period["code"] for period in found["periods"]] == ["2024Q1", "2024Q3"]
    for period, board in zip(found["periods"], boards, strict=True):
        assert {name: period[name] for name in (*COUNTS, "expected")} == {name: board[name] for name in (*COUNTS, "expected")}
    assert {name: sum(period[name] for period in found["periods"]) for name in COUNTS} == {name: found["total"][name] for name in COUNTS}
    ward = next(item for item in found["items"] if item["label"] == "Phường 1")
    assert [cell["standing"] for cell in ward["cells"]] == ["on_time", "missing"]
    assert (ward["expected"], ward["on_time_rate"]) == (2, 0.5)


@pytest.mark.parametrize("group_by", ["unit", "dimension"])
async def test_every_number_has_its_list(reporting: Reporting, group_by: str) -> None:
    await two_periods(reporting)
    with clock.business_at(LATER):
        found = await matrix(reporting.coordinator, group_by)
        for item in found["items"]:
            key = "none" if group_by == "dimension" and item["key"] == "" else item["key"]
            for name in COUNTS:
                listed = (await reporting.coordinator.get(f"/completeness/reports?{group_by}={key}&standing={name}&count=true")).json()
                assert listed["total"] == item[name], (item["label"], name)


async def test_a_report_counts_in_each_dimension_of_which_it_speaks_and_once_in_the_total(reporting: Reporting) -> None:
    await two_periods(reporting)

    found = await matrix(reporting.coordinator, "dimension")

    by_label = {item["key"]: item["expected"] for item in found["items"]}
    assert by_label[""] == found["total"]["expected"]
    assert 0 < sum(number for key, number in by_label.items() if key) < found["total"]["expected"]


async def test_a_unit_sees_itself_alone_and_the_file_has_a_column_for_each_period(reporting: Reporting) -> None:
    await two_periods(reporting)

    own = await matrix(reporting.officer)
    file = await reporting.coordinator.get("/completeness", headers={"Accept": "text/csv"})

    assert [item["label"] for item in own["items"]] == ["Phường 1"]
    rows = file.content.decode("utf-8-sig").splitlines()
    assert "Báo cáo quý I/2024" in rows[0]
    assert any("Phường 1" in row and "Đúng hạn" in row for row in rows)


async def test_a_period_whose_code_has_a_dot_has_its_column_too(reporting: Reporting) -> None:
    await reporting.opened_period("DX.1", kind="ad_hoc", title="Báo cáo đột xuất số 1")

    file = await reporting.coordinator.get("/completeness", headers={"Accept": "text/csv"})

    assert any("Phường 1" in row and "Chưa gửi" in row for row in file.content.decode("utf-8-sig").splitlines())


async def test_the_matrix_costs_the_same_however_many_periods_there_are(reporting: Reporting) -> None:
    await two_periods(reporting)
    numbers: list[int] = []
    for code in ("DX-1", "DX-2"):
        with reporting.world.counted_queries() as count:
            await matrix(reporting.coordinator)
        numbers.append(count.number)
        await reporting.opened_period(code, kind="ad_hoc", title=f"Báo cáo {code}")

    assert numbers[0] == numbers[1]
