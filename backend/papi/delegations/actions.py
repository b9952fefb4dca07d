"""Giving a delegation and ending it. It ends by itself: nothing need be done on its last day."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.permissions import lent_roles
from papi.delegations import facts
from papi.delegations.errors import DelegationOverlaps
from papi.delegations.queries import get_delegation
from papi.delegations.schemas import DelegationCreate
from papi.delegations.workflow import gives_for_others, require_giving, take_end
from papi.directory.models import Delegation, Membership, Person
from papi.directory.queries import held_by_right
from papi.kit import clock
from papi.kit.errors import FieldError, Invalid
from papi.kit.etag import Precondition
from papi.kit.text import format_day
from papi.kit.types import new_id
from papi.outbox.facts import record


async def create_delegation(session: AsyncSession, actor: Actor, given: DelegationCreate) -> UUID:
    """Let a person of the unit act for its head: a membership with the head's role, tied to the delegation."""
    actor.require_some("delegation.manage")
    unit_id = given.unit_id or actor.unit_id
    require_giving(actor, unit_id)
    giver_id = given.giver_id or actor.person_id
    if giver_id != actor.person_id and not gives_for_others(actor):
        raise Invalid(errors=[FieldError("/giver_id", "Chỉ được ủy quyền phần việc của chính mình.", "Only in your own name.")])
    if given.valid_from < clock.today():
        raise Invalid(errors=[FieldError("/valid_from", "Ngày bắt đầu đã qua.", "The first day has passed.")])
    giver = await session.get(Person, giver_id, with_for_update={"key_share": True})  # of two at once, one sees the other
    role = await _role_of(session, giver, unit_id)
    receiver = await _receiver(session, given.receiver_id, unit_id)
    assert giver is not None, "a role is somebody's"
    await _require_free(session, giver, given)
    delegation = Delegation(
        id=new_id(),
        unit_id=unit_id,
        role=role,
        giver_id=giver.id,
        receiver_id=receiver.id,
        names=f"{giver.full_name} {receiver.full_name}",
        valid_from=given.valid_from,
        valid_to=given.valid_to,
        reason=given.reason,
        created_by=actor.person_id,
        created_at=clock.business(),
    )
    session.add(delegation)
    await session.flush()
    session.add(_membership(delegation))
    record(session, actor.author, facts.about(facts.GIVEN, delegation, giver.full_name, receiver.full_name))
    return delegation.id


def _membership(delegation: Delegation) -> Membership:
    return Membership(
        id=new_id(),
        person_id=delegation.receiver_id,
        unit_id=delegation.unit_id,
        role=delegation.role,
        valid_from=delegation.valid_from,
        valid_to=delegation.valid_to,
        delegation_id=delegation.id,
    )


async def _role_of(session: AsyncSession, giver: Person | None, unit_id: UUID) -> str:
    """The role that the giver holds in the unit by right, if it is one that can be lent."""
    held = await _roles(session, giver.id, unit_id, clock.today()) if giver is not None and giver.active else set[str]()
    lent = held & lent_roles()
    if not lent:
        raise Invalid(errors=[FieldError("/giver_id", "Người này không phải lãnh đạo đơn vị.", "This person does not head the unit.")])
    return min(lent)


async def _receiver(session: AsyncSession, person_id: UUID, unit_id: UUID) -> Person:
    person = await session.get(Person, person_id)
    held = await _roles(session, person_id, unit_id, clock.today()) if person is not None and person.active else set[str]()
    if person is None or not held:
        raise Invalid(errors=[FieldError("/receiver_id", "Chọn một người của đơn vị.", "Choose somebody of the unit.")])
    if held & lent_roles():
        raise Invalid(errors=[FieldError("/receiver_id", "Người này đã là lãnh đạo đơn vị.", "This person heads the unit already.")])
    return person


async def _roles(session: AsyncSession, person_id: UUID, unit_id: UUID, day: date) -> set[str]:
    rows = select(Membership.role).where(Membership.person_id == person_id, Membership.unit_id == unit_id, held_by_right(day))
    return set(await session.scalars(rows))


async def _require_free(session: AsyncSession, giver: Person, given: DelegationCreate) -> None:
    """One person at a time stands in for a head."""
    row = (
        await session.execute(
            select(Delegation, Person.full_name)
            .join(Person, Person.id == Delegation.receiver_id)
            .where(
                Delegation.giver_id == giver.id,
                Delegation.ended_at.is_(None),
                Delegation.valid_from <= given.valid_to,
                Delegation.valid_to >= given.valid_from,
                exists().where(Membership.delegation_id == Delegation.id, Membership.valid_to >= given.valid_from),
            )
            .limit(1)
        )
    ).one_or_none()
    if row is not None:
        since, until = format_day(row[0].valid_from), format_day(row[0].valid_to)
        raise DelegationOverlaps(giver=giver.full_name, receiver=row[1], since=since, until=until)


async def end_delegation(session: AsyncSession, actor: Actor, delegation_id: UUID, precondition: Precondition) -> None:
    """End a delegation at once; it stays listed."""
    delegation, standing = await get_delegation(session, actor, delegation_id, lock=True)
    precondition.check(delegation.version)
    take_end(actor, standing, clock.today())
    delegation.ended_at = clock.business()
    delegation.ended_by = actor.person_id
    lent = await session.scalars(select(Membership).where(Membership.delegation_id == delegation.id))
    for membership in lent:
        membership.valid_to = clock.today() - timedelta(days=1)
    giver, receiver = [await session.get_one(Person, person_id) for person_id in (delegation.giver_id, delegation.receiver_id)]
    record(session, actor.author, facts.about(facts.ENDED, delegation, giver.full_name, receiver.full_name))
