"""Who hears of what happens to a unit, and what stands in the bell then: of a fact, or of what no fact says.

A reminder is nobody's act, and belongs into no history.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.directory.models import Membership, Person
from papi.directory.queries import in_force
from papi.kit import clock
from papi.kit.db import insert_for
from papi.kit.text import searchable
from papi.kit.types import new_id
from papi.notifications.models import Notification, NotificationChoice
from papi.notifications.topics import TOPICS, Channel, topic_of
from papi.outbox.facts import SYSTEM
from papi.outbox.wording import sentence


@dataclass(frozen=True)
class Notice:
    """What is told, by whom and when. `key` is the fact's id or stands in its place: under the same one nobody is told twice."""

    key: UUID
    kind: str
    subject_type: str
    subject_id: UUID
    label: str
    data: Mapping[str, Any]
    by: str = SYSTEM.person_name
    at: datetime = field(default_factory=clock.business)


def members_of(units: Collection[UUID]) -> Select[UUID, UUID]:
    """The people who may sign in for these units today, by person and unit."""
    return (
        select(Membership.person_id, Membership.unit_id)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.unit_id.in_(units), Person.active.is_(True), in_force(clock.today()))
    )


class Told(NamedTuple):
    """A notice to a person, for the unit of theirs that it concerns."""

    notice: Notice
    person_id: UUID
    unit_id: UUID


async def tell(session: AsyncSession, notices: Mapping[UUID, Notice], roles: Collection[str]) -> None:
    """Tell each unit's own people of these roles; three statements, however many there are."""
    if not notices:
        return
    asked = members_of(notices).where(Membership.role.in_(roles)).distinct()
    members = await session.execute(asked.order_by(Membership.unit_id, Membership.person_id))
    await deliver(session, [Told(notices[member.unit_id], member.person_id, member.unit_id) for member in members])


class Hearers(NamedTuple):
    """How many people of a unit hear of something in the application, and how many of them by mail."""

    people: int
    mails: int


async def count_hearers(
    session: AsyncSession, units: Collection[UUID], roles: Collection[str], kinds: Collection[str], author: UUID
) -> dict[tuple[UUID, str], Hearers]:
    """Who of these units would hear of facts of these kinds, by unit and kind; their author does not."""
    asked = members_of(units).where(Membership.role.in_(roles), Membership.person_id != author).distinct()
    members = (await session.execute(asked)).all()
    wanted = await _wanted(session, {member.person_id for member in members})
    heard: dict[tuple[UUID, str], Hearers] = {}
    for member in members:
        for kind in kinds:
            people, mails = heard.get((member.unit_id, kind), Hearers(0, 0))
            mailed = _channel(topic_of(kind, {}), wanted.get(member.person_id)) is not Channel.OFF
            heard[member.unit_id, kind] = Hearers(people + 1, mails + mailed)
    return heard


async def deliver(session: AsyncSession, told: Sequence[Told]) -> None:
    """Put notices into bells, and say by which mail each also goes. Nobody is told twice under one key."""
    if not told:
        return
    wanted = await _wanted(session, {one.person_id for one in told})
    rows = [_row_of(one, wanted.get(one.person_id)) for one in told]
    await session.execute(insert_for(session, Notification.__table__).on_conflict_do_nothing(), rows)


async def _wanted(session: AsyncSession, people: Collection[UUID]) -> dict[UUID, dict[str, Channel]]:
    """What these people have chosen otherwise, of those who have an address at all."""
    rows = await session.execute(
        select(Person.id, NotificationChoice.topic, NotificationChoice.mail)
        .outerjoin(NotificationChoice, NotificationChoice.person_id == Person.id)
        .where(Person.id.in_(people), Person.email.is_not(None))
    )
    wanted: dict[UUID, dict[str, Channel]] = {}
    for person_id, topic, mail in rows:
        wanted.setdefault(person_id, {})[topic] = mail
    return wanted


def _row_of(told: Told, wanted: Mapping[str, Channel] | None) -> dict[str, Any]:
    """The line in a person's bell."""
    notice = told.notice
    topic = topic_of(notice.kind, notice.data)
    mail = _channel(topic, wanted)
    return {
        "id": new_id(),
        "fact_id": notice.key,
        "person_id": told.person_id,
        "unit_id": told.unit_id,
        "kind": notice.kind,
        "topic": topic,
        "subject_type": notice.subject_type,
        "subject_id": notice.subject_id,
        "subject_label": notice.label,
        "by": notice.by,
        "folded": searchable(notice.label, notice.by, sentence(notice.kind, notice.data, "vi")),
        "data": dict(notice.data),
        "created_at": notice.at,
        "read_at": None,
        "mail": None if mail is Channel.OFF else mail,
    }


def _channel(topic: str, wanted: Mapping[str, Channel] | None) -> Channel:
    """By which mail somebody hears of a class; `wanted` is None of who has no address."""
    return Channel.OFF if wanted is None else wanted.get(topic, TOPICS[topic].mail)
