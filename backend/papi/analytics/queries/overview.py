"""The overview: numbers and months from the kept counts, the period's board, the latest events."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.analytics.queries.history import visible_facts
from papi.directory.models import Unit
from papi.kit import clock
from papi.kit.types import AnyRow
from papi.outbox.models import FactRow
from papi.outbox.queries import FACT_COLUMNS, shape_fact
from papi.plans.models import AssignmentCount, Mandate, Outcome, Plan, PlanState
from papi.plans.progress import TOTAL
from papi.plans.queries.status import UPDATED_WITHIN, Tally, overdue_on
from papi.reports.models import Period, PeriodState, Report
from papi.reports.queries.board import standing_in_period
from papi.reports.queries.reports import reviewable_by

_EVENTS = 10
_QUIET = ("session.", "person.", "assignment.reported")


async def read_overview(session: AsyncSession, actor: Actor, plan_id: UUID | None) -> dict[str, Any]:
    """Where the plan stands: all of it for those who see everything, else the actor's own unit."""
    actor.require_some("dashboard.read")
    plan = await current_plan(session, plan_id)
    counts = await _counts(session, actor, plan.id if plan else None)
    return {
        "as_of": clock.business(),
        "plan_id": plan.id if plan else None,
        "plan_title": plan.title if plan else None,
        "numbers": _numbers(counts),
        "overdue_units": counts[0].late_units if counts else 0,
        "period": await _period(session, actor, plan.id if plan else None),
        "months": _months(counts),
        "events": await _events(session, actor),
        "review_queue": await count_review_queue(session, actor),
    }


async def current_plan(session: AsyncSession, plan_id: UUID | None) -> AnyRow | None:
    """The plan that was asked for, else the latest approved one."""
    statement = select(Plan.id, Plan.title).where(Plan.state == PlanState.APPROVED)
    if plan_id is not None:
        statement = statement.where(Plan.id == plan_id)
    return (await session.execute(statement.order_by(Plan.year.desc(), Plan.id.desc()).limit(1))).one_or_none()


async def _counts(session: AsyncSession, actor: Actor, plan_id: UUID | None) -> list[AnyRow]:
    """The kept counts added up over the units, as far as today's numbers and months tell them apart."""
    today = clock.today()
    of_plan = and_(
        AssignmentCount.plan_id == plan_id,
        AssignmentCount.dimension == TOTAL,
        AssignmentCount.number > 0,
        actor.sees("dashboard.read", AssignmentCount.unit_id),
    )
    alike = (AssignmentCount.mandate, AssignmentCount.outcome, AssignmentCount.due_on)
    recently = AssignmentCount.saved_on >= (today - UPDATED_WITHIN).isoformat()
    late_units = select(func.count(AssignmentCount.unit_id.distinct())).where(of_plan, overdue_on(today)).scalar_subquery()
    statement = (
        select(
            *alike,
            func.max(AssignmentCount.saved_on).label("saved_on"),
            func.sum(AssignmentCount.number).label("number"),
            late_units.label("late_units"),
        )
        .where(of_plan)
        .group_by(*alike, recently)
    )
    return list((await session.execute(statement)).all())


def _numbers(counts: list[AnyRow]) -> dict[str, Any]:
    tally = Tally()
    for row in counts:
        tally.add(row.outcome, row.due_on, row.saved_on, mandate=row.mandate, number=int(row.number))
    wire = tally.to_wire("", "")
    return {name: wire[name] for name in ("done_on_time", "done_late", "open_in_time", "open_overdue", "no_deadline", "update_rate")}


def _is_overdue(row: AnyRow, today: str) -> bool:
    """`overdue_on` for a row that was read."""
    if row.mandate is Mandate.REQUESTED:
        return False
    passed = row.outcome is Outcome.OPEN and row.due_on and row.due_on < today
    return bool(passed) or row.outcome is Outcome.AWAITING_LATE


def _months(counts: list[AnyRow]) -> list[dict[str, Any]]:
    today = clock.today().isoformat()
    found: dict[str, dict[str, Any]] = defaultdict(lambda: {"done": 0, "overdue": 0, "in_time": 0})
    for row in counts:
        if not row.due_on or row.outcome is Outcome.ASIDE:
            continue
        done = row.outcome in {Outcome.DONE, Outcome.DONE_LATE}
        name = "done" if done else ("overdue" if _is_overdue(row, today) else "in_time")
        found[row.due_on[:7]][name] += int(row.number)
    return [{"month": month, **found[month]} for month in sorted(found)]


async def _period(session: AsyncSession, actor: Actor, plan_id: UUID | None) -> dict[str, Any] | None:
    latest = (
        select(Period.id, Period.code, Period.title, Period.state)
        .where(Period.plan_id == plan_id, Period.state != PeriodState.PLANNED)
        .order_by(Period.opened_at.desc())
        .limit(1)
        .subquery()
    )
    statement = (
        select(
            latest.c.id,
            latest.c.code,
            latest.c.title,
            latest.c.state,
            Report.id.label("report_id"),
            Report.expected,
            Report.due_at,
            Report.first_submitted_at,
            Unit.id.label("unit_id"),
            Unit.code.label("unit_code"),
            Unit.short_name,
        )
        .join(Report, Report.period_id == latest.c.id)
        .join(Unit, Unit.id == Report.unit_id)
        .where(actor.sees("dashboard.read", Report.unit_id))
        .order_by(Unit.sort)
    )
    rows = (await session.execute(statement)).all()
    if not rows:
        return None
    standings = [(row, standing_in_period(row)) for row in rows]
    numbers = {name: sum(said == name for _row, said in standings) for name in ("on_time", "late", "missing", "waiting")}
    first = rows[0]
    return {
        "id": first.id,
        "code": first.code,
        "title": first.title,
        "state": first.state,
        "expected": sum(row.expected for row in rows),
        **numbers,
        "missing_units": [_late_unit(row) for row, said in standings if said == "missing"],
    }


def _late_unit(row: AnyRow) -> dict[str, Any]:
    return {
        "id": row.unit_id,
        "code": row.unit_code,
        "name": row.short_name,
        "report_id": row.report_id,
        "due_at": row.due_at,
    }


async def _events(session: AsyncSession, actor: Actor) -> list[dict[str, Any]]:
    quiet = [FactRow.kind.startswith(start, autoescape=True) for start in _QUIET]
    statement = select(*FACT_COLUMNS).where(visible_facts(actor), FactRow.private.is_(False), *(~kind for kind in quiet))
    rows = await session.execute(statement.order_by(FactRow.id.desc()).limit(_EVENTS))
    # written last is not always happened last: what a script enters afterwards bears its own day
    latest = sorted(rows.all(), key=lambda row: row.business_at, reverse=True)
    return [shape_fact(row, actor.language) for row in latest]


async def count_review_queue(session: AsyncSession, actor: Actor) -> int:
    """How many sent reports wait for this very person's review."""
    if not actor.scopes("report.review"):
        return 0
    waiting = select(func.count()).select_from(Report).join(Unit, Unit.id == Report.unit_id).where(reviewable_by(actor))
    return await session.scalar(waiting) or 0
