"""What of deliveries is forgotten: those received after a month, those given up after a quarter. That they happened stays in history.
And what is given up because its job was: one that ended its worker each time."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, or_, select, update

from papi.jobs.models import Job, JobState
from papi.kit import clock
from papi.kit.db import Database, at_most
from papi.webhooks.models import DeliveryState, WebhookAttempt, WebhookDelivery
from papi.webhooks.ordering import KIND
from papi.webhooks.workflow import FAULT

_KEPT = {DeliveryState.DELIVERED: timedelta(days=30), DeliveryState.FAILED: timedelta(days=90)}
_AT_ONCE = 1000


async def give_up_with_their_jobs(database: Database) -> int:
    """Give up those that wait for a job that is made no more, so that they can be sent again by hand; how many."""
    async with database.reading() as session:
        jobs = await session.scalars(select(Job.payload).where(Job.kind == KIND, Job.state == JobState.FAILED))
        dead = {(UUID(payload["delivery"]), payload["round"]) for payload in jobs}
        waiting = select(WebhookDelivery.id, WebhookDelivery.rounds).where(WebhookDelivery.state == DeliveryState.WAITING)
        found = dead.intersection([(row.id, row.rounds) for row in await session.execute(waiting)]) if dead else set[tuple[UUID, int]]()
    given_up = {"state": DeliveryState.FAILED, "trouble": FAULT, "next_at": None, "finished_at": clock.business()}
    for delivery_id, number in found:
        async with database.writing() as session:
            still = (WebhookDelivery.id == delivery_id, WebhookDelivery.rounds == number, WebhookDelivery.state == DeliveryState.WAITING)
            await session.execute(update(WebhookDelivery).where(*still).values(given_up).execution_options(synchronize_session=False))
    return len(found)


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
