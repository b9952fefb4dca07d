"""Carries facts up to those who react to them, exactly once: the reaction and the mark are one transaction."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from uuid import UUID

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.kit.db import Database
from papi.kit.finishing import to_its_end
from papi.outbox.models import FactRow
from papi.outbox.rounds import Rounds

Reaction = Callable[[AsyncSession, FactRow], Awaitable[None]]
log = structlog.get_logger()
_BATCH = 100
_IDLE_SECONDS = 1.0


async def relay_batch(database: Database, reactions: Sequence[Reaction]) -> int:
    """Let every reaction see the oldest pending facts; the number of those carried. Where none of a batch can be carried the next one is
    looked at, in a transaction of its own: facts that fail keep no later one back."""
    passed = UUID(int=0)
    while await _is_pending(database, passed):  # an idle worker must not take SQLite's only writing connection
        async with database.writing() as session:
            oldest = select(FactRow).where(FactRow.pending.is_(True), FactRow.id > passed).order_by(FactRow.id).limit(_BATCH)
            facts = (await session.scalars(oldest.with_for_update(skip_locked=True))).all()
            if not facts:  # others have them
                return 0
            passed = facts[-1].id
            if carried := sum([await _carry(session, fact, reactions) for fact in facts]):
                return carried
    return 0


async def _is_pending(database: Database, passed: UUID) -> bool:
    async with database.reading() as session:
        return await session.scalar(select(FactRow.id).where(FactRow.pending.is_(True), FactRow.id > passed).limit(1)) is not None


async def _carry(session: AsyncSession, fact: FactRow, reactions: Sequence[Reaction]) -> bool:
    """Let every reaction see one fact. A fact on which one fails waits for the next time, and keeps no other back."""
    fact_id = str(fact.id)
    try:
        async with session.begin_nested():
            for react in reactions:
                await react(session, fact)
            fact.pending = False
    except Exception as error:  # noqa: BLE001 - whatever goes wrong with one fact
        log.warning("fact_not_carried", fact=fact_id, error=repr(error)[:300])
        return False
    return True


async def run_relay(database: Database, reactions: Sequence[Reaction]) -> None:
    """Relay until cancelled; a database that is gone is waited for."""
    rounds = Rounds()
    while True:
        try:
            carried = await to_its_end(relay_batch(database, reactions))
            await to_its_end(rounds.note(database))
        except Exception as error:  # noqa: BLE001 - a worker outlives whatever goes wrong with one batch
            log.warning("relay_failed", error=repr(error)[:300])
            carried = 0
        if carried == 0:
            await asyncio.sleep(_IDLE_SECONDS)
