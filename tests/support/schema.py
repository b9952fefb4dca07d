"""Builds the tables of a template database."""

import papi.comments.models
import papi.evidence.models
import papi.framework.models
import papi.main
import papi.notifications.models
import papi.plans.models
import papi.reports.models  # noqa: F401
from papi.kit.db import Base, Database
from papi.settings import Settings


async def create_schema(url: str) -> None:
    database = Database(Settings(database_url=url).database)
    async with database.write_engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    await database.close()
