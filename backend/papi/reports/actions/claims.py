"""Who has a report on the desk: a sign for the colleagues, which keeps nobody from marking, and from finishing only by what was read."""

from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from papi.access.actor import Actor
from papi.directory.models import Membership, Person
from papi.kit import clock
from papi.kit.text import format_day
from papi.outbox.facts import record
from papi.reports.errors import ReportClaimed
from papi.reports.facts import REVIEW_TAKEN_OVER, about_report, notify_all
from papi.reports.models import Report
from papi.reports.queries.reports import LoadedReport, get_report
from papi.reports.queries.reviewing import REVIEWING_LASTS, is_held
from papi.reports.workflow import ReportStep, take


async def claim_report(session: AsyncSession, actor: Actor, report_id: UUID, *, take_over: bool) -> None:
    """Put the report on the actor's desk, in place of the one that lay there; from a colleague's desk only on purpose, and the colleague
    is told."""
    loaded = await get_report(session, actor, report_id, lock=True)
    take(actor, loaded.standing, ReportStep.MARK)
    report = loaded.report
    if is_held(report) and report.reviewer_id not in (None, actor.person_id):
        await _take_over(session, actor, loaded, wanted=take_over)
    await _clear_desk(session, actor, report)
    await hold(session, actor, report)


async def release_report(session: AsyncSession, actor: Actor, report_id: UUID) -> None:
    """Take the actor's own sign off; a colleague's stays."""
    loaded = await get_report(session, actor, report_id)
    actor.require("report.review_mark", loaded.standing.unit)
    await _sign(session, loaded.report.id, None, Report.reviewer_id == actor.person_id)


async def hold(session: AsyncSession, actor: Actor, report: Report) -> None:
    """Keep the report on the actor's desk for a while, unless a colleague has it or another report lies there by now."""
    over = clock.business() - REVIEWING_LASTS
    free = or_(Report.reviewer_id.is_(None), Report.reviewer_id == actor.person_id, Report.reviewing_since < over)
    other = aliased(Report)
    busy = exists().where(other.reviewer_id == actor.person_id, other.id != report.id, other.reviewing_since >= over)
    await _sign(session, report.id, actor.person_id, and_(free, ~busy))


async def _clear_desk(session: AsyncSession, actor: Actor, report: Report) -> None:
    """One report a desk. A report that the same person claims at this moment in another window is left to that claim."""
    others = select(Report.id).where(Report.reviewer_id == actor.person_id, Report.id != report.id).with_for_update(skip_locked=True)
    for report_id in (await session.scalars(others)).all():
        await _sign(session, report_id, None, Report.reviewer_id == actor.person_id)


async def _take_over(session: AsyncSession, actor: Actor, loaded: LoadedReport, *, wanted: bool) -> None:
    holder, since = await session.get_one(Person, loaded.report.reviewer_id), loaded.report.reviewing_since or clock.business()
    if not wanted:
        raise ReportClaimed(name=holder.full_name, at=f"{since:%H:%M} {format_day(since.date())}")
    units = await session.scalars(select(Membership.unit_id).where(Membership.person_id == holder.id))
    told = about_report(
        REVIEW_TAKEN_OVER,
        loaded.report,
        loaded.label,
        reviewer=holder.full_name,
        notify=notify_all(units),
        notify_only=[str(holder.id)],
    )
    record(session, actor.author, told)
    await _sign(session, loaded.report.id, None, Report.reviewer_id == holder.id)


async def _sign(session: AsyncSession, report_id: UUID, person_id: UUID | None, where: ColumnElement[bool]) -> None:
    # by SQL: who looks at a report does not change the report
    seen = {"reviewer_id": person_id, "reviewing_since": clock.business() if person_id else None}
    statement = update(Report).where(Report.id == report_id, where).values(**seen)
    await session.execute(statement.execution_options(synchronize_session=False))
