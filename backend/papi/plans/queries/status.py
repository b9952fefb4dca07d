"""Task status: how many stand how, by unit, dimension, indicator or task, from the kept counts where they allow it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Unit, UnitGroup, UnitGroupMember
from papi.framework.models import Indicator
from papi.kit.documents import Column, Export
from papi.kit.types import AnyRow, AnySelect
from papi.plans.models import Assignment, AssignmentCount, Mandate, Outcome, Plan, Task, TaskDimension, TaskIndicator
from papi.plans.occurrences import Occurred, occurrences_in
from papi.plans.progress import TOTAL, outcome_of
from papi.plans.queries.assignments import visible_to
from papi.plans.queries.plans import plan_meant
from papi.plans.queries.tally import Tally
from papi.plans.queries.views import seen_as, shown_unit
from papi.plans.schemas.assignments import THEN, StatusQuery

NO_INDICATOR = "Chung"
"""What stands for the dimension of tasks that move no indicator."""


@dataclass(frozen=True)
class Counted:
    """So many assignments of a group that stand alike."""

    key: str
    outcome: Outcome
    due_on: str
    saved_on: str
    mandate: Mandate
    number: int = 1


async def read_task_status(
    session: AsyncSession, actor: Actor, query: StatusQuery, *, of: ColumnElement[bool] | None = None
) -> dict[str, Any]:
    """Counts by group, and once in the total, of what the actor may see; with `of`, of such assignments alone for who does not see all."""
    actor.require_some("task_status.read")
    plan = await plan_meant(session, actor, query.plan)
    plan_id = None if plan is None else plan.id
    if actor.may("task_status.read") and query.group_by in {"unit", "group", "dimension"} and query.period is None and query.view is None:
        return await _from_counts(session, plan_id, query.group_by)
    return await _from_assignments(session, actor, plan_id, query, [] if of is None else [of])


async def _from_counts(session: AsyncSession, plan_id: UUID | None, group_by: str) -> dict[str, Any]:
    number = func.sum(AssignmentCount.number).label("number")
    columns = (AssignmentCount.mandate, AssignmentCount.outcome, AssignmentCount.due_on, AssignmentCount.saved_on)
    where = (AssignmentCount.plan_id == plan_id, AssignmentCount.number != 0)
    if group_by == "unit":
        statement = (
            select(Unit.code.label("key"), Unit.short_name.label("label"), Unit.sort, *columns, number)
            .join(Unit, Unit.id == AssignmentCount.unit_id)
            .where(*where, AssignmentCount.dimension == TOTAL)
            .group_by(Unit.code, Unit.short_name, Unit.sort, *columns)
            .order_by(Unit.sort)
        )
        rows = (await session.execute(statement)).all()
        return _answer(rows, rows, {row.key: row.label for row in rows})
    if group_by == "group":
        of_all = select(*columns, number).where(*where, AssignmentCount.dimension == TOTAL).group_by(*columns)
        grouped = select(UnitGroup.code.label("key"), UnitGroup.name.label("label"), *columns, number).where(*where)
        members = grouped.join(UnitGroupMember, UnitGroupMember.unit_id == AssignmentCount.unit_id).join(UnitGroup)
        statement = members.where(AssignmentCount.dimension == TOTAL).group_by(UnitGroup.code, UnitGroup.name, *columns)
        rows = (await session.execute(statement.order_by(UnitGroup.name))).all()
        return _answer(rows, (await session.execute(of_all)).all(), {row.key: row.label for row in rows})
    statement = select(AssignmentCount.dimension.label("key"), *columns, number).where(*where)
    rows = (await session.execute(statement.group_by(AssignmentCount.dimension, *columns))).all()
    groups = [row for row in rows if row.key != TOTAL]
    return _answer(groups, [row for row in rows if row.key == TOTAL], await dimension_names(session, plan_id))


def _answer(groups: Iterable[AnyRow | Counted], totals: Iterable[AnyRow | Counted], labels: Mapping[str, str]) -> dict[str, Any]:
    """The groups in the order of their labels, the total beside them."""
    tallies: dict[str, Tally] = {key: Tally() for key in labels}
    for row in groups:
        tally = tallies.setdefault(row.key, Tally())
        tally.add(row.outcome, row.due_on, row.saved_on, mandate=row.mandate, number=row.number)
    total = Tally()
    for row in totals:
        total.add(row.outcome, row.due_on, row.saved_on, mandate=row.mandate, number=row.number)
    items = [tally.to_wire(key, labels.get(key, key)) for key, tally in tallies.items()]
    return {"items": items, "total": total.to_wire("*", "")}


async def dimension_names(session: AsyncSession, plan_id: UUID | None) -> dict[str, str]:
    """Code → name of the plan's dimensions, and "" for tasks of no indicator."""
    rows = await session.execute(
        select(Indicator.code, Indicator.name_vi)
        .join(Plan, Plan.framework_id == Indicator.framework_id)
        .where(Plan.id == plan_id, Indicator.parent_id.is_(None))
        .order_by(Indicator.sort)
    )
    return {**{row.code: row.name_vi for row in rows}, "": NO_INDICATOR}


