"""Units by months: one measure at a glance, with the source of each value."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor, UnitRef
from papi.directory.models import LEVELS, Unit, UnitLevel
from papi.kit import clock
from papi.kit.db import read_rows
from papi.kit.documents import Column, Export
from papi.kit.errors import FieldError, Invalid
from papi.kit.types import AnyRow, plain_number
from papi.measures.definitions import HAND, SOURCES
from papi.measures.errors import UnknownMeasure
from papi.measures.facts import READ, WRITE
from papi.measures.judging import measure_called
from papi.measures.models import MeasureValue
from papi.measures.periods import MeasuredPeriod, period_of, period_words
from papi.measures.schemas import MOST_MONTHS, MonthsAsked

_RANKS = {code: place for place, code in enumerate([code for code in SOURCES if code != HAND])} | {HAND: len(SOURCES)}
_TOLD = ("id", "value", "numerator", "denominator", "source", "source_at", "received_at", "received_from", "number")
_WARDS = [kind for kind, level in LEVELS.items() if level is UnitLevel.WARD]


async def read_months(session: AsyncSession, actor: Actor, asked: MonthsAsked) -> dict[str, Any]:
    """One measure of the units that the actor sees. Units without any value stand there where they are wards, or the actor's own."""
    actor.require_some(READ)
    measure, months = _measure(asked), _months(asked)
    told = await _values(session, actor, measure.code, months)
    first, last = months[0].first, months[-1].last
    there = (Unit.valid_from <= last, or_(Unit.valid_to.is_(None), Unit.valid_to >= first), actor.sees(READ, Unit.id))
    wanted = or_(Unit.kind.in_(_WARDS), Unit.id.in_(sorted(told)), Unit.id == actor.unit_id)
    units = (await session.scalars(select(Unit).where(*there, wanted).order_by(Unit.sort, Unit.id))).all()
    return {
        "measure": measure.model_dump(),
        "months": [month.code for month in months],
        "items": [_row(actor, unit, told.get(unit.id, {}), months) for unit in units],
    }


def _measure(asked: MonthsAsked) -> Any:
    try:
        return measure_called(asked.measure)
    except UnknownMeasure as unknown:
        raise Invalid(errors=[FieldError("?measure", unknown.vi, unknown.en)]) from None


def _months(asked: MonthsAsked) -> list[MeasuredPeriod]:
    today = clock.today()
    last = _month("?to_month", asked.to_month) if asked.to_month else _shifted(date(today.year, today.month, 1), -1)
    first = _month("?from_month", asked.from_month) if asked.from_month else _shifted(last, -11)
    number = (last.year - first.year) * 12 + last.month - first.month + 1
    if not 1 <= number <= MOST_MONTHS:
        vi, en = f"Từ 1 đến {MOST_MONTHS} tháng.", f"From 1 to {MOST_MONTHS} months."
        raise Invalid(errors=[FieldError("?from_month", vi, en)])
    days = [_shifted(first, place) for place in range(number)]
    return [period for day in days if (period := period_of(f"{day:%Y%m}")) is not None]


def _month(pointer: str, text: str) -> date:
    period = period_of(text)
    if period is None or len(period.code) != 6 or not period.code.isdigit():
        raise Invalid(errors=[FieldError(pointer, "Cần một tháng như 202408.", "A month such as 202408 is needed.")])
    return period.first


def _shifted(day: date, months: int) -> date:
    whole = day.year * 12 + day.month - 1 + months
    return date(whole // 12, whole % 12 + 1, 1)


async def _values(
    session: AsyncSession, actor: Actor, measure: str, months: Sequence[MeasuredPeriod]
) -> dict[UUID, dict[str, list[AnyRow]]]:
    row = MeasureValue
    found = select(row.unit_id, row.period, *(getattr(row, name) for name in _TOLD)).where(
        row.measure == measure, row.superseded_at.is_(None), row.period.in_([month.code for month in months]), actor.sees(READ, row.unit_id)
    )
    told: dict[UUID, dict[str, list[AnyRow]]] = defaultdict(lambda: defaultdict(list))
    for each in await read_rows(session, found):
        told[each.unit_id][each.period].append(each)
    return told


def _row(actor: Actor, unit: Unit, told: dict[str, list[AnyRow]], months: Sequence[MeasuredPeriod]) -> dict[str, Any]:
    may = actor.may(WRITE, UnitRef(unit.id, unit.coordinating))
    return {
        "unit": {"id": unit.id, "code": unit.code, "name": unit.short_name},
        "cells": [_cell(told.get(month.code, [])) for month in months],
        "allowed_actions": ["write"] if may else [],
    }


def _cell(told: Sequence[AnyRow]) -> dict[str, Any] | None:
    if not told:
        return None
    ranked = sorted(told, key=lambda each: (_RANKS.get(each.source, len(_RANKS)), each.source))
    shown = ranked[0]
    by_hand = next((each.id for each in ranked if each.source == HAND), None)
    others = [{"id": each.id, "value": each.value, "source": each.source} for each in ranked[1:]]
    return {**{name: getattr(shown, name) for name in _TOLD}, "by_hand": by_hand, "others": others}


def months_export(months: Sequence[str]) -> Export:
    """The table as a file, a column a month."""
    columns = [Column("unit.name", "Đơn vị", "Unit", 28)]
    for place, month in enumerate(months):
        columns.append(Column("cells", period_words(month, "vi"), period_words(month, "en"), 14, said=_value_at(place)))
    return Export("so-lieu-theo-thang", columns)


def _value_at(place: int) -> Any:
    def value(cells: Any, _language: str) -> float | None:
        return float(plain_number(cells[place]["value"])) if cells[place] else None

    return value
