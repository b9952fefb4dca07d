"""How the July report went to the province: its system did not answer, so the signed package went by the document exchange."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.consolidation.models import ConsolidatedReport
from papi.demo.july import CODE as JULY
from papi.demo.stage import Scene, Stage, at
from papi.dispatches import facts
from papi.dispatches.actions.delivering import deliver
from papi.dispatches.models import AttemptOutcome, Dispatch, DispatchAttempt, DispatchState
from papi.dispatches.schemas import DispatchCreate, SentOutside
from papi.dispatches.sending import JOB
from papi.dispatches.words import TROUBLE_WORDS
from papi.jobs.models import Job
from papi.kit import clock
from papi.outbox.facts import SYSTEM, record
from papi.reports.models import Period

_PAUSES = (0, 15, 75, 375, 1275, 3075, 6675)  # seconds since the first try
_OUTSIDE = SentOutside(
    sent_on=date(2024, 8, 16),
    document_number="512/BC-UBND",
    receiver="Sở Nội vụ tỉnh Bà Rịa - Vũng Tàu",
    channel="Trục liên thông văn bản",
    note="Gửi kèm gói báo cáo đã ký do hệ thống của tỉnh chưa tiếp nhận được.",
)


def scenes_of_dispatching(stage: Stage) -> Iterator[Scene]:
    """Sent the day after the approval, tried for two hours; recorded as sent otherwise on the next day."""
    yield Scene(at(8, 15, 9), partial(_send_in_vain, stage))
    yield Scene(at(8, 16, 10), partial(_record_outside, stage))


async def _july(session: AsyncSession) -> ConsolidatedReport:
    of_period = select(ConsolidatedReport).join(Period, Period.id == ConsolidatedReport.period_id).where(Period.code == JULY)
    return (await session.scalars(of_period)).one()


async def _send_in_vain(stage: Stage, session: AsyncSession) -> None:
    report = await _july(session)
    made = await deliver(session, stage.cast.coordinator, report.id, DispatchCreate(), connected=True)
    await session.flush()
    dispatch = await session.get_one(Dispatch, made)
    # the demo has no province: nobody is to do the job when the server starts
    await session.execute(delete(Job).where(Job.kind == JOB, Job.key == dispatch.job_key))
    dispatch.state = DispatchState.GIVEN_UP
    began = clock.business()
    for number, seconds in enumerate(_PAUSES, 1):
        moment, busy = began + timedelta(seconds=seconds), number == len(_PAUSES)
        session.add(
            DispatchAttempt(
                dispatch_id=dispatch.id,
                number=number,
                at=moment,
                outcome=AttemptOutcome.LATER,
                status=503 if busy else None,
                trouble=None if busy else "timed_out",
                answer='{"detail":"Hệ thống đang bảo trì."}' if busy else "",
                milliseconds=412 if busy else 30_000,
            )
        )
    reason = TROUBLE_WORDS["timed_out"][0].lower()
    record(session, SYSTEM, facts.about(facts.GIVEN_UP, (report.id, report.title), edition=dispatch.edition, reason=reason))


async def _record_outside(stage: Stage, session: AsyncSession) -> None:
    await deliver(session, stage.cast.coordinator, (await _july(session)).id, DispatchCreate(outside=_OUTSIDE), connected=False)
