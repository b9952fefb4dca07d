"""A head who is away, and who stands in meanwhile."""

from typing import Any

from sqlalchemy import select

from papi.access.permissions import Role
from papi.directory.models import Membership, Person
from tests.support.reporting import Reporting
from tests.support.world import Someone, World

SINCE, UNTIL = "2024-09-10", "2024-09-20"


def delegation_to(receiver: Someone, **changes: Any) -> dict[str, Any]:
    """What a head sends: ten days for an officer."""
    return {"receiver_id": str(receiver.id), "valid_from": SINCE, "valid_to": UNTIL, "reason": "Đi công tác", **changes}


async def delegated(head: Someone, receiver: Someone, **changes: Any) -> dict[str, Any]:
    """The delegation, given."""
    answer = await head.post("/delegations", delegation_to(receiver, **changes))
    assert answer.status_code == 201, answer.text
    return answer.json()


async def standing_in(world: World, head: Someone, receiver: Someone, **changes: Any) -> Someone:
    """The receiver at work in the head's name."""
    made = await delegated(head, receiver, **changes)
    return await signed_in_by(world, made["id"], receiver)


async def signed_in_by(world: World, delegation_id: str, receiver: Someone) -> Someone:
    """The receiver, signed in to the membership that a delegation lent."""
    async with world.database.reading() as session:
        lent = (await session.scalars(select(Membership).where(Membership.person_id == receiver.id))).all()
        membership = next(one for one in lent if str(one.delegation_id) == delegation_id)
        person = await session.get_one(Person, receiver.id)
    return await world.sign_in(person, membership, receiver.unit)


async def at_the_coordinators(reporting: Reporting, who: Someone, role: Role = Role.COORDINATOR) -> Someone:
    """The same person in a further membership of Phòng Nội vụ (a leader: of the city)."""
    unit = reporting.city if role is Role.LEADER else reporting.coordinating
    async with reporting.world.database.reading() as session:
        person = await session.get_one(Person, who.id)
    return await reporting.world.sign_in(person, await reporting.world.membership(person, role, unit), unit)


async def moved_away(reporting: Reporting, who: Someone) -> None:
    """They leave the ward: from now on nothing but what they did ties them to it."""
    ended = await reporting.admin.delete(f"/users/{who.id}/memberships/{who.membership_id}")
    assert ended.status_code == 200, ended.text
