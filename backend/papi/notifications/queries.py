"""A person's own notifications, newest first."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Person
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset, matches
from papi.kit.types import AnyRow
from papi.notifications.errors import NotificationNotFound
from papi.notifications.models import Notification, NotificationChoice
from papi.notifications.schemas import MailState, NotificationQuery
from papi.notifications.topics import TOPICS
from papi.outbox.wording import sentence

_KEYSET = Keyset({"created_at": Key(Notification.created_at, datetime)}, default="-created_at", id=Notification.id)
_EXPORT = Export(
    "thong-bao",
    [
        Column("created_at", "Lúc", "At", 18),
        Column("by", "Người thực hiện", "By", 32),
        Column("text", "Nội dung", "What", 50),
        Column("subject", "Về", "About", 50),
    ],
)
_COLUMNS = (
    Notification.id,
    Notification.kind,
    Notification.subject_type,
    Notification.subject_id,
    Notification.subject_label,
    Notification.unit_id,
    Notification.by,
    Notification.data,
    Notification.created_at,
    Notification.read_at,
)


def list_notifications(actor: Actor, query: NotificationQuery) -> Listing:
    """What the actor was told."""
    actor.require_some("notification.read")
    statement = select(*_COLUMNS).where(Notification.person_id == actor.person_id)
    if query.unread:
        statement = statement.where(Notification.read_at.is_(None))
    if query.q:
        statement = statement.where(matches(Notification.folded, query.q))
    return Listing(Pages(statement, _KEYSET), lambda row: _item(actor, row), _EXPORT)


def _item(actor: Actor, row: AnyRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "kind": row.kind,
        "subject_type": row.subject_type,
        "subject_id": row.subject_id,
        "subject": row.subject_label,
        "unit_id": row.unit_id,
        "by": row.by,
        "text": sentence(row.kind, row.data, actor.language),
        "reason": row.data.get("reason"),
        "created_at": row.created_at,
        "read_at": row.read_at,
    }


async def read_notification(session: AsyncSession, actor: Actor, notification_id: UUID) -> dict[str, Any]:
    """One of the actor's own."""
    actor.require_some("notification.read")
    mine = (Notification.id == notification_id, Notification.person_id == actor.person_id)
    row = (await session.execute(select(*_COLUMNS).where(*mine))).one_or_none()
    if row is None:
        raise NotificationNotFound
    return _item(actor, row)


async def read_settings(session: AsyncSession, actor: Actor, *, mails: bool) -> dict[str, Any]:
    """How the actor hears of what."""
    actor.require_some("notification.read")
    address = await session.scalar(select(Person.email).where(Person.id == actor.person_id))
    chosen = select(NotificationChoice.topic, NotificationChoice.mail).where(NotificationChoice.person_id == actor.person_id)
    own = {row.topic: row.mail for row in await session.execute(chosen)}
    return {
        "state": MailState.NOT_SET_UP if not mails else MailState.READY if address else MailState.NO_ADDRESS,
        "address": address,
        "topics": [
            {
                "topic": topic.name,
                "label": topic.en if actor.language == "en" else topic.vi,
                "mail": own.get(topic.name, topic.mail),
                "standard": topic.mail,
            }
            for topic in TOPICS.values()
        ],
    }


async def count_unread(session: AsyncSession, actor: Actor) -> int:
    """How many the bell shows."""
    unread = select(func.count()).where(Notification.person_id == actor.person_id, Notification.read_at.is_(None))
    return await session.scalar(unread) or 0
