"""Figures with their source, what they were before a correction; and how the tasks of units stand."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from papi.access.machines import Machine
from papi.directory.models import Unit
from papi.integration.queries.paging import changed_since, changes_of, period_meant, units_in
from papi.integration.queries.reference import UNIT, add_codes, name_unit
from papi.integration.schemas.packages import FigureQuery, StatusQuery
from papi.kit import clock
from papi.kit.db import read_rows
from papi.kit.lists import Pages
from papi.kit.paging import Key, Keyset
from papi.kit.types import AnyRow
from papi.measures.models import MeasureValue
from papi.measures.periods import period_of
from papi.plans.models import AssignmentCount, Plan, PlanState
from papi.plans.progress import TOTAL
from papi.plans.queries.tally import Tally

_Before = aliased(MeasureValue)
_TOLD = ("id", "measure", "period", "value", "numerator", "denominator", "source", "source_at")
_KEYSET = Keyset({"updated_at": Key(MeasureValue.received_at, datetime)}, default="updated_at", id=MeasureValue.id)
STATUS_SOURCE = "Theo dõi nhiệm vụ Kế hoạch PAPI"


async def read_figures(session: AsyncSession, machine: Machine, query: FigureQuery) -> dict[str, Any]:
    """The figures that hold, in the order in which they came."""
    row = MeasureValue
    before = (
        _Before.unit_id == row.unit_id,
        _Before.measure == row.measure,
        _Before.period == row.period,
        _Before.source == row.source,
        _Before.number == row.number - 1,
    )
    earlier = (
        _Before.value.label("before_value"),
        _Before.source_at.label("before_source_at"),
        _Before.received_at.label("before_received_at"),
    )
    told = (getattr(row, name) for name in _TOLD)
    rows = (
        select(*told, row.received_at, row.number, *UNIT, *earlier)
        .join(Unit, Unit.id == row.unit_id)
        .outerjoin(_Before, and_(*before))
        .where(machine.sees(row.unit_id), row.superseded_at.is_(None), changed_since(row.received_at, query))
    )
    if query.period is not None:
        rows = rows.where(row.period == period_meant(query.period))
    if query.measure is not None:
        rows = rows.where(row.measure == query.measure)
    return await changes_of(session, Pages(rows, _KEYSET), query, _figure, _add_codes)


def _figure(row: AnyRow) -> dict[str, Any]:
    period = period_of(row.period)
    earlier = {"value": row.before_value, "source_at": row.before_source_at, "received_at": row.before_received_at}
    return {
        **{name: getattr(row, name) for name in _TOLD},
        "unit": name_unit(row),
        "period_code": period.outer_code if period else row.period,
        "updated_at": row.received_at,
        "edition": row.number,
        "corrected_from": None if row.before_value is None else earlier,
    }


async def _add_codes(session: AsyncSession, items: list[Any]) -> None:
    await add_codes(session, units_in(items))


async def read_task_status(session: AsyncSession, machine: Machine, query: StatusQuery) -> dict[str, Any]:
    """How the assignments of the plan stand, unit by unit in official order, from the kept counts."""
    plans = select(Plan.id, Plan.year).where(Plan.state == PlanState.APPROVED).order_by(Plan.year.desc()).limit(1)
    plan = (await session.execute(plans if query.year is None else plans.where(Plan.year == query.year))).one_or_none()
    tallies: dict[UUID, Tally] = defaultdict(Tally)
    named: dict[UUID, dict[str, Any]] = {}
    for row in await _counts(session, machine, plan.id) if plan else ():
        named.setdefault(row.unit_id, name_unit(row))
        tallies[row.unit_id].add(row.outcome, row.due_on, row.saved_on, mandate=row.mandate, number=row.number)
    await add_codes(session, list(named.values()))
    items = [_counted(unit, tallies[unit_id]) for unit_id, unit in named.items()]
    return {"year": plan.year if plan else None, "as_of": clock.business(), "source": STATUS_SOURCE, "items": items}


async def _counts(session: AsyncSession, machine: Machine, plan_id: UUID) -> Sequence[AnyRow]:
    count = AssignmentCount
    alike = (count.mandate, count.outcome, count.due_on, count.saved_on)
    statement = (
        select(*UNIT, *alike, func.sum(count.number).label("number"))
        .join(Unit, Unit.id == count.unit_id)
        .where(count.plan_id == plan_id, count.dimension == TOTAL, count.number != 0, machine.sees(count.unit_id))
        .group_by(Unit.id, Unit.code, Unit.name, Unit.sort, *alike)
        .order_by(Unit.sort, Unit.id)
    )
    return await read_rows(session, statement)


def _counted(unit: dict[str, Any], tally: Tally) -> dict[str, Any]:
    four = ("done_on_time", "done_late", "open_in_time", "open_overdue", "no_deadline")
    asked = tally.requested
    return {
        "unit": unit,
        **{name: getattr(tally, name) for name in four},
        "requested_done": asked.done,
        "requested_open": asked.open,
    }
