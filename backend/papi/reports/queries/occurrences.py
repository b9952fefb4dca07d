"""How assignments stood in one period: what reporting lends to the plan's task status."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.kit.types import AnyRow
from papi.plans.models import Assignment, Cadence, Outcome, Task
from papi.plans.occurrences import Occurred, Occurrences
from papi.reports.models import LineReviewState, Period, Report, ReportLine, ReportState
from papi.reports.queries.reports import is_late


async def occurrences_in(session: AsyncSession, period_id: UUID) -> Occurrences | None:
    """Every assignment that was to be reported in the period, and the duty to report itself; None for a period that is not there."""
    if await session.get(Period, period_id) is None:
        return None
    in_period = and_(Report.period_id == period_id, Report.carried_on.is_(None))
    # a line may speak of what a unit left to the one that came after it, so lines are asked for by themselves
    lines = (
        select(*_COLUMNS)
        .select_from(Report)
        .join(ReportLine, ReportLine.report_id == Report.id)
        .join(Assignment, Assignment.id == ReportLine.assignment_id)
        .join(Task, Task.id == Assignment.task_id)
        .where(in_period)
    )
    duties = (
        select(*_COLUMNS)
        .select_from(Report)
        .join(Assignment, Assignment.unit_id == Report.unit_id)
        .join(Task, Task.id == Assignment.task_id)
        .join(Period, and_(Period.id == Report.period_id, Period.plan_id == Assignment.plan_id))
        .outerjoin(ReportLine, and_(ReportLine.report_id == Report.id, ReportLine.assignment_id == Assignment.id))
        .where(in_period, ReportLine.id.is_(None), _is_duty())
    )
    rows = [row for statement in (lines, duties) for row in (await session.execute(statement)).all()]
    return dict(_occurred(row) for row in rows)


_COLUMNS = (
    Assignment.id,
    Assignment.due_on,
    Assignment.submitted_late,
    Task.cadence,
    ReportLine.self_done,
    ReportLine.not_confirmed,
    ReportLine.review_state,
    ReportLine.saved_at.label("line_saved_at"),
    Report.state,
    Report.expected,
    Report.due_at,
    Report.first_submitted_at,
    Report.saved_at,
    ReportLine.id.label("line_id"),
)


def _is_duty() -> ColumnElement[bool]:
    """The task "report" has no line: its occurrence follows the report itself."""
    return and_(Task.reportable.is_(False), Task.cadence == Cadence.EACH_PERIOD)


def _occurred(row: AnyRow) -> tuple[UUID, Occurred]:
    saved_at = row.line_saved_at if row.line_id else row.saved_at
    return row.id, Occurred(_outcome(row), _due_on(row), saved_at.date().isoformat() if saved_at else "")


def _due_on(row: AnyRow) -> str:
    if row.cadence is Cadence.EACH_PERIOD:
        return row.due_at.date().isoformat()
    return row.due_on.isoformat() if row.due_on and row.cadence is Cadence.ONCE else ""


def _outcome(row: AnyRow) -> Outcome:
    late = is_late(row) if row.cadence is Cadence.EACH_PERIOD else row.submitted_late
    if not all(_said_done(row)):
        return Outcome.OPEN
    if row.state is ReportState.ACCEPTED:
        return Outcome.DONE_LATE if late else Outcome.DONE
    return Outcome.AWAITING_LATE if late else Outcome.AWAITING


def _said_done(row: AnyRow) -> Iterator[bool]:
    """What must hold for an occurrence to be more than open. A line that came back, or was not confirmed, is open again."""
    yield row.state is not ReportState.DRAFT
    yield row.cadence is Cadence.EACH_PERIOD or bool(row.self_done)
    yield row.cadence is not Cadence.STANDING
    yield not row.not_confirmed
    returned = row.review_state is LineReviewState.RETURNED if row.line_id else row.state is ReportState.RETURNED
    yield not returned
