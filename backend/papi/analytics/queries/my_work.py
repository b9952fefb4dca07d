"""My work: what the person must do now, for their unit or as its reviewer."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.permissions import Scope
from papi.analytics.queries.overview import count_review_queue
from papi.calendar.queries import load_working_days
from papi.calendar.workflow import WorkingDays
from papi.directory.models import Unit, UnitLevel
from papi.kit import clock
from papi.kit.types import AnyRow, AnySelect
from papi.plans.models import Assignment, Cadence, Mandate, Plan, PlanState, Task, WorkState
from papi.plans.queries.extensions import count_decidable
from papi.plans.queries.sub_tasks import my_sub_tasks
from papi.plans.workflow.deadlines import DUE_SOON, OPEN_STATES
from papi.reports.models import LineReviewState, Period, PeriodDeadline, PeriodState, Report, ReportLine, ReportState
from papi.reports.queries.reports import is_late
from papi.unit_plans.models import UnitPlan, UnitPlanState
from papi.unit_plans.queries.plans import DUTY, count_reviewable, days_late, is_expected

_SHOWN = 10
_WRITING = (ReportState.DRAFT, ReportState.RETURNED)


async def read_my_work(session: AsyncSession, actor: Actor) -> dict[str, Any]:
    """The actor's unit's open reports, what came back, what is overdue and due soon; and what waits for the actor's review."""
    actor.require_some("dashboard.read")
    return {
        "as_of": clock.business(),
        **await _of_unit(session, actor),
        "sub_tasks": await my_sub_tasks(session, actor, _SHOWN),
        "review_queue": await count_review_queue(session, actor),
        "awaiting_confirmation": await _count_awaiting(session, actor),
        "extensions": await count_decidable(session, actor),
        "unit_plans_to_review": await count_reviewable(session, actor),
        "next_period": await _next_period(session),
    }


_NOTHING: dict[str, Any] = {"total": 0, "items": []}


async def _of_unit(session: AsyncSession, actor: Actor) -> dict[str, Any]:
    """What the actor's unit has to write and to do, for those who write its reports."""
    if Scope.OWN not in actor.scopes("report.edit"):
        return {"reports": [], "returned": _NOTHING, "overdue": _NOTHING, "due_soon": _NOTHING, "unit_plan": None}
    today = clock.today()
    near = await load_working_days(session, today, today + DUE_SOON)
    return {
        "reports": await _reports(session, actor),
        "returned": await _group(session, _returned(actor), near),
        "overdue": await _group(session, _tasks(actor, Assignment.due_on < today), near),
        "due_soon": await _group(session, _tasks(actor, _soon(today)), near),
        "unit_plan": await _unit_plan(session, actor),
    }


def _soon(today: date) -> ColumnElement[bool]:
    return and_(Assignment.due_on >= today, Assignment.due_on <= today + DUE_SOON)


async def _reports(session: AsyncSession, actor: Actor) -> list[dict[str, Any]]:
    rows = await session.execute(
        select(
            Report.id,
            Report.period_id,
            Period.title,
            Report.state,
            Report.due_at,
            Report.first_submitted_at,
            Report.expected,
            Report.lines_total,
            Report.lines_complete,
            Report.handed_over_at,
            Report.return_reason,
        )
        .join(Period, Period.id == Report.period_id)
        .where(
            Report.unit_id.in_(actor.answered),
            Report.carried_on.is_(None),
            or_(Report.state.in_(_WRITING), Report.state == ReportState.SUBMITTED),
            or_(Period.state == PeriodState.OPEN, Report.state == ReportState.RETURNED),
        )
        .order_by(Report.due_at)
    )
    names = ("id", "period_id", "title", "state", "due_at", "expected", "lines_total", "lines_complete", "handed_over_at", "return_reason")
    return [{**{name: getattr(row, name) for name in names}, "late": is_late(row)} for row in rows]


def _open_line() -> tuple[SQLColumnExpression[Any], ...]:
    return (
        Assignment.id.label("assignment_id"),
        Assignment.due_on,
        Assignment.work_state,
        Assignment.percent,
        Task.title,
        Task.source_ref,
        Task.cadence,
        Task.by_unit_plan,
        ReportLine.id.label("line_id"),
        ReportLine.report_id,
        ReportLine.reason,
        func.count().over().label("total"),
    )


def _returned(actor: Actor) -> AnySelect:
    return (
        select(*_open_line())
        .select_from(ReportLine)
        .join(Report, Report.id == ReportLine.report_id)
        .join(Assignment, Assignment.id == ReportLine.assignment_id)
        .join(Task, Task.id == ReportLine.task_id)
        .where(
            ReportLine.unit_id.in_(actor.answered),
            Report.state == ReportState.RETURNED,
            ReportLine.review_state == LineReviewState.RETURNED,
        )
        .order_by(ReportLine.sort)
        .limit(_SHOWN)
    )


