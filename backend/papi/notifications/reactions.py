"""Tells people of facts: one row for each live member of the units that a fact names, except its author; exactly once."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select, true
from sqlalchemy.ext.asyncio import AsyncSession

from papi.directory.models import Membership, UnitLineage
from papi.notifications.telling import Notice, Told, deliver, members_of
from papi.outbox.models import FactRow
from papi.outbox.wording import signed_name


async def notify_people(session: AsyncSession, fact: FactRow) -> None:
    """Make the notifications of one fact, in the transaction that marks it as carried.

    `notify_roles` and `notify_only` narrow whom it concerns.
    """
    units = [UUID(unit_id) for unit_id in fact.data.get("notify", ())]
    if not units:
        return
    roles: list[str] = fact.data.get("notify_roles", [])
    people = [UUID(person_id) for person_id in fact.data.get("notify_only", ())]
    members = await session.execute(
        members_of([*units, *await _heirs(session, units)]).where(
            Membership.role.in_(roles) if roles else true(),
            Membership.person_id.in_(people) if people else true(),
        )
    )
    told = {row.person_id: row.unit_id for row in members if row.person_id != fact.person_id}
    notice = _notice_of(fact)
    await deliver(session, [Told(notice, person_id, unit_id) for person_id, unit_id in sorted(told.items())])


async def _heirs(session: AsyncSession, units: Sequence[UUID]) -> Sequence[UUID]:
    """The units that answer today for those that are no more."""
    after = select(UnitLineage.unit_id).where(UnitLineage.predecessor_id.in_(units), UnitLineage.answers.is_(True))
    return (await session.scalars(after)).all()


def _notice_of(fact: FactRow) -> Notice:
    name = signed_name(fact.person_name, fact.behalf_name, "vi")
    by = f"{name}, {fact.acting_unit_name}" if fact.acting_unit_name else name
    data = {name: value for name, value in fact.data.items() if not name.startswith(("notify", "kept"))}
    return Notice(fact.id, fact.kind, fact.subject_type, fact.subject_id, fact.subject_label, data, by, fact.business_at)
