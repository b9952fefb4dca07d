"""Extensions: the unit's head asks, the coordinator decides for others and a leader for the coordinating unit."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from papi.access.permissions import Role
from papi.kit import clock
from papi.plans.models import Cadence
from tests.access.tables import Attempt, Case, Expectation, ListCase, Listed, Scene, expect
from tests.support.one_task import OneTask, one_task
from tests.support.planning import REASON

SEEN = expect(200, admin=403, unit_head=(200, 404), officer=(200, 404))


def _body(one: OneTask) -> dict[str, str]:
    wanted = {"wanted_on": str(clock.today() + timedelta(days=30)), "reason": "Chờ kinh phí bổ sung của thành phố."}
    return {"assignment_id": str(one.assignment_id), **wanted}


def decided(status: int) -> Expectation:
    return expect(403, coordinator=(403, status), unit_head=(403, 404), officer=(403, 404))


def decided_by_leader(status: int) -> Expectation:
    return expect(403, leader=(403, status), unit_head=(403, 404), officer=(403, 404))


async def _task(scene: Scene, cadence: Cadence = Cadence.ONCE) -> OneTask:
    due_on = clock.today() + timedelta(days=9) if cadence is Cadence.ONCE else None
    return await one_task(scene.world, scene.unit, cadence=cadence, due_on=due_on)


async def asked(scene: Scene) -> str:
    """A request of the unit's head that waits."""
    one = await _task(scene)
    head = await scene.colleague(Role.UNIT_HEAD)
    return (await head.post("/extensions", _body(one))).json()["id"]


async def taken_back(scene: Scene) -> str:
    extension_id = await asked(scene)
    head = await scene.colleague(Role.UNIT_HEAD)
    await head.post(f"/extensions/{extension_id}/withdraw")
    return extension_id


def trying(make: Callable[[Scene], Awaitable[str]], step: str, body: Any = None) -> Callable[[Scene], Awaitable[Attempt]]:
    async def attempt(scene: Scene) -> Attempt:
        return Attempt(f"/extensions/{await make(scene)}{step}", body)

    attempt.__name__ = make.__name__
    return attempt


async def a_request(scene: Scene) -> Attempt:
    return Attempt("/extensions", _body(await _task(scene)))


async def a_request_for_a_recurring_task(scene: Scene) -> Attempt:
    return Attempt("/extensions", _body(await _task(scene, Cadence.EACH_PERIOD)))


async def the_list(_scene: Scene) -> Attempt:
    return Attempt("/extensions")


def steps(step: str, body: Any = None) -> list[Case]:
    """A step of whoever decides: on a ward's request, on the coordinating unit's, and at the wrong moment."""
    operation = f"POST /extensions/{{extension_id}}/{step}"
    return [
        Case(operation, trying(asked, f"/{step}", body), decided(200)),
        Case(operation, trying(asked, f"/{step}", body), decided_by_leader(200), coordinating=True),
        Case(operation, trying(taken_back, f"/{step}", body), decided(409)),
    ]


CASES = [
    Case("GET /extensions", the_list, expect(200, admin=403)),
    Case("GET /extensions/{extension_id}", trying(asked, ""), SEEN),
    Case("POST /extensions", a_request, expect(403, unit_head=(201, 404), officer=(403, 404))),
    Case("POST /extensions", a_request_for_a_recurring_task, expect(403, unit_head=(409, 404), officer=(403, 404))),
    *steps("grant", {}),
    *steps("refuse", REASON),
    Case("POST /extensions/{extension_id}/withdraw", trying(asked, "/withdraw"), expect(403, unit_head=(200, 404), officer=(403, 404))),
    Case(
        "POST /extensions/{extension_id}/withdraw", trying(taken_back, "/withdraw"), expect(403, unit_head=(409, 404), officer=(403, 404))
    ),
]


async def a_request_of_the_unit(scene: Scene) -> Listed:
    return Listed("/extensions", await asked(scene))


LISTS = [ListCase("GET /extensions", a_request_of_the_unit, expect(True, admin=403, unit_head=(True, False), officer=(True, False)))]
