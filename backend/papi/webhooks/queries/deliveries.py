"""What was sent, what waits and what failed; and one of them with everything that went out and came back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.events.catalogue import event_types
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset
from papi.kit.text import spoken, words_of
from papi.kit.types import AnyRow, AnySelect
from papi.webhooks.errors import DeliveryNotFound, WebhookNotFound
from papi.webhooks.events import TEST
from papi.webhooks.models import DeliveryState, Webhook, WebhookAttempt, WebhookDelivery, WebhookState
from papi.webhooks.queries.webhooks import MANAGE
from papi.webhooks.schemas import DeliveryQuery
from papi.webhooks.words import DELIVERY_WORDS, RESOURCE_WORDS, TEST_WORDS, TROUBLE_WORDS

_KEPT = (
    *("id", "event_type", "number", "state", "attempts", "created_at", "attempted_at", "next_at", "finished_at"),
    *("status", "trouble", "duration_ms"),
)
_OF_ATTEMPT = ("id", "at", "url", "status", "trouble", "duration_ms", "request_headers", "response_headers", "response_body")
_KEYSET = Keyset({"created_at": Key(WebhookDelivery.created_at, datetime)}, default="-created_at", id=WebhookDelivery.id)
_EXPORT = Export(
    "luot-gui-webhook",
    [
        Column("created_at", "Lúc", "At", 18),
        Column("event_type", "Mã sự kiện", "Type", 28),
        Column("event_words", "Sự kiện", "Event", 40),
        Column("state", "Trạng thái", "State", 16, words_of(DELIVERY_WORDS)),
        Column("attempts", "Số lần gửi", "Attempts", 12),
        Column("attempted_at", "Gửi gần nhất", "Last try", 18),
        Column("status", "Mã trả lời", "Status", 12),
        Column("words", "Lỗi", "Trouble", 40),
        Column("duration_ms", "Thời gian (ms)", "Duration (ms)", 14),
    ],
)


async def list_deliveries(session: AsyncSession, actor: Actor, webhook_id: UUID, query: DeliveryQuery) -> Listing:
    """Those of one webhook, the latest first."""
    actor.require(MANAGE)
    if await session.scalar(select(Webhook.id).where(Webhook.id == webhook_id)) is None:
        raise WebhookNotFound
    wanted: list[ColumnElement[bool]] = [WebhookDelivery.webhook_id == webhook_id]
    exact = ((WebhookDelivery.state, query.state), (WebhookDelivery.event_type, query.type))
    wanted += [column == value for column, value in exact if value is not None]
    if query.q:
        wanted.append(WebhookDelivery.event_type.contains(query.q.strip().lower(), autoescape=True))
    if query.since is not None:
        wanted.append(WebhookDelivery.created_at >= query.since)
    return Listing(Pages(_rows().where(*wanted), _KEYSET), lambda row: _item(actor, row), _EXPORT)


async def read_delivery(session: AsyncSession, actor: Actor, delivery_id: UUID) -> dict[str, Any]:
    """One with all its tries."""
    actor.require(MANAGE)
    row = (await session.execute(_rows().add_columns(WebhookDelivery.body).where(WebhookDelivery.id == delivery_id))).one_or_none()
    if row is None:
        raise DeliveryNotFound
    tries = select(WebhookAttempt).where(WebhookAttempt.delivery_id == delivery_id).order_by(WebhookAttempt.id.desc()).limit(200)
    return {**_item(actor, row), "body": row.body, "tries": [_try_of(each, actor.language) for each in await session.scalars(tries)]}


def read_event_types(actor: Actor) -> dict[str, Any]:
    """What a webhook can be told, grouped by resource, in words."""
    actor.require(MANAGE)
    groups: dict[str, list[dict[str, str]]] = {}
    for name, kind in event_types().items():
        groups.setdefault(kind.resource, []).append({"name": name, "words": _as_title(kind.words(actor.language))})
    items = [{"resource": name, "words": _resource(name, actor.language), "types": types} for name, types in groups.items()]
    return {"items": items}


def _rows() -> AnySelect:
    columns = (getattr(WebhookDelivery, name) for name in _KEPT)
    return select(*columns, Webhook.id.label("webhook_id"), Webhook.name, Webhook.state.label("webhook_state")).join(
        Webhook, Webhook.id == WebhookDelivery.webhook_id
    )


def _item(actor: Actor, row: AnyRow) -> dict[str, Any]:
    again = row.webhook_state is WebhookState.ACTIVE and row.state in (DeliveryState.DELIVERED, DeliveryState.FAILED)
    return {
        **{name: getattr(row, name) for name in _KEPT},
        "webhook": {"id": row.webhook_id, "name": row.name},
        "event_words": event_words(row.event_type, actor.language),
        "words": trouble_words(row.trouble, actor.language),
        "allowed_actions": ["redeliver"] if again and row.number is not None else [],
    }


def _try_of(attempt: WebhookAttempt, language: str) -> Mapping[str, Any]:
    return {**{name: getattr(attempt, name) for name in _OF_ATTEMPT}, "words": trouble_words(attempt.trouble, language)}


def trouble_words(trouble: str | None, language: str) -> str | None:
    return None if trouble is None else spoken(TROUBLE_WORDS, trouble, language)


def event_words(kind: str, language: str) -> str:
    """A type as people read it; one that this version no longer knows by its code."""
    if kind == TEST:
        return TEST_WORDS[language == "en"]
    known = event_types().get(kind)
    return _as_title(known.words(language)) if known else kind


def _resource(name: str, language: str) -> str:
    return spoken(RESOURCE_WORDS, name, language)


def _as_title(words: str) -> str:
    return words[:1].upper() + words[1:]
