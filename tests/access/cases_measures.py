"""Figures of units: those of the own unit, all for Phòng Nội vụ, read by leaders and observers."""

from collections.abc import Awaitable, Callable

from tests.access.tables import Attempt, Case, ListCase, Listed, Scene, expect
from tests.support.measuring import MEASURE, send, written


async def _value(scene: Scene) -> str:
    return str((await send(scene.world, scene.unit, {"202408": "81.5"}))[0].id)


def _of_a_value(part: str) -> Callable[[Scene], Awaitable[Attempt]]:
    async def a_value(scene: Scene) -> Attempt:
        return Attempt(f"/measure-values/{await _value(scene)}{part}")

    return a_value


async def the_definitions(_scene: Scene) -> Attempt:
    return Attempt("/measures")


async def a_value_by_hand(scene: Scene) -> Attempt:
    return Attempt("/measure-values", written(scene.unit))


async def a_value_in_the_list(scene: Scene) -> Listed:
    return Listed("/measure-values", await _value(scene))


async def a_value_among_the_months(scene: Scene) -> Listed:
    return Listed(f"/measure-values/months?measure={MEASURE}&from_month=202408&to_month=202408", await _value(scene))


_SEE = expect(200, admin=403, unit_head=(200, 404), officer=(200, 404))
_FIND = expect(True, admin=403, unit_head=(True, False), officer=(True, False))
CASES = [
    Case("GET /measures", the_definitions, expect(200, admin=403)),
    Case("POST /measure-values", a_value_by_hand, expect(403, coordinator=201, unit_head=(201, 403), officer=(201, 403))),
    Case("GET /measure-values/{value_id}", _of_a_value(""), _SEE),
    Case("GET /measure-values/{value_id}/history", _of_a_value("/history"), _SEE),
]
LISTS = [ListCase("GET /measure-values", a_value_in_the_list, _FIND)]
ANSWERS = [ListCase("GET /measure-values/months", a_value_among_the_months, _FIND)]
OUTSIDE = {
    "GET /measure-values": "it stands in the table of lists",
    "GET /measure-values/months": "it stands in the table of answers",
}
