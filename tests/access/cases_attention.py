"""Lists of who needs attention: the coordinator makes them, leaders see what was confirmed, a unit itself once it is published."""

from collections.abc import Awaitable, Callable
from typing import Any

from tests.access.tables import Attempt, Case, ListCase, Listed, Scene, expect
from tests.support.attention import RULE, kept, one_list
from tests.support.one_report import draft_report


async def the_rule(scene: Scene) -> Attempt:
    return Attempt("/attention-rules")


async def another_rule(scene: Scene) -> Attempt:
    scene.used_up = True
    return Attempt("/attention-rules", RULE)


async def all_lists(scene: Scene) -> Attempt:
    return Attempt("/attention-lists")


async def a_computed_one(scene: Scene) -> Attempt:
    one = await draft_report(scene.world, scene.unit)
    return Attempt("/attention-lists", {"plan_id": str(one.plan_id), "title": "Danh sách quý III"})


def trying(state: str, path: str = "", body: Any = None) -> Callable[[Scene], Awaitable[Attempt]]:
    async def attempt(scene: Scene) -> Attempt:
        one = await one_list(scene.world, scene.unit, state)
        return Attempt(f"/attention-lists/{one.id}{path}", kept(one) if path == "/decisions" else body)

    attempt.__name__ = f"a_{state}_one"
    return attempt


READS = expect(200, admin=403, observer=403)
MAKES = expect(403, coordinator=200, leader=404, unit_head=404, officer=404)
DECIDES = expect(403, coordinator=(403, 200), leader=404, unit_head=404, officer=404)
CASES = [
    Case("GET /attention-rules", the_rule, READS),
    Case("PUT /attention-rules", another_rule, expect(403, coordinator=200)),
    Case("GET /attention-lists", all_lists, READS),
    Case("POST /attention-lists", a_computed_one, expect(403, coordinator=201)),
    *[
        Case(f"GET /attention-lists/{{list_id}}{path}", trying(state, f"{path}{asked}"), seen)
        for path, asked in (("", ""), ("/export", "?format=json"))
        for state, seen in (
            ("draft", expect(404, coordinator=200, admin=403, observer=403)),
            ("confirmed", expect(404, coordinator=200, leader=200, admin=403, observer=403)),
            ("published", expect(200, admin=403, observer=403, unit_head=(200, 404), officer=(200, 404))),
        )
    ],
    # nobody decides about a unit of theirs
    Case("PUT /attention-lists/{list_id}/decisions", trying("draft", "/decisions"), DECIDES),
    Case("POST /attention-lists/{list_id}/confirm", trying("decided", "/confirm", {"reason": "Đã đối chiếu"}), MAKES),
    Case("POST /attention-lists/{list_id}/discard", trying("draft", "/discard"), MAKES),
    Case(
        "POST /attention-lists/{list_id}/publish",
        trying("confirmed", "/publish"),
        expect(403, leader=200, unit_head=404, officer=404),
    ),
]


def listed(state: str) -> Callable[[Scene], Awaitable[Listed]]:
    async def a_list(scene: Scene) -> Listed:
        return Listed("/attention-lists", (await one_list(scene.world, scene.unit, state)).id)

    a_list.__name__ = f"a_{state}_one"
    return a_list


UNSEEN = {"admin": 403, "observer": 403}
LISTS = [
    ListCase("GET /attention-lists", listed("draft"), expect(False, coordinator=True, **UNSEEN)),
    ListCase("GET /attention-lists", listed("confirmed"), expect(False, coordinator=True, leader=True, **UNSEEN)),
    ListCase("GET /attention-lists", listed("published"), expect(True, unit_head=(True, False), officer=(True, False), **UNSEEN)),
]
