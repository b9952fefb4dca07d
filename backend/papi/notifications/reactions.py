"""Tells people of facts: one row for each live member of the units that a fact names, except its author; exactly once."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select, true
from sqlalchemy.ext.asyncio import AsyncSession

from papi.directory.models import Membership, Person, UnitLineage
from papi.directory.queries import in_force
from papi.kit import clock
from papi.kit.db import insert_for
from papi.kit.text import searchable
from papi.kit.types import new_id
from papi.notifications.models import Notification
from papi.outbox.models import FactRow
from papi.outbox.wording import sentence, signed_name


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
        select(Membership.person_id, Membership.unit_id)
        .join(Person, Person.id == Membership.person_id)
        .where(
            Membership.unit_id.in_([*units, *await _heirs(session, units)]),
            Person.active.is_(True),
            Membership.role.in_(roles) if roles else true(),
            Membership.person_id.in_(people) if people else true(),
            in_force(clock.today()),
        )
    )
    told = {row.person_id: row.unit_id for row in members if row.person_id != fact.person_id}
    if told:
        rows = [_row(fact, person_id, unit_id) for person_id, unit_id in sorted(told.items())]
        await session.execute(insert_for(session, Notification).values(rows).on_conflict_do_nothing())


async def _heirs(session: AsyncSession, units: Sequence[UUID]) -> Sequence[UUID]:
    """The units that answer today for those that are no more."""
    after = select(UnitLineage.unit_id).where(UnitLineage.predecessor_id.in_(units), UnitLineage.answers.is_(True))
    return (await session.scalars(after)).all()


def _row(fact: FactRow, person_id: UUID, unit_id: UUID) -> dict[str, object]:
    name = signed_name(fact.person_name, fact.behalf_name, "vi")
    by = f"{name}, {fact.acting_unit_name}" if fact.acting_unit_name else name
    return {
        "id": new_id(),
        "fact_id": fact.id,
        "person_id": person_id,
        "unit_id": unit_id,
        "kind": fact.kind,
        "subject_type": fact.subject_type,
        "subject_id": fact.subject_id,
        "subject_label": fact.subject_label,
        "by": by,
        "folded": searchable(fact.subject_label, by, sentence(fact.kind, fact.data, "vi")),
        "data": {name: value for name, value in fact.data.items() if not name.startswith("notify")},
        "created_at": fact.business_at,
        "read_at": None,
    }
