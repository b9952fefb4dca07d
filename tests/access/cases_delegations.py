"""Delegations: a head gives those of the own unit, the administrator those of any head who is away."""

from datetime import timedelta
from typing import Any

from papi.access.permissions import Role
from papi.kit import clock
from tests.access.tables import Attempt, Case, ListCase, Listed, Scene, expect

MANAGED = expect((403, 403), admin=200, unit_head=(200, 404))


def days(**changes: Any) -> dict[str, Any]:
    today = clock.today()
    return {"valid_from": str(today), "valid_to": str(today + timedelta(days=5)), "reason": "Đi công tác", **changes}


async def all_delegations(scene: Scene) -> Attempt:
    return Attempt("/delegations")


async def in_the_name_of_its_head(scene: Scene) -> Attempt:
    """A head gives in the own name; the administrator names the head. What others send is refused before it is looked at."""
    officer, head = await scene.colleague(Role.OFFICER), await scene.colleague(Role.UNIT_HEAD)
    own = scene.caller.role is Role.UNIT_HEAD and scene.caller.unit.id == scene.unit.id
    giver = {"giver_id": str(scene.caller.id if own else head.id), "unit_id": str(scene.unit.id)}
    return Attempt("/delegations", days(receiver_id=str(officer.id), **giver))


async def delegation(scene: Scene) -> str:
    officer, head = await scene.colleague(Role.OFFICER), await scene.colleague(Role.UNIT_HEAD)
    made = await head.post("/delegations", days(receiver_id=str(officer.id)))
    assert made.status_code == 201, made.text
    return made.json()["id"]


async def a_delegation(scene: Scene) -> Attempt:
    return Attempt(f"/delegations/{await delegation(scene)}")


async def its_end(scene: Scene) -> Attempt:
    return Attempt(f"/delegations/{await delegation(scene)}/end")


async def one_of_them(scene: Scene) -> Listed:
    return Listed("/delegations", await delegation(scene))


CASES = [
    Case("GET /delegations", all_delegations, expect(403, admin=200, unit_head=200)),
    Case("POST /delegations", in_the_name_of_its_head, expect(403, admin=201, unit_head=(201, 403))),
    Case("GET /delegations/{delegation_id}", a_delegation, MANAGED),
    Case("POST /delegations/{delegation_id}/end", its_end, MANAGED),
]
LISTS = [ListCase("GET /delegations", one_of_them, expect(403, admin=True, unit_head=(True, False)))]
