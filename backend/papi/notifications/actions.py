"""What a person does with notifications: read them."""

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.kit import clock
from papi.kit.errors import NotFound
from papi.notifications.models import Notification
from papi.notifications.schemas import MarkRead


class NotificationNotFound(NotFound):
    code = "notification_not_found"
    vi = "Không tìm thấy thông báo."
    en = "Notification not found."


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
