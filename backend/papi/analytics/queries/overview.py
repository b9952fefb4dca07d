"""The overview: numbers and months from the kept counts, the period's board, the latest events."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy import CTE, ScalarSelect, Select, and_, bindparam, case, func, literal, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor, Viewer, anyone_as
from papi.access.permissions import Role
from papi.analytics.queries.history import visible_facts
from papi.directory.models import Unit
from papi.kit import clock
from papi.kit.db import at_most, read_rows
from papi.kit.nested import Nested
from papi.kit.types import AnyRow, AnySelect, UtcDateTime
from papi.outbox.models import FactRow
from papi.outbox.queries import FACT_COLUMNS, shape_fact
from papi.plans.models import Mandate, Outcome, Plan, PlanState
from papi.plans.progress import TOTAL
from papi.plans.queries.counts import counts_seen_as, overdue_on
from papi.plans.queries.in_force import is_in_force
from papi.plans.queries.tally import UPDATED_WITHIN, Tally
from papi.plans.queries.views import shown_unit
from papi.plans.schemas.assignments import View
from papi.reports.models import Period, PeriodKind, PeriodState, Report
from papi.reports.queries.board import standing_expression
from papi.reports.queries.reports import reviewable_by, seen_as

_EVENTS = 10
_QUIET = ("session.", "person.", "assignment.reported")


async def read_overview(session: AsyncSession, actor: Actor, plan_id: UUID | None, view: View | None = None) -> dict[str, Any]:
    """Where the plan stands, asked in one question: all of it for those who see everything, else the actor's own unit."""
    actor.require_some("dashboard.read")
    now = clock.business()
    asked = _question(anyone_as(actor.role), clock.today(), view, given=plan_id is not None)
    [row] = await read_rows(session, asked.statement, {**actor.bound, "plan": plan_id, "now": now})
    counts = asked.counts.read(row.counts)
    tally = _tally(counts)
    return {
        "as_of": now,
        "plan_id": row.plan_id,
        "plan_title": row.plan_title,
        "numbers": tally.numbers(),
        "requested": tally.requested.to_wire(),
        "overdue_units": row.late_units,
        "period": _period(actor, row, asked.standings.read(row.standings), asked.missing.read(row.missing)),
        "months": _months(counts),
        "events": _shaped(asked.facts.read(row.facts), actor.language),
        "review_queue": row.review_queue,
    }


def current_plan(year: int, *, given: bool) -> AnySelect:
    """The approved plan bound as `plan` where one was asked for, else the one in force."""
    meant = and_(Plan.state == PlanState.APPROVED, Plan.id == bindparam("plan")) if given else is_in_force(year)
    return select(Plan.id, Plan.title).where(meant)


@dataclass(frozen=True)
class _Question:
    """All that the overview asks, and what reads its parts. There is always one row."""

    counts: Nested
    standings: Nested
    missing: Nested
    facts: Nested
    statement: AnySelect


@lru_cache(maxsize=6 * len(Role))
def _question(viewer: Viewer, today: date, view: View | None, *, given: bool) -> _Question:
    plan = current_plan(today.year, given=given).cte("plan")
    plan_id = select(plan.c.id).scalar_subquery()
    counted = _counted(viewer, today, view, plan_id).cte("counted")
    period = _latest_period(plan_id).cte("period")
    board = _board(viewer, view, select(period.c.id).scalar_subquery()).cte("board")
    counts, facts = Nested(_counts(counted)), Nested(_latest_facts(viewer))
    standings, missing = Nested(_standings(board)), Nested(_missing(board))
    once = select(literal(1).label("one")).subquery()
    statement = select(
        plan.c.id.label("plan_id"),
        plan.c.title.label("plan_title"),
        select(func.count(counted.c.unit_id.distinct())).where(counted.c.overdue).scalar_subquery().label("late_units"),
        _waiting_for(viewer).scalar_subquery().label("review_queue"),
        counts.column.label("counts"),
        period.c.id.label("period_id"),
        period.c.code,
        period.c.title,
        period.c.state,
        standings.column.label("standings"),
        missing.column.label("missing"),
        facts.column.label("facts"),
    ).select_from(once.outerjoin(plan, true()).outerjoin(period, true()))
    return _Question(counts, standings, missing, facts, statement)


def _counted(viewer: Viewer, today: date, view: View | None, plan_id: ScalarSelect[UUID]) -> AnySelect:
    """The counts that the viewer may see, each of a task once."""
    counts = counts_seen_as(view)
    columns = [counts.c[name] for name in ("mandate", "outcome", "due_on", "saved_on", "number")]
    return select(
        *columns,
        counts.c.shown_id.label("unit_id"),
        overdue_on(counts, today).label("overdue"),
        func.substr(counts.c.due_on, 1, 7).label("month"),
        (counts.c.due_on < today.isoformat()).label("passed"),
        (counts.c.saved_on >= (today - UPDATED_WITHIN).isoformat()).label("recent"),
    ).where(counts.c.plan_id == plan_id, counts.c.dimension == TOTAL, viewer.sees("dashboard.read", counts.c.unit_id))


