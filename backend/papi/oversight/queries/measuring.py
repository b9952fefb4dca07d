"""What the rule of attention looks at, for every unit that is assigned something: its reports, its tasks, how lately it wrote."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import and_, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Unit
from papi.kit import clock
from papi.plans.queries.awaiting import sent_late_by_unit
from papi.plans.queries.status import read_task_status
from papi.plans.schemas.assignments import StatusQuery
from papi.plans.workflow.assignments import ASKED_KINDS
from papi.reports.models import Period, PeriodState, Report, ReportState
from papi.reports.queries.reports import late_expression, seen_as


async def measure_units(session: AsyncSession, actor: Actor, plan_id: UUID, period_id: UUID | None) -> Mapping[UUID, dict[str, Any]]:
    """Each unit's measures, by its id. Bodies that are asked are not among them. `period_id`: only that period's report."""
    status = await read_task_status(session, actor, StatusQuery(group_by="unit", plan=plan_id))
    tallies = {item["key"]: item for item in status["items"]}
    reviewed = await sent_late_by_unit(session, plan_id)
    found: dict[UUID, dict[str, Any]] = {}
    for row in await session.execute(_reports(plan_id, period_id)):
        tally = tallies.get(row.code)
        undone = tally["open_in_time"] + tally["open_overdue"] if tally else 0
        overdue = tally["open_overdue"] - reviewed.get(row.id, 0) if tally else 0
        found[row.id] = {
            "name": row.short_name,
            "coordinating": row.coordinating,
            "measures": {
                "reports_missing": row.missing,
                "reports_late": row.late,
                "returned": row.returned,
                "overdue": overdue,
                "overdue_share": round(100 * overdue / undone, 1) if undone else None,
                "update_rate": round(100 * tally["update_rate"], 1) if tally and tally["update_rate"] is not None else None,
            },
        }
    return found


def _reports(plan_id: UUID, period_id: UUID | None) -> Any:
    late = late_expression(clock.business())
    sent = Report.first_submitted_at.is_not(None)
    again = case((Report.state == ReportState.RETURNED, Report.submission), (Report.submission > 0, Report.submission - 1), else_=0)
    return (
        select(
            Unit.id,
            Unit.code,
            Unit.short_name,
            Unit.coordinating,
            func.sum(case((and_(late, ~sent), 1), else_=0)).label("missing"),
            func.sum(case((and_(late, sent), 1), else_=0)).label("late"),
            func.sum(again).label("returned"),
        )
        .join(Unit, Unit.id == Report.unit_id)
        .join(Period, Period.id == Report.period_id)
        .where(
            Period.plan_id == plan_id,
            Period.state != PeriodState.PLANNED,
            Period.id == period_id if period_id else Period.id.is_not(None),
            Report.expected.is_(True),
            seen_as(None),
            Unit.kind.not_in(ASKED_KINDS),
        )
        .group_by(Unit.id, Unit.code, Unit.short_name, Unit.coordinating, Unit.sort)
        .order_by(Unit.sort)
    )
