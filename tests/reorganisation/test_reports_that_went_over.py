"""A report that went over to another unit: it gets no extra time, stands alike in every number, and closing counts it once."""

from typing import Any

import pytest

from tests.support.reorganising import DAY, decided, decision, merger, new_unit, on, part, unit_called
from tests.support.reporting import Reporting
from tests.support.world import Someone

LATE_DEADLINES = {"department": "2024-10-02T17:00:00+07:00", "city": "2024-10-03T17:00:00+07:00"}
EXTRA = {"ends_at": "2024-10-20T17:00:00+07:00", "reason": "Mất điện nhiều ngày"}


async def board(who: Someone, period: str, view: str = "") -> dict[str, Any]:
    return (await who.get(f"/periods/{period}/completeness?{view}")).json()


def told(read: dict[str, Any]) -> dict[str, tuple[str, str, list[str]]]:
    return {row["unit"]["name"]: (row["standing"], row["due_at"], row["allowed_actions"]) for row in read["items"]}


async def test_who_asks_for_extra_time_for_it_is_told_whose_it_is_now(reporting: Reporting) -> None:
    period = await reporting.opened_period()
    with on(DAY):
        await decided(reporting.admin, merger(reporting))
        before = await board(reporting.coordinator, period, "view=then")
        refused = await reporting.coordinator.post(f"/periods/{period}/exceptions", {"unit_id": str(reporting.ward.id), **EXTRA})
        english = await reporting.coordinator.post(
            f"/periods/{period}/exceptions", {"unit_id": str(reporting.ward.id), **EXTRA}, headers={"Accept-Language": "en"}
        )
        after = await board(reporting.coordinator, period, "view=then")

    assert (refused.status_code, refused.json()["code"]) == (409, "report_carried")
    assert refused.json()["detail"] == "Báo cáo của Phường 1 đã chuyển sang Phường Vũng Tàu ngày 01/10/2024; gia hạn cho Phường Vũng Tàu."
    assert (
        english.json()["detail"]
        == "The report of Phường 1 went over to Phường Vũng Tàu on 01/10/2024; give Phường Vũng Tàu the extra time."
    )
    assert told(after) == told(before)


async def test_extra_time_is_offered_where_it_is_given(reporting: Reporting) -> None:
    period = await reporting.opened_period()
    await reporting.submitted_report(reporting.officer, reporting.head)
    with on(DAY):
        await decided(reporting.admin, merger(reporting))
        ward = await unit_called(reporting.admin, "Phường Vũng Tàu")
        then, now = [told(await board(reporting.coordinator, period, f"view={view}")) for view in ("then", "now")]
        others = [told(await board(who, period)) for who in (reporting.leader, reporting.observer, reporting.lead_officer)]
        given = await reporting.coordinator.post(f"/periods/{period}/exceptions", {"unit_id": ward["id"], **EXTRA})

    assert {name: then[name][2] for name in ("Phường 1", "Phường 2", "Phòng Tư pháp")} == {
        "Phường 1": [],  # sent
        "Phường 2": [],  # went over
        "Phòng Tư pháp": ["except"],
    }
    assert now["Phường Vũng Tàu"][2] == ["except"]
    assert {tuple(row[2]) for seen in others for row in seen.values()} == {()}
    assert given.status_code == 201


async def test_a_unit_that_nobody_comes_after_gets_no_extra_time(reporting: Reporting) -> None:
    period = await reporting.opened_period()
    with on(DAY):
        await decided(reporting.admin, decision(part("dissolve", [reporting.other_ward])))
        refused = await reporting.coordinator.post(f"/periods/{period}/exceptions", {"unit_id": str(reporting.other_ward.id), **EXTRA})

    words = "Phường 2 ngừng hoạt động ngày 01/10/2024, không có đơn vị kế thừa; không gia hạn báo cáo này."
    assert (refused.status_code, refused.json()["detail"]) == (409, words)


async def test_extra_time_is_asked_of_who_answers_today_after_several_decisions(reporting: Reporting) -> None:
    period = await reporting.opened_period()
    with on(DAY):
        await decided(reporting.admin, merger(reporting))
        ward = await unit_called(reporting.admin, "Phường Vũng Tàu")
    with on("2024-10-05"):
        third = await reporting.world.unit("Phường 3")
        again = part("merge", [], [new_unit("Phường Rạch Dừa", "X9")], predecessors=[ward["id"], str(third.id)])
        await decided(reporting.admin, decision(again, day="2024-10-05"))
        refused = await reporting.coordinator.post(f"/periods/{period}/exceptions", {"unit_id": str(reporting.ward.id), **EXTRA})

    assert "gia hạn cho Phường Rạch Dừa" in refused.json()["detail"]


@pytest.mark.parametrize("hour", ["00:00", "00:30", "06:59", "17:00"])
@pytest.mark.parametrize(("day", "standing"), [("2024-09-30", "missing"), (DAY, "waiting")])
async def test_overview_and_board_say_the_same_of_a_deadline_at_any_hour(reporting: Reporting, day: str, hour: str, standing: str) -> None:
    period = await reporting.opened_period(deadlines={"ward": f"{day}T{hour}:00+07:00", **LATE_DEADLINES})
    with on(DAY):
        await decided(reporting.admin, merger(reporting))
        overview = (await reporting.coordinator.get("/dashboards/overview?view=then")).json()["period"]
        read = await board(reporting.coordinator, period, "view=then")

    names = ("expected", "on_time", "late", "missing", "waiting")
    assert {name: overview[name] for name in names} == {name: read[name] for name in names}
    assert {told(read)[name][0] for name in ("Phường 1", "Phường 2")} == {standing}