def _counts(counted: CTE) -> AnySelect:
    """Added up over the units, as far as today's numbers and months tell them apart."""
    alike = (counted.c.mandate, counted.c.outcome)
    days = tuple(func.max(counted.c[name]).label(name) for name in ("due_on", "saved_on"))
    number = func.sum(counted.c.number).label("number")
    return select(*alike, *days, number).group_by(*alike, counted.c.month, counted.c.passed, counted.c.recent)


def _tally(counts: Sequence[Any]) -> Tally:
    tally = Tally()
    for row in counts:
        tally.add(row.outcome, row.due_on, row.saved_on, mandate=row.mandate, number=row.number)
    return tally


def _months(counts: Sequence[Any]) -> list[dict[str, Any]]:
    """What is assigned, by the month of its day."""
    today = clock.today().isoformat()
    found: dict[str, dict[str, Any]] = defaultdict(lambda: {"done": 0, "overdue": 0, "in_time": 0})
    for row in counts:
        if row.mandate is Mandate.REQUESTED or not row.due_on or row.outcome is Outcome.ASIDE:
            continue
        found[row.due_on[:7]][_place_in_month(row, today)] += row.number
    return [{"month": month, **found[month]} for month in sorted(found)]


def _place_in_month(row: Any, today: str) -> str:
    if row.outcome in {Outcome.DONE, Outcome.DONE_LATE}:
        return "done"
    passed = row.outcome is Outcome.OPEN and row.due_on < today
    return "overdue" if passed or row.outcome is Outcome.AWAITING_LATE else "in_time"


def _latest_period(plan_id: ScalarSelect[UUID]) -> AnySelect:
    """The period that was opened last. One asked ad hoc of a few units does not take the place of the quarter that goes on."""
    columns = (Period.id, Period.code, Period.title, Period.state)
    begun = select(*columns).where(Period.plan_id == plan_id, Period.state != PeriodState.PLANNED)
    return at_most(begun.order_by(Period.kind == PeriodKind.AD_HOC, Period.opened_at.desc()), 1)


def _board(viewer: Viewer, view: View | None, period_id: ScalarSelect[UUID]) -> AnySelect:
    """How the reports of the period stand, as far as the viewer may see them."""
    standing = standing_expression(bindparam("now", type_=UtcDateTime)).label("standing")
    shown = shown_unit(Report.unit_id, view).label("shown_id")
    columns = (standing, Report.id, Report.unit_id, shown, Report.expected, Report.due_at)
    return select(*columns).where(Report.period_id == period_id, seen_as(view), viewer.sees("dashboard.read", Report.unit_id))


def _standings(board: CTE) -> AnySelect:
    expected = func.sum(case((board.c.expected, 1), else_=0))
    return select(board.c.standing, func.count().label("number"), expected.label("expected")).group_by(board.c.standing)


def _missing(board: CTE) -> AnySelect:
    columns = (board.c.id.label("report_id"), board.c.due_at, board.c.unit_id.label("own_id"), Unit.id.label("unit_id"), Unit.code)
    shown = board.join(Unit, Unit.id == board.c.shown_id)
    return select(*columns, Unit.short_name, Unit.sort).select_from(shown).where(board.c.standing == "missing")


def _period(actor: Actor, row: AnyRow, standings: Sequence[Any], missing: Sequence[Any]) -> dict[str, Any] | None:
    if not standings:
        return None
    numbers = {group.standing: group.number for group in standings}
    return {
        "id": row.period_id,
        "code": row.code,
        "title": row.title,
        "state": row.state,
        "expected": sum(group.expected for group in standings),
        **{name: numbers.get(name, 0) for name in ("on_time", "late", "missing", "waiting")},
        "missing_units": [_late_unit(actor, unit) for unit in sorted(missing, key=attrgetter("sort"))],
    }


def _late_unit(actor: Actor, row: Any) -> dict[str, Any]:
    own = row.own_id in actor.inherited  # what was not sent is the unit's own draft
    return {
        "id": row.unit_id,
        "code": row.code,
        "name": row.short_name,
        "report_id": row.report_id if own else None,
        "due_at": row.due_at,
    }


def _latest_facts(viewer: Viewer) -> AnySelect:
    quiet = [FactRow.kind.startswith(start, autoescape=True) for start in _QUIET]
    statement = select(*FACT_COLUMNS).where(visible_facts(viewer), FactRow.private.is_(False), *(~kind for kind in quiet))
    return at_most(statement.order_by(FactRow.id.desc()), _EVENTS)


def _shaped(facts: Sequence[Any], language: str) -> list[dict[str, Any]]:
    # written last is not always happened last: what a script enters afterwards bears its own day
    return [shape_fact(row, language) for row in sorted(facts, key=attrgetter("business_at", "id"), reverse=True)]


async def count_review_queue(session: AsyncSession, actor: Actor) -> int:
    """How many sent reports wait for this very person's review."""
    return await session.scalar(_waiting_for(actor)) or 0


def _waiting_for(viewer: Viewer) -> Select[int]:
    if not viewer.scopes("report.review"):
        return select(literal(0))
    return select(func.count()).select_from(Report).join(Unit, Unit.id == Report.unit_id).where(reviewable_by(viewer))
