"""The job that sends: as often as it takes, in growing pauses, until there is a receipt, a refusal, or no patience left."""

import time
from datetime import timedelta
from functools import partial
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.consolidation.models import ConsolidatedReport
from papi.dispatches import facts
from papi.dispatches.models import AttemptOutcome, Dispatch, DispatchAttempt, DispatchState
from papi.dispatches.parcels import parcel_of
from papi.dispatches.province import Handed, Province
from papi.dispatches.words import TROUBLE_WORDS
from papi.jobs.orders import Order, enqueue
from papi.jobs.working import Finish, JobKind, TryLater, Work
from papi.kit import clock
from papi.kit.types import new_id
from papi.outbox.facts import SYSTEM, record

JOB = "dispatch"
_PAUSES = (15, 60, 300, 900, 1800)
_LONGEST_PAUSE = 3600
_ATTEMPTS = 100_000  # what ends it is time, not number: the receiver may be down for a day
_LONGEST_KEPT = 1024
_OUTDATED = Handed(AttemptOutcome.REFUSED, trouble="newer_edition")


async def queue(session: AsyncSession, dispatch: Dispatch) -> None:
    """Begin to send, or begin anew: with all patience, by a job of its own."""
    key = str(new_id())
    dispatch.state, dispatch.queued_at, dispatch.job_key = DispatchState.QUEUED, clock.real(), key
    # one message of a report at a time: an older edition that is just being sent arrives before the next one, or not at all
    await enqueue(session, [Order(JOB, key, {"dispatch_id": str(dispatch.id)}, str(dispatch.consolidated_id))])


def dispatch_jobs(province: Province, issuer: str, patience: timedelta) -> JobKind:
    """The jobs that send to this province."""
    return JobKind(JOB, partial(_send, province, issuer, patience), attempts=_ATTEMPTS, per_lane=1, longest_pause=_LONGEST_PAUSE)


async def _send(province: Province, issuer: str, patience: timedelta, work: Work) -> Finish | None:
    dispatch_id = UUID(work.payload["dispatch_id"])
    async with work.database.reading() as session:
        dispatch = await session.get_one(Dispatch, dispatch_id)
        if dispatch.state is not DispatchState.QUEUED:
            return None
        report = await session.get_one(ConsolidatedReport, dispatch.consolidated_id)
        if report.approved_edition != dispatch.edition:  # over there the one that comes last holds
            return partial(_end, partial(_keep, dispatch_id, _OUTDATED, 0), dispatch_id, _OUTDATED)
        parcel = await parcel_of(session, dispatch, issuer)
        out_of_patience = dispatch.queued_at is not None and clock.real() - dispatch.queued_at > patience
    began = time.monotonic()
    handed = await province.hand_over(parcel)
    keep = partial(_keep, dispatch_id, handed, round((time.monotonic() - began) * 1000))
    if handed.outcome is AttemptOutcome.LATER and not out_of_patience:
        raise TryLater(_said(handed), await _pause(work, dispatch_id, handed), keep)
    return partial(_end, keep, dispatch_id, handed)


async def _pause(work: Work, dispatch_id: UUID, handed: Handed) -> timedelta:
    """Longer each time up to an hour, counted from when sending began, or began anew; never sooner than the other side asks for."""
    async with work.database.reading() as session:
        tried = await session.scalar(_since_begun(dispatch_id)) or 0
    ours = _PAUSES[tried] if tried < len(_PAUSES) else _LONGEST_PAUSE
    return timedelta(seconds=max(ours, handed.pause or 0))


def _since_begun(dispatch_id: UUID) -> Select[int]:
    tried = select(func.count()).select_from(DispatchAttempt).join(Dispatch, Dispatch.id == DispatchAttempt.dispatch_id)
    return tried.where(DispatchAttempt.dispatch_id == dispatch_id, DispatchAttempt.at >= Dispatch.queued_at)


async def _attempts(session: AsyncSession, dispatch_id: UUID) -> int:
    return await session.scalar(select(func.count()).where(DispatchAttempt.dispatch_id == dispatch_id)) or 0


async def _keep(dispatch_id: UUID, handed: Handed, milliseconds: int, session: AsyncSession) -> None:
    """The attempt, as it went."""
    session.add(
        DispatchAttempt(
            dispatch_id=dispatch_id,
            number=await _attempts(session, dispatch_id) + 1,
            at=clock.real(),
            outcome=handed.outcome,
            status=handed.status,
            trouble=handed.trouble,
            answer=handed.answer[:_LONGEST_KEPT],
            milliseconds=milliseconds,
        )
    )


async def _end(keep: Finish, dispatch_id: UUID, handed: Handed, session: AsyncSession) -> None:
    await keep(session)
    dispatch = await session.get_one(Dispatch, dispatch_id, with_for_update={"key_share": True})
    report = await session.get_one(ConsolidatedReport, dispatch.consolidated_id)
    named = (report.id, report.title)
    if handed.receipt is not None:
        dispatch.state, dispatch.receipt, dispatch.delivered_at = DispatchState.DELIVERED, handed.receipt, clock.business()
        told = {"edition": dispatch.edition, "reference": handed.receipt["receipt_id"]}
        record(session, SYSTEM, facts.about(facts.DELIVERED, named, **told))
    else:
        dispatch.state = DispatchState.GIVEN_UP
        record(session, SYSTEM, facts.about(facts.GIVEN_UP, named, edition=dispatch.edition, reason=_said(handed)))


def _said(handed: Handed) -> str:
    """Why it was not taken, for the history of the report."""
    if handed.trouble is not None:
        return TROUBLE_WORDS[handed.trouble][0]
    return f"hệ thống của tỉnh trả lời mã {handed.status}"
