"""Migrations that rewrite rows do so without losing any of them, there and back."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, select

from papi.kit.db import Database
from papi.settings import Settings
from papi.unit_plans.models import UnitPlanVersion
from tests.support.servers import Installation

SCRIPTS = Path(__file__).parents[2] / "migrations"
BEFORE_FILES = "5b0e6f3d9c27"
"""Versions of unit plans kept the ids of their documents, not yet the files."""


@pytest.fixture
async def database(installation: Installation) -> AsyncIterator[Database]:
    opened = Database(Settings(database_url=installation.database_url).database)
    yield opened
    await opened.close()


async def brought(database: Database, move: Callable[[Config, str], None], revision: str) -> None:
    def run(connection: Connection) -> None:
        config = Config()
        config.set_main_option("script_location", str(SCRIPTS))
        config.attributes["connection"] = connection
        move(config, revision)

    await database.alter(run)


async def sent_documents(database: Database) -> list[Any]:
    columns = (UnitPlanVersion.unit_plan_id, UnitPlanVersion.number, UnitPlanVersion.evidence)
    async with database.write_engine.connect() as connection:
        return [tuple(row) for row in await connection.execute(select(*columns).order_by(*columns[:2]))]


async def test_what_was_sent_with_unit_plans_gets_its_files_and_gives_them_back(database: Database) -> None:
    kept = await sent_documents(database)
    await brought(database, command.downgrade, BEFORE_FILES)
    before = await sent_documents(database)
    await brought(database, command.upgrade, "head")

    assert sum(len(documents) for *_plan, documents in kept) > 10
    assert before == [(plan, number, [document["id"] for document in documents]) for plan, number, documents in kept]
    assert await sent_documents(database) == kept
