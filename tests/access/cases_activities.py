"""Activities: written by the unit's own people and by Phòng Nội vụ, read by who sees everyone's work."""

from collections.abc import Awaitable, Callable
from typing import Any

from papi.access.permissions import Role
from tests.access.tables import Attempt, Case, ListCase, Listed, Scene, expect
from tests.support.acting import RESULT, day, held_body, planned_body, written


def _of_a_planned_one(part: str, body: Any = None) -> Callable[[Scene], Awaitable[Attempt]]:
    async def a_planned_activity(scene: Scene) -> Attempt:
        made = await written(await scene.colleague(Role.OFFICER), planned_body())
        return Attempt(f"/activities/{made['id']}{part}", body)

    return a_planned_activity


async def a_new_activity(scene: Scene) -> Attempt:
    return Attempt("/activities", planned_body(unit_id=str(scene.unit.id)))


async def an_activity_in_the_list(scene: Scene) -> Listed:
    return Listed("/activities", (await written(await scene.colleague(Role.OFFICER), planned_body()))["id"])


async def a_held_one_in_the_totals(scene: Scene) -> Listed:
    await written(await scene.colleague(Role.OFFICER), held_body())
    return Listed("/activities/summary", scene.unit.short_name, "unit.name")


def held() -> dict[str, str]:
    return {"begins_on": day(-1), "ends_on": day(-1), "result": RESULT}


_SEEN = expect(200, admin=403, unit_head=(200, 404), officer=(200, 404))
_WRITTEN = expect((200, 404), admin=403, leader=403, coordinator=200, observer=(200, 403))
_LISTED = expect(True, admin=403, unit_head=(True, False), officer=(True, False))
CASES = [
    Case("POST /activities", a_new_activity, expect((201, 403), admin=403, leader=403, coordinator=201)),
    Case("GET /activities/{activity_id}", _of_a_planned_one(""), _SEEN),
    Case("GET /activities/{activity_id}/timeline", _of_a_planned_one("/timeline"), _SEEN),
    Case("PATCH /activities/{activity_id}", _of_a_planned_one("", {"place": "Hội trường"}), _WRITTEN),
    Case("POST /activities/{activity_id}/hold", _of_a_planned_one("/hold", held), _WRITTEN),
    Case("POST /activities/{activity_id}/cancel", _of_a_planned_one("/cancel", {"reason": "Mưa bão"}), _WRITTEN),
]
LISTS = [ListCase("GET /activities", an_activity_in_the_list, _LISTED)]
ANSWERS = [ListCase("GET /activities/summary", a_held_one_in_the_totals, _LISTED)]
OUTSIDE = {
    "GET /activities": "it stands in the table of lists",
    "GET /activities/summary": "it stands in the table of answers",
}
