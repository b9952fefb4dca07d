"""Tells the people of many units at once what no fact says: a reminder is nobody's act, and belongs into no history."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.directory.models import Membership, Person
from papi.directory.queries import in_force
from papi.kit import clock
from papi.kit.db import insert_for
from papi.kit.text import searchable
from papi.kit.types import new_id
from papi.notifications.models import Notification
from papi.outbox.facts import SYSTEM
from papi.outbox.wording import sentence


@dataclass(frozen=True)
class Notice:
    """What one unit is told. `key` stands in the place of a fact's id: under the same one nobody is told twice."""

    key: UUID
    kind: str
    subject_type: str
    subject_id: UUID
    label: str
    data: Mapping[str, Any]


async def tell(session: AsyncSession, notices: Mapping[UUID, Notice], roles: Collection[str]) -> None:
    """Tell each unit's own people of these roles; two statements, however many there are."""
    members = await session.execute(
        select(Membership.person_id, Membership.unit_id)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.unit_id.in_(notices), Membership.role.in_(roles), Person.active.is_(True), in_force(clock.today()))
        .distinct()
        .order_by(Membership.unit_id, Membership.person_id)
    )
    rows = [_row(notices[member.unit_id], member.person_id, member.unit_id) for member in members]
    if rows:
        await session.execute(insert_for(session, Notification.__table__).on_conflict_do_nothing(), rows)


def _row(notice: Notice, person_id: UUID, unit_id: UUID) -> dict[str, Any]:
    return {
        "id": new_id(),
        "fact_id": notice.key,
        "person_id": person_id,
        "unit_id": unit_id,
        "kind": notice.kind,
        "subject_type": notice.subject_type,
        "subject_id": notice.subject_id,
        "subject_label": notice.label,
        "by": SYSTEM.person_name,
        "folded": searchable(notice.label, SYSTEM.person_name, sentence(notice.kind, notice.data, "vi")),
        "data": dict(notice.data),
        "created_at": clock.business(),
        "read_at": None,
    }
