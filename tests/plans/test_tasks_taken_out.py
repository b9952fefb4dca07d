"""A task or a unit that an amendment took out is out: nothing goes on behind it, and who takes it up again begins anew."""

from typing import Any

from sqlalchemy import select

from papi.plans.models import Assignment, Task
from tests.support.amending import amended, begun, change
from tests.support.extending import asked
from tests.support.planning import REASON, assignment_of, counts_are_true, reported_done
from tests.support.reporting import Reporting

DECEMBER = "2024-12-31"


async def taken_out(reporting: Reporting) -> None:
    """The ward need not do the once-task any more."""
    await amended(reporting, change("drop_unit", task_id=reporting.tasks["school"], unit_id=reporting.ward.id))


async def given_again(reporting: Reporting) -> dict[str, Any]:
    """And it is given the task once more."""
    again = {"unit_id": str(reporting.ward.id), "part": "support", "due_on": DECEMBER}
    await amended(reporting, change("add_units", task_id=reporting.tasks["school"], units=[again]))
    return await assignment_of(reporting, "school", reporting.ward)


async def test_nothing_is_done_on_a_dropped_task(reporting: Reporting) -> None:
    task = reporting.tasks["inform"]
    await amended(reporting, change("drop_task", task_id=task))
    third = await reporting.world.unit("Phường 3")
    answers = [
        await reporting.coordinator.post("/assignments", {"task_id": str(task), "unit_id": str(third.id), "part": "lead"}),
        await reporting.coordinator.patch(f"/tasks/{task}", {"title": "Tuyên truyền"}),
        await reporting.coordinator.put(f"/tasks/{task}/steps", {"items": []}),
    ]
    amendment = await begun(reporting)
    units = [{"unit_id": str(third.id), "part": "lead"}]
    refused = await reporting.coordinator.patch(
        f"/amendments/{amendment['id']}", {"changes": [change("add_units", task_id=task, units=units), change("drop_task", task_id=task)]}
    )

    assert [(answer.status_code, answer.json()["code"]) for answer in answers] == [(409, "task_dropped")] * 3
    assert [error["pointer"] for error in refused.json()["errors"]] == ["/changes/0/task_id", "/changes/1/task_id"]
    assert (await reporting.coordinator.get(f"/tasks/{task}")).json()["allowed_actions"] == []


async def test_what_was_completed_of_a_dropped_task_is_not_asked_for_again(reporting: Reporting) -> None:
    done = await reported_done(reporting)
    await reporting.coordinator.post(f"/assignments/{done['id']}/confirm")
    await amended(reporting, change("drop_task", task_id=reporting.tasks["school"]))
    refused = await reporting.coordinator.post(f"/assignments/{done['id']}/redo", REASON)
    kept = (await reporting.coordinator.get(f"/assignments/{done['id']}")).json()
    rows = (await reporting.coordinator.get(f"/assignments?task={reporting.tasks['school']}")).json()["items"]

    assert (refused.status_code, refused.json()["code"]) == (409, "task_dropped")
    assert (kept["work_state"], kept["allowed_actions"]) == ("completed", [])
    assert [row["allowed_actions"] for row in rows] == [[], []]


async def test_who_takes_a_task_up_again_has_said_nothing_of_it_yet(reporting: Reporting) -> None:
    before = await reported_done(reporting)
    await taken_out(reporting)
    again = await given_again(reporting)
    await reporting.opened_period()
    lines = await reporting.lines_of(reporting.officer, (await reporting.report_of(reporting.officer))["id"])
    line = next(line for line in lines if line["task"]["key"] == "school")

    names = ("id", "work_state", "percent", "submitted_on", "done_on", "done_result", "due_on", "extended_times")
    assert [again[name] for name in names] == [before["id"], "not_started", None, None, None, None, DECEMBER, 0]
    assert (line["self_done"], line["percent"], line["result"]) == (False, None, "")
    assert await counts_are_true(reporting)


async def test_a_report_writes_no_claim_onto_what_was_withdrawn(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.filled_report(reporting.officer)
    line = next(line for line in await reporting.lines_of(reporting.officer, report["id"]) if line["task"]["key"] == "school")
    await reporting.write(reporting.officer, line, result="Đã tổ chức hai lớp.", percent=100, self_done=True)
    await taken_out(reporting)
    await reporting.head.post(f"/reports/{report['id']}/submit")
    kept = await assignment_of(reporting, "school", reporting.ward)

    assert (kept["work_state"], kept["submitted_on"]) == ("cancelled", None)
    assert (await given_again(reporting))["submitted_on"] is None
    assert await counts_are_true(reporting)


async def test_a_request_for_a_later_day_lapses_with_the_assignment(reporting: Reporting) -> None:
    extension = await asked(reporting)
    await taken_out(reporting)
    shown = (await reporting.coordinator.get(f"/extensions/{extension['id']}")).json()
    granted = await reporting.coordinator.post(f"/extensions/{extension['id']}/grant", {})
    kept = await assignment_of(reporting, "school", reporting.ward)

    assert (shown["state"], shown["allowed_actions"], granted.status_code) == ("lapsed", [], 409)
    assert (kept["due_on"], kept["extension_asked"]) == ("2024-09-30", False)


async def test_a_plan_counts_what_its_version_counts(reporting: Reporting) -> None:
    await amended(
        reporting,
        change("drop_task", task_id=reporting.tasks["inform"]),
        change("drop_unit", task_id=reporting.tasks["publish"], unit_id=reporting.ward.id),
    )
    plan = (await reporting.coordinator.get(f"/plans/{reporting.plan_id}")).json()
    version = (await reporting.coordinator.get(f"/plans/{reporting.plan_id}/versions")).json()["items"][0]
    tasks = (await reporting.coordinator.get(f"/tasks?plan={reporting.plan_id}")).json()["items"]
    listed = (await reporting.coordinator.get(f"/tasks?plan={reporting.plan_id}", headers={"Accept": "text/csv"})).text

    assert (plan["tasks"], plan["assignments"]) == (version["tasks"], version["assignments"])
    assert sum(task["units"] for task in tasks) == version["assignments"]
    assert ["Tuyên truyền về Chỉ số PAPI" in line for line in listed.splitlines() if line.endswith(("10/9/2024", "2024-09-10"))] == [True]


async def test_a_units_own_completed_task_is_no_matter_of_an_amendment(reporting: Reporting) -> None:
    done = await reported_done(reporting)
    await reporting.coordinator.post(f"/assignments/{done['id']}/confirm")
    async with reporting.world.database.writing() as session:
        (await session.get_one(Task, reporting.tasks["school"])).owner_unit_id = reporting.ward.id
        for assignment in await session.scalars(select(Assignment).where(Assignment.task_id == reporting.tasks["school"])):
            assignment.own = True
    amendment = await begun(reporting, change("drop_task", task_id=reporting.tasks["inform"]))

    assert [task["key"] for task in amendment["difference"]["tasks"]] == ["inform"]
