"""Reports: which the caller may see, one for an action, one for the screen, lists."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor, UnitRef, Viewer
from papi.directory.columns import UNIT_COLUMNS
from papi.directory.models import Unit
from papi.kit import clock
from papi.kit.types import AnyRow
from papi.plans.schemas.assignments import THEN, View
from papi.reports.errors import ReportNotFound
from papi.reports.models import Correction, Period, PeriodException, PeriodState, Report, ReportState
from papi.reports.workflow import Standing

extended_to = (
    select(PeriodException.ends_at)
    .where(PeriodException.period_id == Report.period_id, PeriodException.unit_id == Report.unit_id)
    .order_by(PeriodException.id.desc())
    .limit(1)
    .correlate(Report)
    .scalar_subquery()
)


def still_written() -> ColumnElement[bool]:
    """Reports, joined to their periods, that their units may still write: the period is open, or extended for the unit."""
    return or_(Period.state == PeriodState.OPEN, extended_to > clock.business())


@dataclass(frozen=True)
class LoadedReport:
    """A report with what its actions need."""

    report: Report
    unit: Unit
    period: Period
    extended_to: datetime | None

    @property
    def standing(self) -> Standing:
        return Standing(
            state=self.report.state,
            unit=UnitRef(self.unit.id, self.unit.coordinating),
            unit_name=self.unit.short_name,
            submitted_by=self.report.submitted_by,
            submitted_for=self.report.submitted_for,
            submitted_at=self.report.submitted_at,
            period_state=self.period.state,
            period_title=self.period.title,
            closed_at=self.period.closed_at,
            extended_to=self.extended_to,
            carried_on=self.report.carried_on,
        )

    @property
    def label(self) -> str:
        """What timelines and notices call it."""
        return label_of(self.period, self.unit)

    @property
    def tag(self) -> str:
        """The version that a precondition compares: the report's own and its content's."""
        return f"{self.report.version}.{self.report.content_version}"


def label_of(period: Period, unit: Unit) -> str:
    """What timelines and notices call a unit's report."""
    return f"{period.title} – {unit.short_name}"


def visible_to(viewer: Viewer) -> ColumnElement[bool]:
    """The viewer's own unit's reports in any state; others' once they have been sent."""
    return and_(
        viewer.sees("report.read", Report.unit_id),
        or_(viewer.keeps(Report.unit_id), Report.state != ReportState.DRAFT),
    )


def sent_by_others(viewer: Viewer, sent: type[Report] | type[Correction]) -> list[ColumnElement[bool]]:
    """That neither the viewer nor anybody on the viewer's behalf sent it: nobody reviews what they sent, whatever unit they are of now."""
    return [or_(column.is_(None), column != viewer.person_id) for column in (sent.submitted_by, sent.submitted_for)]


def reviewable_by(viewer: Viewer) -> ColumnElement[bool]:
    """Sent reports that this very person may review: never of a unit in which they hold any membership."""
    return and_(
        Report.state == ReportState.SUBMITTED,
        *sent_by_others(viewer, Report),
        viewer.judges("report.review", Report.unit_id, Unit.coordinating),
    )


async def get_report(session: AsyncSession, actor: Actor, report_id: UUID, *, lock: bool = False) -> LoadedReport:
    """A report that the actor may see, for an action; `lock` keeps others from moving it meanwhile."""
    actor.require_some("report.read")
    statement = (
        select(Report, Unit, Period, extended_to)
        .join(Unit, Unit.id == Report.unit_id)
        .join(Period, Period.id == Report.period_id)
        .where(Report.id == report_id, visible_to(actor))
    )
    if lock:
        statement = statement.with_for_update(of=Report, key_share=True)
    row = (await session.execute(statement)).one_or_none()
    if row is None:
        raise ReportNotFound
    return LoadedReport(*row)


def seen_as(view: View | None) -> ColumnElement[bool]:
    """As the period asked for them (`then`), else where they stand today: a draft that went over to another unit once."""
    return Report.origin == "" if view == THEN else Report.carried_on.is_(None)


def is_late(row: AnyRow | Report) -> bool:
    """Whether the report came (or still fails to come) after the unit's own deadline; never for bodies that are asked."""
    if not row.expected:
        return False
    return (row.first_submitted_at or clock.business()) > row.due_at


def late_expression(now: datetime | ColumnElement[datetime]) -> ColumnElement[bool]:
    """The same in SQL."""
    return and_(Report.expected.is_(True), func.coalesce(Report.first_submitted_at, now) > Report.due_at)


PERIOD_COLUMNS = (
    Period.id.label("period_id"),
    Period.code.label("period_code"),
    Period.title.label("period_title"),
    Period.kind.label("period_kind"),
    Period.state.label("period_state"),
    Period.data_from,
    Period.data_to,
)


def period_of(row: AnyRow) -> dict[str, Any]:
    """The period's part of a row, as the wire's `PeriodBrief`."""
    return {
        "id": row.period_id,
        "code": row.period_code,
        "title": row.period_title,
        "kind": row.period_kind,
        "state": row.period_state,
        "data_from": row.data_from,
        "data_to": row.data_to,
    }


REPORT_COLUMNS = (
    Report.state,
    Report.submitted_by,
    Report.submitted_for,
    Report.submitted_at,
    Report.carried_on,
    *UNIT_COLUMNS,
    *PERIOD_COLUMNS,
    Period.closed_at,
    extended_to.label("extended_to"),
)
"""What decides about a report, with its unit and period."""


def standing_of(row: AnyRow) -> Standing:
    """What decides about actions, from a row of a list."""
    return Standing(
        state=row.state,
        unit=UnitRef(row.unit_id, row.coordinating),
        unit_name=row.unit_name,
        submitted_by=row.submitted_by,
        submitted_for=row.submitted_for,
        submitted_at=row.submitted_at,
        period_state=row.period_state,
        period_title=row.period_title,
        closed_at=row.closed_at,
        extended_to=row.extended_to,
        carried_on=row.carried_on,
    )
