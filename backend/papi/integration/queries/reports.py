"""Accepted reports of units and approved consolidated ones, as they were sealed, with what earlier editions said otherwise."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import ColumnElement, Uuid, cast, exists, false, literal, null, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.machines import Machine
from papi.consolidation.models import ConsolidatedReport, ConsolidatedSeal, ConsolidatedState
from papi.directory.models import Unit, UnitCode
from papi.integration.differing import changes_between
from papi.integration.errors import PackageNotFound
from papi.integration.packing import shape_report
from papi.integration.queries.paging import changed_since, changes_of, period_meant, units_in
from papi.integration.queries.reference import PERIOD, UNIT, add_codes
from papi.integration.schemas.reports import ReportQuery
from papi.kit.db import read_rows
from papi.kit.lists import Pages
from papi.kit.paging import Key, Keyset
from papi.kit.types import AnyRow, AnySelect
from papi.reports.models import Period, Report, ReportState, Seal
from papi.reports.queries.seals import seal_number

_SEALED = ("number", "content", "sha256", "key_id", "signature", "sealed_at")
_UNITS = Keyset({"updated_at": Key(Seal.sealed_at, datetime)}, default="updated_at", id=Seal.id)
_CITYS = Keyset({"updated_at": Key(ConsolidatedSeal.sealed_at, datetime)}, default="updated_at", id=ConsolidatedSeal.id)
_NO_TEXT = cast(null(), Unit.code.type)


def _of_units(machine: Machine) -> AnySelect:
    """The latest seal of each unit's report that the client sees."""
    told = (getattr(Seal, name) for name in _SEALED)
    return (
        select(
            *(literal("unit").label("kind"), Report.id.label("report_id"), (Report.state == ReportState.ACCEPTED).label("holds")),
            *told,
            *PERIOD,
            *UNIT,
        )
        .join(Report, Report.id == Seal.report_id)
        .join(Period, Period.id == Report.period_id)
        .join(Unit, Unit.id == Report.unit_id)
        .where(Seal.number == seal_number(), machine.sees(Report.unit_id))
    )


def _of_the_city(machine: Machine) -> AnySelect:
    """The edition of each consolidated report that holds: it tells of every unit, so only who sees them all sees it."""
    told = (getattr(ConsolidatedSeal, name) for name in _SEALED)
    nobody = (cast(null(), Uuid()).label("unit_id"), _NO_TEXT.label("unit_code"), cast(null(), Unit.name.type).label("unit_name"))
    approved = (ConsolidatedReport.state == ConsolidatedState.APPROVED).label("holds")
    return (
        select(literal("consolidated").label("kind"), ConsolidatedReport.id.label("report_id"), approved, *told, *PERIOD, *nobody)
        .join(ConsolidatedReport, ConsolidatedReport.id == ConsolidatedSeal.consolidated_id)
        .join(Period, Period.id == ConsolidatedReport.period_id)
        .where(ConsolidatedSeal.number == ConsolidatedReport.approved_edition, true() if machine.units is None else false())
    )


async def read_reports(session: AsyncSession, machine: Machine, query: ReportQuery) -> dict[str, Any]:
    """A page of what is accepted, in the order in which it was sealed."""
    of_period: ColumnElement[bool] = true() if query.period is None else Period.code == period_meant(query.period)
    units = _of_units(machine).where(of_period, changed_since(Seal.sealed_at, query), _is_named(query.unit))
    citys = _of_the_city(machine).where(of_period, changed_since(ConsolidatedSeal.sealed_at, query))
    if query.kind == "consolidated" or (query.kind is None and query.unit is None):
        pages = Pages(citys, _CITYS) if query.kind else Pages(units, _UNITS, also=[(citys, _CITYS)])
    else:
        pages = Pages(units, _UNITS)
    return await changes_of(session, pages, query, shape_report, _complete)


def _is_named(code: str | None) -> ColumnElement[bool]:
    if code is None:
        return true()
    return or_(Unit.code == code, exists().where(UnitCode.unit_id == Unit.id, UnitCode.value == code))


async def read_report(session: AsyncSession, machine: Machine, report_id: UUID, edition: int | None) -> dict[str, Any]:
    """One report, as it was accepted last or in an earlier edition."""
    for statement, seal, owner in (
        (_of_units(machine).where(Report.id == report_id), Seal, Seal.report_id),
        (_of_the_city(machine).where(ConsolidatedReport.id == report_id), ConsolidatedSeal, ConsolidatedSeal.consolidated_id),
    ):
        row = (await session.execute(statement)).one_or_none()
        if row is not None:
            earlier = None if edition in (None, row.number) else await _earlier(session, select(seal).where(owner == report_id), edition)
            item = shape_report(row, earlier)
            await _complete(session, [item])
            return item
    raise PackageNotFound


async def _earlier(session: AsyncSession, seals: Any, edition: int | None) -> Any:
    found = next((seal for seal in await session.scalars(seals) if seal.number == edition), None)
    if found is None:
        raise PackageNotFound
    return found


async def _complete(session: AsyncSession, items: list[Any]) -> None:
    """The codes of units, and of what has several editions these and their differences: one question for each kind of them."""
    await add_codes(session, units_in(items))
    editions = await _editions(session, {item["kind"]: [one["id"] for one in items if one["kind"] == item["kind"]] for item in items})
    for item in items:
        mine = editions.get(item["id"], [])
        item["editions"] = [{"edition": one.number, "sealed_at": one.sealed_at, "sha256": one.sha256} for one in mine]
        item["changes"] = _changes(item["kind"], mine)


async def _editions(session: AsyncSession, wanted: Mapping[str, Collection[UUID]]) -> Mapping[UUID, Sequence[AnyRow]]:
    found: dict[UUID, list[AnyRow]] = defaultdict(list)
    for kind, seal, owner in (("unit", Seal, Seal.report_id), ("consolidated", ConsolidatedSeal, ConsolidatedSeal.consolidated_id)):
        if kind in wanted:
            told = select(owner.label("report_id"), seal.number, seal.sealed_at, seal.sha256, seal.content)
            for row in await read_rows(session, told.where(owner.in_(wanted[kind])).order_by(seal.number)):
                found[row.report_id].append(row)
    return found


def _changes(kind: str, editions: Sequence[AnyRow]) -> list[dict[str, Any]]:
    contents = [orjson.loads(one.content) for one in editions] if len(editions) > 1 else []
    return [
        {"edition": later.number, "changed_at": later.sealed_at, **change}
        for later, before, after in zip(editions[1:], contents, contents[1:], strict=False)
        for change in changes_between(kind, before, after)
    ]
