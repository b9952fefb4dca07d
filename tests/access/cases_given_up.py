"""Drafts that were given up, and plans before the leader: read by those who write and approve plans alone, and changed by nobody."""

from collections.abc import Awaitable, Callable

from papi.plans.models import PlanState
from tests.access.cases_annex import loading
from tests.access.cases_assignments import ONE, trying
from tests.access.cases_plans import OF_WRITER_AND_LEADER, TOO_LATE_FOR_WRITER, WRITER_ON_DRAFT, case
from tests.access.cases_units_of_tasks import OPERATION, OUT
from tests.access.tables import Attempt, Case, ListCase, Listed, Scene, expect
from tests.support.one_task import OneTask, one_task
from tests.support.planning import task_body

DRAFT, SUBMITTED, DISCARDED = PlanState.DRAFT, PlanState.SUBMITTED, PlanState.DISCARDED
WRITERS = expect(False, coordinator=True, leader=True)


def of_plan(state: PlanState) -> Callable[[Scene], Awaitable[OneTask]]:
    return lambda scene: one_task(scene.world, scene.unit, plan_state=state)


def further_units(state: PlanState) -> Callable[[Scene], Awaitable[Attempt]]:
    async def attempt(scene: Scene) -> Attempt:
        one = await one_task(scene.world, await scene.world.unit("Phường 3"), plan_state=state)
        return Attempt(f"/tasks/{one.task_id}/units", {"units": [{"unit_id": str(scene.unit.id), "part": "support"}]})

    attempt.__name__ = f"further_units_of_{state.value}_plan"
    return attempt


async def a_task_of_what_was_given_up(scene: Scene) -> Attempt:
    one = await one_task(scene.world, scene.unit, plan_state=DISCARDED)
    return Attempt("/tasks", task_body({"id": str(one.plan_id)}))


CASES = [
    *(
        case("GET", path, DISCARDED, OF_WRITER_AND_LEADER)
        for path in ("/plans/{plan}", "/plans/{plan}/targets", "/plans/{plan}/annex", "/plans/{plan}/legal-bases", "/tasks/{task}")
    ),
    *(
        Case(f"GET /assignments/{{assignment_id}}{part}", trying("given_up", of_plan(DISCARDED), f"{ONE}{part}"), OF_WRITER_AND_LEADER)
        for part in ("", "/timeline", "/part")
    ),
    *(
        Case(OPERATION, trying(f"{kind}_of_{state.value}_plan", of_plan(state), OUT), TOO_LATE_FOR_WRITER, coordinating=kind == "own")
        for state in (SUBMITTED, DISCARDED)
        for kind in ("one", "own")
    ),
    Case("POST /tasks/{task_id}/units", further_units(DRAFT), WRITER_ON_DRAFT),
    Case("POST /tasks/{task_id}/units", further_units(DISCARDED), TOO_LATE_FOR_WRITER),
    Case("POST /tasks", a_task_of_what_was_given_up, expect(403, coordinator=409)),
    Case("POST /plans/{plan_id}/import", loading(DISCARDED), TOO_LATE_FOR_WRITER),
]


def listed(path: str, key: str) -> Callable[[Scene], Awaitable[Listed]]:
    """Of what was given up, found by its plan or its state."""

    async def a_list(scene: Scene) -> Listed:
        one = await one_task(scene.world, scene.unit, plan_state=DISCARDED)
        return Listed(path.format(plan=one.plan_id), str(getattr(one, key)))

    a_list.__name__ = f"given_up_in_{path}"
    return a_list


LISTS = [
    ListCase("GET /plans", listed("/plans?state=discarded", "plan_id"), WRITERS),
    ListCase("GET /plans", listed("/plans", "plan_id"), expect(False)),
    ListCase("GET /tasks", listed("/tasks?plan={plan}", "task_id"), WRITERS),
    ListCase("GET /tasks", listed("/tasks", "task_id"), expect(False)),
    ListCase("GET /assignments", listed("/assignments?plan={plan}", "assignment_id"), WRITERS),
    ListCase("GET /assignments", listed("/assignments", "assignment_id"), expect(False)),
]
