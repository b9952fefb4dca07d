"""Sends one delivery: judges the address anew, signs, keeps what came back, and says when it is tried again.

The connection to the database is let go while the receiver takes its time. A worker that dies in between sends it again under the same id.
What is written afterwards is held in the order of the administrator's acts, so that no two wait for each other: webhook, progress,
delivery.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.jobs.orders import hurry
from papi.jobs.working import Finish, JobKind, TryLater, Work
from papi.kit import clock
from papi.kit.outbound import Answer, Outbound, Unreached, elapsed_ms
from papi.kit.secretbox import SecretBox, SecretKeyMissing
from papi.kit.types import new_id
from papi.webhooks.bounds import may_still_be_told
from papi.webhooks.models import DeliveryState, Webhook, WebhookAttempt, WebhookDelivery, WebhookProgress, WebhookSecret, WebhookState
from papi.webhooks.ordering import KIND
from papi.webhooks.pausing import note_failure, note_gone
from papi.webhooks.queries.webhooks import live_secrets
from papi.webhooks.signing import headers_for
from papi.webhooks.workflow import FAULT, GONE, MOST_AT_ONCE, NOT_TOLD, PAUSES, UNSIGNED, Patience, pause_after

log = structlog.get_logger()
_MOST_HEADERS = 40
_LONGEST_HEADER = 300


@dataclass(frozen=True)
class Post:
    """What sending takes: the way out, the keys of secrets, and how long a receiver may fail."""

    outbound: Outbound
    box: SecretBox
    patience: Patience


@dataclass(frozen=True)
class _Letter:
    """What is sent this time."""

    delivery_id: UUID
    webhook_id: UUID
    is_test: bool
    round: int
    url: str
    body: str
    tries: int
    secrets: tuple[WebhookSecret, ...]


@dataclass(frozen=True)
class _Outcome:
    """How a try went."""

    attempt: WebhookAttempt
    answer: Answer | None

    @property
    def received(self) -> bool:
        return self.answer is not None and 200 <= self.answer.status < 300

    @property
    def gone(self) -> bool:
        return self.answer is not None and self.answer.status == GONE


def webhook_jobs(post: Post) -> JobKind:
    """How deliveries are made. The pauses are the handler's; the attempts of a job end only one that ends its worker each time."""
    return JobKind(KIND, partial(_send, post), attempts=3 * len(PAUSES), at_once=6, per_lane=MOST_AT_ONCE, keeps=False)


async def _send(post: Post, work: Work) -> Finish | None:
    letter = await _open(work)
    if not isinstance(letter, _Letter):
        return letter
    outcome = await _try(post, letter)
    pause = None if letter.is_test or outcome.received or outcome.gone else _pause(letter, outcome)
    if pause is None:
        return partial(_close, post, letter, outcome)
    raise TryLater(_said(outcome), pause, partial(_keep_trying, letter, outcome, pause))


async def _open(work: Work) -> _Letter | Finish | None:
    """What to send; None where it was begun anew, held back or done meanwhile; the end of what may no longer be told."""
    async with work.database.reading() as session:
        delivery = await session.get_one(WebhookDelivery, UUID(work.payload["delivery"]))
        webhook = await session.get_one(Webhook, delivery.webhook_id)
        is_test = delivery.number is None
        if delivery.state is not DeliveryState.WAITING or delivery.rounds != work.payload["round"]:
            return None
        if webhook.state is WebhookState.PAUSED and not is_test:
            return None
        if not await may_still_be_told(session, webhook, delivery.event_id):
            return partial(_withhold, delivery.id, delivery.rounds)
        what = (delivery.id, webhook.id, is_test, delivery.rounds, webhook.url, delivery.body, delivery.tries)
        return _Letter(*what, tuple(await live_secrets(session, webhook.id)))


async def _withhold(delivery_id: UUID, number: int, session: AsyncSession) -> None:
    """Its client may not read it any more: nothing goes out, and the receiver is not to blame."""
    delivery = await session.get_one(WebhookDelivery, delivery_id, with_for_update={"key_share": True})
    if delivery.rounds == number and delivery.state is DeliveryState.WAITING:
        delivery.state, delivery.status, delivery.trouble = DeliveryState.FAILED, None, NOT_TOLD
        delivery.next_at, delivery.finished_at = None, clock.business()


