"""Reading units; everybody inside may."""

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Unit, UnitCode, UnitGroup, UnitGroupMember, UnitLineage, UnitVersion
from papi.directory.queries import called_on, in_use
from papi.kit import clock
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset, matches
from papi.kit.text import words_of
from papi.kit.types import AnyRow
from papi.units.errors import UnitNotFound
from papi.units.schemas import PLAN_NAMED, UnitQuery
from papi.units.words import KIND_WORDS


async def get_unit(session: AsyncSession, actor: Actor, unit_id: UUID) -> Unit:
    """A unit."""
    actor.require_some("units.read")
    unit = await session.get(Unit, unit_id)
    if unit is None:
        raise UnitNotFound
    return unit


def list_units(actor: Actor, query: UnitQuery) -> Listing:
    """Units in official order, as they are called on a day."""
    actor.require_some("units.read")
    day = query.on or clock.today()
    statement = (
        select(
            *_ROW,
            func.coalesce(UnitVersion.name, Unit.name).label("name"),
            func.coalesce(UnitVersion.short_name, Unit.short_name).label("short_name"),
            func.coalesce(UnitVersion.parent_id, Unit.parent_id).label("parent_id"),
        )
        .outerjoin(UnitVersion, called_on(day))
        .where(Unit.valid_from <= day, in_use(day), *_filters(query))
    )
    return Listing(Pages(statement, _KEYSET), lambda row: _item(actor, row), _EXPORT)


def _filters(query: UnitQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if query.kind is not None:
        found.append(Unit.kind == query.kind)
    if query.parent is not None:
        found.append(Unit.parent_id == query.parent)
    if query.group is not None:
        members = select(UnitGroupMember.unit_id).where(UnitGroupMember.group_id == query.group)
        found.append(Unit.id.in_(members))
    if query.q:
        found.append(called(query.q))
    return found


def called(text: str) -> ColumnElement[bool]:
    """Units that are or were called so, and those that came after one that was."""
    named = select(UnitVersion.unit_id).where(matches(UnitVersion.folded, text))
    after = select(UnitLineage.unit_id).where(UnitLineage.predecessor_id.in_(named))
    return or_(matches(Unit.folded, text), Unit.id.in_(named), Unit.id.in_(after))


_ROW = (
    Unit.id,
    Unit.version,
    Unit.code,
    Unit.kind,
    Unit.coordinating,
    Unit.basis,
    Unit.note,
    Unit.valid_from,
    Unit.valid_to,
)
_KEYSET = Keyset({"sort": Key(Unit.sort, int), "code": Key(Unit.code, str)}, default="sort", id=Unit.id)
_EXPORT = Export(
    "don-vi",
    [
        Column("code", "Mã", "Code", 12),
        Column("name", "Cơ quan, đơn vị", "Unit", 48),
        Column("kind", "Loại", "Kind", 20, words_of(KIND_WORDS)),
        Column("note", "Ghi chú", "Note", 48),
    ],
)


def _item(actor: Actor, row: AnyRow | Unit) -> dict[str, Any]:
    fields = (*(column.key for column in _ROW), "name", "short_name", "parent_id")
    return {
        **{name: getattr(row, name) for name in fields},
        "provisional": row.basis != PLAN_NAMED,
        "allowed_actions": ["edit"] if actor.may("units.manage") else [],
    }


async def read_unit(session: AsyncSession, actor: Actor, unit_id: UUID) -> dict[str, Any]:
    """A unit with its codes and groups."""
    unit = await get_unit(session, actor, unit_id)
    codes = await session.scalars(select(UnitCode).where(UnitCode.unit_id == unit.id).order_by(UnitCode.scheme))
    groups = await session.scalars(
        select(UnitGroup.name).join(UnitGroupMember, UnitGroupMember.group_id == UnitGroup.id).where(UnitGroupMember.unit_id == unit.id)
    )
    shaped = [{"scheme": code.scheme, "value": code.value, "valid_from": code.valid_from, "valid_to": code.valid_to} for code in codes]
    return {**_item(actor, unit), "codes": shaped, "groups": list(groups), **await _lineage(session, unit.id)}


async def _lineage(session: AsyncSession, unit_id: UUID) -> dict[str, list[dict[str, Any]]]:
    """The units before and after, by decisions that named them; the nearest."""
    found: dict[str, list[dict[str, Any]]] = {}
    sides = (
        ("predecessors", UnitLineage.unit_id, UnitLineage.predecessor_id),
        ("successors", UnitLineage.predecessor_id, UnitLineage.unit_id),
    )
    for name, here, there in sides:
        rows = await session.execute(
            select(Unit.id, Unit.code, Unit.short_name.label("name"), UnitLineage.since)
            .join(Unit, Unit.id == there)
            .where(here == unit_id, UnitLineage.direct.is_(True))
            .order_by(Unit.sort, Unit.id)
        )
        found[name] = [{"id": row.id, "code": row.code, "name": row.name, "since": row.since} for row in rows]
    return found


async def read_history(session: AsyncSession, actor: Actor, unit_id: UUID) -> dict[str, Any]:
    """A unit's names and parents over time."""
    unit = await get_unit(session, actor, unit_id)
    rows = await session.scalars(select(UnitVersion).where(UnitVersion.unit_id == unit.id).order_by(UnitVersion.valid_from.desc()))
    fields = ("name", "short_name", "parent_id", "valid_from", "valid_to")
    return {"items": [{name: getattr(row, name) for name in fields} for row in rows]}


async def read_groups(session: AsyncSession, actor: Actor) -> dict[str, Any]:
    """The named sets of units, as far as they are in use today."""
    actor.require_some("units.read")
    members: dict[UUID, list[UUID]] = defaultdict(list)
    today = clock.today()
    rows = await session.execute(
        select(UnitGroupMember.group_id, UnitGroupMember.unit_id)
        .join(Unit, Unit.id == UnitGroupMember.unit_id)
        .where(Unit.valid_from <= today, in_use(today))
        .order_by(Unit.sort)
    )
    for group_id, unit_id in rows.all():
        members[group_id].append(unit_id)
    groups = await session.scalars(select(UnitGroup).order_by(UnitGroup.name))
    return {"items": [{"id": row.id, "code": row.code, "name": row.name, "unit_ids": members[row.id]} for row in groups]}


def day_before(day: date) -> date:
    """The last day of what ends when something new begins."""
    return date.fromordinal(day.toordinal() - 1)


HISTORY = Export(
    "ten-goi-don-vi",
    [
        Column("name", "Tên", "Name", 48),
        Column("short_name", "Tên ngắn", "Short name", 28),
        Column("valid_from", "Từ ngày", "From", 14),
        Column("valid_to", "Đến ngày", "To", 14),
    ],
)
GROUPS = Export(
    "nhom-don-vi",
    [
        Column("code", "Mã", "Code", 16),
        Column("name", "Nhóm đơn vị", "Group", 48),
        Column("unit_ids", "Số đơn vị", "Units", 12, said=lambda ids, _language: len(ids)),
    ],
)
