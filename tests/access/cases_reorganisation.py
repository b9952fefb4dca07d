"""Units are reorganised by the administrator; everybody reads what was decided, and a unit what moved from it or to it."""

from papi.access.permissions import Role
from papi.kit.types import new_id
from tests.access.tables import Attempt, Case, ListCase, Listed, Scene, expect
from tests.support.reorganising import URL, decided, decision, moves_of, new_unit, part

_DAY = "2999-01-01"
ADMIN_ONLY = expect(403, admin=200)


def _body(scene: Scene, day: str = _DAY) -> dict[str, object]:
    name = new_id().hex[-12:]
    return decision(part("dissolve", [scene.unit], [new_unit(f"Phường {name}", f"X{name}")]), day=day)


async def _planned(scene: Scene) -> str:
    elsewhere = await scene.world.unit("UBND thành phố")
    admin = await scene.world.person(Role.ADMIN, elsewhere)
    return f"{URL}/{(await decided(admin, _body(scene)))['id']}"


async def a_decision(scene: Scene) -> Attempt:
    return Attempt(URL, _body(scene))


async def all_decisions(scene: Scene) -> Attempt:
    return Attempt(URL)


async def one_decision(scene: Scene) -> Attempt:
    return Attempt(await _planned(scene))


async def another_day(scene: Scene) -> Attempt:
    return Attempt(await _planned(scene), _body(scene, "2998-01-01"))


async def a_preview(scene: Scene) -> Attempt:
    return Attempt(f"{await _planned(scene)}/preview", _body(scene, "2998-01-01"))


async def a_withdrawal(scene: Scene) -> Attempt:
    return Attempt(f"{await _planned(scene)}/withdraw", {"reason": "Chờ nghị quyết mới."})


async def a_trace(scene: Scene) -> Attempt:
    return Attempt(f"{await _planned(scene)}/moves")


async def a_move(scene: Scene) -> Listed:
    """What moved to the unit whose matter it is, from another that ended long ago."""
    before = await scene.world.unit("Phường 3")
    admin = await scene.world.person(Role.ADMIN, await scene.world.unit("UBND thành phố"))
    officer = await scene.world.person(Role.OFFICER, before)
    body = decision(part("dissolve", [before], [{"unit_id": str(scene.unit.id)}]), day="2024-01-01")
    made = await decided(admin, body)
    [move] = await moves_of(admin, made, "&what=membership")
    assert move["thing_id"] == str(officer.membership_id)
    return Listed(f"{URL}/{made['id']}/moves", move["id"])


CASES = [
    Case("POST /units/successions", a_decision, expect(403, admin=201)),
    Case("GET /units/successions", all_decisions, expect(200)),
    Case("GET /units/successions/{succession_id}", one_decision, expect(200)),
    Case("PUT /units/successions/{succession_id}", another_day, ADMIN_ONLY),
    Case("POST /units/successions/{succession_id}/preview", a_preview, ADMIN_ONLY),
    Case("POST /units/successions/{succession_id}/withdraw", a_withdrawal, ADMIN_ONLY),
    Case("GET /units/successions/{succession_id}/moves", a_trace, expect(200)),
]
LISTS = [
    ListCase("GET /units/successions/{succession_id}/moves", a_move, expect(True, unit_head=(True, False), officer=(True, False))),
]
OUTSIDE_LISTS = {"GET /units/successions": "units.read holds for every role on every decision (permissions.csv)"}
