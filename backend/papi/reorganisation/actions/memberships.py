"""People go on in the unit that comes after: the old membership ends with the day before, a new one begins with the day."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.permissions import FOUNDING_ROLE, Role, permissions_of, role_words
from papi.accounts.facts import JOINED, LEFT, about
from papi.directory.models import Membership, Person, Unit
from papi.kit.types import new_id
from papi.outbox.facts import record
from papi.reorganisation.actions.carrying import Carrying
from papi.reorganisation.errors import NobodyLeft
from papi.reorganisation.models import How, Moved
from papi.units.queries import day_before

SENDS = "report.submit"
"""Who may do this for a unit is its head."""


@dataclass(frozen=True)
class Post:
    """A membership of a unit that ends."""

    membership: Membership
    person: Person
    unit: Unit

    @property
    def is_head(self) -> bool:
        return SENDS in permissions_of(Role(self.membership.role)) and self.membership.delegation_id is None

    @property
    def label(self) -> str:
        return f"{self.person.full_name} ({role_words(self.membership.role, 'vi')})"


async def list_posts(carrying: Carrying) -> list[Post]:
    """Everyone who belongs to a unit that ends, on the day or later."""
    rows = await carrying.session.execute(
        select(Membership, Person, Unit)
        .join(Person, Person.id == Membership.person_id)
        .join(Unit, Unit.id == Membership.unit_id)
        .where(
            Membership.unit_id.in_(carrying.ending),
            or_(Membership.valid_to.is_(None), Membership.valid_to >= carrying.day),
        )
        .order_by(Unit.sort, Membership.role, Person.full_name, Membership.id)
    )
    return [Post(*row) for row in rows.all()]


async def carry_memberships(carrying: Carrying) -> None:
    """End and begin memberships. A person who was in several of the merging units in one role is in the new one once."""
    held = await _held(carrying)
    for post in await list_posts(carrying):
        heritage = carrying.heritages[post.unit.id]
        heir = heritage.heir_of(Moved.MEMBERSHIP, post.membership.id)
        thing, until = (post.membership.id, post.label), post.membership.valid_to
        post.membership.valid_to = day_before(carrying.day)
        told = about(LEFT, post.person, role=role_words(post.membership.role, "vi"), unit=post.unit.short_name)
        record(carrying.session, carrying.author, told)
        if heir is None or post.membership.delegation_id is not None:  # what was lent in the old unit ends with it
            carrying.note(Moved.MEMBERSHIP, How.ENDED, thing, (post.unit, None))
            continue
        choice = heritage.choices.get((Moved.MEMBERSHIP, post.membership.id))
        role = choice.role if choice is not None and choice.role else post.membership.role
        begun = max(post.membership.valid_from, carrying.day)
        wanted = Membership(id=new_id(), person_id=post.person.id, unit_id=heir.id, role=role, valid_from=begun, valid_to=until)
        present = next((membership for membership in held[wanted.person_id] if _covers(membership, wanted)), None)
        if present is None:
            held[wanted.person_id].append(wanted)
            carrying.session.add(wanted)
            record(carrying.session, carrying.author, about(JOINED, post.person, role=role_words(role, "vi"), unit=heir.short_name))
        how, into = (How.CARRIED, wanted) if present is None else (How.MERGED, present)
        carrying.note(Moved.MEMBERSHIP, how, thing, (post.unit, heir), into.id)
    await carrying.session.flush()
    await _require_an_administrator(carrying.session, carrying)


def _covers(present: Membership, wanted: Membership) -> bool:
    """Whether a membership in the person's own right lets them do the same, as long."""
    if present.delegation_id is not None or (present.unit_id, present.role) != (wanted.unit_id, wanted.role):
        return False
    lasts = present.valid_to is None or (wanted.valid_to is not None and wanted.valid_to <= present.valid_to)
    return lasts and present.valid_from <= wanted.valid_from


async def _held(carrying: Carrying) -> dict[UUID, list[Membership]]:
    """What people hold in the units that come after, by person."""
    after = {unit.id for heritage in carrying.heritages.values() for unit in heritage.successors}
    lasting = or_(Membership.valid_to.is_(None), Membership.valid_to >= carrying.day)
    rows = await carrying.session.scalars(select(Membership).where(Membership.unit_id.in_(after), lasting))
    found: dict[UUID, list[Membership]] = defaultdict(list)
    for row in rows:
        found[row.person_id].append(row)
    return found


async def _require_an_administrator(session: AsyncSession, carrying: Carrying) -> None:
    """Nobody locks everybody out: a unit that holds the last administrators does not end without an heir."""
    lasting = or_(Membership.valid_to.is_(None), Membership.valid_to >= carrying.day)
    left = select(Membership.id).join(Person, Person.id == Membership.person_id)
    left = left.where(and_(Membership.role == FOUNDING_ROLE.value, Person.active.is_(True), lasting)).limit(1)
    if await session.scalar(left) is None:
        raise NobodyLeft
