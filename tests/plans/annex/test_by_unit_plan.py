"""The annex says which task units do by sending plans of their own: one of a plan, done once; it comes back from the file as it was."""

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


async def test_a_second_one_beside_that_of_the_plan_is_refused_and_nothing_is_stored(annexed: Annexed) -> None:
    await annexed.load(workbook([*line("Một", due=ONCE), "Có"], headings=[SAID]))
    refused = await annexed.send(workbook([*line("Hai", due=ONCE), "Có"], headings=[SAID]))

    assert (refused.status_code, refused.json()["code"]) == (409, "another_by_unit_plan")
    assert [task["title"] for task in await annexed.tasks()] == ["Một"]
