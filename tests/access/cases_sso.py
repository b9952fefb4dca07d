"""Linked accounts of the identity provider: one's own for everybody; the administrator sees and unlinks those of others."""

from uuid import UUID

from papi.access.models import LinkedIdentity
from papi.access.permissions import Role
from papi.kit import clock
from papi.kit.types import new_id
from tests.access.tables import Attempt, Case, Scene, expect

LINKS = expect(403, admin=200, unit_head=(403, 404), officer=(403, 404))
UNLINKS = expect(403, admin=204, unit_head=(403, 404), officer=(403, 404))


async def _linked(scene: Scene) -> tuple[UUID, LinkedIdentity]:
    other, now = await scene.colleague(Role.OFFICER), clock.real()
    named = {"issuer": "https://sso.example.vn", "subject": new_id().hex, "name": "mai"}
    link = LinkedIdentity(person_id=other.id, **named, linked_at=now, last_used_at=now)
    await scene.world.add(link)
    return other.id, link


async def ones_own(scene: Scene) -> Attempt:
    return Attempt("/me/identities")


async def a_link_of_somebody_else(scene: Scene) -> Attempt:
    return Attempt(f"/me/identities/{(await _linked(scene))[1].id}")


async def those_of_a_colleague(scene: Scene) -> Attempt:
    return Attempt(f"/users/{(await _linked(scene))[0]}/identities")


async def one_of_a_colleague(scene: Scene) -> Attempt:
    person_id, link = await _linked(scene)
    return Attempt(f"/users/{person_id}/identities/{link.id}")


CASES = [
    Case("GET /me/identities", ones_own, expect(200)),
    Case("DELETE /me/identities/{identity_id}", a_link_of_somebody_else, expect(404)),
    Case("GET /users/{person_id}/identities", those_of_a_colleague, LINKS),
    Case("DELETE /users/{person_id}/identities/{identity_id}", one_of_a_colleague, UNLINKS),
]
