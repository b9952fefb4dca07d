"""Adding and changing units: a change is a new version from a day on, the old name stays."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Unit, UnitCode, UnitVersion
from papi.kit import clock
from papi.kit.errors import FieldError, Invalid
from papi.kit.etag import Precondition
from papi.kit.text import format_day
from papi.kit.types import new_id
from papi.outbox.facts import changes, record
from papi.units.errors import ChangeTooEarly, UnitCodeTaken
from papi.units.facts import CHANGED, CREATED, about
from papi.units.queries import day_before, get_unit
from papi.units.schemas import UnitCreate, UnitUpdate

_VERSIONED = frozenset({"name", "short_name", "parent_id"})
_NULLABLE = frozenset({"parent_id", "note", "valid_to"})


async def create_unit(session: AsyncSession, actor: Actor, given: UnitCreate) -> UUID:
    """Add a unit at the end of the official order."""
    actor.require("units.manage")
    if await session.scalar(select(Unit.id).where(Unit.code == given.code)) is not None:
        taken = FieldError("/code", "Mã đã dùng cho đơn vị khác.", "The code belongs to another unit.")
        raise UnitCodeTaken(errors=[taken], code=given.code)
    parent = await _parent(session, None, given.parent_id)
    since = given.valid_from or clock.today()
    last = await session.scalar(select(func.max(Unit.sort)))
    fields = given.model_dump(exclude={"codes", "valid_from"})
    unit = Unit(id=new_id(), **fields, sort=(last or 0) + 1, valid_from=since)
    session.add(unit)
    await session.flush()
    session.add(_version(unit, since))
    for code in given.codes:
        session.add(UnitCode(unit_id=unit.id, scheme=code.scheme, value=code.value, valid_from=since))
    record(session, actor.author, about(CREATED, unit, parent=parent))
    return unit.id


async def _parent(session: AsyncSession, unit_id: UUID | None, parent_id: UUID | None) -> str | None:
    """The parent's name; refuses one that there is not, and a unit above which the unit itself stands."""
    above, name = parent_id, None
    while above is not None:
        unit = await session.get(Unit, above)
        if unit is None:
            raise Invalid(errors=[FieldError("/parent_id", "Không có đơn vị này.", "No such unit.")])
        if unit.id == unit_id:
            circle = FieldError("/parent_id", "Đơn vị không thể là cấp trên của chính nó.", "A unit does not stand above itself.")
            raise Invalid(errors=[circle])
        name, above = name or unit.short_name, unit.parent_id
    return name


def _version(unit: Unit, since: date) -> UnitVersion:
    return UnitVersion(unit_id=unit.id, name=unit.name, short_name=unit.short_name, parent_id=unit.parent_id, valid_from=since)


async def update_unit(session: AsyncSession, actor: Actor, unit_id: UUID, given: UnitUpdate, precondition: Precondition) -> None:
    """Change a unit; its earlier name and parent stay as a version. Nothing is recorded where nothing differs."""
    unit = await get_unit(session, actor, unit_id)
    precondition.check(unit.version)
    actor.require("units.manage")
    wanted = _wanted(given, unit)
    since = given.since or clock.today()
    before, after = _shown(unit, wanted), _shown(given, wanted)
    if "parent_id" in wanted:
        before["parent"] = await _parent(session, None, unit.parent_id)
        after["parent"] = await _parent(session, unit.id, given.parent_id)
    if not wanted:
        return
    if wanted.keys() & _VERSIONED:
        await begin_version(session, unit, wanted, since)
    for name, value in wanted.items():
        setattr(unit, name, value)
    record(session, actor.author, about(CHANGED, unit, since=format_day(since), changes=changes(before, after)))


def _wanted(given: UnitUpdate, unit: Unit) -> dict[str, Any]:
    """The fields that are to differ from now on."""
    named = {name: getattr(given, name) for name in given.model_fields_set - {"since"}}
    empty = [name for name, value in named.items() if value is None and name not in _NULLABLE]
    if empty:
        raise Invalid(errors=[FieldError(f"/{name}", "Cần có giá trị.", "This is required.") for name in empty])
    if given.valid_to is not None and given.valid_to < unit.valid_from:
        early = FieldError("/valid_to", "Phải sau ngày bắt đầu sử dụng đơn vị.", "It must be after the unit's first day.")
        raise Invalid(errors=[early])
    if given.since is not None and given.since > clock.today():
        # the name in `units` is that of today: a name of tomorrow would have to take its place at midnight
        later = FieldError("/since", "Không sau ngày hôm nay.", "Not later than today.")
        raise Invalid(errors=[later])
    return {name: value for name, value in named.items() if getattr(unit, name) != value}


def _shown(source: Unit | UnitUpdate, wanted: Mapping[str, Any]) -> dict[str, Any]:
    values = {name: getattr(source, name) for name in wanted if name != "parent_id"}
    return {name: format_day(value) if isinstance(value, date) else value for name, value in values.items()}


async def begin_version(session: AsyncSession, unit: Unit, wanted: Mapping[str, Any], since: date) -> None:
    """Close the present version with the day before, or correct it where it began on the same day. `wanted` names what is to differ."""
    latest = select(UnitVersion).where(UnitVersion.unit_id == unit.id).order_by(UnitVersion.valid_from.desc()).limit(1)
    present = await session.scalar(latest)
    following = {name: wanted.get(name, getattr(unit, name)) for name in _VERSIONED}
    if present is not None and present.valid_from > since:
        raise ChangeTooEarly(day=format_day(present.valid_from))
    if present is not None and present.valid_from == since:
        for name, value in following.items():
            setattr(present, name, value)
        return
    if present is not None:
        present.valid_to = day_before(since)
    session.add(UnitVersion(unit_id=unit.id, valid_from=since, **following))
