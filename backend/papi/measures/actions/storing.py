"""Many values in few statements: what stands, what is new, what takes the place of another. Whoever writes holds the units first."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple, cast
from uuid import UUID

from sqlalchemy import Table, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.kit.db import read_rows
from papi.kit.in_lists import among, insert_many
from papi.kit.types import AnyRow, new_id
from papi.measures.definitions import HAND
from papi.measures.judging import Figures
from papi.measures.models import MeasureValue
from papi.measures.periods import MeasuredPeriod


class FigureOutcome(StrEnum):
    CREATED = "created"
    UNCHANGED = "unchanged"
    CORRECTED = "corrected"


class Key(NamedTuple):
    """What a value is of: told again under the same key, it is the same or a correction."""

    unit_id: UUID
    measure: str
    period: str
    source: str


class Told(NamedTuple):
    """One value as a source tells it, judged."""

    key: Key
    period: MeasuredPeriod
    figures: Figures
    source_at: datetime | None
    reason: str | None


class Teller(NamedTuple):
    """Who tells: a person who writes down, or an application that sends."""

    name: str
    at: datetime
    person_id: UUID | None = None
    client_id: UUID | None = None


class Became(NamedTuple):
    """What became of a value: the id of the one that holds, and the row that held before. One that a system told `late` is older than what
    it has told meanwhile, such as a call that is made again: it changes nothing."""

    outcome: FigureOutcome
    id: UUID
    before: AnyRow | None
    late: bool = False


async def load_standing(session: AsyncSession, keys: Sequence[Key]) -> Mapping[Key, AnyRow]:
    """The values that hold under these keys, and some more: asked for by each part of the keys alone, of periods by the first and last,
    which is far quicker than a thousand keys written out: one way down the index for each unit and measure."""
    row = MeasureValue
    columns = (row.unit_id, row.measure, row.period, row.source)
    found = select(*columns, row.id, row.number, row.value, row.numerator, row.denominator, row.source_at).where(
        row.superseded_at.is_(None)
    )
    units, measures, periods, sources = (sorted(set(values)) for values in zip(*keys, strict=True))
    for column, values in ((row.unit_id, units), (row.measure, measures), (row.source, sources)):
        found = found.where(among(session, column, values))
    found = found.where(row.period.between(periods[0], periods[-1]))
    rows = await read_rows(session, found)
    return {Key(each.unit_id, each.measure, each.period, each.source): each for each in rows}


async def weigh(session: AsyncSession, told: Sequence[Told]) -> list[Became]:
    """What becomes of values, each key once, in order: as if they were stored."""
    if not told:
        return []
    standing = await load_standing(session, [each.key for each in told])
    return [_became(each, standing.get(each.key)) for each in told]


async def store(session: AsyncSession, teller: Teller, told: Sequence[Told]) -> list[Became]:
    """Store values, each key once; what became of each, in order. The same again changes nothing."""
    became = await weigh(session, told)
    new = [each for each in zip(told, became, strict=True) if each[1].outcome is not FigureOutcome.UNCHANGED]
    gone = [what.before.id for what in became if what.outcome is FigureOutcome.CORRECTED and what.before is not None]
    if gone:
        those = among(session, MeasureValue.id, gone)
        await session.execute(update(MeasureValue).where(those).values(superseded_at=teller.at), **_AS_IT_IS)
    if new:
        await insert_many(session, cast(Table, MeasureValue.__table__), _columns(teller, new))
    return became


_AS_IT_IS: dict[str, Any] = {"execution_options": {"synchronize_session": False}}


def _became(told: Told, before: AnyRow | None) -> Became:
    if before is None:
        return Became(FigureOutcome.CREATED, new_id(), None)
    if (before.value, before.numerator, before.denominator) == told.figures:
        return Became(FigureOutcome.UNCHANGED, before.id, before)
    if told.key.source != HAND and told.source_at is not None and before.source_at is not None and told.source_at < before.source_at:
        return Became(FigureOutcome.UNCHANGED, before.id, before, late=True)
    return Became(FigureOutcome.CORRECTED, new_id(), before)


def _columns(teller: Teller, new: Sequence[tuple[Told, Became]]) -> Mapping[str, Sequence[Any]]:
    same = {
        "received_at": teller.at,
        "received_by": teller.person_id,
        "received_from": teller.name,
        "client_id": teller.client_id,
        "superseded_at": None,
    }
    return {
        "id": [became.id for _told, became in new],
        "unit_id": [told.key.unit_id for told, _became in new],
        "measure": [told.key.measure for told, _became in new],
        "period": [told.key.period for told, _became in new],
        "first_day": [told.period.first for told, _became in new],
        "last_day": [told.period.last for told, _became in new],
        "source": [told.key.source for told, _became in new],
        "number": [1 if became.before is None else became.before.number + 1 for _told, became in new],
        "value": [told.figures.value for told, _became in new],
        "numerator": [told.figures.numerator for told, _became in new],
        "denominator": [told.figures.denominator for told, _became in new],
        "source_at": [told.source_at for told, _became in new],
        "reason": [told.reason for told, _became in new],
        **{name: [value] * len(new) for name, value in same.items()},
    }
