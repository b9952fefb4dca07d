"""Periods, what opening one would create, and who has reported."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Unit, UnitLevel
from papi.kit import clock
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing
from papi.kit.paging import Key, Keyset
from papi.kit.types import AnyRow, AnySelect
from papi.plans.models import Assignment, Cadence, Mandate, Plan, Task, WorkState
from papi.reports.errors import PeriodNotFound
from papi.reports.models import Period, PeriodDeadline, PeriodException, PeriodState, PeriodTask, PeriodUnit, Report
from papi.reports.queries.reports import extended_to, is_late
from papi.reports.schemas.periods import PeriodQuery
from papi.reports.words import PERIOD_KIND_WORDS, PERIOD_STATE_WORDS, spoken


@dataclass(frozen=True)
class Reportable:
    """One assignment that a period asks about, with its task."""

    assignment: Assignment
    task: Task


async def get_period(session: AsyncSession, actor: Actor, period_id: UUID, *, lock: bool = False) -> Period:
    """A period; everyone may see them."""
    actor.require_some("period.read")
    statement = select(Period).where(Period.id == period_id)
    period = await session.scalar(statement.with_for_update() if lock else statement)
    if period is None:
        raise PeriodNotFound
    return period


async def deadlines_of(session: AsyncSession, period_id: UUID) -> dict[UnitLevel, datetime]:
    """When each level's units are due."""
    rows = await session.execute(select(PeriodDeadline.level, PeriodDeadline.due_at).where(PeriodDeadline.period_id == period_id))
    return {row.level: row.due_at for row in rows}


async def list_reportable(session: AsyncSession, period: Period) -> Sequence[Reportable]:
    """What the period asks about: recurring and standing tasks, and once-tasks not completed before its window began.

    Rule of the contract, from the plan's III.1 bullet 5; a period that ends before the plan was adopted asks about nothing.
    """
    chosen_tasks = select(PeriodTask.task_id).where(PeriodTask.period_id == period.id)
    chosen_units = select(PeriodUnit.unit_id).where(PeriodUnit.period_id == period.id)
    statement = (
        select(Assignment, Task)
        .join(Task, Task.id == Assignment.task_id)
        .join(Plan, Plan.id == Assignment.plan_id)
        .where(
            Assignment.plan_id == period.plan_id,
            Task.reportable.is_(True),
            Assignment.work_state.not_in([WorkState.SUSPENDED, WorkState.CANCELLED]),
            or_(Plan.adopted_on.is_(None), Plan.adopted_on <= period.data_to),
            or_(Task.cadence != Cadence.ONCE, _not_done_before(period.data_from)),
            or_(~chosen_tasks.exists(), Assignment.task_id.in_(chosen_tasks)),
            or_(~chosen_units.exists(), Assignment.unit_id.in_(chosen_units)),
        )
        .order_by(Assignment.unit_id, Task.dimension, Task.sort, Task.id)
    )
    return [Reportable(assignment, task) for assignment, task in (await session.execute(statement)).all()]


def _not_done_before(day: date) -> ColumnElement[bool]:
    done_before = and_(Assignment.work_state == WorkState.COMPLETED, Assignment.submitted_on < day)
    return ~func.coalesce(done_before, False)


async def read_period(session: AsyncSession, actor: Actor, period_id: UUID) -> dict[str, Any]:
    """A period as the screen shows it."""
    period = await get_period(session, actor, period_id)
    units = (await session.scalars(select(PeriodUnit.unit_id).where(PeriodUnit.period_id == period.id))).all()
    tasks = (await session.scalars(select(PeriodTask.task_id).where(PeriodTask.period_id == period.id))).all()
    return {
        "id": period.id,
        "version": period.version,
        "plan_id": period.plan_id,
        "kind": period.kind,
        "code": period.code,
        "title": period.title,
        "data_from": period.data_from,
        "data_to": period.data_to,
        "cumulative": period.cumulative,
        "state": period.state,
        "deadlines": {level.value: due_at for level, due_at in (await deadlines_of(session, period.id)).items()},
        "opened_at": period.opened_at,
        "closed_at": period.closed_at,
        "unit_ids": sorted(units) or None,
        "task_ids": sorted(tasks) or None,
        "would_open": await _would_open(session, period),
        "allowed_actions": period_actions(actor, period.state),
    }


async def _would_open(session: AsyncSession, period: Period) -> dict[str, int] | None:
    if period.state is not PeriodState.PLANNED:
        return None
    reportable = await list_reportable(session, period)
    units = {item.assignment.unit_id for item in reportable}
    assigned = {item.assignment.unit_id for item in reportable if item.assignment.mandate is Mandate.ASSIGNED}
    return {"reports": len(units), "requested": len(units - assigned)}


_ACTIONS = {
    PeriodState.PLANNED: ["edit", "open"],
    PeriodState.OPEN: ["edit", "close", "except"],
    PeriodState.CLOSED: ["except"],
}


def period_actions(actor: Actor, state: PeriodState) -> list[str]:
    """What the actor may do with a period in this state."""
    return _ACTIONS[state] if actor.may("period.manage") else []


