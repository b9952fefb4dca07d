"""A list of units that need attention, in any state: what tests and tables of permissions speak of."""

from dataclasses import dataclass
from typing import Any

from papi.access.permissions import Role
from papi.directory.models import Unit, UnitKind
from papi.kit import clock
from tests.support.one_report import draft_report
from tests.support.world import Someone, World

RULE = {"thresholds": [{"grade": "poor", "measure": "update_rate", "limit": 101}], "exemptions": []}


@dataclass
class OneList:
    """A list on which the unit stands, and who made it: nobody of the unit."""

    id: str
    unit_id: str
    coordinator: Someone
    leader: Someone


async def one_list(world: World, unit: Unit, state: str = "draft") -> OneList:
    """The unit has saved nothing lately, by a rule that anybody would break."""
    one = await draft_report(world, unit)
    coordinator = await world.person(Role.COORDINATOR, await world.unit("Phòng Nội vụ khác", UnitKind.DEPARTMENT))
    leader = await world.person(Role.LEADER, await world.unit("UBND thành phố", UnitKind.CITY))
    assert (await coordinator.put("/attention-rules", RULE)).status_code == 200
    body = {"plan_id": str(one.plan_id), "period_id": one.period_id, "title": f"Danh sách ngày {clock.today()}"}
    made = await coordinator.post("/attention-lists", body)
    assert made.status_code == 201, made.text
    found = OneList(made.json()["id"], str(unit.id), coordinator, leader)
    steps = {"draft": 0, "decided": 1, "confirmed": 2, "published": 3}[state]
    for step in ((_decide), (_confirm), (_publish))[:steps]:
        await step(found, unit)
    return found


async def _decide(one: OneList, unit: Unit) -> None:
    if not unit.coordinating:
        await _done(one.coordinator.put(f"/attention-lists/{one.id}/decisions", kept(one)))


async def _confirm(one: OneList, unit: Unit) -> None:
    await _done(one.coordinator.post(f"/attention-lists/{one.id}/confirm", {"reason": "Đã đối chiếu từng đơn vị"}))


async def _publish(one: OneList, unit: Unit) -> None:
    if unit.coordinating:
        await _done(one.leader.put(f"/attention-lists/{one.id}/decisions", kept(one)))
    await _done(one.leader.post(f"/attention-lists/{one.id}/publish"))


def kept(one: OneList) -> dict[str, Any]:
    return {"items": [{"unit_id": one.unit_id, "decision": "keep"}]}


async def _done(answer: Any) -> None:
    done = await answer
    assert done.status_code == 200, done.text
