"""Webhooks of the demo. Their receivers do not exist (`.invalid` never does): one that was there and said that it is gone, and one that
was never found, whose events wait."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.models import ApiClient
from papi.access.permissions import GRANTS
from papi.demo.connections import OF_CITY
from papi.directory.models import Membership
from papi.events.shapes import event_of
from papi.kit import clock
from papi.kit.db import Database
from papi.kit.outbound import Trouble
from papi.kit.secretbox import SecretBox
from papi.kit.types import AnyRow, new_id
from papi.outbox.models import ChainedFact, FactRow
from papi.settings import Settings
from papi.webhooks.dispatching import last_place
from papi.webhooks.events import body_of
from papi.webhooks.models import DeliveryState, PauseCause, Webhook, WebhookAttempt, WebhookDelivery, WebhookProgress, WebhookState
from papi.webhooks.ordering import order
from papi.webhooks.signing import headers_for, new_secret
from papi.webhooks.workflow import GONE, PAUSES

_STORE = ("Kho dữ liệu dùng chung (bản thử)", "https://kho-du-lieu.example.invalid/papi", ["report.*"])
_REFORM = (
    "Hệ thống CCHC của tỉnh (bản thử)",
    "https://cchc.example.invalid/webhooks/papi",
    ["consolidated.*", "plan.*", "report.accepted"],
)


@dataclass(frozen=True)
class _Receiver:
    """A webhook and what signs for it."""

    webhook: Webhook
    secret: str


@dataclass(frozen=True)
class _Answer:
    """How a receiver answered, if at all."""

    status: int | None
    duration_ms: int
    body: str = ""

    @property
    def trouble(self) -> str | None:
        return Trouble.NOT_RESOLVED.value if self.status is None else None


async def load_webhooks(database: Database, settings: Settings, begins: datetime) -> None:
    """Both, as they stand when the demo begins. What was sent refers to places in the chain."""
    with clock.business_at(begins):
        async with database.writing() as session:
            await _add_both(session, SecretBox(settings.secrets_path))


async def _add_both(session: AsyncSession, box: SecretBox) -> None:
    managers = sorted(role.value for role in GRANTS["webhooks.manage"])
    admin = (await session.scalars(select(Membership.person_id).where(Membership.role.in_(managers)).limit(1))).one()
    gone = await _add(session, admin, _STORE, box)
    gone.webhook.client_id = (await session.scalars(select(ApiClient.id).where(ApiClient.name == OF_CITY))).one()
    for row in await _events(session, ("report.submitted",), 9):
        await _received(session, gone, row)
    last = await _events(session, ("report.accepted", "report.sealed"), 4)
    await _said_gone(session, gone, last[0])
    for row in last[1:]:
        session.add(_delivery(gone, row, DeliveryState.HELD))
    failing = await _add(session, admin, _REFORM, box)
    for row in await _events(session, ("consolidated.created", "plan.approved", "plan.sent"), 3):
        await _never_found(session, failing, row)
    waiting = [_delivery(failing, row, DeliveryState.WAITING) for row in await _events(session, ("report.accepted",), 2)]
    session.add_all(waiting)
    await session.flush()
    await order(session, waiting)


async def _add(session: AsyncSession, admin: UUID, what: tuple[str, str, list[str]], box: SecretBox) -> _Receiver:
    name, url, types = what
    made = clock.business() - timedelta(days=60)
    of_itself: dict[str, Any] = {
        "all_units": True,
        "state": WebhookState.ACTIVE,
        "created_by": admin,
        "created_at": made,
        "updated_at": made,
    }
    webhook = Webhook(id=new_id(), name=name, url=url, event_types=types, **of_itself)
    session.add(webhook)
    await session.flush()
    row, secret = new_secret(box, webhook.id, made)
    session.add_all([row, WebhookProgress(webhook_id=webhook.id, position=await last_place(session))])
    await session.flush()
    return _Receiver(webhook, secret)


async def _events(session: AsyncSession, kinds: Sequence[str], most: int) -> list[AnyRow]:
    """The latest of these kinds, the first of them first."""
    found = select(FactRow, ChainedFact.number).join(ChainedFact, ChainedFact.fact_id == FactRow.id)
    found = found.where(FactRow.kind.in_(kinds), FactRow.private.is_(False)).order_by(ChainedFact.number.desc()).limit(most)
    return list(reversed((await session.execute(found)).all()))


def _delivery(receiver: _Receiver, row: AnyRow, state: DeliveryState) -> WebhookDelivery:
    fact, number = row
    told: Mapping[str, Any] = event_of(fact, number)
    at: datetime = fact.business_at
    return WebhookDelivery(
        id=new_id(),
        webhook_id=receiver.webhook.id,
        number=number,
        event_id=fact.id,
        event_type=fact.kind,
        body=body_of(fact.kind, at, told),
        state=state,
        rounds=0,
        attempts=0,
        created_at=at,
        next_at=clock.business() if state is DeliveryState.WAITING else None,
    )


async def _tried(session: AsyncSession, receiver: _Receiver, delivery: WebhookDelivery, answers: Sequence[_Answer]) -> None:
    """All tries, after the pauses that there are between them; the last one ends it."""
    session.add(delivery)
    await session.flush()
    at = delivery.created_at + timedelta(seconds=2)
    for place, answer in enumerate(answers):
        at += PAUSES[place - 1] if place else timedelta()
        session.add(_attempt(receiver, delivery, at, answer))
    last = answers[-1]
    delivery.tries = delivery.attempts = len(answers)
    delivery.attempted_at = delivery.finished_at = at
    delivery.status, delivery.trouble, delivery.duration_ms = last.status, last.trouble, last.duration_ms


def _attempt(receiver: _Receiver, delivery: WebhookDelivery, at: datetime, answer: _Answer) -> WebhookAttempt:
    return WebhookAttempt(
        id=new_id(),
        delivery_id=delivery.id,
        url=receiver.webhook.url,
        at=at,
        duration_ms=answer.duration_ms,
        status=answer.status,
        trouble=answer.trouble,
        request_headers=dict(headers_for(delivery.id, delivery.body, [receiver.secret], at)),
        response_headers={} if answer.status is None else {"content-type": "text/plain; charset=utf-8"},
        response_body=answer.body,
    )


async def _received(session: AsyncSession, receiver: _Receiver, row: AnyRow) -> None:
    delivery = _delivery(receiver, row, DeliveryState.DELIVERED)
    answers = [_Answer(200, 84 + row.number % 60, "ok")]
    if row.number % 3 == 0:
        answers.insert(0, _Answer(503, 210, "dang bao tri"))
    await _tried(session, receiver, delivery, answers)
    progress = await session.get_one(WebhookProgress, receiver.webhook.id)
    progress.delivered_at = max(filter(None, (progress.delivered_at, delivery.finished_at)))


async def _said_gone(session: AsyncSession, receiver: _Receiver, row: AnyRow) -> None:
    delivery = _delivery(receiver, row, DeliveryState.FAILED)
    await _tried(session, receiver, delivery, [_Answer(GONE, 65, "gone")])
    webhook = receiver.webhook
    webhook.state, webhook.pause_cause, webhook.paused_at = WebhookState.PAUSED, PauseCause.GONE, delivery.finished_at


async def _never_found(session: AsyncSession, receiver: _Receiver, row: AnyRow) -> None:
    delivery = _delivery(receiver, row, DeliveryState.FAILED)
    await _tried(session, receiver, delivery, [_Answer(None, 12)] * (len(PAUSES) + 1))
    progress = await session.get_one(WebhookProgress, receiver.webhook.id)
    progress.given_up += 1
    progress.failing_since = progress.failing_since or delivery.created_at
