"""The overview: numbers and months from the kept counts, the period's board, the latest events."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, bindparam, func, literal, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor, Viewer, anyone_as
from papi.access.permissions import Role
from papi.analytics.queries.history import visible_facts
from papi.directory.models import Unit
from papi.kit import clock
from papi.kit.db import read_rows
from papi.kit.types import AnyRow, AnySelect
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
    """Where the plan stands: all of it for those who see everything, else the actor's own unit.

    Three questions: the counts with what is true of the whole, the period's reports, the latest events.
    """
    actor.require_some("dashboard.read")
    viewer, bound = anyone_as(actor.role), {**actor.bound, "plan": plan_id}
    counts = await read_rows(session, _counts(viewer, clock.today(), given=plan_id is not None), bound)
    whole = counts[0]
    return {
        "as_of": clock.business(),
        "plan_id": whole.plan_id,
        "plan_title": whole.plan_title,
        "numbers": _numbers(counts),
        "overdue_units": whole.late_units,
        "period": _period(actor, await read_rows(session, _board(viewer), {**bound, "plan": whole.plan_id})),
        "months": _months(counts),
        "events": _shaped(await read_rows(session, _latest_facts(viewer), bound), actor.language),
        "review_queue": whole.review_queue,
    }


def current_plan(*, given: bool) -> AnySelect:
    """The plan bound as `plan` where one was asked for, else the latest approved one."""
    statement = select(Plan.id, Plan.title).where(Plan.state == PlanState.APPROVED)
    if given:
        statement = statement.where(Plan.id == bindparam("plan"))
    return statement.order_by(Plan.year.desc(), Plan.id.desc()).limit(1)


@lru_cache(maxsize=2 * len(Role))
def _counts(viewer: Viewer, today: date, *, given: bool) -> AnySelect:
    """The kept counts added up over the units, as far as today's numbers and months tell them apart.

    There is always a row: it says what is true of the whole, too.
    """
    plan = current_plan(given=given).cte("plan")
    of_plan = and_(
        AssignmentCount.plan_id == select(plan.c.id).scalar_subquery(),
        AssignmentCount.dimension == TOTAL,
        AssignmentCount.number > 0,
        viewer.sees("dashboard.read", AssignmentCount.unit_id),
    )
    alike = (AssignmentCount.mandate, AssignmentCount.outcome, AssignmentCount.due_on)
    recently = AssignmentCount.saved_on >= (today - UPDATED_WITHIN).isoformat()
    late_units = select(func.count(AssignmentCount.unit_id.distinct())).where(of_plan, overdue_on(today)).correlate(None)
    once = select(literal(1).label("one")).subquery()
    return (
        select(
            plan.c.id.label("plan_id"),
            plan.c.title.label("plan_title"),
            late_units.scalar_subquery().label("late_units"),
            _waiting_for(viewer).scalar_subquery().label("review_queue"),
            *alike,
            func.max(AssignmentCount.saved_on).label("saved_on"),
            func.sum(AssignmentCount.number).label("number"),
        )
        .select_from(once.outerjoin(plan, true()).outerjoin(AssignmentCount, of_plan))
        .group_by(plan.c.id, plan.c.title, *alike, recently)
    )


def _counted(counts: Sequence[AnyRow]) -> Iterator[AnyRow]:
    return (row for row in counts if row.number)


def _numbers(counts: Sequence[AnyRow]) -> dict[str, Any]:
    tally = Tally()
    for row in _counted(counts):
        tally.add(row.outcome, row.due_on, row.saved_on, mandate=row.mandate, number=int(row.number))
    wire = tally.to_wire("", "")
    return {name: wire[name] for name in ("done_on_time", "done_late", "open_in_time", "open_overdue", "no_deadline", "update_rate")}


def _is_overdue(row: AnyRow, today: str) -> bool:
    """`overdue_on` for a row that was read."""
    if row.mandate is Mandate.REQUESTED:
        return False
    passed = row.outcome is Outcome.OPEN and row.due_on and row.due_on < today
    return bool(passed) or row.outcome is Outcome.AWAITING_LATE


def _months(counts: Sequence[AnyRow]) -> list[dict[str, Any]]:
    today = clock.today().isoformat()
    found: dict[str, dict[str, Any]] = defaultdict(lambda: {"done": 0, "overdue": 0, "in_time": 0})
    for row in _counted(counts):
        if not row.due_on or row.outcome is Outcome.ASIDE:
            continue
        done = row.outcome in {Outcome.DONE, Outcome.DONE_LATE}
        name = "done" if done else ("overdue" if _is_overdue(row, today) else "in_time")
        found[row.due_on[:7]][name] += int(row.number)
    return [{"month": month, **found[month]} for month in sorted(found)]


@lru_cache(maxsize=len(Role))
def _board(viewer: Viewer) -> AnySelect:
    """The reports of the period that was opened last."""
    latest = (
        select(Period.id, Period.code, Period.title, Period.state)
        .where(Period.plan_id == bindparam("plan"), Period.state != PeriodState.PLANNED)
        .order_by(Period.opened_at.desc())
        .limit(1)
        .subquery()
    )
    return (
        select(
            latest,
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
        .where(viewer.sees("dashboard.read", Report.unit_id))
        .order_by(Unit.sort)
    )


def _period(actor: Actor, rows: Sequence[AnyRow]) -> dict[str, Any] | None:
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
        "missing_units": [_late_unit(actor, row) for row, said in standings if said == "missing"],
    }


def _late_unit(actor: Actor, row: AnyRow) -> dict[str, Any]:
    own = row.unit_id == actor.unit_id  # what was not sent is the unit's own draft
    return {
        "id": row.unit_id,
        "code": row.unit_code,
        "name": row.short_name,
        "report_id": row.report_id if own else None,
        "due_at": row.due_at,
    }


@lru_cache(maxsize=len(Role))
def _latest_facts(viewer: Viewer) -> AnySelect:
    quiet = [FactRow.kind.startswith(start, autoescape=True) for start in _QUIET]
    statement = select(*FACT_COLUMNS).where(visible_facts(viewer), FactRow.private.is_(False), *(~kind for kind in quiet))
    return statement.order_by(FactRow.id.desc()).limit(_EVENTS)


def _shaped(facts: Sequence[AnyRow], language: str) -> list[dict[str, Any]]:
    # written last is not always happened last: what a script enters afterwards bears its own day
    return [shape_fact(row, language) for row in sorted(facts, key=lambda row: row.business_at, reverse=True)]


async def count_review_queue(session: AsyncSession, actor: Actor) -> int:
    """How many sent reports wait for this very person's review."""
    return await session.scalar(_waiting_for(actor)) or 0


def _waiting_for(viewer: Viewer) -> Select[int]:
    if not viewer.scopes("report.review"):
        return select(literal(0))
    return select(func.count()).select_from(Report).join(Unit, Unit.id == Report.unit_id).where(reviewable_by(viewer))
