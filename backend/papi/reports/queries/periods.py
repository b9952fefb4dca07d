"""Periods, what opening one would create, and who has reported."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Unit, UnitLevel
from papi.directory.queries import in_use
from papi.kit import clock
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset, matches
from papi.kit.text import words_of
from papi.kit.types import AnyRow, AnySelect
from papi.plans.models import Assignment, Cadence, Mandate, Plan, Task, WorkState
from papi.plans.workflow.assignments import ASKED_KINDS
from papi.plans.workflow.deadlines import SET_ASIDE
from papi.reports.errors import PeriodNotFound
from papi.reports.models import Period, PeriodDeadline, PeriodQuestion, PeriodState, PeriodTask, PeriodUnit
from papi.reports.queries.forewarning import forewarnings
from papi.reports.queries.questions import list_questions, own_due_times, question_item
from papi.reports.schemas.periods import PeriodQuery
from papi.reports.words import PERIOD_KIND_WORDS, PERIOD_STATE_WORDS


@dataclass(frozen=True)
class Reportable:
    """One assignment that a period asks about, with its task."""

    assignment: Assignment
    task: Task


async def get_period(session: AsyncSession, actor: Actor, period_id: UUID, *, lock: bool = False) -> Period:
    """A period; everyone may see them."""
    actor.require_some("period.read")
    statement = select(Period).where(Period.id == period_id)
    period = await session.scalar(statement.with_for_update(key_share=True) if lock else statement)
    if period is None:
        raise PeriodNotFound
    return period


async def deadlines_of(session: AsyncSession, period_id: UUID) -> dict[UnitLevel, datetime]:
    """When each level's units are due."""
    rows = await session.execute(select(PeriodDeadline.level, PeriodDeadline.due_at).where(PeriodDeadline.period_id == period_id))
    return {row.level: row.due_at for row in rows}


async def list_reportable(session: AsyncSession, period: Period) -> Sequence[Reportable]:
    """What the period asks about: recurring and standing tasks, and once-tasks not completed before its window began.

    Rule of the contract, from the plan's III.1 bullet 5; a period that ends before the plan was adopted asks about nothing, as does
    one that asks its questions alone.
    """
    if not period.ask_tasks:
        return []
    rows = await session.execute(_reportable(period).order_by(Assignment.unit_id, Task.dimension, Task.sort, Task.id))
    return [Reportable(assignment, task) for assignment, task in rows.all()]


def _reportable(period: Period) -> Select[Assignment, Task]:
    chosen_tasks = select(PeriodTask.task_id).where(PeriodTask.period_id == period.id)
    chosen_units = select(PeriodUnit.unit_id).where(PeriodUnit.period_id == period.id)
    return (
        select(Assignment, Task)
        .join(Task, Task.id == Assignment.task_id)
        .join(Plan, Plan.id == Assignment.plan_id)
        .join(Unit, Unit.id == Assignment.unit_id)
        .where(
            Assignment.plan_id == period.plan_id,
            Task.reportable.is_(True),
            Assignment.work_state.not_in(SET_ASIDE),
            Assignment.carried_to_id.is_(None),
            in_use(clock.today()),
            or_(Plan.adopted_on.is_(None), Plan.adopted_on <= period.data_to),
            or_(Task.cadence != Cadence.ONCE, _not_done_before(period.data_from)),
            or_(~chosen_tasks.exists(), Assignment.task_id.in_(chosen_tasks)),
            or_(~chosen_units.exists(), Assignment.unit_id.in_(chosen_units)),
        )
    )


async def list_asked_units(
    session: AsyncSession, period: Period, reportable: Sequence[Reportable], questions: Sequence[PeriodQuestion]
) -> Sequence[Unit]:
    """Who gets a report: the units with something to report, and of a period with questions the chosen ones even without; where none are
    chosen and no tasks are asked about, those who would have something to report."""
    asked: ColumnElement[bool] = Unit.id.in_({item.assignment.unit_id for item in reportable})
    if questions:
        chosen = select(PeriodUnit.unit_id).where(PeriodUnit.period_id == period.id)
        asked = or_(asked, and_(in_use(clock.today()), Unit.id.in_(chosen)))
        if not period.ask_tasks:
            having = _reportable(period).with_only_columns(Assignment.unit_id)
            asked = or_(asked, and_(~chosen.exists(), Unit.id.in_(having)))
    return (await session.scalars(select(Unit).where(asked).order_by(Unit.sort, Unit.id))).all()


def must_report(unit: Unit, given: Iterable[Assignment], *, asked: bool) -> bool:
    """Whether the unit must report: because of what it was given, or because it is asked questions and may be told to answer."""
    return any(is_expecting(assignment) for assignment in given) or (asked and unit.kind not in ASKED_KINDS)


def _not_done_before(day: date) -> ColumnElement[bool]:
    done_before = and_(Assignment.work_state == WorkState.COMPLETED, Assignment.submitted_on < day)
    return ~func.coalesce(done_before, False)


