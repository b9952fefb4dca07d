"""Who reads undoes nothing at the end, and yet leaves no transaction behind: the next who reads there sees what was written since."""

import asyncio

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from papi.directory.models import Unit
from papi.kit.db import Database, trying
from tests.support.world import World


async def units(reader: AsyncSession | AsyncConnection) -> int:
    return await reader.scalar(select(func.count()).select_from(Unit)) or 0


async def is_in_transaction(database: Database, session: AsyncSession) -> bool:
    driver = (await (await session.connection()).get_raw_connection()).driver_connection
    assert driver is not None
    return driver.in_transaction if database.is_sqlite else driver.is_in_transaction()


async def test_who_reads_sees_what_was_written_since_the_last_time(world: World) -> None:
    for expected in range(1, 4):
        await world.unit(f"Phường {expected}")
        async with world.database.reading() as session:
            assert await units(session) == expected
            assert not await is_in_transaction(world.database, session)


async def test_a_question_that_failed_or_was_broken_off_leaves_nothing_open(world: World) -> None:
    async with world.database.reading() as session:
        with pytest.raises(DBAPIError):
            await session.execute(text("SELECT nothing FROM nowhere"))
    long = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000) SELECT count(*) FROM n"
    async with world.database.reading() as session:
        asking = asyncio.create_task(session.execute(text(long)))
        await asyncio.sleep(0.05)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
    await world.unit("Phường 1")

    for _ in range(6):  # as many as there are connections
        async with world.database.reading() as session:
            assert not await is_in_transaction(world.database, session)
            assert await units(session) == 1


async def test_who_reads_may_not_begin_what_could_be_undone(world: World) -> None:
    """On SQLite a savepoint begins a transaction that undoing it does not end: the next there would see an old database."""
    for _ in range(6):  # as many as there are connections
        async with world.database.reading() as session:
            with pytest.raises(RuntimeError, match="nothing to undo"):
                async with trying(session):
                    await units(session)
    await world.unit("Phường 1")

    for _ in range(6):
        async with world.database.reading() as session:
            assert not await is_in_transaction(world.database, session)
            assert await units(session) == 1
    async with world.database.writing() as session, trying(session):
        assert await units(session) == 1


async def test_a_snapshot_stays_as_it_was_and_is_over_when_it_ends(world: World) -> None:
    await world.unit("Phường 1")
    async with world.database.snapshot() as connection:
        assert await units(connection) == 1
        await world.unit("Phường 2")
        async with world.database.reading() as session:
            assert await units(session) == 2
        assert await units(connection) == 1
    async with world.database.snapshot() as connection:
        assert await units(connection) == 2
    async with world.database.reading() as session:
        assert await units(session) == 2
