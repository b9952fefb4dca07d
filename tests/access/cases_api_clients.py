"""Connected systems: for the administrator alone. What such a system calls itself is tried in test_machines.py."""

from typing import Any

from papi.kit.types import new_id
from tests.access.tables import Attempt, Case, ListCase, Listed, Scene, expect
from tests.support.machines import MachineCaller, machine

ADMIN = expect(403, admin=200)


async def _client(scene: Scene, **fields: Any) -> MachineCaller:
    return await machine(scene.world, "scores:read", units=[scene.unit], **fields)


async def who_a_system_is(scene: Scene) -> Attempt:
    return Attempt("/integration/self")


async def all_systems(scene: Scene) -> Attempt:
    return Attempt("/api-clients")


async def a_new_system(scene: Scene) -> Attempt:
    given = {"name": f"Trục liên thông {new_id().hex[-12:]}", "contact": "Sở Nội vụ", "scopes": ["reports:read"]}
    return Attempt("/api-clients", {**given, "unit_ids": [str(scene.unit.id)]})


async def a_system(scene: Scene) -> Attempt:
    return Attempt(f"/api-clients/{(await _client(scene)).id}")


async def a_change_of_a_system(scene: Scene) -> Attempt:
    return Attempt(f"/api-clients/{(await _client(scene)).id}", {"contact": "Sở Thông tin"})


async def a_new_secret(scene: Scene) -> Attempt:
    return Attempt(f"/api-clients/{(await _client(scene)).id}/rotate", {})


async def a_system_to_end(scene: Scene) -> Attempt:
    return Attempt(f"/api-clients/{(await _client(scene)).id}/deactivate")


async def a_system_to_begin_again(scene: Scene) -> Attempt:
    return Attempt(f"/api-clients/{(await _client(scene, active=False)).id}/activate")


CASES = [
    Case("GET /integration/self", who_a_system_is, expect(403)),
    Case("GET /api-clients", all_systems, ADMIN),
    Case("POST /api-clients", a_new_system, expect(403, admin=201)),
    Case("GET /api-clients/{client_id}", a_system, ADMIN),
    Case("PATCH /api-clients/{client_id}", a_change_of_a_system, ADMIN),
    Case("POST /api-clients/{client_id}/rotate", a_new_secret, ADMIN),
    Case("POST /api-clients/{client_id}/deactivate", a_system_to_end, ADMIN),
    Case("POST /api-clients/{client_id}/activate", a_system_to_begin_again, ADMIN),
]


async def systems(scene: Scene) -> Listed:
    return Listed("/api-clients", str((await _client(scene)).id))


LISTS = [ListCase("GET /api-clients", systems, expect(403, admin=True))]
