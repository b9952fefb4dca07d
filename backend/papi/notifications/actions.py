"""What a person does with notifications: read them, and choose how to hear of them."""

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.kit import clock
from papi.kit.db import insert_for
from papi.notifications.errors import NotificationNotFound
from papi.notifications.models import Notification, NotificationChoice
from papi.notifications.schemas import MarkRead, NotificationSettingsUpdate
from papi.notifications.topics import Channel


async def mark_read(session: AsyncSession, actor: Actor, given: MarkRead) -> None:
    """Mark the named notifications, or all, as read; those read before keep their time."""
    actor.require_some("notification.read")
    chosen = Notification.person_id == actor.person_id
    if not given.all:
        ids = set(given.ids)
        chosen = chosen & Notification.id.in_(ids)
        if await session.scalar(select(func.count()).where(chosen)) != len(ids):
            raise NotificationNotFound
    unread = update(Notification).where(chosen, Notification.read_at.is_(None)).values(read_at=clock.business())
    await session.execute(unread.execution_options(synchronize_session=False))


async def change_settings(session: AsyncSession, actor: Actor, given: NotificationSettingsUpdate) -> None:
    """Hear of some classes by another mail from now on; what waits for a mail already follows."""
    actor.require_some("notification.read")
    rows = [{"person_id": actor.person_id, "topic": topic, "mail": mail} for topic, mail in sorted(given.topics.items())]
    chosen = insert_for(session, NotificationChoice.__table__)
    await session.execute(chosen.on_conflict_do_update(index_elements=["person_id", "topic"], set_={"mail": chosen.excluded.mail}), rows)
    for topic, mail in given.topics.items():
        waits = (Notification.person_id == actor.person_id, Notification.topic == topic, Notification.mail.is_not(None))
        moved = update(Notification).where(*waits).values(mail=None if mail is Channel.OFF else mail)
        await session.execute(moved.execution_options(synchronize_session=False))
