"""Who carries a draft's task out: whoever writes plans decides, of every unit alike, the coordinating one included."""

from papi.plans.models import PlanState, WorkState
from tests.access.cases_assignments import ONE, drafted, standing, trying
from tests.access.cases_plans import TOO_LATE_FOR_WRITER
from tests.access.tables import Attempt, Case, Scene, expect
from tests.support.one_task import one_task
from tests.support.planning import task_body

OPERATION = "POST /assignments/{assignment_id}/take-out"
OUT = f"{ONE}/take-out"
WRITER_ON_DRAFT = expect(404, coordinator=200, leader=403)


async def a_task_with_a_unit(scene: Scene) -> Attempt:
    one = await one_task(scene.world, scene.unit)
    return Attempt("/tasks", task_body({"id": str(one.plan_id)}, units=[{"unit_id": str(scene.unit.id), "part": "lead"}]))


async def further_units(scene: Scene) -> Attempt:
    one = await one_task(scene.world, await scene.world.unit("Phường 3"))
    return Attempt(f"/tasks/{one.task_id}/units", {"units": [{"unit_id": str(scene.unit.id), "part": "support"}]})


async def further_units_under_review(scene: Scene) -> Attempt:
    one = await one_task(scene.world, await scene.world.unit("Phường 3"), plan_state=PlanState.SUBMITTED)
    return Attempt(f"/tasks/{one.task_id}/units", {"units": [{"unit_id": str(scene.unit.id), "part": "support"}]})


async def a_unit_that_has_it(scene: Scene) -> Attempt:
    one = await one_task(scene.world, scene.unit)
    return Attempt(f"/tasks/{one.task_id}/units", {"units": [{"unit_id": str(scene.unit.id), "part": "support"}]})


CASES = [
    Case("POST /tasks", a_task_with_a_unit, expect(403, coordinator=201)),
    Case("POST /tasks/{task_id}/units", further_units, expect(403, coordinator=200)),
    Case("POST /tasks/{task_id}/units", a_unit_that_has_it, expect(403, coordinator=409)),
    Case("POST /tasks/{task_id}/units", further_units_under_review, TOO_LATE_FOR_WRITER),
    Case(OPERATION, trying("of_a_draft", drafted, OUT), WRITER_ON_DRAFT),
    Case(OPERATION, trying("of_a_draft_of_the_coordinator", drafted, OUT), WRITER_ON_DRAFT, coordinating=True),
    Case(
        OPERATION,
        trying("in_force", standing(WorkState.NOT_STARTED), OUT),
        expect(403, coordinator=409, unit_head=(403, 404), officer=(403, 404)),
    ),
]
