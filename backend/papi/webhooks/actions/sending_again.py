"""What was sent is sent again, and a webhook is tried."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.kit import clock
from papi.kit.types import new_id
from papi.outbox.facts import record
from papi.webhooks import facts
from papi.webhooks.errors import DeliveryNotFound, DeliveryUnderWay, TrialNotRepeated, WebhookPaused
from papi.webhooks.events import TEST, body_of
from papi.webhooks.models import DeliveryState, Webhook, WebhookDelivery, WebhookState
from papi.webhooks.ordering import begin_anew, order
from papi.webhooks.queries.webhooks import MANAGE, get_webhook


async def redeliver(session: AsyncSession, actor: Actor, delivery_id: UUID) -> None:
    """Send one again, under the same id."""
    actor.require(MANAGE)
    found = select(WebhookDelivery.webhook_id, WebhookDelivery.state, WebhookDelivery.number).where(WebhookDelivery.id == delivery_id)
    row = (await session.execute(found)).one_or_none()
    if row is None:
        raise DeliveryNotFound
    webhook = await _active(session, actor, row.webhook_id)
    if row.number is None:
        raise TrialNotRepeated
    again = (WebhookDelivery.id == delivery_id, WebhookDelivery.state.in_((DeliveryState.DELIVERED, DeliveryState.FAILED)))
    if not await begin_anew(session, webhook.id, *again):
        raise DeliveryUnderWay
    record(session, actor.author, facts.about(facts.REDELIVERED, webhook, count=1))


async def replay(session: AsyncSession, actor: Actor, webhook_id: UUID, since: datetime) -> int:
    """Send again whatever was given up since a moment; how many."""
    webhook = await _active(session, actor, webhook_id)
    failed = (WebhookDelivery.state == DeliveryState.FAILED, WebhookDelivery.created_at >= since)
    count = await begin_anew(session, webhook.id, *failed)
    if count:
        record(session, actor.author, facts.about(facts.REDELIVERED, webhook, count=count))
    return count


async def test(session: AsyncSession, actor: Actor, webhook_id: UUID) -> UUID:
    """Send something that is no event, once, whether or not the webhook is paused."""
    webhook = await get_webhook(session, actor, webhook_id)
    now = clock.business()
    delivery = WebhookDelivery(
        id=new_id(),
        webhook_id=webhook.id,
        event_type=TEST,
        body=body_of(TEST, now, {"webhook_id": webhook.id, "name": webhook.name}),
        state=DeliveryState.WAITING,
        rounds=0,
        created_at=now,
        next_at=now,
    )
    session.add(delivery)
    await session.flush()
    await order(session, [delivery])
    record(session, actor.author, facts.about(facts.TESTED, webhook))
    return delivery.id


async def _active(session: AsyncSession, actor: Actor, webhook_id: UUID) -> Webhook:
    webhook = await get_webhook(session, actor, webhook_id)
    if webhook.state is WebhookState.PAUSED:
        raise WebhookPaused
    return webhook
