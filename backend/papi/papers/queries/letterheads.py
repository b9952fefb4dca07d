"""Whose paper it is and whom it goes to: under the names that the bodies had on the day of the paper."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor, UnitRef
from papi.directory.models import Person, Unit, UnitKind, UnitLevel, UnitVersion, level_of
from papi.directory.queries import called_on, in_use
from papi.kit import clock
from papi.kit.documents import Column, Export
from papi.papers.errors import UnitUnknown
from papi.papers.facts import LETTERHEAD_FIELDS
from papi.papers.models import Letterhead
from papi.papers.paper import Head
from papi.papers.workflow import Derived, Standing, derive

ASKED = frozenset({UnitKind.PARTY, UnitKind.FRONT})
"""Bodies that issue their papers in their own form: none is ever made in the name of one."""

_WRITTEN = tuple(LETTERHEAD_FIELDS)
LETTERHEADS = Export(
    "the-thuc-van-ban",
    [
        Column("valid_from", "Từ ngày", "From", 14),
        *(Column(name, vi, en, 30) for name, (vi, en) in LETTERHEAD_FIELDS.items()),
        Column("changed_by", "Người ghi", "Written by", 24),
        Column("changed_at", "Ghi lúc", "Written", 20),
    ],
)


@dataclass(frozen=True)
class Issuer:
    """The head of a unit's papers. `superior` is who stands above the unit, also where that is not printed; `collectors` gather the
    papers of all (`unwritten`: where nobody wrote them down); `receivers` get every paper of the unit besides those of the matter."""

    head: Head
    superior: str | None
    collectors: Sequence[str]
    receivers: Sequence[str]
    unwritten: Sequence[str]


async def issuer_of(session: AsyncSession, unit_id: UUID, day: date) -> Issuer:
    """How the unit's papers of a day are headed and signed. What the collecting unit makes itself goes to who stands above it."""
    derived, coordinating, superior = await _derived(session, unit_id, day)
    kept = await find_letterhead(session, unit_id, day)
    head = Head(**{name: _settled(kept, derived, name) for name in Head.model_fields})
    unwritten = await _collectors(session, unit_id, day, coordinating=coordinating) or ([superior] if superior else [])
    written = kept.addressees if kept else None
    collectors = unwritten if written is None else written
    return Issuer(head, superior, collectors, tuple(kept.receivers or ()) if kept else (), unwritten)


async def _collectors(session: AsyncSession, unit_id: UUID, day: date, *, coordinating: bool) -> list[str]:
    """Who gathers the papers of others: none for itself, and none for the committee that it works for."""
    others = () if coordinating else await _called(session, day, Unit.coordinating.is_(True), Unit.valid_from <= day, in_use(day))
    return [other.name for other in others if other.parent_id != unit_id]


async def derived_letterhead(session: AsyncSession, unit_id: UUID, day: date) -> Derived:
    """What a unit's papers carry where nobody has written it down."""
    return (await _derived(session, unit_id, day))[0]


async def find_letterhead(session: AsyncSession, unit_id: UUID, day: date) -> Letterhead | None:
    """What was written down for the unit and holds on the day."""
    latest = select(Letterhead).where(Letterhead.unit_id == unit_id, Letterhead.valid_from <= day).order_by(Letterhead.valid_from.desc())
    return await session.scalar(latest.limit(1))


def _settled(kept: Letterhead | None, derived: Derived, name: str) -> Any:
    written = getattr(kept, name) if kept is not None else None
    return getattr(derived, name) if written is None else written


async def _derived(session: AsyncSession, unit_id: UUID, day: date) -> tuple[Derived, bool, str | None]:
    unit = (await _called(session, day, Unit.id == unit_id))[0]
    above = await _called(session, day, Unit.id == unit.parent_id) if unit.parent_id else ()
    superior = above[0].name if above else None
    committee = unit.kind is UnitKind.CITY or level_of(unit.kind) is UnitLevel.WARD
    return derive(Standing(unit.name, superior, committee=committee)), unit.coordinating, superior


async def _called(session: AsyncSession, day: date, *which: ColumnElement[bool]) -> Sequence[Any]:
    """Units in official order; before a unit began and after it ended, by its own name."""
    names = [func.coalesce(getattr(UnitVersion, name), getattr(Unit, name)).label(name) for name in ("name", "parent_id")]
    rows = (
        select(Unit.id, Unit.kind, Unit.coordinating, *names)
        .outerjoin(UnitVersion, called_on(day))
        .where(*which)
        .order_by(Unit.sort, Unit.id)
    )
    return (await session.execute(rows)).all()


async def addressed_on(session: AsyncSession, day: date, units: Collection[UUID]) -> dict[UUID, str]:
    """By which names papers of a day address these units."""
    return {row.id: row.name for row in await _called(session, day, Unit.id.in_(units))}


async def get_unit_of(session: AsyncSession, actor: Actor, unit_id: UUID, permission: str) -> Unit:
    """The unit whose letterhead is meant, as far as the actor may see it."""
    actor.require_some(permission)
    unit = await session.scalar(select(Unit).where(Unit.id == unit_id, actor.sees("letterhead.read", Unit.id)))
    if unit is None:
        raise UnitUnknown
    return unit


async def read_letterheads(session: AsyncSession, actor: Actor, unit_id: UUID) -> dict[str, Any]:
    """What was written down for a unit, what follows without it, and what holds today."""
    unit = await get_unit_of(session, actor, unit_id, "letterhead.read")
    columns = [getattr(Letterhead, name) for name in (*_WRITTEN, "valid_from", "version", "changed_at")]
    rows = await session.execute(
        select(*columns, Person.full_name.label("changed_by"))
        .join(Person, Person.id == Letterhead.changed_by)
        .where(Letterhead.unit_id == unit_id)
        .order_by(Letterhead.valid_from.desc())
    )
    derived = await derived_letterhead(session, unit_id, clock.today())
    issuer = await issuer_of(session, unit_id, clock.today())
    return {
        "items": [dict(row._mapping) for row in rows],  # pyright: ignore[reportPrivateUsage] - SQLAlchemy's public name
        "derived": {**asdict(derived), "addressees": list(issuer.unwritten), "receivers": []},
        "today": {**issuer.head.model_dump(), "addressees": list(issuer.collectors), "receivers": list(issuer.receivers)},
        "allowed_actions": ["edit"] if actor.may("letterhead.edit", UnitRef(unit.id, unit.coordinating)) else [],
    }
