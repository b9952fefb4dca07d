"""Builds the tables of a template database."""

import papi.main  # noqa: F401 - importing the application registers every table
from papi.kit.db import Base, Database
from papi.settings import Settings


async def create_schema(url: str) -> None:
    database = Database(Settings(database_url=url).database)
    async with database.write_engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    await database.close()
