"""Who has reported over the periods: those who supervise see all units, a unit sees itself alone."""

from collections.abc import Awaitable, Callable

from tests.access.tables import Attempt, Case, ListCase, Listed, Scene, expect
from tests.support.one_report import draft_report, sent_report


def reading(path: str) -> Callable[[Scene], Awaitable[Attempt]]:
    async def attempt(scene: Scene) -> Attempt:
        one = await draft_report(scene.world, scene.unit)
        return Attempt(path.format(plan=one.plan_id))

    return attempt


async def unsent(scene: Scene) -> Listed:
    one = await draft_report(scene.world, scene.unit)
    return Listed(f"/completeness/reports?plan={one.plan_id}", one.report_id)


async def sent(scene: Scene) -> Listed:
    one = await sent_report(scene.world, scene.unit)
    return Listed(f"/completeness/reports?plan={one.plan_id}", one.report_id)


async def of_units(scene: Scene) -> Listed:
    one = await draft_report(scene.world, scene.unit)
    return Listed(f"/completeness?plan={one.plan_id}", scene.unit.code)


SUPERVISED = expect(True, admin=403, unit_head=(True, False), officer=(True, False))
CASES = [
    Case("GET /completeness", reading("/completeness?plan={plan}"), expect(200, admin=403)),
    Case("GET /completeness/reports", reading("/completeness/reports?plan={plan}"), expect(200, admin=403)),
]
LISTS = [
    ListCase("GET /completeness/reports", unsent, SUPERVISED),
    ListCase("GET /completeness/reports", sent, SUPERVISED),
]
ANSWERS = [ListCase("GET /completeness", of_units, SUPERVISED)]
