"""What the units that support a task have sent on it, for the unit that leads it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Unit
from papi.plans.models import Assignment, Task
from papi.reports.merging import Said
from papi.reports.models import Period, Report, ReportLine, ReportLineText
from papi.reports.queries.line_parts import submitted_text
from papi.reports.queries.lines import led_by

_SAID = ("result", "percent", "figures", "difficulties", "proposals", "self_done", "evidence")


async def supporters_said(session: AsyncSession, actor: Actor, task_id: UUID, period_id: UUID) -> Sequence[Said]:
    """The submitted lines of the units that support the task, in official order."""
    rows = await session.execute(
        select(
            ReportLine.id.label("line_id"),
            ReportLine.report_id,
            ReportLineText.number,
            Period.id.label("period_id"),
            Period.title.label("period"),
            Period.data_from,
            Period.data_to,
            Unit.id.label("unit_id"),
            Unit.short_name.label("unit"),
            *(getattr(ReportLineText, name) for name in _SAID),
        )
        .join(Report, Report.id == ReportLine.report_id)
        .join(Period, Period.id == ReportLine.period_id)
        .join(Unit, Unit.id == ReportLine.unit_id)
        .join(Task, Task.id == ReportLine.task_id)
        .join(Assignment, Assignment.id == ReportLine.assignment_id)
        .join(ReportLineText, submitted_text())
        .where(ReportLine.task_id == task_id, ReportLine.period_id == period_id, Report.carried_on.is_(None), led_by(actor))
        .order_by(Unit.sort, Unit.id)
    )
    return [_one(dict(row)) for row in rows.mappings()]


def _one(row: dict[str, Any]) -> Said:
    row["figures"], row["evidence"] = row["figures"] or {}, row["evidence"] or ()
    return Said(**row)
