"""Assignments: a unit sees its own and its supporters'; the coordinator confirms for others, a leader for the coordinating unit."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import update

from papi.directory.models import UnitKind
from papi.kit import clock
from papi.plans.models import Assignment, Cadence, PlanState, WorkState
from tests.access.tables import Attempt, Case, Expectation, ListCase, Listed, Scene, expect
from tests.support.one_task import OneTask, one_task
from tests.support.planning import REASON

OPEN, AWAITING, SUSPENDED = WorkState.NOT_STARTED, WorkState.AWAITING_CONFIRMATION, WorkState.SUSPENDED
SEEN = expect(200, unit_head=(200, 404), officer=(200, 404))
DRAFT_SEEN = expect(404, coordinator=200, leader=200)
WRITTEN_BY_UNIT = expect(403, unit_head=(200, 404), officer=(200, 404))


def done() -> dict[str, str]:
    return {"done_on": str(clock.today()), "result": "Đã tổ chức lớp cho 120 người."}


def later() -> dict[str, str]:
    return {"due_on": str(clock.today() + timedelta(days=30))}


def confirmed(status: int) -> Expectation:
    """Nobody judges a matter of a unit in which they are a member."""
    return expect(403, coordinator=(403, status), unit_head=(403, 404), officer=(403, 404))


def confirmed_by_leader(status: int) -> Expectation:
    return expect(403, leader=(403, status), unit_head=(403, 404), officer=(403, 404))


async def once(scene: Scene, state: WorkState = OPEN) -> OneTask:
    """A once-task of the unit, in this state."""
    one = await one_task(scene.world, scene.unit, cadence=Cadence.ONCE, due_on=clock.today() + timedelta(days=9))
    if state is not OPEN:
        async with scene.world.database.writing() as session:
            moved = {"work_state": state, "shown_work_state": state}
            await session.execute(update(Assignment).where(Assignment.id == one.assignment_id).values(moved))
    return one


async def led(scene: Scene) -> OneTask:
    """A joint task: the caller's unit leads it and the scene's supports; where they are one, another leads."""
    lead = scene.caller.unit if scene.caller.unit.id != scene.unit.id else await scene.world.unit("Phòng Tư pháp", UnitKind.DEPARTMENT)
    return await one_task(scene.world, scene.unit, lead=lead)


def trying(name: str, make: Callable[[Scene], Awaitable[OneTask]], path: str, body: Any = None) -> Callable[[Scene], Awaitable[Attempt]]:
    async def attempt(scene: Scene) -> Attempt:
        return Attempt(path.format(assignment=(await make(scene)).assignment_id), body)

    attempt.__name__ = name
    return attempt


def standing(state: WorkState) -> Callable[[Scene], Awaitable[OneTask]]:
    return lambda scene: once(scene, state)


def drafted(scene: Scene) -> Awaitable[OneTask]:
    return one_task(scene.world, scene.unit, plan_state=PlanState.DRAFT)


def recurring(scene: Scene) -> Awaitable[OneTask]:
    return one_task(scene.world, scene.unit)


def case(step: str, state: WorkState, expected: Expectation, body: Any = None, *, coordinating: bool = False) -> Case:
    attempt = trying(f"of_one_{state.value}", standing(state), f"/assignments/{{assignment}}/{step}", body)
    return Case(f"POST /assignments/{{assignment_id}}/{step}", attempt, expected, coordinating=coordinating)


def judged(step: str, state: WorkState, wrong: WorkState, body: Any = None) -> list[Case]:
    """A step of whoever confirms: on a ward's matter, on the coordinating unit's, and at the wrong moment."""
    return [
        case(step, state, confirmed(200), body),
        case(step, state, confirmed_by_leader(200), body, coordinating=True),
        case(step, wrong, confirmed(409), body),
    ]


async def a_gift(scene: Scene) -> Attempt:
    one = await one_task(scene.world, await scene.world.unit("Phường 3"))
    return Attempt("/assignments", {"task_id": str(one.task_id), "unit_id": str(scene.unit.id), "part": "lead"})


async def a_gift_twice(scene: Scene) -> Attempt:
    one = await one_task(scene.world, scene.unit)
    return Attempt("/assignments", {"task_id": str(one.task_id), "unit_id": str(scene.unit.id), "part": "lead"})


async def all_assignments(_scene: Scene) -> Attempt:
    return Attempt("/assignments")


async def all_counts(_scene: Scene) -> Attempt:
    return Attempt("/assignments/counts")


ONE = "/assignments/{assignment}"
CASES = [
    Case("GET /assignments", all_assignments, expect(200)),
    Case("GET /assignments/counts", all_counts, expect(200)),
    *(
        Case(f"GET /assignments/{{assignment_id}}{part}", trying(name, make, f"{ONE}{part}"), expected)
        for part in ("", "/timeline")
        for name, make, expected in (
            ("of_the_unit", once, SEEN),
            ("of_a_supporter", led, expect(200)),
            ("in_a_draft_plan", drafted, DRAFT_SEEN),
        )
    ),
    Case(
        "PATCH /assignments/{assignment_id}",
        trying("another_day", once, ONE, later),
        expect(403, coordinator=200, unit_head=(403, 404), officer=(403, 404)),
    ),
    Case(
        "PATCH /assignments/{assignment_id}",
        trying("of_a_cancelled_one", standing(WorkState.CANCELLED), ONE, later),
        expect(403, coordinator=409, unit_head=(403, 404), officer=(403, 404)),
    ),
    Case("POST /assignments", a_gift, expect(403, coordinator=201)),
    Case("POST /assignments", a_gift_twice, expect(403, coordinator=409)),
    case("report-done", OPEN, WRITTEN_BY_UNIT, done),
    case("report-done", AWAITING, expect(403, unit_head=(409, 404), officer=(409, 404)), done),
    Case(
        "POST /assignments/{assignment_id}/report-done",
        trying("of_a_recurring_one", recurring, f"{ONE}/report-done", done),
        expect(403, unit_head=(409, 404), officer=(409, 404)),
    ),
    Case(
        "POST /assignments/{assignment_id}/report-done",
        trying("for_a_supporter", led, f"{ONE}/report-done", done),
        expect(403, unit_head=(409, 403), officer=(409, 403)),
    ),
    *judged("confirm", AWAITING, OPEN),
    *judged("redo", AWAITING, OPEN, REASON),
    *judged("suspend", OPEN, SUSPENDED, REASON),
    *judged("resume", SUSPENDED, OPEN, REASON),
    *judged("cancel", OPEN, WorkState.COMPLETED, REASON),
]


def listed(name: str, make: Callable[[Scene], Awaitable[OneTask]]) -> Callable[[Scene], Awaitable[Listed]]:
    async def a_list(scene: Scene) -> Listed:
        return Listed("/assignments", str((await make(scene)).assignment_id))

    a_list.__name__ = name
    return a_list


async def of_ones_lead(scene: Scene) -> Listed:
    """The lead's own part of a joint task in which the caller's unit supports."""
    support = scene.caller.unit if scene.caller.unit.id != scene.unit.id else await scene.world.unit("Phường 3")
    one = await one_task(scene.world, support, lead=scene.unit)
    return Listed(f"/assignments?task={one.task_id}", str(scene.unit.id), key="unit.id")


OWN = expect(True, unit_head=(True, False), officer=(True, False))
LISTS = [
    ListCase("GET /assignments", listed("of_the_unit", once), OWN),
    ListCase("GET /assignments", listed("of_a_supporter", led), expect(True)),
    ListCase("GET /assignments", of_ones_lead, OWN),
    ListCase("GET /assignments", listed("in_a_draft_plan", drafted), expect(False, coordinator=True, leader=True)),
]
