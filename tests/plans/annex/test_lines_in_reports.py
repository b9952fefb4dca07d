"""The annex says whether reports have a line for a task: a draft takes it over, a plan in force says that a file cannot change it."""

from papi.plans.annex.headings import HEADINGS as NAMES
from papi.plans.annex.headings import Field
from tests.plans.annex.test_the_same_task_is_found_again import exported
from tests.support.annexes import HEADINGS, Annexed, line, workbook

HEADING = NAMES[Field.REPORTABLE][0]
SAID = [*HEADINGS, HEADING]


def said(flag: str) -> bytes:
    return workbook([*line("Gửi báo cáo"), flag], headings=[SAID])


async def reported(annexed: Annexed) -> list[bool]:
    return [task["reportable"] for task in await annexed.tasks()]


async def test_a_draft_takes_it_over_and_a_file_without_the_column_leaves_it(annexed: Annexed) -> None:
    await annexed.load(said("Có"))
    seen = await annexed.look(said("Không"))
    done = await annexed.load(said("Không"))
    changed = await reported(annexed)
    await annexed.load(workbook(line("Gửi báo cáo")))
    told = [(change["before"], change["after"]) for change in seen["rows"][0]["changes"] if change["field"] == HEADING]

    assert (seen["rows"][0]["status"], told) == ("changed", [("Có", "Không")])
    assert (done["counts"]["tasks_changed"], changed, await reported(annexed)) == (1, [False], [False])


async def test_it_goes_out_with_the_file_and_comes_back_unchanged(annexed: Annexed) -> None:
    await annexed.load(said("Không"))

    assert [row["status"] for row in (await annexed.look(await exported(annexed)))["rows"]] == ["same"]


async def test_of_a_plan_in_force_the_row_says_that_a_file_cannot_change_it(annexed: Annexed) -> None:
    reporting = annexed.reporting
    await annexed.load(said("Có"))
    for who, step in ((reporting.coordinator, "submit"), (reporting.leader, "approve")):
        answer = await who.post(f"{annexed.path}/{step}")
        assert answer.status_code == 200, answer.text
    same, seen = await annexed.look(said("Có")), await annexed.look(said("Không"))
    refused = await annexed.send(said("Không"))

    assert same["rows"][0]["status"] == "same"
    assert (seen["rows"][0]["status"], [trouble["detail"] for trouble in seen["rows"][0]["troubles"]]) == (
        "error",
        ["Nhiệm vụ đã có trong kế hoạch với “Có”; tệp không đổi được điều này."],
    )
    assert (refused.status_code, refused.json()["code"], await reported(annexed)) == (422, "annex_incomplete", [True])
