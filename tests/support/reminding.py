"""What tests about reminders do again and again: give a day, let a morning come, and read what the bell says of deadlines."""

from typing import Any

from papi.directory.models import Unit
from tests.support.planning import assignment_of, task_body
from tests.support.reorganising import on
from tests.support.reporting import Reporting
from tests.support.world import Someone, World


async def due(reporting: Reporting, task: str, unit: Unit, day: str | None, **changes: Any) -> dict[str, Any]:
    """The unit's assignment of a task of the small plan, which the coordinator makes due on a day."""
    given = await assignment_of(reporting, task, unit)
    answer = await reporting.coordinator.patch(f"/assignments/{given['id']}", {"due_on": day, **changes})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def given_task(reporting: Reporting, plan_id: Any, unit: Unit, day: str, **changes: Any) -> dict[str, Any]:
    """A once-task of a plan, given to a unit and due on a day."""
    task = await reporting.coordinator.post("/tasks", task_body({"id": str(plan_id)}, due_on=day, **changes))
    assert task.status_code == 201, task.text
    body = {"task_id": task.json()["id"], "unit_id": str(unit.id), "part": "lead"}
    answer = await reporting.coordinator.post("/assignments", body)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def morning(world: World, day: str) -> bool:
    """The worker looks at nine o'clock of a day; whether it reminded."""
    with on(day):
        return await world.let_the_worker_remind()


async def reminders(who: Someone, language: str = "vi") -> list[dict[str, Any]]:
    """What the person was reminded of, the latest first."""
    items = (await who.get("/notifications?limit=200", headers={"Accept-Language": language})).json()["items"]
    return [item for item in items if item["kind"].startswith("deadline.")]


async def reminded_on(who: Someone) -> list[str]:
    """The days on which the person was reminded, the first one first."""
    return [item["created_at"][:10] for item in reversed(await reminders(who))]
