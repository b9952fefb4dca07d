"""Who belongs where on a day."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, and_, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from papi.directory.models import Delegation, Membership, Person, Unit, UnitVersion
from papi.outbox.wording import signed_name

Day = date | BindParameter[date]
_Given = aliased(Delegation)
_Giver = aliased(Person)
_GiverHolds = aliased(Membership)
_ReceiverHolds = aliased(Membership)


def in_use(day: Day) -> ColumnElement[bool]:
    """Units whose last day has not passed on a day."""
    return or_(Unit.valid_to.is_(None), Unit.valid_to >= day)


def called_on(day: Day) -> ColumnElement[bool]:
    """Joins units to what they were called on a day."""
    still = or_(UnitVersion.valid_to.is_(None), UnitVersion.valid_to >= day)
    return and_(UnitVersion.unit_id == Unit.id, UnitVersion.valid_from <= day, still)


def in_force(day: Day) -> ColumnElement[bool]:
    """Memberships that hold on a day. A delegated one ends with its delegation, and with what giver or receiver are by themselves."""
    return and_(_within(Membership, day), or_(Membership.delegation_id.is_(None), _delegation_holds(day)))


def held_by_right(day: Day) -> ColumnElement[bool]:
    """The same without those that somebody else has lent."""
    return and_(_within(Membership, day), Membership.delegation_id.is_(None))


def lapsed(day: Day) -> ColumnElement[bool]:
    """Memberships lent by or to somebody who is not there any more."""
    return and_(Membership.delegation_id.is_not(None), ~_delegation_holds(day))


def _within(membership: type[Membership], day: Day) -> ColumnElement[bool]:
    return and_(membership.valid_from <= day, or_(membership.valid_to.is_(None), membership.valid_to >= day))


def _delegation_holds(day: Day) -> ColumnElement[bool]:
    return (
        exists()
        .where(
            _Given.id == Membership.delegation_id,
            _Given.ended_at.is_(None),
            _Giver.id == _Given.giver_id,
            _Giver.active.is_(True),
            _GiverHolds.person_id == _Given.giver_id,
            _GiverHolds.unit_id == _Given.unit_id,
            _GiverHolds.role == _Given.role,
            _GiverHolds.delegation_id.is_(None),
            _within(_GiverHolds, day),
            _GiverHolds.valid_from <= _Given.valid_from,  # a place taken since is another
            _ReceiverHolds.person_id == _Given.receiver_id,
            _ReceiverHolds.unit_id == _Given.unit_id,
            _ReceiverHolds.delegation_id.is_(None),
            _within(_ReceiverHolds, day),
        )
        .correlate(Membership)
    )


async def coordinating_unit(session: AsyncSession) -> Unit | None:
    """The unit that coordinates, the first in official order where there are several; in its name the papers over all units are issued."""
    return await session.scalar(select(Unit).where(Unit.coordinating.is_(True)).order_by(Unit.sort).limit(1))


async def reviewing_units(session: AsyncSession, unit: Unit) -> Sequence[UUID]:
    """Who judges a unit's matters: the coordinating unit; its own the unit above it, where the leaders are."""
    if unit.coordinating:
        return [unit.parent_id] if unit.parent_id else []
    return (await session.scalars(select(Unit.id).where(Unit.coordinating.is_(True)))).all()


async def units_with(session: AsyncSession, role: str, day: date) -> list[UUID]:
    """The units in which somebody has a role on a day."""
    units = select(Membership.unit_id).where(Membership.role == role, in_force(day)).distinct().order_by(Membership.unit_id)
    return list(await session.scalars(units))


async def signature_of(session: AsyncSession, person_id: UUID | None, behalf_id: UUID | None, language: str) -> str | None:
    """Who did something, and on whose behalf, as people write it; None where nobody did."""
    if person_id is None:
        return None
    person = await session.get_one(Person, person_id)
    behalf = await session.get(Person, behalf_id) if behalf_id else None
    return signed_name(person.full_name, behalf.full_name if behalf else None, language)
