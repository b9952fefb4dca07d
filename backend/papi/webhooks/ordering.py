"""Asking for deliveries to be made: each round of one is a job, in the lane of its webhook."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.jobs.orders import Order, enqueue
from papi.kit import clock
from papi.webhooks.models import DeliveryState, WebhookDelivery

KIND = "webhook_delivery"


async def order(session: AsyncSession, deliveries: Iterable[WebhookDelivery]) -> None:
    """Ask for this round of each."""
    await enqueue(
        session,
        [
            Order(KIND, f"{each.id}:{each.rounds}", {"delivery": str(each.id), "round": each.rounds}, lane=str(each.webhook_id))
            for each in deliveries
        ],
    )


async def begin_anew(session: AsyncSession, webhook_id: UUID, *which: ColumnElement[bool]) -> int:
    """Send deliveries of a webhook again from the first try, under the ids that they have; how many."""
    found = select(WebhookDelivery).where(WebhookDelivery.webhook_id == webhook_id, WebhookDelivery.number.is_not(None), *which)
    deliveries = (await session.scalars(found.order_by(WebhookDelivery.number).with_for_update(key_share=True))).all()
    for each in deliveries:
        each.state, each.rounds, each.tries = DeliveryState.WAITING, each.rounds + 1, 0
        each.next_at, each.finished_at = clock.business(), None
    await order(session, deliveries)
    return len(deliveries)
