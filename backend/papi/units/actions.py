"""Adding and changing units: a change is a new version from a day on, the old name stays."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Unit, UnitCode, UnitVersion
from papi.kit import clock
from papi.kit.errors import FieldError, Invalid
from papi.kit.etag import Precondition
from papi.kit.text import format_day, searchable
from papi.kit.types import new_id
from papi.outbox.facts import changes, record
from papi.units.errors import UnitCodeTaken
from papi.units.facts import CHANGED, CREATED, about
from papi.units.queries import day_before, get_unit
from papi.units.schemas import UnitCreate, UnitUpdate


async def create_unit(session: AsyncSession, actor: Actor, given: UnitCreate) -> UUID:
    """Add a unit at the end of the official order."""
    actor.require("units.manage")
    if await session.scalar(select(Unit.id).where(Unit.code == given.code)) is not None:
        raise UnitCodeTaken(code=given.code)
    await _require_parent(session, given.parent_id)
    since = given.valid_from or clock.today()
    last = await session.scalar(select(func.max(Unit.sort)))
    unit = Unit(
        id=new_id(),
        code=given.code,
        kind=given.kind,
        name=given.name,
        short_name=given.short_name,
        folded=searchable(given.name, given.short_name, given.code),
        parent_id=given.parent_id,
        sort=(last or 0) + 1,
        valid_from=since,
    )
    session.add(unit)
    await session.flush()
    session.add(_version(unit, since))
    for code in given.codes:
        session.add(UnitCode(unit_id=unit.id, scheme=code.scheme, value=code.value, valid_from=since))
    record(session, actor.author, about(CREATED, unit))
    return unit.id


async def _require_parent(session: AsyncSession, parent_id: UUID | None) -> None:
    if parent_id is not None and await session.get(Unit, parent_id) is None:
        raise Invalid(errors=[FieldError("/parent_id", "Không có đơn vị này.", "No such unit.")])


def _version(unit: Unit, since: Any) -> UnitVersion:
    return UnitVersion(unit_id=unit.id, name=unit.name, short_name=unit.short_name, parent_id=unit.parent_id, valid_from=since)


async def update_unit(session: AsyncSession, actor: Actor, unit_id: UUID, given: UnitUpdate, precondition: Precondition) -> None:
    """Change a unit from a day on (today unless given); its earlier name and parent stay as a version."""
    unit = await get_unit(session, actor, unit_id)
    precondition.check(unit.version)
    actor.require("units.manage")
    if given.parent_id == unit.id:
        raise Invalid(errors=[FieldError("/parent_id", "Đơn vị không thể là cấp trên của chính nó.", "A unit is not its own parent.")])
    await _require_parent(session, given.parent_id)
    since = given.since or clock.today()
    wanted = {name: getattr(given, name) for name in given.model_fields_set - {"since"} if getattr(given, name) is not None}
    before = {name: _spoken(getattr(unit, name)) for name in wanted if name != "parent_id"}
    for name, value in wanted.items():
        setattr(unit, name, value)
    unit.folded = searchable(unit.name, unit.short_name, unit.code)
    if wanted.keys() & {"name", "short_name", "parent_id"}:
        await _begin_version(session, unit, since)
    after = {name: _spoken(wanted[name]) for name in before}
    record(session, actor.author, about(CHANGED, unit, since=format_day(since), changes=changes(before, after)))


def _spoken(value: Any) -> Any:
    return format_day(value) if hasattr(value, "year") else value


async def _begin_version(session: AsyncSession, unit: Unit, since: Any) -> None:
    present = await session.scalar(
        select(UnitVersion).where(UnitVersion.unit_id == unit.id, UnitVersion.valid_to.is_(None)).with_for_update()
    )
    if present is not None and present.valid_from >= since:
        present.name, present.short_name, present.parent_id = unit.name, unit.short_name, unit.parent_id
        return
    if present is not None:
        present.valid_to = day_before(since)
    session.add(_version(unit, since))
