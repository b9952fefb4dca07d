"""Verifying the audit chain: every digest is worked out again, in pieces, and compared with the one that is kept.

What is kept of a fact so that it is found and told quickly is in no digest, for its form may change; it is made again of the fact as well.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.kit.db import read_rows
from papi.kit.text import searchable
from papi.kit.types import AnyRow
from papi.outbox.chain import BEGINNING, CHAINED_COLUMNS, HEAD, Telling, digest_of, late_before, newest_chained, unchained, waiting_after
from papi.outbox.models import ChainedFact, FactRow

_PIECE = 500
_PLACE = (ChainedFact.number, ChainedFact.fact_id, ChainedFact.digest, ChainedFact.form, ChainedFact.told, FactRow.folded)
_CHAINED = slice(len(_PLACE), len(_PLACE) + len(CHAINED_COLUMNS))
_TOLD_OF = slice(_CHAINED.stop, None)


class BreakKind(StrEnum):
    CHANGED = "changed"
    MISSING = "missing"
    ADDED = "added"


@dataclass(frozen=True)
class Break:
    """Where the chain breaks first. An added fact has no place: `number` is the one that it claims by its time."""

    kind: BreakKind
    number: int
    fact_id: UUID | None


@dataclass(frozen=True)
class Head:
    """The end of the chain: who has noted it elsewhere will see whether anything before it was made anew."""

    number: int
    digest: str


@dataclass(frozen=True)
class Verdict:
    """What was found. `waiting` facts are too new to have a place; `waiting_since` is the oldest one's time."""

    chained: int
    waiting: int
    waiting_since: datetime | None
    head: Head | None
    first_break: Break | None

    @property
    def ok(self) -> bool:
        return self.first_break is None


async def verify(session: AsyncSession, telling: Telling) -> Verdict:
    """Follow the chain from its beginning to where it ends now. Facts go on being written meanwhile, and are not missed."""
    head = await _head(session)
    chained = await session.scalar(select(func.count()).select_from(ChainedFact)) or 0
    newest = await newest_chained(session)
    waits = select(func.count(), func.min(FactRow.real_at)).where(waiting_after(newest))
    waiting, since = (await session.execute(waits)).one()
    found = [await _follow(session, telling, head.number) if head else None, await _added(session, newest)]
    first = min((one for one in found if one is not None), key=lambda one: one.number, default=None)
    return Verdict(chained, waiting, since, head, first)


async def _head(session: AsyncSession) -> Head | None:
    row = (await session.execute(HEAD)).one_or_none()
    return Head(row.number, row.digest) if row is not None else None


async def _follow(session: AsyncSession, telling: Telling, last: int) -> Break | None:
    walk = _Walk(telling)
    links = select(*_PLACE, *CHAINED_COLUMNS, *telling.columns).outerjoin(FactRow, FactRow.id == ChainedFact.fact_id)
    statement = links.where(ChainedFact.number <= last).order_by(ChainedFact.number).limit(_PIECE)
    rows = await read_rows(session, statement)
    while rows:
        broken = await asyncio.to_thread(walk.follow, rows)
        if broken is not None:
            return broken
        rows = await read_rows(session, statement.where(ChainedFact.number > walk.number))
    return None


class _Walk:
    """How far the chain was followed."""

    def __init__(self, telling: Telling) -> None:
        self._telling = telling
        self.number = 0
        self.digest = BEGINNING

    def follow(self, rows: Sequence[AnyRow]) -> Break | None:
        """Follow the next links; the first that does not hold."""
        for row in rows:
            broken = self._step(row)
            if broken is not None:
                return broken
        return None

    def _step(self, row: AnyRow) -> Break | None:
        wanted = self.number + 1
        if row.number < wanted:
            return Break(BreakKind.ADDED, row.number, row.fact_id)
        if row.number > wanted:
            return Break(BreakKind.MISSING, wanted, None)
        if row.id is None:
            return Break(BreakKind.MISSING, wanted, row.fact_id)
        if digest_of(self.digest, row[_CHAINED]) != row.digest or not (_is_found_by_its_words(row) and self._is_told_as_it_is(row)):
            return Break(BreakKind.CHANGED, wanted, row.fact_id)
        self.number, self.digest = row.number, row.digest
        return None

    def _is_told_as_it_is(self, row: Any) -> bool:
        # what is kept by no form of this release is not sent to anybody
        return row.form not in self._telling.forms or self._telling.of_place(row.number, row[_TOLD_OF]) == (row.form, row.told)


def _is_found_by_its_words(row: Any) -> bool:
    # no part of the digest, because how words are folded may change; but other words would hide a fact from a search
    return row.folded == searchable(row.subject_label, row.person_name, row.acting_unit_name, row.behalf_name)


async def _added(session: AsyncSession, newest: UUID | None) -> Break | None:
    """The first fact that has no place although the chain has gone on for long."""
    outside = select(FactRow.id).where(FactRow.id <= late_before(newest), unchained()).order_by(FactRow.id).limit(1)
    fact_id = await session.scalar(outside)
    if fact_id is None:
        return None
    claimed = await session.scalar(select(func.min(ChainedFact.number)).where(ChainedFact.fact_id > fact_id))
    return Break(BreakKind.ADDED, claimed or 1, fact_id)
