"""The units themselves: new ones are made, names change, and what ends keeps its names, codes and days."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.directory.models import Unit, UnitCode, UnitKind, UnitLineage, UnitVersion
from papi.kit.text import format_day
from papi.kit.types import new_id
from papi.outbox.facts import Author, record
from papi.reorganisation.actions.carrying import Carrying, Heritage
from papi.reorganisation.facts import RENAMED, about_unit
from papi.reorganisation.models import How, Moved, Side, Succession, SuccessionKind, SuccessionMember
from papi.reorganisation.schemas import PartWrite, SuccessionCreate, SuccessorWrite
from papi.units.actions import begin_version
from papi.units.facts import CREATED, about
from papi.units.queries import day_before

_OLD = " (cũ)"


async def settle_units(session: AsyncSession, author: Author, succession: Succession, given: SuccessionCreate) -> Mapping[UUID, Heritage]:
    """Rename and make units; who comes after each unit that ends."""
    found: dict[UUID, Heritage] = {}
    made: dict[str, Unit] = {}
    for number, part in enumerate(given.parts):
        if part.kind is SuccessionKind.RENAME:
            await _rename(session, author, succession, part)
            continue
        after = [await _successor(session, author, succession.effective_on, wanted, made) for wanted in part.successors]
        await _name_members(session, succession, number, after)
        choices = {(choice.what, choice.id): choice for choice in part.choices}
        for unit in await session.scalars(select(Unit).where(Unit.id.in_(part.predecessors))):
            found[unit.id] = Heritage(unit, part.kind, after, choices)
    _tell_apart([heritage.unit for heritage in found.values()], list(made.values()))
    return found


def _tell_apart(ending: Sequence[Unit], made: Sequence[Unit]) -> None:
    """A new unit may bear the name of one that ends: that one is called the old one from now on; its versions keep what it was called."""
    names = {unit.short_name for unit in made}
    for unit in ending:
        if unit.short_name in names:
            unit.name, unit.short_name = f"{unit.name}{_OLD}", f"{unit.short_name}{_OLD}"


async def _successor(session: AsyncSession, author: Author, day: date, wanted: SuccessorWrite, made: dict[str, Unit]) -> Unit:
    """The unit that there is, or the new one: two parts may name the same new unit by its code."""
    if wanted.unit_id is not None:
        return await session.get_one(Unit, wanted.unit_id)
    if wanted.code in made:
        return made[wanted.code]
    last = await session.scalar(select(func.max(Unit.sort)))
    unit = Unit(
        id=new_id(),
        code=wanted.code,
        kind=wanted.kind or UnitKind.WARD,
        name=wanted.name,
        short_name=wanted.short_name,
        parent_id=wanted.parent_id,
        coordinating=wanted.coordinating,
        sort=(last or 0) + 1,
        valid_from=day,
    )
    session.add(unit)
    await session.flush()
    session.add(_version(unit, day))
    session.add_all(UnitCode(unit_id=unit.id, scheme=code.scheme, value=code.value, valid_from=day) for code in wanted.codes)
    record(session, author, about(CREATED, unit))
    made[unit.code] = unit
    return unit


def _version(unit: Unit, since: date) -> UnitVersion:
    return UnitVersion(unit_id=unit.id, name=unit.name, short_name=unit.short_name, parent_id=unit.parent_id, valid_from=since)


async def _name_members(session: AsyncSession, succession: Succession, part: int, after: Sequence[Unit]) -> None:
    members = await session.scalars(
        select(SuccessionMember)
        .where(SuccessionMember.succession_id == succession.id, SuccessionMember.part == part, SuccessionMember.side == Side.SUCCESSOR)
        .order_by(SuccessionMember.place)
    )
    for member, unit in zip(members, after, strict=True):
        member.unit_id = unit.id


async def _rename(session: AsyncSession, author: Author, succession: Succession, part: PartWrite) -> None:
    unit = await session.get_one(Unit, part.predecessors[0])
    wanted, day, before = part.successors[0], succession.effective_on, unit.short_name
    names = {"name": wanted.name or unit.name, "short_name": wanted.short_name or unit.short_name}
    await begin_version(session, unit, names, day)
    unit.name, unit.short_name = names["name"], names["short_name"]
    data = {"before": before, "after": unit.short_name, "day": format_day(day)}
    record(session, author, about_unit(RENAMED, unit, **data))


async def _close_versions(session: AsyncSession, unit_id: UUID, day: date) -> None:
    """The unit's names end with it; one that was to begin on the day or later never held."""
    open_ended = (UnitVersion.unit_id == unit_id, or_(UnitVersion.valid_to.is_(None), UnitVersion.valid_to >= day))
    for version in await session.scalars(select(UnitVersion).where(*open_ended)):
        if version.valid_from >= day:
            await session.delete(version)
        else:
            version.valid_to = day_before(day)


async def end_units(carrying: Carrying) -> None:
    """The units that end: their last day is the day before, their codes and names end with it, and their lines go on in others."""
    session, last = carrying.session, day_before(carrying.day)
    for heritage in carrying.heritages.values():
        unit = heritage.unit
        unit.valid_to = last
        await _close_versions(session, unit.id, carrying.day)
        codes = select(UnitCode).where(UnitCode.unit_id == unit.id, or_(UnitCode.valid_to.is_(None), UnitCode.valid_to > last))
        for code in await session.scalars(codes):
            code.valid_to = last
        await _move_children(carrying, heritage)
    await session.flush()
    for heritage in carrying.heritages.values():
        await _write_lineage(carrying, heritage)


async def _move_children(carrying: Carrying, heritage: Heritage) -> None:
    """Units below one that ends stand below its heir, or below none."""
    heir = heritage.heir
    below = select(Unit).where(Unit.parent_id == heritage.unit.id, Unit.id.not_in(carrying.ending), Unit.valid_to.is_(None))
    for child in await carrying.session.scalars(below.where(Unit.id != (heir.id if heir else None))):
        above = heir.id if heir else None
        await begin_version(carrying.session, child, {"parent_id": above}, carrying.day)
        child.parent_id = above
        how = How.CARRIED if heir else How.ENDED
        carrying.note(Moved.CHILD, how, (child.id, child.short_name), (heritage.unit, heir))


async def _write_lineage(carrying: Carrying, heritage: Heritage) -> None:
    """Everyone after the unit reads what it left, and what others had left to it; the heir answers for it."""
    session = carrying.session
    inherited = await session.scalars(select(UnitLineage).where(UnitLineage.unit_id == heritage.unit.id))
    before = [(heritage.unit.id, True, True), *((row.predecessor_id, False, row.answers) for row in inherited)]
    for after in heritage.successors:
        for predecessor_id, direct, answers in before:
            known = await session.get(UnitLineage, (after.id, predecessor_id))
            answering = answers and after is heritage.heir
            if known is not None:
                known.direct, known.answers = known.direct or direct, known.answers or answering
            elif predecessor_id != after.id:
                given = {"since": carrying.day, "direct": direct, "answers": answering}
                session.add(UnitLineage(unit_id=after.id, predecessor_id=predecessor_id, **given))
        await session.flush()
