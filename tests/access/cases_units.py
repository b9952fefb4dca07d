"""Units are seen by everybody inside and changed by the administrator."""

from papi.kit.types import new_id
from tests.access.tables import Attempt, Case, Scene, expect

ADMIN_ONLY = expect(403, admin=200)


async def all_units(scene: Scene) -> Attempt:
    return Attempt("/units")


async def a_unit(scene: Scene) -> Attempt:
    return Attempt(f"/units/{scene.unit.id}")


async def a_new_unit(scene: Scene) -> Attempt:
    code = f"X{new_id().hex[-12:]}"
    return Attempt("/units", {"code": code, "kind": "ward", "name": "UBND phường Mới", "short_name": "Phường Mới"})


async def a_new_name(scene: Scene) -> Attempt:
    return Attempt(f"/units/{scene.unit.id}", {"short_name": "Phường Một"})


async def its_history(scene: Scene) -> Attempt:
    return Attempt(f"/units/{scene.unit.id}/history")


async def groups(scene: Scene) -> Attempt:
    return Attempt("/unit-groups")


CASES = [
    Case("GET /units", all_units, expect(200)),
    Case("GET /units/{unit_id}", a_unit, expect(200)),
    Case("POST /units", a_new_unit, expect(403, admin=201)),
    Case("PATCH /units/{unit_id}", a_new_name, ADMIN_ONLY),
    Case("GET /units/{unit_id}/history", its_history, expect(200)),
    Case("GET /unit-groups", groups, expect(200)),
]
OUTSIDE_LISTS = {"GET /units": "units.read holds for every role on every unit (permissions.csv)"}
