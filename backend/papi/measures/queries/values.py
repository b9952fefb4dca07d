"""Values as lists show them, and all that was told of one."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from papi.access.actor import Actor, UnitRef
from papi.directory.models import Unit
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset, matches
from papi.kit.text import is_found_in, words_of
from papi.kit.types import AnyRow, AnySelect
from papi.measures.definitions import HAND, MEASURE_WORDS, MEASURES, SOURCE_WORDS
from papi.measures.errors import ValueNotFound
from papi.measures.facts import READ, WRITE
from papi.measures.models import MeasureValue
from papi.measures.periods import period_of, period_words
from papi.measures.schemas import MeasureValueQuery

_Before = aliased(MeasureValue)
FIELDS = (
    *("id", "measure", "period", "first_day", "last_day", "value", "numerator", "denominator", "source", "source_at", "received_at"),
    *("received_from", "number", "superseded_at", "reason"),
)
KEYS = {
    "received_at": Key(MeasureValue.received_at, datetime),
    "first_day": Key(MeasureValue.first_day, date),
    "unit": Key(Unit.sort, int),
}
_KEYSET = Keyset(KEYS, default="-received_at", id=MeasureValue.id)
_EXPORT = Export(
    "so-lieu",
    [
        Column("unit.name", "Đơn vị", "Unit", 28),
        Column("measure", "Chỉ tiêu số liệu", "Measure", 44, words_of(MEASURE_WORDS)),
        Column("period", "Kỳ", "Period", 18, period_words),
        Column("value", "Giá trị", "Value", 12, said=lambda value, _language: float(value)),
        Column("numerator", "Tử số", "Numerator", 12, said=lambda value, _language: None if value is None else float(value)),
        Column("denominator", "Mẫu số", "Denominator", 12, said=lambda value, _language: None if value is None else float(value)),
        Column("source", "Nguồn", "Source", 36, words_of(SOURCE_WORDS)),
        Column("source_at", "Nguồn chốt lúc", "Counted at", 18),
        Column("received_at", "Nhận lúc", "Received at", 18),
        Column("received_from", "Người hoặc hệ thống gửi", "From", 28),
        Column("number", "Lần", "Number", 8),
        Column("superseded_at", "Được thay lúc", "Superseded at", 18),
        Column("reason", "Lý do sửa", "Reason", 40),
    ],
)


def list_values(actor: Actor, query: MeasureValueQuery) -> Listing:
    """The values of units that the actor sees, as they came."""
    actor.require_some(READ)
    rows = values().where(actor.sees(READ, MeasureValue.unit_id), *_filters(query))
    return Listing(Pages(rows, _KEYSET), lambda row: _item(actor, row), _EXPORT)


def values() -> AnySelect:
    """Values with their unit, and the id of the one before each."""
    before = and_(
        _Before.unit_id == MeasureValue.unit_id,
        _Before.measure == MeasureValue.measure,
        _Before.period == MeasureValue.period,
        _Before.source == MeasureValue.source,
        _Before.number == MeasureValue.number - 1,
    )
    told = (getattr(MeasureValue, name) for name in FIELDS)
    return (
        select(*told, MeasureValue.unit_id, Unit.code, Unit.short_name, Unit.coordinating, _Before.id.label("supersedes"))
        .join(Unit, Unit.id == MeasureValue.unit_id)
        .outerjoin(_Before, before)
    )


def _filters(query: MeasureValueQuery) -> list[ColumnElement[bool]]:
    exact = ((MeasureValue.unit_id, query.unit), (MeasureValue.measure, query.measure), (MeasureValue.source, query.source))
    found: list[ColumnElement[bool]] = [column == value for column, value in exact if value is not None]
    if query.period is not None:
        found.append(of_period(query.period))
    if not query.superseded:
        found.append(MeasureValue.superseded_at.is_(None))
    if query.q:
        named = [code for code, words in MEASURE_WORDS.items() if any(is_found_in(text, query.q) for text in words)]
        found.append(or_(matches(Unit.folded, query.q), MeasureValue.measure.in_(named)))
    return found


def of_period(text: str) -> ColumnElement[bool]:
    """Values of the period that a code names in either spelling; of none where it names none."""
    period = period_of(text)
    return MeasureValue.period == (period.code if period else text)


async def read_value(session: AsyncSession, actor: Actor, value_id: UUID) -> dict[str, Any]:
    """One value that the actor sees."""
    actor.require_some(READ)
    row = (await session.execute(values().where(MeasureValue.id == value_id, actor.sees(READ, MeasureValue.unit_id)))).one_or_none()
    if row is None:
        raise ValueNotFound
    return _item(actor, row)


async def read_history(session: AsyncSession, actor: Actor, value_id: UUID) -> dict[str, Any]:
    """All that was told under the key of a value, the latest first."""
    one = await read_value(session, actor, value_id)
    same = (
        MeasureValue.unit_id == one["unit"]["id"],
        MeasureValue.measure == one["measure"],
        MeasureValue.period == one["period"],
        MeasureValue.source == one["source"],
    )
    rows = await session.execute(values().where(*same).order_by(MeasureValue.number.desc()))
    return {"items": [_item(actor, row) for row in rows]}


def _item(actor: Actor, row: AnyRow) -> dict[str, Any]:
    by_hand = row.source == HAND and row.superseded_at is None
    may = by_hand and actor.may(WRITE, UnitRef(row.unit_id, row.coordinating))
    return {**shape_value(row), "allowed_actions": ["correct"] if may else []}


def shape_value(row: AnyRow) -> dict[str, Any]:
    """A value without what its reader may do."""
    period = period_of(row.period)
    return {
        **{name: getattr(row, name) for name in FIELDS},
        "unit": {"id": row.unit_id, "code": row.code, "name": row.short_name},
        "period_code": period.outer_code if period else row.period,
        "supersedes": row.supersedes,
    }


def read_definitions() -> Mapping[str, Any]:
    """What is measured, and by whom it may be told."""
    shaped = [measure.model_dump() for measure in MEASURES.values()]
    sources = [{"code": code, "name_vi": vi, "name_en": en} for code, (vi, en) in SOURCE_WORDS.items()]
    return {"items": shaped, "sources": sources}


HISTORY = Export("lich-su-so-lieu", _EXPORT.columns)
DEFINITIONS = Export(
    "chi-tieu-so-lieu",
    [
        Column("code", "Mã", "Code", 24),
        Column("name_vi", "Chỉ tiêu số liệu", "Measure", 48),
        Column("unit_vi", "Đơn vị tính", "Unit of measure", 14),
        Column("indicators", "Nội dung PAPI", "PAPI", 14),
        Column("source", "Căn cứ", "Source", 60),
    ],
)
