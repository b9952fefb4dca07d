"""Task status: how many stand how, by unit, dimension, indicator or task, from the kept counts where they allow it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Unit
from papi.framework.models import Indicator
from papi.kit import clock
from papi.kit.types import AnyRow
from papi.plans.models import Assignment, AssignmentCount, Mandate, Outcome, Plan, Task, TaskIndicator
from papi.plans.progress import TOTAL, outcome_of
from papi.plans.queries.assignments import visible_to
from papi.plans.schemas.assignments import StatusQuery

UPDATED_WITHIN = timedelta(days=30)


_AS_ASSIGNED: dict[Outcome, str | None] = {
    Outcome.DONE: "done_on_time",
    Outcome.DONE_LATE: "done_late",
    Outcome.AWAITING: "open_in_time",
    Outcome.AWAITING_LATE: "open_overdue",
    Outcome.ASIDE: None,
}
_AS_ASKED = {**_AS_ASSIGNED, Outcome.DONE_LATE: "done_on_time", Outcome.AWAITING_LATE: "open_in_time"}


@dataclass
class Tally:
    """The four numbers of a group, those without a day, and what the update rate is made of."""

    done_on_time: int = 0
    done_late: int = 0
    open_in_time: int = 0
    open_overdue: int = 0
    no_deadline: int = 0
    open: int = 0
    updated: int = 0

    def add(self, outcome: Outcome, due_on: str, saved_on: str, *, mandate: Mandate, number: int) -> None:
        """Count `number` assignments that stand alike. What is overdue, and what was updated lately, today decides."""
        today = clock.today()
        requested = mandate is Mandate.REQUESTED
        name = self._place(outcome, overdue=bool(due_on) and due_on < today.isoformat(), dated=bool(due_on), requested=requested)
        if name:
            setattr(self, name, getattr(self, name) + number)
        if outcome is Outcome.OPEN:
            self.open += number
            recently = bool(saved_on) and saved_on >= (today - UPDATED_WITHIN).isoformat()
            self.updated += number if recently else 0

    @staticmethod
    def _place(outcome: Outcome, *, overdue: bool, dated: bool, requested: bool) -> str | None:
        if outcome is Outcome.OPEN:
            undated = not dated or (overdue and requested)
            return "no_deadline" if undated else ("open_overdue" if overdue else "open_in_time")
        # bodies that are asked are never late
        return (_AS_ASKED if requested else _AS_ASSIGNED)[outcome]

    def to_wire(self, key: str, label: str) -> dict[str, Any]:
        """The wire's `StatusRow`."""
        return {
            "key": key,
            "label": label,
            "done_on_time": self.done_on_time,
            "done_late": self.done_late,
            "open_in_time": self.open_in_time,
            "open_overdue": self.open_overdue,
            "no_deadline": self.no_deadline,
            "update_rate": round(self.updated / self.open, 4) if self.open else None,
        }


async def current_plan(session: AsyncSession, plan_id: UUID | None) -> UUID | None:
    """The plan that was asked for, else that of the latest year."""
    return plan_id or await session.scalar(select(Plan.id).order_by(Plan.year.desc(), Plan.id.desc()).limit(1))


async def read_task_status(session: AsyncSession, actor: Actor, query: StatusQuery) -> dict[str, Any]:
    """Counts by group, and once in the total, of what the actor may see."""
    actor.require_some("task_status.read")
    plan_id = await current_plan(session, query.plan)
    counted = actor.may("task_status.read") and query.group_by in {"unit", "dimension"}
    read = _from_counts if counted else _from_assignments
    return await read(session, actor, plan_id, query.group_by)


async def _from_counts(session: AsyncSession, actor: Actor, plan_id: UUID | None, group_by: str) -> dict[str, Any]:
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
    statement = select(AssignmentCount.dimension.label("key"), *columns, number).where(*where)
    rows = (await session.execute(statement.group_by(AssignmentCount.dimension, *columns))).all()
    groups = [row for row in rows if row.key != TOTAL]
    return _answer(groups, [row for row in rows if row.key == TOTAL], await dimension_names(session, plan_id))


def _answer(groups: Iterable[AnyRow], totals: Iterable[AnyRow], labels: dict[str, str]) -> dict[str, Any]:
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
    """Code → name of the plan's dimensions, and "" → "Chung" for tasks of no indicator."""
    rows = await session.execute(
        select(Indicator.code, Indicator.name_vi)
        .join(Plan, Plan.framework_id == Indicator.framework_id)
        .where(Plan.id == plan_id, Indicator.parent_id.is_(None))
        .order_by(Indicator.sort)
    )
    return {**{row.code: row.name_vi for row in rows}, "": "Chung"}


async def _from_assignments(session: AsyncSession, actor: Actor, plan_id: UUID | None, group_by: str) -> dict[str, Any]:
    statement = (
        select(Assignment, Task.title, Task.id.label("task_id"), Task.dimension, Unit.code, Unit.short_name)
        .join(Task, Task.id == Assignment.task_id)
        .join(Unit, Unit.id == Assignment.unit_id)
        .where(Assignment.plan_id == plan_id, visible_to(actor))
        .order_by(Task.sort, Unit.sort)
    )
    rows = (await session.execute(statement)).all()
    names = await dimension_names(session, plan_id)
    indicators = await _indicators(session, plan_id) if group_by == "indicator" else {}
    tallies: dict[tuple[str, str], Tally] = defaultdict(Tally)
    total = Tally()
    for row in rows:
        groups = {
            "unit": [(row.code, row.short_name)],
            "task": [(str(row.task_id), row.title)],
            "dimension": [(row.dimension, names.get(row.dimension, "Chung"))],
            "indicator": indicators.get(row.task_id, [("", "Chung")]),
        }[group_by]
        for tally in (*(tallies[group] for group in groups), total):
            _count(tally, row.Assignment)
    return {"items": [tally.to_wire(*group) for group, tally in tallies.items()], "total": total.to_wire("*", "")}


def _count(tally: Tally, assignment: Assignment) -> None:
    due_on = assignment.due_on.isoformat() if assignment.due_on else ""
    saved_on = assignment.saved_on.isoformat() if assignment.saved_on else ""
    tally.add(outcome_of(assignment), due_on, saved_on, mandate=assignment.mandate, number=1)


async def _indicators(session: AsyncSession, plan_id: UUID | None) -> dict[UUID, list[tuple[str, str]]]:
    in_plan: ColumnElement[bool] = Task.plan_id == plan_id
    rows = await session.execute(
        select(TaskIndicator.task_id, Indicator.code, Indicator.name_vi)
        .join(Indicator, Indicator.id == TaskIndicator.indicator_id)
        .join(Task, Task.id == TaskIndicator.task_id)
        .where(in_plan)
        .order_by(Indicator.sort)
    )
    found: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    for row in rows:
        found[row.task_id].append((row.code, row.name_vi))
    return found
