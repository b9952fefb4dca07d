"""The migrations build what the models describe, on the database under test."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Column, Connection, MetaData, Text

import papi.main  # noqa: F401 - importing the application registers every table
from papi.kit.db import Base, Database
from papi.kit.wordsearch import is_described
from papi.settings import Settings
from tests.support.databases import Databases
from tests.support.servers import Installation


@pytest.fixture
async def migrated(databases: Databases, tmp_path: Path) -> AsyncIterator[Installation]:
    name = f"migrated_{uuid4().hex}"
    installation = Installation(await databases.create(name), tmp_path, tmp_path / "secrets")
    done = await asyncio.to_thread(installation.papi, "migrate")
    assert done.returncode == 0, done.stderr
    yield installation
    await databases.drop(name)


async def differences(installation: Installation, metadata: MetaData) -> list[str]:
    def compare(connection: Connection) -> list[str]:
        opts = {"compare_type": True, "target_metadata": metadata, "include_name": is_described}
        context = MigrationContext.configure(connection, opts=opts)
        return [str(difference) for difference in compare_metadata(context, metadata)]

    database = Database(Settings(database_url=installation.database_url).database)
    try:
        async with database.write_engine.connect() as connection:
            return await connection.run_sync(compare)
    finally:
        await database.close()


async def test_the_migrations_build_what_the_models_describe(migrated: Installation) -> None:
    assert len(Base.metadata.tables) > 20
    assert await differences(migrated, Base.metadata) == []


async def test_a_model_without_its_migration_would_be_noticed(migrated: Installation) -> None:
    ahead = MetaData(naming_convention=Base.metadata.naming_convention)
    for table in Base.metadata.tables.values():
        table.to_metadata(ahead)
    next(iter(ahead.tables.values())).append_column(Column("forgotten", Text))

    assert len(await differences(migrated, ahead)) == 1


async def test_migrating_a_current_database_changes_nothing(migrated: Installation) -> None:
    again = await asyncio.to_thread(migrated.papi, "migrate")

    assert again.returncode == 0, again.stderr
    assert await differences(migrated, Base.metadata) == []


async def test_processes_that_start_at_once_migrate_once(databases: Databases, tmp_path: Path) -> None:
    name = f"raced_{uuid4().hex}"
    raced = Installation(await databases.create(name), tmp_path, tmp_path / "secrets")

    runs = await asyncio.gather(*(asyncio.to_thread(raced.papi, "migrate") for _ in range(3)))

    assert [run.stderr for run in runs if run.returncode] == []
    assert await differences(raced, Base.metadata) == []
    await databases.drop(name)
