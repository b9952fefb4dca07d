"""Lists that others refer to: units with their codes, periods, indicators, published scores, the outline."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from papi.access.machines import Machine
from papi.directory.models import Unit, UnitCode
from papi.framework.models import Framework, Indicator, Score
from papi.integration.queries.paging import changed_since, changes_of, name_period, page_of
from papi.integration.schemas.packages import IndicatorQuery, PackageQuery, ScoreQuery
from papi.kit import clock
from papi.kit.db import read_rows
from papi.kit.lists import Pages
from papi.kit.paging import Key, Keyset
from papi.kit.types import AnyRow
from papi.plans.models import Plan, PlanState
from papi.reports.models import Period
from papi.reports.outline import outline_on

_Parent = aliased(Unit)
_ParentNode = aliased(Indicator)
UNIT = (Unit.id.label("unit_id"), Unit.code.label("unit_code"), Unit.name.label("unit_name"))
PERIOD = (Period.code.label("period_code"), Period.title.label("period_title"), Period.data_from, Period.data_to, Period.cumulative)

_SCORE = ("province_code", "province_name", "level", "code", "value", "rank", "quartile", "source", "updated_at")


def name_unit(row: AnyRow) -> dict[str, Any]:
    """A unit as packages name it; its codes are added for all of a page at once."""
    return {"id": row.unit_id, "code": row.unit_code, "name": row.unit_name, "codes": []}


async def add_codes(session: AsyncSession, units: Collection[dict[str, Any]]) -> None:
    """Add to each unit its codes with scheme and validity."""
    found = await _codes(session, {unit["id"] for unit in units})
    for unit in units:
        unit["codes"] = found.get(unit["id"], [])


async def _codes(session: AsyncSession, ids: Collection[UUID]) -> Mapping[UUID, Sequence[Mapping[str, Any]]]:
    told = select(UnitCode.unit_id, UnitCode.scheme, UnitCode.value, UnitCode.valid_from, UnitCode.valid_to)
    told = told.where(UnitCode.unit_id.in_(sorted(ids))).order_by(UnitCode.scheme, UnitCode.valid_from, UnitCode.value)
    found: dict[UUID, list[Mapping[str, Any]]] = defaultdict(list)
    for row in await read_rows(session, told):
        found[row.unit_id].append({name: getattr(row, name) for name in ("scheme", "value", "valid_from", "valid_to")})
    return found


async def read_units(session: AsyncSession, machine: Machine, query: PackageQuery) -> dict[str, Any]:
    """The units that the client sees, in official order, those that have ended too."""
    rows = (
        select(*UNIT, _Parent.code.label("parent_code"), Unit.kind, Unit.sort, Unit.valid_from, Unit.valid_to)
        .outerjoin(_Parent, _Parent.id == Unit.parent_id)
        .where(machine.sees(Unit.id))
    )
    keyset = Keyset({"order": Key(Unit.sort, int)}, default="order", id=Unit.id)
    return await page_of(session, Pages(rows, keyset), query, _unit, add_codes)


def _unit(row: AnyRow) -> dict[str, Any]:
    ended = row.valid_to is not None and row.valid_to < clock.today()
    told = {name: getattr(row, name) for name in ("parent_code", "kind", "valid_from", "valid_to")}
    return {**name_unit(row), **told, "order": row.sort, "status": "ended" if ended else "active"}


async def read_periods(session: AsyncSession, query: PackageQuery) -> dict[str, Any]:
    """Reporting periods of approved plans, in the order of their ends."""
    rows = select(*PERIOD, Period.kind, Period.state).join(Plan, Plan.id == Period.plan_id).where(Plan.state == PlanState.APPROVED)
    keyset = Keyset({"data_to": Key(Period.data_to, date)}, default="data_to", id=Period.id)
    return await page_of(session, Pages(rows, keyset), query, lambda row: {**name_period(row), "kind": row.kind, "status": row.state})


async def read_indicators(session: AsyncSession, query: IndicatorQuery) -> dict[str, Any]:
    """The nodes of the editions, in the order of the framework."""
    told = (Indicator.code, Indicator.name_vi, Indicator.name_en, Indicator.level, Indicator.sort, Indicator.name_status)
    rows = (
        select(*told, Framework.year, _ParentNode.code.label("parent_code"))
        .join(Framework, Framework.id == Indicator.framework_id)
        .outerjoin(_ParentNode, _ParentNode.id == Indicator.parent_id)
    )
    if query.year is not None:
        rows = rows.where(Framework.year == query.year)
    keyset = Keyset({"order": Key(Indicator.sort, int)}, default="order", id=Indicator.id)
    return await page_of(session, Pages(rows, keyset), query, _indicator)


def _indicator(row: AnyRow) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.name_vi,
        "name_en": row.name_en,
        "level": row.level,
        "parent_code": row.parent_code,
        "order": row.sort,
        "valid_from": date(row.year, 1, 1),
        "valid_to": date(row.year, 12, 31),
        "status": row.name_status,
    }


async def read_scores(session: AsyncSession, query: ScoreQuery) -> dict[str, Any]:
    """Published results, the earliest year first."""
    exact = ((Score.year, query.year), (Score.province_code, query.province), (Score.level, query.level), (Score.code, query.code))
    rows = select(Score.year, *(getattr(Score, name) for name in _SCORE))
    rows = rows.where(*(column == value for column, value in exact if value is not None), changed_since(Score.updated_at, query))
    keyset = Keyset({"year": Key(Score.year, int)}, default="year", id=Score.id)
    return await changes_of(session, Pages(rows, keyset), query, _score)


def _score(row: AnyRow) -> dict[str, Any]:
    return {"period_code": str(row.year), **{name: getattr(row, name) for name in _SCORE}}


async def read_outline_package(session: AsyncSession) -> dict[str, Any]:
    """The outline in force today."""
    outline = await outline_on(session, clock.today())
    shown = ("key", "number", "level", "title")
    items = [{name: getattr(heading, name) for name in shown} for heading in outline.headings]
    return {"title": outline.title, "source": outline.source, "confirmed": not outline.unconfirmed, "items": items}