def list_periods(actor: Actor, query: PeriodQuery) -> Listing:
    """All periods, each with its deadlines."""
    actor.require_some("period.read")
    statement = select(*_PERIOD_COLUMNS, *(_deadline(level).label(f"due_{level.value}") for level in UnitLevel))
    for column, wanted in ((Period.plan_id, query.plan), (Period.state, query.state), (Period.kind, query.kind)):
        if wanted is not None:
            statement = statement.where(column == wanted)
    return Listing(statement, _KEYSET, lambda row: _item(actor, row), _EXPORT)


_PERIOD_COLUMNS = (
    Period.id,
    Period.version,
    Period.plan_id,
    Period.kind,
    Period.code,
    Period.title,
    Period.data_from,
    Period.data_to,
    Period.cumulative,
    Period.state,
    Period.opened_at,
    Period.closed_at,
)
_KEYSET = Keyset({"data_to": Key(Period.data_to, date), "code": Key(Period.code, str)}, default="-data_to", id=Period.id)
_EXPORT = Export(
    "ky-bao-cao",
    [
        Column("title", "Kỳ báo cáo", "Period", 32),
        Column("code", "Mã kỳ", "Code", 12),
        Column("kind", "Loại", "Kind", 14, lambda code, language: spoken(PERIOD_KIND_WORDS, code, language)),
        Column("state", "Trạng thái", "State", 14, lambda code, language: spoken(PERIOD_STATE_WORDS, code, language)),
        Column("data_from", "Số liệu từ", "Data from", 12),
        Column("data_to", "Số liệu đến", "Data to", 12),
        Column("deadlines.ward", "Hạn phường, xã", "Due: wards", 20),
        Column("deadlines.department", "Hạn phòng, ban", "Due: departments", 20),
        Column("deadlines.city", "Hạn thành phố", "Due: city", 20),
    ],
)


def _deadline(level: UnitLevel) -> ColumnElement[datetime]:
    due = select(PeriodDeadline.due_at).where(PeriodDeadline.period_id == Period.id, PeriodDeadline.level == level)
    return due.correlate(Period).scalar_subquery()


def _item(actor: Actor, row: AnyRow) -> dict[str, Any]:
    item: dict[str, Any] = {column.key: getattr(row, column.key) for column in _PERIOD_COLUMNS}
    item["deadlines"] = {level.value: getattr(row, f"due_{level.value}") for level in UnitLevel}
    item["allowed_actions"] = period_actions(actor, row.state)
    return item


async def read_completeness(session: AsyncSession, actor: Actor, period_id: UUID) -> dict[str, Any]:
    """How every unit stands in the period; a unit that reads only its own sees only itself."""
    actor.require_some("report.read")
    await get_period(session, actor, period_id)
    rows = (await session.execute(_board(actor, period_id))).all()
    items = [_board_row(row) for row in rows]
    standings = [item["standing"] for item in items]
    counts = {name: standings.count(name) for name in ("on_time", "late", "missing", "waiting", "asked")}
    asked_submitted = sum(item["standing"] == "asked" and item["submitted_at"] is not None for item in items)
    expected = len(items) - counts["asked"]
    return {
        "period_id": period_id,
        "expected": expected,
        **counts,
        "asked_submitted": asked_submitted,
        "as_of": clock.business(),
        "items": items,
    }


def _board(actor: Actor, period_id: UUID) -> AnySelect:
    reason = (
        select(PeriodException.reason)
        .where(PeriodException.period_id == Report.period_id, PeriodException.unit_id == Report.unit_id)
        .order_by(PeriodException.id.desc())
        .limit(1)
        .correlate(Report)
        .scalar_subquery()
    )
    return (
        select(
            Report.id,
            Report.state,
            Report.expected,
            Report.due_at,
            Report.first_submitted_at,
            Report.submitted_at,
            Report.accepted_at,
            Report.saved_at,
            Report.lines_total,
            Report.lines_complete,
            extended_to.label("extended_to"),
            reason.label("extension_reason"),
            Unit.id.label("unit_id"),
            Unit.code,
            Unit.short_name,
            Unit.kind,
        )
        .join(Unit, Unit.id == Report.unit_id)
        .where(Report.period_id == period_id, actor.sees("report.read", Report.unit_id))
        .order_by(Unit.sort, Unit.id)
    )


def standing_in_period(row: AnyRow) -> str:
    """on_time, late, missing, waiting (not yet due) or asked: bodies that are asked are never late and never missing."""
    if not row.expected:
        return "asked"
    if row.first_submitted_at is not None:
        return "late" if is_late(row) else "on_time"
    return "missing" if is_late(row) else "waiting"


def _board_row(row: AnyRow) -> dict[str, Any]:
    return {
        "unit": {"id": row.unit_id, "code": row.code, "name": row.short_name, "kind": row.kind},
        "report_id": row.id,
        "standing": standing_in_period(row),
        "state": row.state,
        "due_at": row.due_at,
        "first_submitted_at": row.first_submitted_at,
        "submitted_at": row.submitted_at,
        "accepted_at": row.accepted_at,
        "saved_at": row.saved_at,
        "lines_total": row.lines_total,
        "lines_complete": row.lines_complete,
        "extended_to": row.extended_to,
        "extension_reason": row.extension_reason,
    }
