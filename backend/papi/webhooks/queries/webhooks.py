"""Webhooks, for who manages them; nobody else learns that there are any."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.models import ApiClient
from papi.directory.models import Person, Unit
from papi.kit import clock
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset, matches
from papi.kit.text import words_of
from papi.kit.types import AnyRow, AnySelect
from papi.webhooks.errors import WebhookNotFound
from papi.webhooks.models import DeliveryState, Webhook, WebhookDelivery, WebhookProgress, WebhookSecret, WebhookState, WebhookUnit
from papi.webhooks.schemas import WebhookQuery
from papi.webhooks.words import CAUSE_WORDS, STATE_WORDS

MANAGE = "webhooks.manage"
_KEPT = (
    *("id", "version", "name", "url", "event_types", "all_units", "client_id", "state", "pause_cause", "paused_at"),
    *("created_at", "updated_at"),
)
_KEYSET = Keyset(
    {
        "name": Key(Webhook.folded, str),
        "created_at": Key(Webhook.created_at, datetime),
        "delivered_at": Key(WebhookProgress.delivered_at, datetime, nullable=True),
    },
    default="name",
    id=Webhook.id,
)
_EXPORT = Export(
    "webhook",
    [
        Column("name", "Tên", "Name", 30),
        Column("url", "Địa chỉ nhận", "Address", 50),
        Column("event_types", "Loại sự kiện", "Types of events", 40, said=lambda types, _language: ", ".join(types)),
        Column("state", "Trạng thái", "State", 16, words_of(STATE_WORDS)),
        Column("pause_cause", "Lý do tạm dừng", "Paused", 28, words_of(CAUSE_WORDS)),
        Column("delivered_at", "Gửi được gần nhất", "Last delivered", 18),
        Column("waiting", "Đang chờ", "Waiting", 10),
        Column("failed", "Không gửi được", "Given up", 14),
        Column("created_at", "Tạo lúc", "Created", 18),
    ],
)


def list_webhooks(actor: Actor, query: WebhookQuery) -> Listing:
    """All of them, by name."""
    actor.require(MANAGE)
    wanted: list[ColumnElement[bool]] = [true()]
    if query.state is not None:
        wanted.append(Webhook.state == query.state)
    if query.q:
        wanted.append(matches(Webhook.folded, query.q))
    return Listing(Pages(_rows().where(*wanted), _KEYSET), _item, _EXPORT, enrich=_add_units)


async def read_webhook(session: AsyncSession, actor: Actor, webhook_id: UUID) -> dict[str, Any]:
    """One as its page shows it."""
    actor.require(MANAGE)
    row = (await session.execute(_rows().where(Webhook.id == webhook_id))).one_or_none()
    if row is None:
        raise WebhookNotFound
    item = _item(row)
    await _add_units(session, [item])
    return item


async def get_webhook(session: AsyncSession, actor: Actor, webhook_id: UUID) -> Webhook:
    """One that is about to change, held for this transaction."""
    actor.require(MANAGE)
    webhook = await session.get(Webhook, webhook_id, with_for_update={"key_share": True})
    if webhook is None:
        raise WebhookNotFound
    return webhook


async def unit_ids_of(session: AsyncSession, webhook: Webhook) -> list[UUID] | None:
    """The units whose matters it tells; None for all."""
    if webhook.all_units:
        return None
    chosen = select(WebhookUnit.unit_id).where(WebhookUnit.webhook_id == webhook.id).order_by(WebhookUnit.unit_id)
    return list(await session.scalars(chosen))


async def live_secrets(session: AsyncSession, webhook_id: UUID) -> Sequence[WebhookSecret]:
    """Those that sign now, the newest first."""
    now = clock.business()
    found = select(WebhookSecret).where(WebhookSecret.webhook_id == webhook_id).order_by(WebhookSecret.id.desc())
    return [each for each in await session.scalars(found) if each.expires_at is None or each.expires_at > now]


def _rows() -> AnySelect:
    return (
        select(
            *(getattr(Webhook, name) for name in _KEPT),
            Person.full_name.label("creator"),
            ApiClient.name.label("client_name"),
            WebhookProgress.delivered_at,
            WebhookProgress.failing_since,
            *(_counted(state).label(state.value) for state in (DeliveryState.WAITING, DeliveryState.HELD, DeliveryState.FAILED)),
            _earlier_until().label("earlier_until"),
        )
        .join(Person, Person.id == Webhook.created_by)
        .join(WebhookProgress, WebhookProgress.webhook_id == Webhook.id)
        .outerjoin(ApiClient, ApiClient.id == Webhook.client_id)
    )


def _counted(state: DeliveryState) -> Any:
    counted = select(func.count()).where(WebhookDelivery.webhook_id == Webhook.id, WebhookDelivery.state == state)
    return counted.correlate(Webhook).scalar_subquery()


def _earlier_until() -> Any:
    until = select(func.max(WebhookSecret.expires_at)).where(WebhookSecret.webhook_id == Webhook.id)
    return until.where(WebhookSecret.expires_at > clock.business()).correlate(Webhook).scalar_subquery()


def _item(row: AnyRow) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in _KEPT if name not in {"all_units", "client_id"}},
        "units": None if row.all_units else [],
        "client": None if row.client_id is None else {"id": row.client_id, "name": row.client_name},
        "created_by": row.creator,
        "delivered_at": row.delivered_at,
        "failing_since": row.failing_since,
        "waiting": row.waiting,
        "held": row.held,
        "failed": row.failed,
        "earlier_secret_until": row.earlier_until,
        "allowed_actions": ["edit", "rotate", "test", *(["pause", "replay"] if row.state is WebhookState.ACTIVE else ["resume"])],
    }


async def _add_units(session: AsyncSession, items: list[Any]) -> None:
    chosen = {item["id"]: item for item in items if item["units"] is not None}
    found = select(WebhookUnit.webhook_id, Unit.id, Unit.code, Unit.short_name).join(Unit, Unit.id == WebhookUnit.unit_id)
    rows = await session.execute(found.where(WebhookUnit.webhook_id.in_(list(chosen))).order_by(Unit.sort)) if chosen else ()
    for webhook_id, unit_id, code, name in rows:
        chosen[webhook_id]["units"].append({"id": unit_id, "code": code, "name": name})
