"""The day of a task that moves its units' days answers what they asked of their parts, as the move of one unit's day does."""

from typing import Any

from papi.access.permissions import Role
from tests.support.amending import amended, change
from tests.support.planning import REASON, assignment_of, draft_plan, school_of_ward, task_body
from tests.support.reporting import Reporting
from tests.support.world import Someone

LATER = {"due_on": "2024-10-15"}


async def asked(reporting: Reporting, unit: Any, head: Someone) -> str:
    """The path of the unit's part in the once-task, of which it asks for a change."""
    path = f"/assignments/{(await assignment_of(reporting, 'school', unit))['id']}"
    assert (await head.post(f"{path}/question-part", REASON)).status_code == 200
    return path


async def receipt(reporting: Reporting, path: str) -> str:
    return (await reporting.coordinator.get(f"{path}/part")).json()["receipt"]


async def told_to(who: Someone) -> list[str]:
    return [item["kind"] for item in (await who.get("/notifications")).json()["items"]]


async def test_the_tasks_later_day_is_the_answer_and_the_unit_is_told(reporting: Reporting) -> None:
    path = await asked(reporting, reporting.ward, reporting.head)
    moved = await reporting.coordinator.patch(f"/tasks/{reporting.tasks['school']}", LATER)
    await reporting.world.let_the_worker_run()

    assert moved.status_code == 200, moved.text
    assert (await school_of_ward(reporting))["due_on"] == "2024-10-15"
    assert await receipt(reporting, path) == "awaited"
    assert "assignment.part_settled" in await told_to(reporting.head)


async def test_a_unit_with_a_day_of_its_own_goes_on_asking(reporting: Reporting) -> None:
    path = await asked(reporting, reporting.ward, reporting.head)
    await reporting.coordinator.patch(path, {"due_on": "2024-09-25"})
    await reporting.head.post(f"{path}/question-part", REASON)
    await reporting.coordinator.patch(f"/tasks/{reporting.tasks['school']}", LATER)

    assert await receipt(reporting, path) == "questioned"


async def test_other_words_or_the_same_day_answer_nothing(reporting: Reporting) -> None:
    path = await asked(reporting, reporting.ward, reporting.head)
    task = f"/tasks/{reporting.tasks['school']}"
    for body in ({"title": "Tổ chức lớp"}, {"due_on": "2024-09-30"}):
        assert (await reporting.coordinator.patch(task, body)).status_code == 200

    assert await receipt(reporting, path) == "questioned"


async def test_a_coordinator_does_not_answer_for_the_own_office(reporting: Reporting) -> None:
    body = {"task_id": str(reporting.tasks["school"]), "unit_id": str(reporting.coordinating.id), "part": "support"}
    own = (await reporting.coordinator.post("/assignments", body)).json()
    head = await reporting.world.person(Role.UNIT_HEAD, reporting.coordinating)
    asking = await head.post(f"/assignments/{own['id']}/question-part", REASON)
    await reporting.coordinator.patch(f"/tasks/{reporting.tasks['school']}", LATER)

    assert asking.status_code == 200, asking.text
    assert await receipt(reporting, f"/assignments/{own['id']}") == "questioned"


async def test_an_amendment_of_the_day_answers_too(reporting: Reporting) -> None:
    path = await asked(reporting, reporting.ward, reporting.head)
    await amended(reporting, change("change_task", task_id=reporting.tasks["school"], fields=LATER))

    assert await receipt(reporting, path) == "awaited"


async def test_in_a_draft_nobody_asks_and_the_days_move_all_the_same(reporting: Reporting) -> None:
    units = [{"unit_id": str(reporting.ward.id), "part": "lead"}]
    task = (await reporting.coordinator.post("/tasks", {**task_body(await draft_plan(reporting)), "units": units})).json()
    moved = await reporting.coordinator.patch(f"/tasks/{task['id']}", {"due_on": "2025-10-15"})
    rows = (await reporting.coordinator.get(f"/assignments?task={task['id']}")).json()["items"]

    assert moved.status_code == 200, moved.text
    assert [row["due_on"] for row in rows] == ["2025-10-15"]
