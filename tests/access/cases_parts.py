"""What units say about their parts, the pieces they give to their own people, and many assignments at once."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from papi.access.permissions import Role
from papi.directory.models import UnitKind
from papi.kit import clock
from papi.plans.models import Cadence
from tests.access.cases_assignments import confirmed, confirmed_by_leader
from tests.access.cases_assignments import done as done_today
from tests.access.tables import Attempt, Case, Scene, expect
from tests.support.one_task import OneTask, one_task
from tests.support.planning import REASON

SEEN = expect(200, unit_head=(200, 404), officer=(200, 404))
BY_UNIT = expect(403, unit_head=(200, 404), officer=(200, 404))
INSIDE = expect(403, coordinator=(200, 403), unit_head=(200, 404), officer=(200, 404))


async def once(scene: Scene) -> OneTask:
    return await one_task(scene.world, scene.unit, cadence=Cadence.ONCE, due_on=clock.today() + timedelta(days=9))


def trying(name: str, path: str, body: Any = None) -> Callable[[Scene], Awaitable[Attempt]]:
    async def attempt(scene: Scene) -> Attempt:
        return Attempt(path.format(assignment=(await once(scene)).assignment_id), body)

    attempt.__name__ = name
    return attempt


async def a_supporters_part_reported_done(scene: Scene) -> Attempt:
    """A joint task that the caller's unit leads and the scene's supports; where they are one, another leads."""
    lead = scene.caller.unit if scene.caller.unit.id != scene.unit.id else await scene.world.unit("Phòng Tư pháp", UnitKind.DEPARTMENT)
    due = clock.today() + timedelta(days=9)
    one = await one_task(scene.world, scene.unit, lead=lead, cadence=Cadence.ONCE, due_on=due)
    done = await (await scene.colleague(Role.OFFICER)).post(f"/assignments/{one.assignment_id}/report-done", done_today())
    assert done.status_code == 200, done.text
    return Attempt(f"/assignments/{one.assignment_id}/mark-part", {"mark": "enough"})


async def a_questioned_part(scene: Scene) -> Attempt:
    one = await once(scene)
    asked = await (await scene.colleague(Role.UNIT_HEAD)).post(f"/assignments/{one.assignment_id}/question-part", REASON)
    assert asked.status_code == 200, asked.text
    return Attempt(f"/assignments/{one.assignment_id}/answer-part", REASON)


async def a_new_piece(scene: Scene) -> Attempt:
    one, colleague = await once(scene), await scene.colleague(Role.OFFICER)
    return Attempt(f"/assignments/{one.assignment_id}/sub-tasks", {"title": "Lập danh sách", "person_id": str(colleague.id)})


async def _piece(scene: Scene) -> str:
    one, colleague = await once(scene), await scene.colleague(Role.OFFICER)
    body = {"title": "Lập danh sách", "person_id": str(colleague.id)}
    return (await colleague.post(f"/assignments/{one.assignment_id}/sub-tasks", body)).json()["id"]


def of_a_piece(step: str, body: Any = None, *, done: bool = False) -> Callable[[Scene], Awaitable[Attempt]]:
    async def attempt(scene: Scene) -> Attempt:
        piece = await _piece(scene)
        if done:
            await (await scene.colleague(Role.UNIT_HEAD)).post(f"/sub-tasks/{piece}/done")
        return Attempt(f"/sub-tasks/{piece}{step}", body)

    attempt.__name__ = "of_a_done_piece" if done else "of_a_piece"
    return attempt


async def a_task_for_a_unit(scene: Scene) -> Attempt:
    one = await one_task(scene.world, await scene.world.unit("Phường 3"))
    body = {"action": "assign", "task_id": str(one.task_id), "unit_ids": [str(scene.unit.id)], "part": "lead"}
    return Attempt("/assignments/bulk", body)


async def another_day(scene: Scene) -> Attempt:
    one = await once(scene)
    due_on = str(clock.today() + timedelta(days=30))
    body = {"action": "dates", "items": [{"id": str(one.assignment_id), "version": 1}], "due_on": due_on, **REASON}
    return Attempt("/assignments/bulk", body)


async def parts_taken(scene: Scene) -> Attempt:
    return Attempt("/assignments/bulk", {"action": "accept", "ids": [str((await once(scene)).assignment_id)]})


def inside(status: int) -> Any:
    """For the unit's own people alone: others do not see the piece, or have none of their own."""
    return expect(403, coordinator=(status, 404), unit_head=(status, 404), officer=(status, 404))


ONE = "/assignments/{assignment}"
CASES = [
    Case("GET /assignments/{assignment_id}/part", trying("of_the_unit", f"{ONE}/part"), SEEN),
    Case("POST /assignments/{assignment_id}/accept-part", trying("taken", f"{ONE}/accept-part"), BY_UNIT),
    Case("POST /assignments/{assignment_id}/question-part", trying("questioned", f"{ONE}/question-part", REASON), BY_UNIT),
    Case("POST /assignments/{assignment_id}/answer-part", a_questioned_part, confirmed(200)),
    Case("POST /assignments/{assignment_id}/answer-part", a_questioned_part, confirmed_by_leader(200), coordinating=True),
    Case("POST /assignments/{assignment_id}/answer-part", trying("unquestioned", f"{ONE}/answer-part", REASON), confirmed(409)),
    Case(
        "POST /assignments/{assignment_id}/mark-part",
        a_supporters_part_reported_done,
        expect(403, unit_head=(409, 200), officer=(409, 200)),
    ),
    Case("GET /assignments/{assignment_id}/sub-tasks", trying("of_the_unit", f"{ONE}/sub-tasks"), INSIDE),
    Case(
        "POST /assignments/{assignment_id}/sub-tasks",
        a_new_piece,
        expect(403, coordinator=(201, 403), unit_head=(201, 404), officer=(201, 404)),
    ),
    Case("PATCH /sub-tasks/{sub_task_id}", of_a_piece("", {"title": "Lập và gửi danh sách"}), inside(200)),
    Case("POST /sub-tasks/{sub_task_id}/done", of_a_piece("/done"), inside(200)),
    Case("POST /sub-tasks/{sub_task_id}/done", of_a_piece("/done", done=True), inside(409)),
    Case("POST /sub-tasks/{sub_task_id}/reopen", of_a_piece("/reopen", done=True), inside(200)),
    Case("DELETE /sub-tasks/{sub_task_id}", of_a_piece(""), inside(204)),
    Case("POST /assignments/bulk", a_task_for_a_unit, expect(403, coordinator=200)),
    Case("POST /assignments/bulk", another_day, expect(403, coordinator=200)),
    Case("POST /assignments/bulk", parts_taken, expect(403, unit_head=200, officer=200)),
]
