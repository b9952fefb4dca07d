"""The reference data that every installation has: editions of the framework and published scores."""

from pathlib import Path

import papi.demo
from papi.framework.importing import load_scores
from papi.framework.loading import load_frameworks
from papi.framework.models import ScoreLevel
from papi.kit.db import Database
from papi.settings import Settings
from tests.support.schema import create_schema

DATA = Path(papi.demo.__path__[0]) / "data"


async def load_editions(url: str) -> None:
    """Fill an empty database with the editions alone."""
    await create_schema(url)
    database = Database(Settings(database_url=url).database)
    async with database.writing() as session:
        await load_frameworks(session, DATA)
    await database.close()


async def load_reference(url: str) -> None:
    """Fill an empty database with editions and scores."""
    await load_editions(url)
    database = Database(Settings(database_url=url).database)
    async with database.writing() as session:
        await load_scores(session, DATA / "scores.csv", dict.fromkeys(ScoreLevel, "scores.csv"))
    await database.close()
