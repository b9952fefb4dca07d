"""The audit chain: facts stand one after another, each with a digest over itself and the digest before it.

Facts are written by many transactions at once, so the chain is made after their commits, by one worker at a time.
"""

import asyncio
import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import ColumnElement, SQLColumnExpression, and_, bindparam, exists, insert, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from papi.kit import clock
from papi.kit.db import Database, at_most, read_rows
from papi.kit.finishing import to_its_end
from papi.outbox.models import ChainedFact, FactRow

BEGINNING = "0" * 64
"""What stands before the first fact."""

LATE = timedelta(hours=1)
"""How much older than the newest chained fact one may be that is chained only now: longer than any transaction runs."""

_RECENT = timedelta(seconds=30)
"""The same at a quick look, that is asked several times a second: longer than nearly all transactions run."""

# Never shortened nor renamed, or nothing that was chained before could be verified. `pending` is not here because it changes, `folded`
# because it is made of others. A column may be added: it is null in older facts, and null is left out of what is digested.
CHAINED_COLUMNS = (
    FactRow.id,
    FactRow.kind,
    FactRow.subject_type,
    FactRow.subject_id,
    FactRow.subject_label,
    FactRow.unit_id,
    FactRow.permission,
    FactRow.private,
    FactRow.person_id,
    FactRow.person_name,
    FactRow.role,
    FactRow.acting_unit_id,
    FactRow.acting_unit_name,
    FactRow.address,
    FactRow.request_id,
    FactRow.real_at,
    FactRow.business_at,
    FactRow.data,
    FactRow.behalf_id,
    FactRow.behalf_name,
)
_NAMES = tuple(column.key for column in CHAINED_COLUMNS)
_BATCH = 200
_IDLE_SECONDS = 1.0
_THOROUGH_EVERY = 60
_LOCK = text("SELECT pg_try_advisory_xact_lock(7237411)")  # any number that nothing else in this database takes
log = structlog.get_logger()


@dataclass(frozen=True)
class Telling:
    """How a fact is written for others, which is decided above: done once, as it gets its place, and not by everybody who reads it."""

    columns: tuple[SQLColumnExpression[Any], ...]
    """What it is written of."""

    write: Callable[[int, Sequence[Any]], tuple[str, str] | None]
    """Form and text for a place and the values of these columns; None for what nobody is told."""

    forms: Collection[str]
    """The forms of this release. What is kept by another is not sent, but written anew."""

    def of_place(self, number: int, values: Sequence[Any]) -> tuple[str | None, str | None]:
        """Form and text to keep at a place, or nothing: whatever cannot be told of a fact, it has its place."""
        try:
            told = self.write(number, values)
        except Exception as error:  # noqa: BLE001 - said above
            log.warning("telling_failed", number=number, error=repr(error)[:300])
            told = None
        return told or (None, None)


def digest_of(previous: str, values: Sequence[Any]) -> str:
    """SHA-256 over the digest before (32 bytes) and the fact as JSON in UTF-8: sorted keys, no blanks, no nulls, moments in UTC."""
    content = {name: _plain(value) for name, value in zip(_NAMES, values, strict=True) if value is not None}
    line = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(bytes.fromhex(previous) + line.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value) if isinstance(value, UUID) else value


HEAD = at_most(select(ChainedFact.number, ChainedFact.digest).order_by(ChainedFact.number.desc()), 1)
_DIGEST_AT = select(ChainedFact.digest).where(ChainedFact.number == bindparam("number"))
_LAST_PLACE = at_most(select(ChainedFact.number).order_by(ChainedFact.number.desc()), 1)
_NEWEST_CHAINED = at_most(select(ChainedFact.fact_id).order_by(ChainedFact.fact_id.desc()), 1)


async def last_place(session: AsyncSession) -> int:
    """The number of the last place; 0 while there is none. Whoever sees a place sees all before it."""
    return await session.scalar(_LAST_PLACE) or 0


