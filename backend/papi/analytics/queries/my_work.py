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
from papi.inspections.queries.findings import count_waiting
from papi.kit import clock
from papi.kit.types import AnyRow, AnySelect
from papi.plans.models import Assignment, Cadence, Mandate, Plan, PlanState, Task, WorkState
from papi.plans.queries.extensions import count_decidable
from papi.plans.queries.in_force import is_in_force, of_approved
from papi.plans.queries.receipts import waiting_parts
from papi.plans.queries.sub_tasks import my_sub_tasks
from papi.plans.workflow.deadlines import DUE_SOON, OPEN_STATES
from papi.reports.models import LineReviewState, Period, PeriodDeadline, PeriodState, Report, ReportLine, ReportState
from papi.reports.queries.reports import is_late, still_written
from papi.unit_plans.models import UnitPlan, UnitPlanState
from papi.unit_plans.queries.plans import DUTY, count_reviewable, days_late, is_expected

_SHOWN = 10
_WRITING = (ReportState.DRAFT, ReportState.RETURNED)


async def read_my_work(session: AsyncSession, actor: Actor) -> dict[str, Any]:
    """The actor's unit's open reports, what came back, what is overdue and due soon; and what waits for the actor's review."""
    actor.require_some("dashboard.read")
    awaiting, reviewable = await _awaiting(session, actor), await count_reviewable(session, actor)
    return {
        "as_of": clock.business(),
        **await _of_unit(session, actor),
        "sub_tasks": await my_sub_tasks(session, actor, _SHOWN),
        "review_queue": await count_review_queue(session, actor),
        "awaiting_confirmation": sum(plan["total"] for plan in awaiting),
        "awaiting_plans": awaiting,
        "extensions": await count_decidable(session, actor),
        "parts": await waiting_parts(session, actor),
        "unit_plans_to_review": sum(plan["total"] for plan in reviewable),
        "reviewable_unit_plans": reviewable,
        "findings": await count_waiting(session, actor),
        "next_period": await _next_period(session),
    }


_NOTHING: dict[str, Any] = {"total": 0, "plans": [], "items": []}


async def _of_unit(session: AsyncSession, actor: Actor) -> dict[str, Any]:
    """What the actor's unit has to write and to do, for those who write its reports."""
    if Scope.OWN not in actor.scopes("report.edit"):
        return {"reports": [], "returned": _NOTHING, "overdue": _NOTHING, "due_soon": _NOTHING, "unit_plan": None}
    today = clock.today()
    near = await load_working_days(session, today, today + DUE_SOON)
    return {
        "reports": await _reports(session, actor),
        "returned": await _group(session, _returned(actor), near),
        "overdue": await _of_plans(session, _open_tasks(actor, Assignment.due_on < today), near),
        "due_soon": await _of_plans(session, _open_tasks(actor, _soon(today)), near),
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
            Report.answers_total,
            Report.answers_complete,
            Report.handed_over_at,
            Report.return_reason,
        )
        .join(Period, Period.id == Report.period_id)
        .where(
            Report.unit_id.in_(actor.answered),
            Report.carried_on.is_(None),
            or_(Report.state.in_(_WRITING), Report.state == ReportState.SUBMITTED),
            or_(still_written(), Report.state == ReportState.RETURNED),
        )
        .order_by(Report.due_at)
    )
    return [{**{name: getattr(row, name) for name in _CARD}, "late": is_late(row)} for row in rows]


_COUNTED = ("lines_total", "lines_complete", "answers_total", "answers_complete")
_CARD = ("id", "period_id", "title", "state", "due_at", "expected", *_COUNTED, "handed_over_at", "return_reason")


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


