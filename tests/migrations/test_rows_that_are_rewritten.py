"""Migrations that rewrite rows do so without losing any of them, there and back."""

from collections.abc import AsyncIterator, Callable
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.directory.models import Unit
from papi.kit.db import Database
from papi.kit.types import new_id
from papi.reorganisation.models import How, Moved, SuccessionMove
from papi.reports.models import Period, Report
from papi.settings import Settings
from papi.unit_plans.models import UnitPlanVersion
from tests.support.servers import Installation

SCRIPTS = Path(__file__).parents[2] / "migrations"
BEFORE_FILES = "5b0e6f3d9c27"
"""Versions of unit plans kept the ids of their documents, not yet the files."""
BEFORE_ORIGINS = "3f8d1c6a7e52"
"""Reports did not tell yet that a decision about units had made them."""


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


async def origins(database: Database) -> dict[UUID, str]:
    async with database.write_engine.connect() as connection:
        rows = await connection.execute(select(Report.id, Report.origin).where(Report.origin != ""))
        return {row.id: row.origin for row in rows}


async def test_reports_that_a_decision_made_are_told_from_those_that_a_unit_had(database: Database) -> None:
    """Also where the unit is older than the decision: its report was made in the decision's course, or had long been there."""
    async with database.writing() as session:
        made = await _drafts_that_went_to_older_units(session)
    before = await origins(database)
    await brought(database, command.downgrade, BEFORE_ORIGINS)
    await brought(database, command.upgrade, "head")

    assert len(made) == 2
    assert made <= set(before)
    assert await origins(database) == before


async def _drafts_that_went_to_older_units(session: AsyncSession) -> set[UUID]:
    """One draft became a unit's report, several became that of another one, and one was merged into what a third one had."""
    begun = date(2020, 1, 1)
    move = (await session.scalars(select(SuccessionMove).order_by(SuccessionMove.id).limit(1))).one()
    period = (await session.scalars(select(Period).limit(1))).one()
    without = select(Unit).where(Unit.id.not_in(select(Report.unit_id))).limit(3)
    ids = (UUID(int=1), new_id(), UUID(int=2))
    hows = (How.CARRIED, How.MERGED, How.MERGED)
    origin = str(move.succession_id)
    for unit, report_id, how, told in zip(await session.scalars(without), ids, hows, (origin, origin, ""), strict=True):
        unit.valid_from = begun
        session.add(Report(id=report_id, period_id=period.id, unit_id=unit.id, expected=True, due_at=move.moved_at, origin=told))
        names = ("succession_id", "thing_id", "label", "from_unit_id", "from_name", "to_name", "moved_at")
        alike = {name: getattr(move, name) for name in names}
        session.add(SuccessionMove(**alike, id=new_id(), what=Moved.REPORT, how=how, into_id=report_id, to_unit_id=unit.id))
    return set(ids[:2])
