"""Unit plans: the unit writes, its head sends, the reviewer (never of the same unit) decides; drafts are seen by the own unit alone."""

from collections.abc import Awaitable, Callable
from typing import Any

from papi.directory.models import Unit
from papi.plans.workflow.assignments import ASKED_KINDS
from tests.access.tables import Attempt, Case, Expectation, ListCase, Listed, Scene, expect
from tests.support.one_unit_plan import (
    OneUnitPlan,
    accepted_unit_plan,
    asked_unit,
    begun_unit_plan,
    complete_unit_plan,
    sent_unit_plan,
)
from tests.support.world import World

Make = Callable[[World, Unit], Awaitable[OneUnitPlan]]

DRAFT_SEEN = expect((200, 404), admin=403)
SENT_SEEN = expect(200, admin=403, unit_head=(200, 404), officer=(200, 404))
WRITTEN = expect((403, 404), admin=403, unit_head=(200, 404), officer=(200, 404))
ADDED = expect((403, 404), admin=403, unit_head=(201, 404), officer=(201, 404))
WRITTEN_SEEN = expect((403, 404), admin=403, unit_head=(200, 404), officer=(200, 404))
BY_THE_HEAD = expect((403, 404), admin=403, unit_head=(200, 404))
REVIEWED = expect(403, coordinator=(403, 200), unit_head=(403, 404), officer=(403, 404))
REVIEWED_BY_LEADER = expect(403, leader=(403, 200), unit_head=(403, 404), officer=(403, 404))
REASON = {"reason_code": "not_specific", "reason": "Nêu rõ từng khu phố"}


def trying(name: str, make: Make, path: str, body: Any = None) -> Callable[[Scene], Awaitable[Attempt]]:
    """A request about a unit plan of the scene's unit; `{plan}`, `{limit}` and `{measure}` stand for ids."""

    async def attempt(scene: Scene) -> Attempt:
        one = await make(scene.world, scene.unit)
        return Attempt(path.format(plan=one.id, limit=one.limit_id, measure=one.measure_id, whole=one.plan_id), body)

    attempt.__name__ = name
    return attempt


def case(method: str, path: str, expected: Expectation, make: Make, body: Any = None) -> Case:
    """A case on a plan in one state."""
    named = path.replace("{plan}", "{unit_plan_id}").replace("{measure}", "{item_id}").replace("{limit}", "{item_id}")
    operation = f"{method} {named.partition('?')[0]}"
    return Case(operation, trying(make.__name__, make, path, body), expected)


def reviewing(path: str, body: Any = None, make: Make = sent_unit_plan) -> list[Case]:
    """A reviewer's act, on a ward's plan and on that of the coordinating unit."""
    operation = f"POST {path.replace('{plan}', '{unit_plan_id}')}"
    attempt = trying(make.__name__, make, path, body)
    return [Case(operation, attempt, REVIEWED), Case(operation, attempt, REVIEWED_BY_LEADER, coordinating=True)]


async def a_first_plan(scene: Scene) -> Attempt:
    """Whoever begins one begins that of the own unit."""
    return Attempt("/unit-plans", {"plan_id": str((await asked_unit(scene.world, scene.unit)).plan_id)})


async def a_later_day(scene: Scene) -> Attempt:
    one = await asked_unit(scene.world, scene.unit)
    body = {"plan_id": str(one.plan_id), "unit_id": str(scene.unit.id), "due_on": "2091-07-05", "reason": "Thay lãnh đạo đơn vị"}
    return Attempt("/unit-plans/exceptions", body)


async def everything(scene: Scene) -> Attempt:
    return Attempt("/unit-plans")


async def all_rows(scene: Scene) -> Attempt:
    return Attempt("/unit-plan-items")


async def the_board(scene: Scene) -> Attempt:
    return Attempt("/unit-plans/board")


ALL_TOGETHER = "/unit-plans/export?plan={whole}"
IN_NO_SUCH_NAME = expect((403, 200), admin=403, unit_head=403, officer=403)
LATER_DAY = expect(403, coordinator=(403, 201))
ROW = {"items": [{"kind": "measure", "text": "Tập huấn cán bộ"}]}
CASES = [
    Case("GET /unit-plans", everything, expect(200, admin=403)),
    Case("GET /unit-plan-items", all_rows, expect(200, admin=403)),
    Case("GET /unit-plans/board", the_board, expect(200, admin=403)),
    Case("POST /unit-plans", a_first_plan, expect(403, unit_head=201, officer=201)),
    Case("POST /unit-plans/exceptions", a_later_day, LATER_DAY),
    Case("POST /unit-plans/exceptions", a_later_day, expect(403, leader=(403, 201)), coordinating=True),
    case("GET", ALL_TOGETHER, expect(200, admin=403, unit_head=403, officer=403), sent_unit_plan),
    *[
        Case("GET /unit-plans/export", trying(f"sent_plan_of_a_{kind}_body", sent_unit_plan, ALL_TOGETHER), IN_NO_SUCH_NAME, kind=kind)
        for kind in sorted(ASKED_KINDS)
    ],
    *[
        case("GET", path, seen, make)
        for path in ("/unit-plans/{plan}", "/unit-plans/{plan}/timeline", "/unit-plans/{plan}/export")
        for seen, make in ((DRAFT_SEEN, begun_unit_plan), (SENT_SEEN, sent_unit_plan))
    ],
    case("GET", "/unit-plans/{plan}/missing", WRITTEN_SEEN, begun_unit_plan),
    case("GET", "/unit-plans/{plan}/suggestions", WRITTEN_SEEN, begun_unit_plan),
    case("POST", "/unit-plans/{plan}/items", ADDED, begun_unit_plan, ROW),
    case("PATCH", "/unit-plan-items/{measure}", WRITTEN, begun_unit_plan, {"person": "Phó Chủ tịch UBND"}),
    case("DELETE", "/unit-plan-items/{measure}", WRITTEN, begun_unit_plan),
    case("POST", "/unit-plans/{plan}/submit", BY_THE_HEAD, complete_unit_plan),
    case("POST", "/unit-plans/{plan}/amend", expect(403, unit_head=(200, 404), officer=(403, 404)), accepted_unit_plan),
    case("POST", "/unit-plan-items/{measure}/follow", expect(403, unit_head=(200, 404), officer=(200, 404)), accepted_unit_plan),
    *reviewing("/unit-plans/{plan}/accept"),
    *reviewing("/unit-plans/{plan}/return", REASON),
]


def listed(path: str, make: Make, key: str) -> Callable[[Scene], Awaitable[Listed]]:
    async def a_list(scene: Scene) -> Listed:
        return Listed(path, getattr(await make(scene.world, scene.unit), key))

    a_list.__name__ = make.__name__
    return a_list


SUPERVISED = expect(True, admin=403, unit_head=(True, False), officer=(True, False))
LISTS = [
    ListCase("GET /unit-plans", listed("/unit-plans", begun_unit_plan, "id"), expect((True, False), admin=403)),
    ListCase("GET /unit-plans", listed("/unit-plans", sent_unit_plan, "id"), SUPERVISED),
    ListCase("GET /unit-plan-items", listed("/unit-plan-items", begun_unit_plan, "measure_id"), expect(False, admin=403)),
    ListCase("GET /unit-plan-items", listed("/unit-plan-items", sent_unit_plan, "measure_id"), SUPERVISED),
]
