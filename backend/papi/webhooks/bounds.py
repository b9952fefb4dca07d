"""What a webhook may be told now: of its types and units, and no more than the client that it belongs to may read.

It is asked when an event becomes a delivery, and again before each try: what a client lost meanwhile does not go out.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.models import ApiClient, ApiClientUnit
from papi.directory.models import UnitLineage
from papi.kit import clock
from papi.outbox.models import FactRow
from papi.webhooks.models import Webhook, WebhookUnit

_SCOPE = "events:read"
Readable = Callable[[], ColumnElement[bool]]
_lent: list[Readable] = []


def lend_what_machines_read(readable: Readable) -> None:
    """Let the feed, which lies above, say what another system reads: webhooks tell the same."""
    _lent[:] = [readable]


def of_chosen_units(webhook: Webhook) -> ColumnElement[bool]:
    """The matters of the units that were chosen for it; those of nobody's unit are told where all were."""
    return true() if webhook.all_units else _of_units(select(WebhookUnit.unit_id).where(WebhookUnit.webhook_id == webhook.id))


async def of_its_client(session: AsyncSession, webhook: Webhook) -> ColumnElement[bool]:
    """What its client may read at this moment; everything where it belongs to none."""
    return true() if webhook.client_id is None else _readable_by(await session.get_one(ApiClient, webhook.client_id))


async def may_still_be_told(session: AsyncSession, webhook: Webhook, event_id: UUID | None) -> bool:
    """Whether an event that was on its way may go out now. A test is no event."""
    if webhook.client_id is None or event_id is None:
        return True
    found = select(FactRow.id).where(FactRow.id == event_id, await of_its_client(session, webhook))
    return await session.scalar(found) is not None


def _readable_by(client: ApiClient) -> ColumnElement[bool]:
    over = client.expires_at is not None and client.expires_at <= clock.real()
    if not client.active or over or _SCOPE not in client.scopes:
        return false()
    [readable] = _lent
    if client.all_units:
        return readable()
    given = select(ApiClientUnit.unit_id).where(ApiClientUnit.client_id == client.id)
    return and_(readable(), or_(FactRow.unit_id.is_(None), _of_units(given)))


def _of_units(chosen: Any) -> ColumnElement[bool]:
    """The matters of these units and of those after which they came."""
    before = select(UnitLineage.predecessor_id).where(UnitLineage.unit_id.in_(chosen))
    return or_(FactRow.unit_id.in_(chosen), FactRow.unit_id.in_(before))
