"""Runs the migrations on either database, from the command line or from a running event loop's thread."""

import asyncio

from alembic import context
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

import papi.main  # noqa: F401 - importing the application registers every table
from papi.kit.db import Base
from papi.kit.wordsearch import is_described
from papi.settings import Settings

_LOCK = 747_2024  # any number, the same for every process that migrates


def run_migrations(connection: Connection) -> None:
    """Bring the schema to the wanted revision. Of several processes that start at once one works and the others wait."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
        include_name=is_described,
        user_module_prefix="papi.kit.types.",
    )
    with context.begin_transaction():
        context.run_migrations()


async def run_on_own_engine() -> None:
    """Open a connection to the database of the settings, or of `-x url=…`, for this run alone."""
    given = context.get_x_argument(as_dictionary=True).get("url")
    settings = Settings(database_url=given) if given else Settings()
    engine = create_async_engine(settings.database, poolclass=NullPool)
    async with engine.begin() as connection:
        await connection.run_sync(run_migrations)
    await engine.dispose()


given_connection = context.config.attributes.get("connection")
if given_connection is not None:
    run_migrations(given_connection)
else:
    asyncio.run(run_on_own_engine())