async def duties_to_report(session: AsyncSession, period: Period) -> Sequence[Assignment]:
    """The duty to report of each unit (III.1, bullet 5), an occurrence of which begins with the period; not with one that asks its
    questions alone, so that what is asked in passing hides no report that is owed."""
    if not period.ask_tasks:
        return []
    statement = (
        select(Assignment)
        .join(Task, Task.id == Assignment.task_id)
        .where(
            Assignment.plan_id == period.plan_id,
            Task.reportable.is_(False),
            Task.cadence == Cadence.EACH_PERIOD,
            Assignment.work_state.not_in(SET_ASIDE),
        )
    )
    return (await session.scalars(statement)).all()


def is_expecting(assignment: Assignment) -> bool:
    """Whether the unit must report because of it: bodies that are asked may, and so may who follows only what it gave itself."""
    return assignment.mandate is Mandate.ASSIGNED and not assignment.own


async def read_period(session: AsyncSession, actor: Actor, period_id: UUID) -> dict[str, Any]:
    """A period as the screen shows it."""
    period = await get_period(session, actor, period_id)
    units = (await session.scalars(select(PeriodUnit.unit_id).where(PeriodUnit.period_id == period.id))).all()
    tasks = (await session.scalars(select(PeriodTask.task_id).where(PeriodTask.period_id == period.id))).all()
    deadlines = await deadlines_of(session, period.id)
    questions = await list_questions(session, period.id)
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
        "rolled_up": period.rolled_up,
        "state": period.state,
        "deadlines": {level.value: due_at for level, due_at in deadlines.items()},
        "opened_at": period.opened_at,
        "closed_at": period.closed_at,
        "unit_ids": sorted(units) or None,
        "task_ids": sorted(tasks) or None,
        "ask_tasks": period.ask_tasks,
        "questions": [question_item(question) for question in questions],
        "unit_deadlines": [{"unit_id": unit, "due_at": due_at} for unit, due_at in (await own_due_times(session, period.id)).items()],
        "would_open": await _would_open(session, period, questions, deadlines),
        "allowed_actions": period_actions(actor, period.state),
    }


async def _would_open(
    session: AsyncSession, period: Period, questions: Sequence[PeriodQuestion], deadlines: Mapping[UnitLevel, datetime]
) -> dict[str, Any] | None:
    if period.state is not PeriodState.PLANNED:
        return None
    reportable = await list_reportable(session, period)
    units = await list_asked_units(session, period, reportable, questions)
    given: dict[UUID, list[Assignment]] = defaultdict(list)
    for assignment in (*(item.assignment for item in reportable), *await duties_to_report(session, period)):
        given[assignment.unit_id].append(assignment)
    bodies = [unit for unit in units if unit.kind in ASKED_KINDS and not must_report(unit, given[unit.id], asked=bool(questions))]
    counts = {"reports": len(units), "requested": len(bodies), "lines": len(reportable), "questions": len(questions)}
    return {**counts, **await forewarnings(session, period, [item.assignment for item in reportable], deadlines)}


EXCEPT = "except"
_ACTIONS = {
    PeriodState.PLANNED: ["edit", "open"],
    PeriodState.OPEN: ["edit", "close", EXCEPT],
    PeriodState.CLOSED: [EXCEPT],
}


def period_actions(actor: Actor, state: PeriodState) -> list[str]:
    """What the actor may do with a period in this state."""
    return _ACTIONS[state] if actor.may("period.manage") else []


def list_periods(actor: Actor, query: PeriodQuery) -> Listing:
    """All periods, each with its deadlines."""
    actor.require_some("period.read")
    statement = with_deadlines()
    for column, wanted in ((Period.plan_id, query.plan), (Period.state, query.state), (Period.kind, query.kind)):
        if wanted is not None:
            statement = statement.where(column == wanted)
    if query.q:
        statement = statement.where(matches(Period.folded, query.q))
    return Listing(Pages(statement, _KEYSET), lambda row: _item(actor, row), _EXPORT)


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
        Column("kind", "Loại", "Kind", 14, words_of(PERIOD_KIND_WORDS)),
        Column("state", "Trạng thái", "State", 14, words_of(PERIOD_STATE_WORDS)),
        Column("data_from", "Số liệu từ", "Data from", 12),
        Column("data_to", "Số liệu đến", "Data to", 12),
        Column("deadlines.ward", "Hạn phường, xã", "Due: wards", 20),
        Column("deadlines.department", "Hạn phòng, ban", "Due: departments", 20),
        Column("deadlines.city", "Hạn thành phố", "Due: city", 20),
    ],
)


def with_deadlines() -> AnySelect:
    """All periods, each with its deadlines."""
    return select(*_PERIOD_COLUMNS, *(_deadline(level).label(f"due_{level.value}") for level in UnitLevel))


def _deadline(level: UnitLevel) -> ColumnElement[datetime]:
    due = select(PeriodDeadline.due_at).where(PeriodDeadline.period_id == Period.id, PeriodDeadline.level == level)
    return due.correlate(Period).scalar_subquery()


def _item(actor: Actor, row: AnyRow) -> dict[str, Any]:
    return {**period_item(row), "allowed_actions": period_actions(actor, row.state)}


def period_item(row: AnyRow) -> dict[str, Any]:
    """A period as it stands, whoever looks at it."""
    item: dict[str, Any] = {column.key: getattr(row, column.key) for column in _PERIOD_COLUMNS}
    return {**item, "deadlines": {level.value: getattr(row, f"due_{level.value}") for level in UnitLevel}}