async def _try(post: Post, letter: _Letter) -> _Outcome:
    """Whatever goes wrong is a try that failed: one that left no trace would be made again and again, and nobody would see why."""
    headers: Mapping[str, str] = {}
    at, began = clock.business(), time.monotonic()
    answer, trouble = None, None
    try:
        live = [post.box.open(each.sealed, each.sealing_key, each.id) for each in letter.secrets]
        headers = headers_for(letter.delivery_id, letter.body, live, clock.real())
        answer = await post.outbound.post(letter.url, letter.body.encode(), headers)
    except Unreached as unreached:
        trouble = unreached.trouble.value
    except SecretKeyMissing:
        trouble = UNSIGNED
    except Exception as error:  # noqa: BLE001 - kept with the delivery
        log.error("webhook_not_sent", delivery=str(letter.delivery_id), error=repr(error)[:300])
        trouble = FAULT
    attempt = WebhookAttempt(
        id=new_id(),
        delivery_id=letter.delivery_id,
        url=letter.url,
        at=at,
        duration_ms=elapsed_ms(began),
        status=answer.status if answer else None,
        trouble=trouble,
        request_headers=dict(headers),
        response_headers=_kept(answer.headers if answer else {}),
        response_body=answer.beginning if answer else "",
    )
    return _Outcome(attempt, answer)


def _kept(headers: Mapping[str, str]) -> dict[str, Any]:
    """Of what others send no more than people read, and nothing that would let us in there."""
    shown = [(name, value) for name, value in headers.items() if name != "set-cookie"][:_MOST_HEADERS]
    return {name[:_LONGEST_HEADER]: value[:_LONGEST_HEADER].replace("\x00", "") for name, value in shown}


def _pause(letter: _Letter, outcome: _Outcome) -> timedelta | None:
    return pause_after(letter.tries + 1, outcome.answer.headers if outcome.answer else {}, clock.real())


def _said(outcome: _Outcome) -> str:
    return outcome.attempt.trouble or f"HTTP {outcome.attempt.status}"


async def _keep_trying(letter: _Letter, outcome: _Outcome, pause: timedelta, session: AsyncSession) -> None:
    """It failed, and there is a next time."""
    progress = await _progress(session, letter.webhook_id)
    progress.failing_since = progress.failing_since or outcome.attempt.at
    delivery = await _note(session, letter, outcome)
    if delivery.rounds == letter.round and delivery.state is DeliveryState.WAITING:  # else held back or begun anew meanwhile
        delivery.tries, delivery.next_at = letter.tries + 1, clock.business() + pause


async def _close(post: Post, letter: _Letter, outcome: _Outcome, session: AsyncSession) -> None:
    """It went well, or is given up."""
    if not letter.is_test:
        await _judge_receiver(post, letter, outcome, session)
    delivery = await _note(session, letter, outcome)
    if outcome.received or delivery.rounds == letter.round:  # what was begun anew meanwhile is not given up
        delivery.state = DeliveryState.DELIVERED if outcome.received else DeliveryState.FAILED
        delivery.tries, delivery.next_at, delivery.finished_at = letter.tries + 1, None, clock.business()


async def _judge_receiver(post: Post, letter: _Letter, outcome: _Outcome, session: AsyncSession) -> None:
    if outcome.received:
        await _note_success(session, letter.webhook_id)
        return
    await session.get_one(Webhook, letter.webhook_id, with_for_update={"key_share": True})  # it may have to be paused
    progress = await _progress(session, letter.webhook_id)
    if outcome.gone:
        await note_gone(session, letter.webhook_id)
    else:
        progress.failing_since = progress.failing_since or outcome.attempt.at
        await note_failure(session, letter.webhook_id, post.patience)


async def _note(session: AsyncSession, letter: _Letter, outcome: _Outcome) -> WebhookDelivery:
    delivery = await session.get_one(WebhookDelivery, letter.delivery_id, with_for_update={"key_share": True})
    tried = outcome.attempt
    delivery.attempts, delivery.attempted_at = delivery.attempts + 1, tried.at
    delivery.status, delivery.trouble, delivery.duration_ms = tried.status, tried.trouble, tried.duration_ms
    session.add(tried)
    return delivery


async def _note_success(session: AsyncSession, webhook_id: UUID) -> None:
    """The receiver is there again: what waits for a later try need not wait."""
    progress = await _progress(session, webhook_id)
    if progress.failing_since is not None:
        await hurry(session, KIND, str(webhook_id))
    progress.given_up, progress.failing_since, progress.delivered_at = 0, None, clock.business()


async def _progress(session: AsyncSession, webhook_id: UUID) -> WebhookProgress:
    found = select(WebhookProgress).where(WebhookProgress.webhook_id == webhook_id)
    return (await session.scalars(found.with_for_update(key_share=True))).one()
