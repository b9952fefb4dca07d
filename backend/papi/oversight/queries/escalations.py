"""The lists of what has climbed the ladder: read when they are asked for, so that what was done in the meantime is on none of them."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, Subquery, false, literal, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.calendar.queries import load_working_days
from papi.calendar.workflow import WorkingDays
from papi.directory.columns import UNIT_COLUMNS, unit_of
from papi.directory.models import Unit
from papi.kit import clock
from papi.kit.days import local_day
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset, matches
from papi.kit.text import words_of
from papi.kit.types import AnyRow, AnySelect, one_of
from papi.oversight.days import latest_deadline
from papi.oversight.queries.ladder import load_ladder
from papi.oversight.queries.reminders import counts_by_subject
from papi.oversight.schemas.escalations import EscalationQuery
from papi.oversight.schemas.ladder import DayUnit, LadderWrite
from papi.plans.models import Assignment, Cadence, Mandate, Task
from papi.plans.queries.in_force import of_approved
from papi.plans.workflow.deadlines import OPEN_STATES
from papi.reports.models import Period, PeriodState, Report, ReportState

_FARTHEST = timedelta(days=800)
_KINDS = {"report": ("Báo cáo", "Report"), "assignment": ("Nhiệm vụ", "Task")}
_EXPORT = Export(
    "qua-han-can-don-doc",
    [
        Column("unit.name", "Đơn vị", "Unit", 28),
        Column("kind", "Loại", "Kind", 12, words_of(_KINDS)),
        Column("title", "Nội dung", "What", 60),
        Column("due_on", "Thời hạn", "Due", 14),
        Column("days_late", "Số ngày quá hạn", "Days late", 12),
        Column("times", "Số lần đôn đốc", "Times reminded", 12),
        Column("last_on", "Đôn đốc gần nhất", "Last reminded", 16),
    ],
)


async def list_escalations(session: AsyncSession, actor: Actor, query: EscalationQuery) -> Listing:
    """What is late by as many days as the ladder gives the list, the oldest first."""
    actor.require_some("escalation.read")
    today = clock.today()
    ladder, calendar = await load_ladder(session), await load_working_days(session, today - _FARTHEST, today)
    until = _reached(ladder, query.level, today, calendar)
    late = late_by(lambda day: false() if until is None else day <= until, query.kind)
    statement = select(*UNIT_COLUMNS, late.c.id, late.c.kind, late.c.title, late.c.due_on).join(Unit, Unit.id == late.c.unit_id)
    statement = statement.where(actor.sees("escalation.read", late.c.unit_id))
    if query.unit is not None:
        statement = statement.where(late.c.unit_id == query.unit)
    if query.q:
        statement = statement.where(matches(late.c.folded, query.q))
    keys = {"due_on": Key(late.c.due_on, date), "unit": Key(Unit.sort, int)}
    keyset = Keyset(keys, default="due_on", id=late.c.id)

    def item(row: AnyRow) -> dict[str, Any]:
        days = calendar.between(row.due_on, today) if ladder.unit is DayUnit.WORKING_DAYS else (today - row.due_on).days
        return {
            "id": row.id,
            "kind": row.kind,
            "unit": unit_of(row),
            "title": row.title,
            "due_on": row.due_on,
            "days_late": days,
            "day_unit": ladder.unit,
            "times": 0,
            "last_on": None,
        }

    return Listing(Pages(statement, keyset), item, _EXPORT, enrich=_count)


def _reached(ladder: LadderWrite, level: str, today: date, calendar: WorkingDays) -> date | None:
    """The last deadline on the list; None where the ladder has no such list."""
    days = next((step.days for step in ladder.steps if level in step.to), None)
    return None if days is None else latest_deadline(days, ladder.unit, today, calendar)


def late_by(which: Callable[[SQLColumnExpression[Any]], ColumnElement[bool]], kind: str | None = None) -> Subquery:
    """What was due on such days, is open still and may climb onto a list."""
    kinds = {"assignment": _assignments(which(Assignment.due_on)), "report": _reports(which(local_day(Report.due_at)))}
    return union_all(*(rows for name, rows in kinds.items() if kind in {None, name})).subquery()


def _assignments(due: ColumnElement[bool]) -> AnySelect:
    return (
        select(
            Assignment.id,
            literal("assignment").label("kind"),
            Assignment.unit_id,
            Task.title,
            Task.folded,
            Assignment.due_on.label("due_on"),
        )
        .join(Task, Task.id == Assignment.task_id)
        .where(
            due,
            Task.cadence != Cadence.EACH_PERIOD,
            Assignment.mandate == Mandate.ASSIGNED,
            Assignment.own.is_(False),
            one_of(Assignment.shown_work_state, OPEN_STATES),
            Assignment.carried_to_id.is_(None),
            Task.dropped_on.is_(None),
            of_approved(Assignment.plan_id),
        )
    )


def _reports(due: ColumnElement[bool]) -> AnySelect:
    due_on = local_day(Report.due_at)
    return (
        select(Report.id, literal("report").label("kind"), Report.unit_id, Period.title, Period.folded, due_on.label("due_on"))
        .join(Period, Period.id == Report.period_id)
        .where(
            due,
            Period.state == PeriodState.OPEN,
            Report.state == ReportState.DRAFT,
            Report.expected.is_(True),
            Report.carried_on.is_(None),
        )
    )


async def _count(session: AsyncSession, items: list[Any]) -> None:
    counts = await counts_by_subject(session, [item["id"] for item in items])
    for one in items:
        one["times"], one["last_on"] = counts.get(one["id"], (0, None))
