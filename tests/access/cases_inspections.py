"""Inspections: who supervises reads all, the unit its own once it knows of them; who inspects acts, the unit remedies, nobody verifies
what their own unit did."""

from collections.abc import Awaitable, Callable
from typing import Any

from papi.directory.models import Unit
from tests.access.tables import Attempt, Case, Expectation, ListCase, Listed, Scene, expect
from tests.support.inspecting import OneInspection, body, found, in_days, planned, remedied, under_way
from tests.support.one_task import one_task
from tests.support.world import World

Make = Callable[[World, Unit], Awaitable[OneInspection]]

SEEN = expect(200, admin=403, unit_head=(200, 404), officer=(200, 404))
HIDDEN = expect(200, admin=403, unit_head=404, officer=404)
# nobody inspects an own unit, and a head only units that it leads
MANAGED = expect(403, coordinator=(403, 200), unit_head=(403, 404), officer=(403, 404))
ADDED = expect(403, coordinator=(403, 201), unit_head=(403, 404), officer=(403, 404))
REMEDIED = expect(403, unit_head=(200, 404), officer=(200, 404))
REASON = {"reason": "Chưa có ảnh chụp tại nơi niêm yết"}


def conclusion() -> dict[str, str]:
    return {"conclusion": "Đơn vị thực hiện khá đầy đủ.", "conclusion_number": "45/TB-UBND", "conclusion_on": in_days(1)}


def remedy() -> dict[str, str]:
    return {"text": "Đã niêm yết", "done_on": in_days(0)}


def finding() -> dict[str, str]:
    return {"text": "Chưa công khai", "severity": "minor", "due_on": in_days(9)}


async def hidden(world: World, unit: Unit) -> OneInspection:
    """One that the unit does not know of yet."""
    return await planned(world, unit, kind="unannounced")


def trying(make: Make, path: str, given: Any = None) -> Callable[[Scene], Awaitable[Attempt]]:
    async def attempt(scene: Scene) -> Attempt:
        one = await make(scene.world, scene.unit)
        return Attempt(path.format(inspection=one.id, finding=one.finding_id), given)

    attempt.__name__ = make.__name__
    return attempt


def case(method: str, path: str, expected: Expectation, make: Make, given: Any = None) -> Case:
    named = path.replace("{inspection}", "{inspection_id}").replace("{finding}", "{finding_id}")
    return Case(f"{method} {named}", trying(make, path, given), expected)


async def a_new_one(scene: Scene) -> Attempt:
    return Attempt("/inspections", body(scene.unit))


async def one_of_a_supporting_unit(scene: Scene) -> Attempt:
    """The caller's unit leads a joint task in which a third one supports."""
    third = await scene.world.unit("Phường 3")
    await one_task(scene.world, third, lead=scene.caller.unit)
    return Attempt("/inspections", body(third))


async def everything(_scene: Scene) -> Attempt:
    return Attempt("/inspections")


async def all_findings(_scene: Scene) -> Attempt:
    return Attempt("/findings")


async def the_units(_scene: Scene) -> Attempt:
    return Attempt("/inspections/units")


CASES = [
    Case("GET /inspections", everything, expect(200, admin=403)),
    Case("GET /findings", all_findings, expect(200, admin=403)),
    Case("GET /inspections/units", the_units, expect(403, coordinator=200, unit_head=200)),
    Case("POST /inspections", a_new_one, expect(403, coordinator=(422, 201), unit_head=422)),
    Case("POST /inspections", one_of_a_supporting_unit, expect(403, coordinator=201, unit_head=201)),
    *[
        case("GET", path, seen, make)
        for path in ("/inspections/{inspection}", "/inspections/{inspection}/timeline")
        for seen, make in ((SEEN, planned), (HIDDEN, hidden))
    ],
    case("PATCH", "/inspections/{inspection}", MANAGED, planned, {"title": "Kiểm tra công khai"}),
    case("POST", "/inspections/{inspection}/start", MANAGED, planned),
    case("POST", "/inspections/{inspection}/conclude", MANAGED, under_way, conclusion),
    case("POST", "/inspections/{inspection}/cancel", MANAGED, planned, REASON),
    case("POST", "/inspections/{inspection}/findings", ADDED, under_way, finding),
    case("GET", "/findings/{finding}", SEEN, found),
    case("GET", "/findings/{finding}/timeline", SEEN, found),
    case("PATCH", "/findings/{finding}", MANAGED, found, {"severity": "serious"}),
    case("POST", "/findings/{finding}/remedy", REMEDIED, found, remedy),
    case("POST", "/findings/{finding}/verify", MANAGED, remedied, {}),
    case("POST", "/findings/{finding}/return", MANAGED, remedied, REASON),
    case("POST", "/findings/{finding}/close", MANAGED, found, REASON),
]


def listed(path: str, make: Make, key: str = "id") -> Callable[[Scene], Awaitable[Listed]]:
    async def a_list(scene: Scene) -> Listed:
        return Listed(path, getattr(await make(scene.world, scene.unit), key))

    a_list.__name__ = make.__name__
    return a_list


async def a_unit_to_inspect(scene: Scene) -> Listed:
    """Another unit than any caller's: it supports a task that the scene's unit leads."""
    third = await scene.world.unit("Phường 3")
    await one_task(scene.world, third, lead=scene.unit)
    return Listed("/inspections/units", str(third.id))


SUPERVISED = expect(True, admin=403, unit_head=(True, False), officer=(True, False))
LISTS = [
    ListCase("GET /inspections", listed("/inspections", planned), SUPERVISED),
    ListCase("GET /inspections", listed("/inspections", hidden), expect(True, admin=403, unit_head=False, officer=False)),
    ListCase("GET /findings", listed("/findings", found, "finding_id"), SUPERVISED),
]
ANSWERS = [
    ListCase("GET /inspections/units", a_unit_to_inspect, expect(403, coordinator=True, unit_head=(True, False))),
]
