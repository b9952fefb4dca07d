"""Whose paper it is and whom it goes to: under the names that the bodies had on the day of the paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.directory.models import Unit, UnitKind, UnitLevel, UnitVersion, level_of
from papi.directory.queries import called_on, in_use

_COMMITTEE = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
_HEAD = ("THỦ TRƯỞNG ĐƠN VỊ",)


@dataclass(frozen=True)
class Letterhead:
    """`above` stands over the issuer, except where a People's Committee issues in its own name; `collectors` gather the papers of all."""

    issuer: str
    superior: str | None
    collectors: Sequence[str]
    committee: bool

    @property
    def above(self) -> str:
        return "" if self.committee or self.superior is None else self.superior

    @property
    def authority(self) -> tuple[str, ...]:
        return _COMMITTEE if self.committee else _HEAD


async def letterhead_of(session: AsyncSession, unit_id: UUID, day: date) -> Letterhead:
    """The unit, who stands above it, and who collected on the day; what the collecting unit makes itself goes to who stands above it."""
    unit = (await _called(session, day, Unit.id == unit_id))[0]
    nobody: Sequence[Any] = ()
    above = await _called(session, day, Unit.id == unit.parent_id) if unit.parent_id else nobody
    others = nobody if unit.coordinating else await _called(session, day, Unit.coordinating.is_(True), Unit.valid_from <= day, in_use(day))
    superior = above[0].name if above else None
    committee = unit.kind is UnitKind.CITY or level_of(unit.kind) is UnitLevel.WARD
    return Letterhead(unit.name, superior, [other.name for other in others] or ([superior] if superior else []), committee)


async def _called(session: AsyncSession, day: date, *which: ColumnElement[bool]) -> Sequence[Any]:
    """Units in official order; before a unit began and after it ended, by its own name."""
    names = [func.coalesce(getattr(UnitVersion, name), getattr(Unit, name)).label(name) for name in ("name", "parent_id")]
    rows = select(Unit.kind, Unit.coordinating, *names).outerjoin(UnitVersion, called_on(day)).where(*which).order_by(Unit.sort, Unit.id)
    return (await session.execute(rows)).all()
