"""What of deliveries is forgotten: those received after a month, those given up after a quarter. That they happened stays in history."""

from datetime import timedelta

from sqlalchemy import delete, or_, select

from papi.kit import clock
from papi.kit.db import Database, at_most
from papi.webhooks.models import DeliveryState, WebhookAttempt, WebhookDelivery

_KEPT = {DeliveryState.DELIVERED: timedelta(days=30), DeliveryState.FAILED: timedelta(days=90)}
_AT_ONCE = 1000


async def forget_deliveries(database: Database) -> int:
    """Forget some of the old ones; how many."""
    now = clock.business()
    old = [(WebhookDelivery.state == state) & (WebhookDelivery.finished_at < now - kept) for state, kept in _KEPT.items()]
    found = at_most(select(WebhookDelivery.id).where(or_(*old)), _AT_ONCE)
    async with database.reading() as session:  # an idle worker must not take SQLite's only writing connection
        ids = list(await session.scalars(found))
    if ids:
        async with database.writing() as session:
            await session.execute(delete(WebhookAttempt).where(WebhookAttempt.delivery_id.in_(ids)))
            await session.execute(delete(WebhookDelivery).where(WebhookDelivery.id.in_(ids)))
    return len(ids)
