"""What is asked is asked; what was answered to no question is not kept, and no day stands where none may."""

from datetime import date

import pytest
from sqlalchemy import select

from papi.kit import clock
from papi.plans.annex.times import day_of, read_time
from papi.plans.models import AnnexSpelling, Task
from tests.support.annexes import HEADINGS, Annexed, first_suggestions, line, only, workbook
from tests.support.planning import counts_are_true
from tests.support.reorganising import DAY, day_comes, decided, merger, on

DAYS = {
    date(2023, 9, 30): ["once:2024-09-30", "once:2023-09-30"],
    date(1900, 1, 9): ["once:2024-01-09", "once:1900-01-09"],
    date(2024, 9, 1): ["once:2024-09-30", "once:2024-09-01"],
    "30/9/2014": ["once:2024-09-30", "once:2014-09-30"],
    "Hằng tháng": ["each_period"],
    "Định kỳ hằng tháng": ["each_period"],
}


@pytest.mark.parametrize("cell", DAYS)
def test_a_day_that_may_be_a_mistake_is_asked(cell: object) -> None:
    understood = read_time(cell, 2024)

    assert (understood.time, [time.code for time in understood.suggested]) == (None, DAYS[cell])  # pyright: ignore[reportArgumentType] - a key of it


def test_a_column_of_days_holds_just_those() -> None:
    assert [day_of(cell, 2024) for cell in (date(2024, 9, 1), "30/9/2014", "Quý III", "sớm")] == [
        date(2024, 9, 1),
        date(2014, 9, 30),
        date(2024, 9, 30),
        None,
    ]


async def test_a_month_that_excel_made_a_day_is_asked_and_answered(annexed: Annexed) -> None:
    file = workbook(line(due=date(2024, 9, 1)))

    await annexed.load(file, first_suggestions(await annexed.look(file)))

    assert (await annexed.tasks())[0]["due_on"] == "2024-09-30"
    assert (await annexed.load(file))["counts"]["tasks_same"] == 1


async def test_only_what_is_done_once_has_a_last_day(annexed: Annexed) -> None:
    headings = [*HEADINGS, "Nhịp thực hiện", "Hạn cuối"]

    row = only(await annexed.look(workbook([*line(), "Thường xuyên", "30/9/2024"], headings=[headings])))
    refused = await annexed.send(
        workbook(line(due="Năm 2024")), answers=[{"kind": "time", "spelling": "Năm 2024", "values": ["standing:2024-09-30"]}]
    )

    assert (row["status"], row["troubles"][0]["detail"]) == ("error", "Chỉ nhiệm vụ một lần có ngày hạn riêng.")
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid")


async def test_an_answer_that_nobody_asked_for_changes_nothing_and_is_not_kept(annexed: Annexed) -> None:
    other = {"kind": "unit", "spelling": "Phường 1", "values": [f"unit:{annexed.reporting.other_ward.id}"]}
    times = {"kind": "time", "spelling": "Thường xuyên", "values": ["each_period"]}
    node = {"kind": "indicator", "spelling": "1.1.1", "values": [f"node:{annexed.nodes['2.1.1'].id}"]}

    await annexed.load(workbook(line(lead="Phường 1", indicator="1.1.1")), [other, times, node])

    task = (await annexed.tasks())[0]
    assert await annexed.given(line()[4]) == {"Phường 1": "lead"}
    assert (task["cadence"], [one["code"] for one in task["indicators"]]) == ("standing", ["1.1.1"])
    async with annexed.reporting.world.database.reading() as session:
        assert (await session.scalars(select(AnnexSpelling.spelling))).all() == []


async def test_numbers_of_wards_are_not_joined_to_an_abbreviation(annexed: Annexed) -> None:
    await annexed.reporting.world.unit("Phường 12")

    seen = await annexed.look(workbook(line(lead="P1, 2")))

    assert seen["doubts"][0]["spelling"] == "P1"
    assert "Phường 12" not in {one["label"] for doubt in seen["doubts"] for one in doubt["suggestions"]}


async def test_a_ward_that_gave_a_task_up_does_not_stand_in_the_way_of_its_group(annexed: Annexed) -> None:
    annexed.plan["id"] = str(annexed.reporting.plan_id)
    file = workbook(line("Rà soát danh sách hộ nghèo", support="UBND các phường, xã"))
    await annexed.load(file)
    coordinator = annexed.reporting.coordinator
    rows = (await coordinator.get(f"/assignments?plan={annexed.plan['id']}&unit={annexed.reporting.ward.id}")).json()["items"]
    held = next(row for row in rows if row["task"]["title"] == "Rà soát danh sách hộ nghèo")
    removed = await coordinator.post(f"/assignments/{held['id']}/cancel", {"reason": "Không còn cần."})

    again = await annexed.look(file)

    assert removed.status_code == 200, removed.text
    assert (again["errors"], only(again)["status"]) == (0, "same")


async def test_a_units_own_task_is_not_of_the_annex(annexed: Annexed) -> None:
    await annexed.load(workbook(line("Việc của kế hoạch"), line("Việc riêng của phường", number=2)))
    async with annexed.reporting.world.database.writing() as session:
        own = (await session.scalars(select(Task).where(Task.title == "Việc riêng của phường"))).one()
        own.owner_unit_id = annexed.reporting.ward.id

    written = (await annexed.reporting.coordinator.get(f"{annexed.path}/annex")).content
    seen = await annexed.look(workbook(line("Việc của kế hoạch")))

    assert [row["task"]["title"] for row in (await annexed.look(written))["rows"]] == ["Việc của kế hoạch"]
    assert (only(seen)["status"], seen["missing"]) == ("same", [])


async def test_after_a_merger_the_annex_names_who_has_its_tasks_now(annexed: Annexed) -> None:
    reporting = annexed.reporting
    annexed.plan["id"] = str(reporting.plan_id)
    file = workbook(line("Rà soát danh sách hộ nghèo", lead="UBND các phường, xã"), line("Niêm yết kết quả", number=2, lead="Phường 1"))
    await annexed.load(file)
    await decided(reporting.admin, merger(reporting))

    with on(DAY):
        await day_comes(reporting.world)
        written = (await reporting.coordinator.get(f"{annexed.path}/annex")).content
        same = await annexed.look(written)
        first = await annexed.look(file)

    assert clock.today().isoformat() < DAY
    assert {row["status"] for row in same["rows"]} == {"same"}
    parties = {party["spelling"] for row in same["rows"] if row["task"] for party in row["task"]["leads"]}
    assert not {"Phường 1", "Phường 2"} & parties
    assert (first["errors"], [row["status"] for row in first["rows"]]) == (0, ["same", "same"])
    assert await counts_are_true(reporting)
