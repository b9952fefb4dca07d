"""The annex says which task units do by sending plans of their own: one of a plan, done once; it comes back from the file as it was."""

import pytest

from tests.plans.annex.test_the_same_task_is_found_again import exported
from tests.support.annexes import HEADINGS, Annexed, line, workbook
from tests.support.planning import draft_plan

SAID = [*HEADINGS, "Hoàn thành bằng kế hoạch của đơn vị"]
ONCE = "30/9/2024"


async def switched_on(annexed: Annexed) -> list[str]:
    return [task["title"] for task in await annexed.tasks() if task["by_unit_plan"]]


async def test_it_goes_out_with_the_file_and_comes_into_another_plan(annexed: Annexed) -> None:
    await annexed.load(workbook([*line("Gửi kế hoạch", due=ONCE), "Có"], [*line("Niêm yết", number=2), ""], headings=[SAID]))
    file = await exported(annexed)
    same = await annexed.look(file)
    annexed.plan["id"] = (await draft_plan(annexed.reporting, year=2024))["id"]
    await annexed.load(file)

    assert {row["status"] for row in same["rows"]} == {"same"}
    assert await switched_on(annexed) == ["Gửi kế hoạch"]


async def test_a_file_without_the_column_changes_nothing_of_it_and_one_with_it_does(annexed: Annexed) -> None:
    await annexed.load(workbook([*line("Gửi kế hoạch", due=ONCE), "Có"], headings=[SAID]))
    await annexed.load(workbook(line("Gửi kế hoạch", due=ONCE)))
    kept = await switched_on(annexed)
    off = workbook([*line("Gửi kế hoạch", due=ONCE), "Không"], headings=[SAID])
    seen = await annexed.look(off)
    await annexed.load(off)

    assert kept == ["Gửi kế hoạch"]
    assert [(change["field"], change["before"], change["after"]) for change in seen["rows"][0]["changes"]] == [
        ("Hoàn thành bằng kế hoạch của đơn vị", "Có", "Không")
    ]
    assert await switched_on(annexed) == []


async def test_two_such_tasks_and_one_that_comes_again_each_period_are_told(annexed: Annexed) -> None:
    rows = [[*line("Một", due=ONCE), "Có"], [*line("Hai", due=ONCE, number=2), "Có"]]
    two = await annexed.look(workbook(*rows, headings=[SAID]))
    periodic = await annexed.look(workbook([*line("Ba"), "Có"], headings=[SAID]))

    assert [row["status"] for row in two["rows"]] == ["new", "error"]
    assert "kế hoạch của đơn vị" in two["rows"][1]["troubles"][0]["detail"]
    assert periodic["rows"][0]["status"] == "error"


async def test_a_second_one_beside_that_of_the_plan_is_told_before_it_is_stored(annexed: Annexed) -> None:
    await annexed.load(workbook([*line("Một", due=ONCE), "Có"], headings=[SAID]))
    second = workbook([*line("Hai", due=ONCE, number=2), "Có"], headings=[SAID])
    seen = await annexed.look(second)
    refused = await annexed.send(second)

    assert [(row["status"], row["troubles"][0]["detail"]) for row in seen["rows"]] == [
        (
            "error",
            "Kế hoạch đã có nhiệm vụ hoàn thành bằng kế hoạch của đơn vị: “Một”; ghi “Không” ở nhiệm vụ đó trong cùng tệp.",
        )
    ]
    assert (refused.status_code, refused.json()["code"]) == (422, "annex_incomplete")
    assert [task["title"] for task in await annexed.tasks()] == ["Một"]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
async def test_it_moves_from_one_task_to_another_in_one_file_whichever_comes_first(annexed: Annexed, order: tuple[int, int]) -> None:
    first, second = line("Một", due=ONCE), line("Hai", due=ONCE, number=2)
    await annexed.load(workbook([*first, "Có"], [*second, ""], headings=[SAID]))
    rows = [[*first, "Không"], [*second, "Có"]]
    seen = await annexed.look(workbook(*(rows[place] for place in order), headings=[SAID]))
    await annexed.load(workbook(*(rows[place] for place in order), headings=[SAID]))

    assert {row["status"] for row in seen["rows"]} == {"changed"}
    assert await switched_on(annexed) == ["Hai"]


async def test_it_moves_to_a_new_task(annexed: Annexed) -> None:
    await annexed.load(workbook([*line("Một", due=ONCE), "Có"], headings=[SAID]))
    await annexed.load(workbook([*line("Mới", due=ONCE, number=2), "Có"], [*line("Một", due=ONCE), "Không"], headings=[SAID]))

    assert await switched_on(annexed) == ["Mới"]


async def test_a_task_that_comes_again_each_period_is_told_when_only_the_plan_says_so(annexed: Annexed) -> None:
    await annexed.load(workbook(line("Hằng quý", due="Hằng quý")))
    seen = await annexed.look(workbook([*line("Hằng quý", due="Hằng quý"), "Có"], headings=[SAID]))

    assert seen["rows"][0]["status"] == "error"
