"""Goes along the chain of facts for each webhook and makes a delivery of every event that it is told: each once, and none left out.

Places in the chain are given to committed facts one by one, so whoever goes by them misses nothing that is committed late.
"""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.events.catalogue import CATALOGUE
from papi.events.shapes import event_of
from papi.kit import clock
from papi.kit.db import Database, at_most
from papi.kit.types import AnyRow, AnySelect, new_id
from papi.outbox.models import ChainedFact, FactRow
from papi.webhooks.bounds import of_chosen_units, of_its_client
from papi.webhooks.events import body_of
from papi.webhooks.models import DeliveryState, Webhook, WebhookDelivery, WebhookProgress, WebhookState
from papi.webhooks.ordering import order
from papi.webhooks.workflow import MOST_WAITING, covers

_STRETCHES = 5
"""So many at a time: on SQLite nobody else writes meanwhile."""

_STRETCH = 2_000
"""Over how many places one look goes, and how far one that is told nothing may stay behind before that is noted: it is a commit."""


class _Look(NamedTuple):
    """What lies before a webhook: the rows that it is told, and the place up to which it then has come."""

    rows: Sequence[AnyRow]
    position: int


class Dispatcher:
    """One worker's. It remembers how far it looked for each webhook in vain, so that it neither notes that each time nor looks again."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._seen: dict[tuple[UUID, int], int] = {}

    async def dispatch(self) -> int:
        """Make what deliveries there are to make now; how many. Several workers do not make one twice."""
        async with self._database.reading() as session:  # an idle worker must not take SQLite's only writing connection
            head = await last_place(session)
            late = [row for row in await session.execute(_behind(head)) if await self._has_reason(session, row, head)]
        made = 0
        for webhook, _position in late:
            async with self._database.writing() as session:
                made += await advance(session, webhook.id, head)
        return made

    async def _has_reason(self, session: AsyncSession, row: AnyRow, head: int) -> bool:
        webhook, position = row
        known = (webhook.id, webhook.version)
        start = max(position, self._seen.get(known, 0))
        if start >= head:
            return False
        look = await _look(session, webhook, start, head)
        if look.rows or look.position - position >= _STRETCH:
            return True
        self._seen[known] = look.position
        return False


def _behind(head: int) -> AnySelect:
    late = select(Webhook, WebhookProgress.position).join(WebhookProgress, WebhookProgress.webhook_id == Webhook.id)
    return late.where(Webhook.state == WebhookState.ACTIVE, WebhookProgress.position < head).order_by(Webhook.id)


async def last_place(session: AsyncSession) -> int:
    """Up to where facts have their places."""
    return await session.scalar(select(func.max(ChainedFact.number))) or 0


async def advance(session: AsyncSession, webhook_id: UUID, head: int, *, to_the_head: bool = False) -> int:
    """Bring a webhook on, by the rules that it has now: some way, or to the head, however long that takes; how many deliveries it made."""
    held = select(WebhookProgress).where(WebhookProgress.webhook_id == webhook_id).with_for_update(skip_locked=not to_the_head)
    progress = await session.scalar(held)
    webhook = await session.get_one(Webhook, webhook_id)
    if progress is None or webhook.state is not WebhookState.ACTIVE:  # another worker is at it, or it was paused meanwhile
        return 0
    made, gone = 0, 0
    while progress.position < head and (to_the_head or gone < _STRETCHES):
        gone += 1
        look = await _look(session, webhook, progress.position, head)
        if look.position == progress.position:
            break
        progress.position = look.position
        deliveries = [_delivery(webhook.id, row) for row in look.rows]
        session.add_all(deliveries)
        await session.flush()
        await order(session, deliveries)
        made += len(deliveries)
    return made


async def _look(session: AsyncSession, webhook: Webhook, position: int, head: int) -> _Look:
    """No more than there is room for: what a dead receiver does not take stays where it is."""
    waiting = (WebhookDelivery.webhook_id == webhook.id, WebhookDelivery.state == DeliveryState.WAITING)
    room = MOST_WAITING - (await session.scalar(select(func.count()).where(*waiting)) or 0)
    until = min(head, position + _STRETCH)
    if room <= 0:
        return _Look((), position)
    found = (
        select(FactRow, ChainedFact.number)
        .join(FactRow, FactRow.id == ChainedFact.fact_id)
        .where(ChainedFact.number > position, ChainedFact.number <= until, *await _told(session, webhook))
        .order_by(ChainedFact.number)
    )
    rows = (await session.execute(at_most(found, room))).all()
    return _Look(rows, rows[-1][1] if len(rows) == room else until)


async def _told(session: AsyncSession, webhook: Webhook) -> list[ColumnElement[bool]]:
    """What a webhook is told: its types, of its units, and of those no more than the client that it belongs to may read."""
    kinds = [kind for kind in CATALOGUE if covers(webhook.event_types, kind)]
    return [FactRow.private.is_(False), FactRow.kind.in_(kinds), of_chosen_units(webhook), await of_its_client(session, webhook)]


def _delivery(webhook_id: UUID, row: AnyRow) -> WebhookDelivery:
    fact, number = row
    now = clock.business()
    return WebhookDelivery(
        id=new_id(),
        webhook_id=webhook_id,
        number=number,
        event_id=fact.id,
        event_type=fact.kind,
        body=body_of(fact.kind, fact.business_at, event_of(fact, number)),
        state=DeliveryState.WAITING,
        rounds=0,
        created_at=now,
        next_at=now,
    )
