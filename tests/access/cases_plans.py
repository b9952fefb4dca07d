"""Plans and their tasks: everybody inside reads what is approved; drafts are for those who write and those who approve."""

from collections.abc import Awaitable, Callable
from itertools import count
from typing import Any

from papi.access.permissions import Role
from papi.directory.models import UnitKind
from papi.plans.models import PlanState
from tests.access.tables import Attempt, Case, ListCase, Listed, Scene, expect
from tests.support.one_task import edition, one_task
from tests.support.planning import REASON, task_body

YEARS = count(2025)  # one plan a year
DRAFT, SUBMITTED, APPROVED = PlanState.DRAFT, PlanState.SUBMITTED, PlanState.APPROVED
EVERYBODY = expect(200)
OF_WRITER_AND_LEADER = expect(404, coordinator=200, leader=200)
WRITER_ON_DRAFT = expect(404, coordinator=200, leader=403)
LEADER_ON_DRAFT = expect(404, coordinator=403, leader=200)
TOO_LATE_FOR_WRITER = expect(404, coordinator=409, leader=403)
TOO_EARLY_FOR_LEADER = expect(404, coordinator=403, leader=409)
WRITER_ON_APPROVED = expect(403, coordinator=200)


def trying(state: PlanState, path: str, body: Any = None) -> Callable[[Scene], Awaitable[Attempt]]:
    """A request about a plan in this state; `{plan}` and `{task}` stand for ids."""

    async def attempt(scene: Scene) -> Attempt:
        one = await one_task(scene.world, scene.unit, plan_state=state)
        return Attempt(path.format(plan=one.plan_id, task=one.task_id), body)

    attempt.__name__ = f"{state.value}_plan"
    return attempt


def case(method: str, path: str, state: PlanState, expected: Any, body: Any = None) -> Case:
    operation = f"{method} {path.replace('{plan}', '{plan_id}').replace('{task}', '{task_id}')}"
    return Case(operation, trying(state, path, body), expected)


async def a_new_plan(scene: Scene) -> Attempt:
    await edition(scene.world)
    return Attempt("/plans", {"year": next(YEARS), "title": "Kế hoạch năm 2025", "framework_year": 2023})


async def a_new_task(scene: Scene) -> Attempt:
    one = await one_task(scene.world, scene.unit)
    return Attempt("/tasks", task_body({"id": str(one.plan_id)}))


async def a_new_task_under_review(scene: Scene) -> Attempt:
    one = await one_task(scene.world, scene.unit, plan_state=SUBMITTED)
    return Attempt("/tasks", task_body({"id": str(one.plan_id)}))


async def ones_own_submission(scene: Scene) -> Attempt:
    """Whoever sent the plan; for all but the coordinator it is one that somebody else sent."""
    one = await one_task(scene.world, scene.unit, plan_state=DRAFT)
    other = await scene.world.person(Role.COORDINATOR, await scene.world.unit("Phòng Nội vụ khác", UnitKind.DEPARTMENT))
    sender = scene.caller if scene.caller.role is Role.COORDINATOR else other
    sent = await sender.post(f"/plans/{one.plan_id}/submit")
    assert sent.status_code == 200, sent.text
    return Attempt(f"/plans/{one.plan_id}/approve")


NUMBER, TITLE, NO_TARGETS = {"number": "58/KH-UBND"}, {"title": "Rà soát hộ nghèo"}, {"items": []}
CASES = [
    case("GET", "/plans", APPROVED, EVERYBODY),
    case("GET", "/tasks", APPROVED, EVERYBODY),
    *(
        case("GET", path, state, expected)
        for path in ("/plans/{plan}", "/plans/{plan}/targets", "/tasks/{task}")
        for state, expected in ((APPROVED, EVERYBODY), (DRAFT, OF_WRITER_AND_LEADER), (SUBMITTED, OF_WRITER_AND_LEADER))
    ),
    *(
        case(method, path, state, expected, body)
        for method, path, body in (
            ("PATCH", "/plans/{plan}", NUMBER),
            ("PUT", "/plans/{plan}/targets", NO_TARGETS),
            ("PATCH", "/tasks/{task}", TITLE),
        )
        for state, expected in ((DRAFT, WRITER_ON_DRAFT), (APPROVED, WRITER_ON_APPROVED), (SUBMITTED, TOO_LATE_FOR_WRITER))
    ),
    case("POST", "/plans/{plan}/submit", DRAFT, WRITER_ON_DRAFT),
    case("POST", "/plans/{plan}/submit", SUBMITTED, TOO_LATE_FOR_WRITER),
    case("POST", "/plans/{plan}/submit", APPROVED, expect(403, coordinator=409)),
    case("POST", "/plans/{plan}/approve", SUBMITTED, LEADER_ON_DRAFT),
    case("POST", "/plans/{plan}/approve", DRAFT, TOO_EARLY_FOR_LEADER),
    case("POST", "/plans/{plan}/approve", APPROVED, expect(403, leader=409)),
    Case("POST /plans/{plan_id}/approve", ones_own_submission, LEADER_ON_DRAFT),
    case("POST", "/plans/{plan}/return", SUBMITTED, LEADER_ON_DRAFT, REASON),
    case("POST", "/plans/{plan}/return", DRAFT, TOO_EARLY_FOR_LEADER, REASON),
    Case("POST /plans", a_new_plan, expect(403, coordinator=201)),
    Case("POST /tasks", a_new_task, expect(403, coordinator=201)),
    Case("POST /tasks", a_new_task_under_review, expect(403, coordinator=409)),
]


def listed(path: str, state: PlanState, key: str) -> Callable[[Scene], Awaitable[Listed]]:
    async def a_list(scene: Scene) -> Listed:
        return Listed(path, str(getattr(await one_task(scene.world, scene.unit, plan_state=state), key)))

    a_list.__name__ = f"listed_of_{state.value}_plan"
    return a_list


DRAFTS = expect(False, coordinator=True, leader=True)
LISTS = [
    *(ListCase("GET /plans", listed("/plans", state, "plan_id"), wanted) for state, wanted in ((APPROVED, expect(True)), (DRAFT, DRAFTS))),
    *(
        ListCase("GET /tasks", listed("/tasks", state, "task_id"), wanted)
        for state, wanted in ((APPROVED, expect(True)), (SUBMITTED, DRAFTS))
    ),
]