def _tasks(actor: Actor, condition: ColumnElement[bool]) -> AnySelect:
    """Open once-tasks of the unit with their line in an open report; recurring ones are shown by the report itself."""
    return (
        select(*_open_line())
        .select_from(Assignment)
        .join(Task, Task.id == Assignment.task_id)
        .outerjoin(ReportLine, and_(ReportLine.assignment_id == Assignment.id, _in_open_report()))
        .where(
            Assignment.unit_id.in_(actor.answered),
            Assignment.carried_to_id.is_(None),
            Assignment.work_state.in_(OPEN_STATES),
            Assignment.mandate == Mandate.ASSIGNED,
            Task.cadence == Cadence.ONCE,
            condition,
        )
        .order_by(Assignment.due_on, Assignment.sort)
        .limit(_SHOWN)
    )


def _in_open_report() -> ColumnElement[bool]:
    writable = select(Report.id).join(Period, Period.id == Report.period_id)
    return ReportLine.report_id.in_(writable.where(Report.state.in_(_WRITING), Period.state == PeriodState.OPEN))


async def _group(session: AsyncSession, statement: AnySelect, near: WorkingDays) -> dict[str, Any]:
    rows: Sequence[AnyRow] = (await session.execute(statement)).all()
    return {"total": rows[0].total if rows else 0, "items": [_item(row, near) for row in rows]}


def _item(row: AnyRow, near: WorkingDays) -> dict[str, Any]:
    """A task with the days that are left; how many of them offices work is said of those that are near."""
    today = clock.today()
    due_on: date | None = row.due_on
    names = ("assignment_id", "title", "source_ref", "due_on", "work_state", "percent", "line_id", "report_id", "reason")
    return {
        **{name: getattr(row, name) for name in names},
        "working_days": near.between(today, due_on) if due_on and today <= due_on <= today + DUE_SOON else None,
        "days": (due_on - today).days if due_on else None,
        "report_done": row.cadence is Cadence.ONCE and not row.by_unit_plan and row.work_state in OPEN_STATES,
    }


async def _count_awaiting(session: AsyncSession, actor: Actor) -> int:
    """Once-tasks of the plan that wait for this person's confirmation outside a report; a unit's plan is accepted by itself."""
    if not actor.scopes("assignment.confirm"):
        return 0
    waiting = (
        select(func.count())
        .select_from(Assignment)
        .join(Task, Task.id == Assignment.task_id)
        .join(Unit, Unit.id == Assignment.unit_id)
        .where(
            Assignment.work_state == WorkState.AWAITING_CONFIRMATION,
            Task.cadence == Cadence.ONCE,
            Task.by_unit_plan.is_(False),
            Assignment.own.is_(False),
            actor.judges("assignment.confirm", Assignment.unit_id, Unit.coordinating),
        )
    )
    return await session.scalar(waiting) or 0


async def _unit_plan(session: AsyncSession, actor: Actor) -> dict[str, Any] | None:
    """The unit's own plan, while the approved plan of the latest year asks for it and it is not accepted."""
    row = (
        await session.execute(
            select(
                Plan.id.label("plan_id"), Plan.year, DUTY.c.due_on, DUTY.c.mandate, UnitPlan.id, UnitPlan.state, UnitPlan.first_submitted_at
            )
            .select_from(DUTY)
            .join(Plan, Plan.id == DUTY.c.plan_id)
            .outerjoin(UnitPlan, and_(UnitPlan.plan_id == Plan.id, UnitPlan.unit_id == DUTY.c.unit_id))
            .where(DUTY.c.unit_id == actor.unit_id, Plan.state == PlanState.APPROVED)
            .order_by(Plan.year.desc())
            .limit(1)
        )
    ).one_or_none()
    if row is None or row.state is UnitPlanState.ACCEPTED:
        return None
    names = ("id", "plan_id", "year", "state", "due_on")
    return {**{name: getattr(row, name) for name in names}, "expected": is_expected(row), "days_late": days_late(row)}


async def _next_period(session: AsyncSession) -> dict[str, Any] | None:
    row = (
        await session.execute(
            select(Period.title, Period.data_to, PeriodDeadline.due_at)
            .join(PeriodDeadline, PeriodDeadline.period_id == Period.id)
            .where(Period.state == PeriodState.PLANNED, PeriodDeadline.level == UnitLevel.WARD)
            .order_by(Period.data_to)
            .limit(1)
        )
    ).one_or_none()
    return {"title": row.title, "data_to": row.data_to, "due_at": row.due_at} if row else None