def _open_tasks(actor: Actor, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Open once-tasks of the unit in approved plans; recurring ones are shown by the report itself."""
    return and_(
        Assignment.unit_id.in_(actor.answered),
        Assignment.carried_to_id.is_(None),
        Assignment.work_state.in_(OPEN_STATES),
        Assignment.mandate == Mandate.ASSIGNED,
        of_approved(Assignment.plan_id),
        Task.cadence == Cadence.ONCE,
        condition,
    )


def _tasks(condition: ColumnElement[bool]) -> AnySelect:
    """Tasks with their line in an open report."""
    return (
        select(*_open_line())
        .select_from(Assignment)
        .join(Task, Task.id == Assignment.task_id)
        .outerjoin(ReportLine, and_(ReportLine.assignment_id == Assignment.id, _in_open_report()))
        .where(condition)
        .order_by(Assignment.due_on, Assignment.sort)
        .limit(_SHOWN)
    )


def _in_open_report() -> ColumnElement[bool]:
    writable = select(Report.id).join(Period, Period.id == Report.period_id)
    return ReportLine.report_id.in_(writable.where(Report.state.in_(_WRITING), still_written()))


async def _group(session: AsyncSession, statement: AnySelect, near: WorkingDays) -> dict[str, Any]:
    rows: Sequence[AnyRow] = (await session.execute(statement)).all()
    return {"total": rows[0].total if rows else 0, "plans": [], "items": [_item(row, near) for row in rows]}


async def _of_plans(session: AsyncSession, condition: ColumnElement[bool], near: WorkingDays) -> dict[str, Any]:
    return {**await _group(session, _tasks(condition), near), "plans": await _count_by_plan(session, condition)}


async def _count_by_plan(session: AsyncSession, condition: ColumnElement[bool]) -> list[dict[str, Any]]:
    """How many assignments in which plan, this year's first."""
    rows = await session.execute(
        select(Plan.id.label("plan_id"), Plan.year, func.count().label("total"))
        .select_from(Assignment)
        .join(Task, Task.id == Assignment.task_id)
        .join(Unit, Unit.id == Assignment.unit_id)
        .join(Plan, Plan.id == Assignment.plan_id)
        .where(condition)
        .group_by(Plan.id, Plan.year)
        .order_by(Plan.year.desc(), Plan.id.desc())
    )
    return [{"plan_id": row.plan_id, "year": row.year, "total": row.total} for row in rows]


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


async def _awaiting(session: AsyncSession, actor: Actor) -> list[dict[str, Any]]:
    """Once-tasks of the plan that wait for this person's confirmation outside a report; a unit's plan is accepted by itself."""
    if not actor.scopes("assignment.confirm"):
        return []
    waiting = and_(
        Assignment.work_state == WorkState.AWAITING_CONFIRMATION,
        Task.cadence == Cadence.ONCE,
        Task.by_unit_plan.is_(False),
        Assignment.own.is_(False),
        actor.judges("assignment.confirm", Assignment.unit_id, Unit.coordinating),
    )
    return await _count_by_plan(session, waiting)


async def _unit_plan(session: AsyncSession, actor: Actor) -> dict[str, Any] | None:
    """The unit's own plan, while the plan in force asks for it and it is not accepted; then that of the next plan, if that is approved."""
    in_force = select(Plan.year).where(is_in_force(clock.today().year)).scalar_subquery()
    row = (
        await session.execute(
            select(
                Plan.id.label("plan_id"), Plan.year, DUTY.c.due_on, DUTY.c.mandate, UnitPlan.id, UnitPlan.state, UnitPlan.first_submitted_at
            )
            .select_from(DUTY)
            .join(Plan, Plan.id == DUTY.c.plan_id)
            .outerjoin(UnitPlan, and_(UnitPlan.plan_id == Plan.id, UnitPlan.unit_id == DUTY.c.unit_id))
            .where(DUTY.c.unit_id == actor.unit_id, Plan.state == PlanState.APPROVED, Plan.year >= in_force)
            .where(UnitPlan.state.is_distinct_from(UnitPlanState.ACCEPTED))
            .order_by(Plan.year)
            .limit(1)
        )
    ).one_or_none()
    if row is None:
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
