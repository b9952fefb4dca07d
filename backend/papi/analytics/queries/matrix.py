"""The matrix of units and dimensions, added up from the kept counts."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, case, func, select
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
from papi.plans.models import Mandate, Outcome, Plan
from papi.plans.progress import TOTAL
from papi.plans.queries.counts import counts_seen_as, overdue_on
from papi.plans.queries.status import NO_INDICATOR
from papi.plans.schemas.assignments import View

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
    counts = counts_seen_as(view)
    number, outcome = counts.c.number, counts.c.outcome
    overdue = case((overdue_on(counts, today), number), else_=0)
    done = case((one_of(outcome, _DONE), number), else_=0)
    counted = case((outcome == Outcome.ASIDE, 0), else_=number)
    places = (counts.c.shown_id, counts.c.mandate, counts.c.dimension)
    sums = (
        select(
            counts.c.shown_id.label("unit_id"),
            counts.c.mandate,
            counts.c.dimension,
            func.sum(overdue).label("overdue"),
            func.sum(done).label("done"),
            func.sum(counted).label("total"),
        )
        .where(counts.c.plan_id == bindparam("plan"), viewer.sees("dashboard.read", counts.c.unit_id))
        .group_by(*places)
        .subquery()
    )
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
