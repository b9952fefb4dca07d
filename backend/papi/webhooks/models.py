from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import Base, Identified, Searchable, Versioned
from papi.kit.types import code_enum


class WebhookState(StrEnum):
    ACTIVE = "active"
    PAUSED = "paused"


class PauseCause(StrEnum):
    """Why a webhook is paused: by an administrator, because its receiver failed for too long, or because it said that it is no more."""

    BY_HAND = "by_hand"
    FAILING = "failing"
    GONE = "gone"


class DeliveryState(StrEnum):
    """Waiting for its first or next try, received, given up, or held back while its webhook is paused."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    FAILED = "failed"
    HELD = "held"


class Webhook(Identified, Versioned, Searchable, Base):
    """Where events are sent, and which: `event_types` holds types, `resource.*`, or `*` alone. `all_units` false means the matters of
    `webhook_units`. One that belongs to a client is sent no more than that client may read. Webhooks are paused, never deleted.
    """

    __tablename__ = "webhooks"
    __table_args__ = (Index("ix_webhooks_client_id", "client_id"),)
    search_in = ("name", "url")

    name: Mapped[str] = mapped_column(String(120), unique=True)
    url: Mapped[str]
    event_types: Mapped[list[str]]
    all_units: Mapped[bool]
    client_id: Mapped[UUID | None] = mapped_column(ForeignKey("api_clients.id"))
    state: Mapped[WebhookState] = mapped_column(code_enum(WebhookState))
    pause_cause: Mapped[PauseCause | None] = mapped_column(code_enum(PauseCause))
    paused_at: Mapped[datetime | None]
    created_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class WebhookUnit(Base):
    """A unit whose matters a webhook tells, with those of the units after which it came."""

    __tablename__ = "webhook_units"

    webhook_id: Mapped[UUID] = mapped_column(ForeignKey("webhooks.id"), primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"), primary_key=True)


class WebhookSecret(Identified, Base):
    """A secret with which deliveries are signed, sealed by the installation's key. A second one is live during a rotation alone: the
    earlier then has an end."""

    __tablename__ = "webhook_secrets"
    __table_args__ = (Index("ix_webhook_secrets_webhook_id", "webhook_id"),)

    webhook_id: Mapped[UUID] = mapped_column(ForeignKey("webhooks.id"))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    sealing_key: Mapped[UUID]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]


class WebhookProgress(Base):
    """How far a webhook has come: `position` is the last place of the chain that was looked at for it. `given_up` counts deliveries in a
    row; `failing_since` is the first try of those that fail since the last that went well. The worker's own, so that it never collides
    with a person who edits the webhook."""

    __tablename__ = "webhook_progress"

    webhook_id: Mapped[UUID] = mapped_column(ForeignKey("webhooks.id"), primary_key=True)
    position: Mapped[int]
    given_up: Mapped[int] = mapped_column(default=0)
    failing_since: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]


class WebhookDelivery(Identified, Base):
    """An event on its way to one webhook; its id is the one that the receiver knows it by, however often it comes. `body` is what is sent,
    the same each time. `rounds` counts how often it was begun anew, by hand or after a pause. `tries` are those since then, `attempts` all.
    A test has no `number` and no event."""

    __tablename__ = "webhook_deliveries"
    __table_args__ = (
        UniqueConstraint("webhook_id", "number"),
        Index("ix_webhook_deliveries_webhook_id_created_at", "webhook_id", "created_at", "id"),
        Index("ix_webhook_deliveries_webhook_id_state", "webhook_id", "state", "created_at"),
        Index("ix_webhook_deliveries_state_finished_at", "state", "finished_at"),
    )

    webhook_id: Mapped[UUID] = mapped_column(ForeignKey("webhooks.id"))
    number: Mapped[int | None]
    event_id: Mapped[UUID | None]
    event_type: Mapped[str] = mapped_column(String(64))
    body: Mapped[str]
    state: Mapped[DeliveryState] = mapped_column(code_enum(DeliveryState))
    rounds: Mapped[int] = mapped_column(default=0)
    tries: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    attempted_at: Mapped[datetime | None]
    next_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    status: Mapped[int | None]
    trouble: Mapped[str | None] = mapped_column(String(32))
    duration_ms: Mapped[int | None]


class WebhookAttempt(Identified, Base):
    """One try: what went out, with its signatures, and what came back. Rows are only ever added."""

    __tablename__ = "webhook_attempts"
    __table_args__ = (Index("ix_webhook_attempts_delivery_id_id", "delivery_id", "id"),)

    delivery_id: Mapped[UUID] = mapped_column(ForeignKey("webhook_deliveries.id"))
    url: Mapped[str]
    at: Mapped[datetime]
    duration_ms: Mapped[int]
    status: Mapped[int | None]
    trouble: Mapped[str | None] = mapped_column(String(32))
    request_headers: Mapped[dict[str, Any]]
    response_headers: Mapped[dict[str, Any]]
    response_body: Mapped[str]