async def head_of(session: AsyncSession) -> tuple[int, str]:
    """The last place with its digest; where there is none, the beginning."""
    head = (await session.execute(HEAD)).one_or_none()
    return (head.number, head.digest) if head is not None else (0, BEGINNING)


async def digest_at(session: AsyncSession, number: int) -> str:
    """The digest over everything up to a place."""
    return await session.scalar(_DIGEST_AT, {"number": number}) or BEGINNING


async def newest_chained(session: AsyncSession) -> UUID | None:
    """The chained fact that was recorded last, as ids tell."""
    return await session.scalar(_NEWEST_CHAINED)


def unchained() -> ColumnElement[bool]:
    """The facts that have no place in the chain."""
    return ~exists().where(ChainedFact.fact_id == FactRow.id)


def waiting_after(newest: UUID | None, late: timedelta = LATE) -> ColumnElement[bool]:
    """Facts that may still be chained. One that was recorded much earlier and turns up only now came behind the chain's back."""
    earliest = late_before(newest, late)
    # said of both: otherwise PostgreSQL reads the places of all facts that there ever were, to find none for the latest
    taken = exists().where(ChainedFact.fact_id == FactRow.id, ChainedFact.fact_id > earliest)
    return and_(FactRow.id > earliest, ~taken)


def late_before(newest: UUID | None, late: timedelta = LATE) -> UUID:
    """The smallest id, as a moment, of a fact that may still be chained. An id is a UUIDv7: it begins with its milliseconds."""
    if newest is None:
        return UUID(int=0)
    recorded = min(newest.int >> 80, int(clock.real().timestamp() * 1000))  # a clock that ran ahead for a while must keep nothing out
    return UUID(int=max(0, recorded - int(late.total_seconds() * 1000)) << 80)


async def chain_batch(database: Database, telling: Telling, *, thorough: bool = True) -> int:
    """Give the oldest facts without a place theirs; how many. Without `thorough` only recent ones are looked for."""
    late = LATE if thorough else _RECENT
    async with database.reading() as session:  # an idle worker must not take SQLite's only writing connection
        if not await _does_any_wait(session, late):
            return 0
    async with database.writing() as session:
        if not database.is_sqlite and not await session.scalar(_LOCK):
            return 0  # another worker is at it
        return await _extend(session, late, telling)


async def _does_any_wait(session: AsyncSession, late: timedelta) -> bool:
    # ordered, so that it is one look into an index: asked for "any id greater than", PostgreSQL may read the whole table
    waiting = select(FactRow.id).where(waiting_after(await newest_chained(session), late)).order_by(FactRow.id)
    return await session.scalar(at_most(waiting, 1)) is not None


async def _extend(session: AsyncSession, late: timedelta, telling: Telling) -> int:
    number, digest = await head_of(session)
    oldest = select(*CHAINED_COLUMNS, *telling.columns).where(waiting_after(await newest_chained(session), late)).order_by(FactRow.id)
    links: list[dict[str, Any]] = []
    for values in await read_rows(session, at_most(oldest, _BATCH)):
        number, digest = number + 1, digest_of(digest, values[: len(_NAMES)])
        form, told = telling.of_place(number, values[len(_NAMES) :])
        links.append({"number": number, "fact_id": values.id, "digest": digest, "form": form, "told": told})
    if links:
        await session.execute(insert(ChainedFact), links)
    return len(links)


async def run_chain(database: Database, telling: Telling) -> None:
    """Chain until cancelled. A transaction that took long is found by the next thorough look, within a minute."""
    looks = 0
    while True:
        try:
            chained = await to_its_end(chain_batch(database, telling, thorough=looks % _THOROUGH_EVERY == 0))
        except Exception as error:  # noqa: BLE001 - a worker outlives whatever goes wrong with one batch
            log.warning("chaining_failed", error=repr(error)[:300])
            chained = 0
        looks += 1
        if chained < _BATCH:
            await asyncio.sleep(_IDLE_SECONDS)
