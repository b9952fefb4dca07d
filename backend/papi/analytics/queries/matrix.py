"""The matrix of units and dimensions, added up from the kept counts."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Subquery, and_, bindparam, case, func, literal, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor, Viewer, anyone_as
from papi.access.permissions import Role
from papi.analytics.queries.overview import current_plan
from papi.directory.models import Unit
from papi.framework.models import Indicator
from papi.kit import clock
from papi.kit.db import read_rows
from papi.kit.documents import Column, Export
from papi.kit.types import AnyRow, AnySelect, one_of
from papi.plans.models import Assignment, AssignmentCount, DeadlineState, Mandate, Outcome, Plan, Task, TaskDimension, WorkState
from papi.plans.progress import TOTAL
from papi.plans.queries.status import NO_INDICATOR, overdue_on
from papi.plans.queries.views import standing_unit
from papi.plans.schemas.assignments import NOW, THEN, View
from papi.plans.workflow.deadlines import SET_ASIDE, ProgressColumns, deadline_expression

_DONE = (Outcome.DONE, Outcome.DONE_LATE)
_RowKey = tuple[UUID, Mandate]


async def read_matrix(session: AsyncSession, actor: Actor, plan_id: UUID | None, view: View | None = None) -> dict[str, Any]:
    """Every unit that the actor may see, one cell a dimension, what is requested in a row apart. The database adds up, so the answer
    grows with units alone."""
    actor.require_some("dashboard.read")
    named = await read_rows(session, _dimensions(clock.today().year, given=plan_id is not None), {"plan": plan_id})
    names = {**{row.code: row.name_vi for row in named if row.code}, "": NO_INDICATOR}
    meant = named[0].plan_id if named else None
    bound = {**actor.bound, "plan": meant}
    rows = await read_rows(session, _sums(anyone_as(actor.role), clock.today(), view), bound)
    units: dict[_RowKey, AnyRow] = {(row.unit_id, row.mandate): row for row in rows}
    cells: dict[_RowKey, dict[str, AnyRow]] = defaultdict(dict)
    for row in rows:
        cells[row.unit_id, row.mandate][row.dimension] = row
    return {
        "as_of": clock.business(),
        "plan_id": meant,
        "dimensions": [{"code": code, "name": name} for code, name in names.items()],
        "rows": [_row(unit, cells[key], list(names)) for key, unit in units.items()],
    }


@lru_cache(maxsize=2)
def _dimensions(year: int, *, given: bool) -> AnySelect:
    """The plan's dimensions; a plan whose framework has none is one row without."""
    plan = current_plan(year, given=given).add_columns(Plan.framework_id).subquery()
    of_plan = and_(Indicator.framework_id == plan.c.framework_id, Indicator.parent_id.is_(None))
    columns = (plan.c.id.label("plan_id"), Indicator.code, Indicator.name_vi)
    return select(*columns).select_from(plan.outerjoin(Indicator, of_plan)).order_by(Indicator.sort)


@lru_cache(maxsize=3 * len(Role))
def _sums(viewer: Viewer, today: date, view: View | None) -> AnySelect:
    if view == THEN:
        return _as_given(viewer, today)
    number = AssignmentCount.number
    overdue = case((overdue_on(today), number), else_=0)
    done = case((one_of(AssignmentCount.outcome, _DONE), number), else_=0)
    counted = case((AssignmentCount.outcome == Outcome.ASIDE, 0), else_=number)
    unit_id = standing_unit(AssignmentCount.unit_id) if view == NOW else AssignmentCount.unit_id
    sums = (
        select(
            unit_id.label("unit_id"),
            AssignmentCount.mandate,
            AssignmentCount.dimension,
            func.sum(overdue).label("overdue"),
            func.sum(done).label("done"),
            func.sum(counted).label("total"),
        )
        .where(AssignmentCount.plan_id == bindparam("plan"), viewer.sees("dashboard.read", AssignmentCount.unit_id))
        .group_by(unit_id, AssignmentCount.mandate, AssignmentCount.dimension)
        .subquery()
    )
    return _named(sums)


def _as_given(viewer: Viewer, today: date) -> AnySelect:
    """The same of the assignments as the plan gave them out, those included that went over to other units since."""
    columns = ProgressColumns(Assignment.shown_work_state, Assignment.due_on, Assignment.submitted_late, Assignment.mandate)
    overdue = deadline_expression(columns, today) == DeadlineState.OVERDUE.value
    by_dimension = select(TaskDimension.task_id, TaskDimension.dimension)
    without = select(Task.id, literal("")).where(Task.id.not_in(select(TaskDimension.task_id)))
    total = select(Task.id, literal(TOTAL))
    places = union_all(total, by_dimension, without).subquery()
    sums = (
        select(
            Assignment.unit_id,
            Assignment.mandate,
            places.c[1].label("dimension"),
            func.sum(case((overdue, 1), else_=0)).label("overdue"),
            func.sum(case((Assignment.shown_work_state == WorkState.COMPLETED, 1), else_=0)).label("done"),
            func.sum(case((Assignment.shown_work_state.in_(SET_ASIDE), 0), else_=1)).label("total"),
        )
        .join(places, places.c[0] == Assignment.task_id)
        .where(
            Assignment.plan_id == bindparam("plan"),
            Assignment.origin == "",
            Assignment.own.is_(False),
            viewer.sees("dashboard.read", Assignment.unit_id),
        )
        .group_by(Assignment.unit_id, Assignment.mandate, places.c[1])
        .subquery()
    )
    return _named(sums)


def _named(sums: Subquery) -> AnySelect:
    return (
        select(sums, Unit.code, Unit.short_name, Unit.kind)
        .join(Unit, Unit.id == sums.c.unit_id)
        .order_by(Unit.sort, sums.c.mandate, sums.c.dimension)
    )


def _row(unit: AnyRow, cells: dict[str, AnyRow], dimensions: list[str]) -> dict[str, Any]:
    return {
        "unit_id": unit.unit_id,
        "code": unit.code,
        "name": unit.short_name,
        "kind": unit.kind,
        "requested": unit.mandate is Mandate.REQUESTED,
        "cells": [_cell(cells.get(code)) for code in dimensions],
        "total": _cell(cells.get(TOTAL)),
    }


def _cell(row: AnyRow | None) -> dict[str, int]:
    if row is None:
        return {"overdue": 0, "open": 0, "done": 0, "total": 0}
    overdue, done, total = int(row.overdue), int(row.done), int(row.total)
    return {"overdue": overdue, "open": total - done, "done": done, "total": total}


def columns_of(dimensions: list[dict[str, str]]) -> Export:
    """The matrix as a table: a row a unit, for each dimension what is overdue of how many."""
    cells = [
        Column(
            "cells", f"{place['code'] or place['name']}: {vi}", f"{place['code'] or place['name']}: {en}", 12, said=_cell_at(index, name)
        )
        for index, place in enumerate(dimensions)
        for name, vi, en in _CELL_WORDS
    ]
    totals = [Column(f"total.{name}", f"Cộng: {vi}", f"Total: {en}", 12) for name, vi, en in _CELL_WORDS]
    return Export("ma-tran", [Column("name", "Đơn vị", "Unit", 32), *totals, *cells])


_CELL_WORDS = (("overdue", "quá hạn", "overdue"), ("open", "chưa xong", "open"), ("done", "hoàn thành", "done"))


def _cell_at(place: int, name: str) -> Callable[[Any, str], Any]:
    return lambda cells, _language: cells[place][name]