async def _from_assignments(
    session: AsyncSession, actor: Actor, plan_id: UUID | None, query: StatusQuery, of: Sequence[ColumnElement[bool]]
) -> dict[str, Any]:
    """The same of the single rows: for who does not see all of them, for finer groups, and for one period."""
    statement = (
        select(
            Assignment.id,
            Assignment.task_id,
            Assignment.mandate,
            Assignment.shown_work_state,
            Assignment.submitted_late,
            Assignment.due_on,
            Assignment.saved_on,
            Task.title,
            Unit.code,
            Unit.short_name,
        )
        .join(Task, Task.id == Assignment.task_id)
        .join(Unit, Unit.id == shown_unit(Assignment.unit_id, query.view))
        .where(Assignment.plan_id == plan_id, Assignment.own.is_(False), visible_to(actor), *_seen_as(query), *of)
        .order_by(Unit.sort if query.group_by == "unit" else Task.sort, Unit.sort)
    )
    rows = (await session.execute(statement)).all()
    if query.period is None:
        stood = {row.id: _now(row) for row in rows}
    else:
        stood = await occurrences_in(session, query.period)
    grouping = await _grouping(session, plan_id, query.group_by, rows)
    counted = [(row, stood[row.id]) for row in rows if row.id in stood]
    groups = [_counted(key, row, occurred) for row, occurred in counted for key in grouping.keys_of(row)]
    return _answer(groups, [_counted("*", row, occurred) for row, occurred in counted], grouping.labels)


def _seen_as(query: StatusQuery) -> list[ColumnElement[bool]]:
    """A period is told by those who reported in it, whatever became of their work since."""
    return [] if query.period is not None and query.view != THEN else seen_as(query.view)


def _now(row: AnyRow) -> Occurred:
    outcome = outcome_of(row.shown_work_state, late=row.submitted_late)
    due_on, saved_on = (day.isoformat() if day else "" for day in (row.due_on, row.saved_on))
    return Occurred(outcome, due_on, saved_on)


def _counted(key: str, row: AnyRow, occurred: Occurred) -> Counted:
    return Counted(key, occurred.outcome, occurred.due_on, occurred.saved_on, row.mandate)


@dataclass(frozen=True)
class _Grouping:
    """The groups with their labels, in order, and those to which a row belongs."""

    labels: Mapping[str, str]
    keys_of: Callable[[AnyRow], Sequence[str]]


async def _grouping(session: AsyncSession, plan_id: UUID | None, group_by: str, rows: Sequence[AnyRow]) -> _Grouping:
    if group_by == "unit":
        return _Grouping({row.code: row.short_name for row in rows}, lambda row: [row.code])
    if group_by == "group":
        return await _by_group(session)
    if group_by == "task":
        return _Grouping({str(row.task_id): row.title for row in rows}, lambda row: [str(row.task_id)])
    if group_by == "dimension":
        return await _by_code(
            session,
            select(TaskDimension.task_id, TaskDimension.dimension.label("code")),
            await dimension_names(session, plan_id),
        )
    named = (
        select(Indicator.code, Indicator.name_vi)
        .join(TaskIndicator, TaskIndicator.indicator_id == Indicator.id)
        .join(Task, Task.id == TaskIndicator.task_id)
        .where(Task.plan_id == plan_id, Task.owner_unit_id.is_(None))
        .order_by(Indicator.sort)
    )
    labels = {**{row.code: row.name_vi for row in await session.execute(named)}, "": NO_INDICATOR}
    linked = select(TaskIndicator.task_id, Indicator.code).join(Indicator, Indicator.id == TaskIndicator.indicator_id)
    return await _by_code(session, linked, labels)


async def _by_group(session: AsyncSession) -> _Grouping:
    """A unit counts in every group that it belongs to, and in the total once."""
    joined = select(Unit.code.label("unit"), UnitGroup.code, UnitGroup.name).join(UnitGroupMember, UnitGroupMember.unit_id == Unit.id)
    rows = (await session.execute(joined.join(UnitGroup, UnitGroup.id == UnitGroupMember.group_id).order_by(UnitGroup.name))).all()
    groups: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        groups[row.unit].append(row.code)
    return _Grouping({row.code: row.name for row in rows}, lambda row: groups.get(row.code, []))


async def _by_code(session: AsyncSession, linked: AnySelect, labels: Mapping[str, str]) -> _Grouping:
    codes: dict[UUID, list[str]] = defaultdict(list)
    for row in await session.execute(linked):
        codes[row.task_id].append(row.code)
    return _Grouping(labels, lambda row: codes.get(row.task_id) or [""])


STATUS = Export(
    "tinh-hinh-thuc-hien",
    [
        Column("label", "Nhóm", "Group", 48),
        Column("done_on_time", "Hoàn thành đúng hạn", "Done on time", 14),
        Column("done_late", "Hoàn thành quá hạn", "Done late", 14),
        Column("open_in_time", "Chưa xong, trong hạn", "Open in time", 14),
        Column("open_overdue", "Chưa xong, quá hạn", "Open, overdue", 14),
        Column("no_deadline", "Không hạn", "No deadline", 12),
        Column("update_rate", "Tỷ lệ cập nhật", "Update rate", 12),
        Column("requested.open", "Được đề nghị, đang thực hiện", "Requested, under way", 14),
        Column("requested.done", "Được đề nghị, hoàn thành", "Requested, done", 14),
    ],
)
