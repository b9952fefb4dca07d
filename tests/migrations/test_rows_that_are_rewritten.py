"""Migrations that rewrite rows do so without losing any of them, there and back."""

from collections.abc import AsyncIterator, Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, and_, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from papi.access.models import PersonalToken, SecondFactor
from papi.directory.models import Person, Unit
from papi.evidence.models import EvidenceFile, ScanState
from papi.evidence.texts.models import EvidenceText, TextState, place_of
from papi.evidence.texts.searching import holds
from papi.kit.db import Database
from papi.kit.types import new_id
from papi.outbox.models import FactRow
from papi.reorganisation.models import How, Moved, SuccessionMove
from papi.reports.models import Period, Report, ReportLine
from papi.settings import Settings
from papi.unit_plans.models import UnitPlanVersion
from tests.support.servers import Installation

SCRIPTS = Path(__file__).parents[2] / "migrations"
BEFORE_FILES = "5b0e6f3d9c27"
"""Versions of unit plans kept the ids of their documents, not yet the files."""
BEFORE_ORIGINS = "3f8d1c6a7e52"
"""Reports did not tell yet that a decision about units had made them."""
BEFORE_TEXTS = "c27e90ab5f14"
"""Nobody read yet what files say."""
BEFORE_SCANNING = "c5d1a7e40b93"
"""What the scanner says was known of documents, and closed nothing."""
BEFORE_SIGNING = "8c4e2f7b9a16"
"""Parts, pieces and lines said who acted, not yet for whom."""

BEFORE_STRONG_TOKENS = "f4a1c6d20e93"
"""Personal tokens did not tell yet whether a second factor was proved when they were made."""

BEFORE_AREAS = "7c41e8a5d902"
"""They were for everything that their person may."""


@pytest.fixture
async def database(installation: Installation) -> AsyncIterator[Database]:
    """The demo's, without what is quarantined: no step back is taken while something is."""
    opened = Database(Settings(database_url=installation.database_url).database)
    async with opened.writing() as session:
        await session.execute(update(EvidenceFile).values(scan_state=ScanState.CLEAN))
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


async def test_acts_of_deputies_are_signed_for_whom_they_were_done_and_the_others_stay(database: Database) -> None:
    await brought(database, command.downgrade, BEFORE_SIGNING)
    async with database.write_engine.begin() as connection:
        deputy, head = await _a_deputy_saved_a_line(connection)
    await brought(database, command.upgrade, "head")
    async with database.write_engine.connect() as connection:
        saved = await connection.execute(select(ReportLine.saved_by, ReportLine.saved_for).where(ReportLine.saved_for.is_not(None)))
        others = await connection.scalar(select(func.count()).where(ReportLine.saved_by.is_not(None)))

    assert [tuple(row) for row in saved] == [(deputy, head)]
    assert (others or 0) > 10


async def _a_deputy_saved_a_line(connection: AsyncConnection) -> tuple[Any, Any]:
    """Of a line whose save stands in the facts: that somebody's head stands behind it."""
    told = (FactRow.kind == "report_line.saved", FactRow.subject_id == ReportLine.id, FactRow.business_at == ReportLine.saved_at)
    found = select(FactRow.id, FactRow.person_id).join(ReportLine, and_(*told)).where(FactRow.person_id == ReportLine.saved_by).limit(1)
    fact_id, deputy = (await connection.execute(found)).one()
    head = await connection.scalar(select(Person.id).where(Person.id != deputy).limit(1))
    await connection.execute(update(FactRow).where(FactRow.id == fact_id).values(behalf_id=head))
    return deputy, head


async def test_what_files_say_is_found_in_migrated_tables_there_and_back(database: Database) -> None:
    """Also after a row has changed and after it has gone: on SQLite triggers keep the words in step, which a rebuilt table would lose."""
    before = await found(database, "niêm yết công khai")
    await brought(database, command.downgrade, BEFORE_TEXTS)
    await brought(database, command.upgrade, "head")
    async with database.writing() as session:
        file = (await session.scalars(select(EvidenceFile).limit(1))).one()
        row = EvidenceText(file_id=file.id, evidence_id=file.evidence_id, number=1, place=place_of(file.id), state=TextState.READ)
        row.folded = "cong khai niem yet"
        session.add(row)
    added = await found(database, "niêm yết công khai")
    async with database.writing() as session:
        await session.execute(update(EvidenceText).values(folded="doi thoai"))
    changed = await found(database, "niêm yết"), await found(database, "đối thoại")
    async with database.writing() as session:
        await session.execute(delete(EvidenceText))

    assert before > 3
    assert (added, changed, await found(database, "đối thoại")) == (1, (0, 1), 0)


@pytest.mark.parametrize("state", [ScanState.INFECTED, ScanState.PENDING, ScanState.FAILED])
async def test_no_step_back_opens_what_is_closed(database: Database, state: ScanState) -> None:
    async with database.writing() as session:
        file = (await session.scalars(select(EvidenceFile).order_by(EvidenceFile.id).limit(1))).one()
        file.scan_state = state

    with pytest.raises(RuntimeError, match="quarantined or not scanned"):
        await brought(database, command.downgrade, BEFORE_SCANNING)

    async with database.reading() as session:
        assert await session.scalar(select(EvidenceFile.scan_state).where(EvidenceFile.id == file.id)) is state
    async with database.writing() as session:
        await session.execute(update(EvidenceFile).where(EvidenceFile.id == file.id).values(erased_at=file.uploaded_at))
    await brought(database, command.downgrade, BEFORE_SCANNING)
    await brought(database, command.upgrade, "head")


async def found(database: Database, query: str) -> int:
    async with database.reading() as session:
        return await session.scalar(select(func.count()).select_from(EvidenceText).where(holds(query))) or 0


async def test_tokens_made_when_their_person_had_a_second_factor_count_as_made_with_one(database: Database) -> None:
    async with database.writing() as session:
        earlier, later, without = (await session.scalars(select(PersonalToken).order_by(PersonalToken.id).limit(3))).all()
        for token, confirmed_at in ((earlier, earlier.created_at - timedelta(days=1)), (later, later.created_at + timedelta(days=1))):
            of_person = {"person_id": token.person_id, "sealed": b"", "key_id": new_id()}
            session.add(SecondFactor(**of_person, begun_at=confirmed_at, confirmed_at=confirmed_at))
    assert len({token.person_id for token in (earlier, later, without)}) == 3

    await brought(database, command.downgrade, BEFORE_STRONG_TOKENS)
    await brought(database, command.upgrade, "head")

    async with database.reading() as session:
        of_three = PersonalToken.id.in_([earlier.id, later.id, without.id])
        strong = await session.scalars(select(PersonalToken.id).where(PersonalToken.second_factor.is_(True), of_three))
        assert strong.all() == [earlier.id]


async def test_tokens_for_some_areas_end_with_a_version_that_knows_none_and_others_go_on(database: Database) -> None:
    async with database.reading() as session:
        narrow = [token.id for token in await session.scalars(select(PersonalToken)) if token.scopes]
        whole = [token.id for token in await session.scalars(select(PersonalToken)) if not token.scopes]
    assert (len(narrow), len(whole)) == (3, 1)

    await brought(database, command.downgrade, BEFORE_AREAS)
    await brought(database, command.upgrade, "head")

    async with database.reading() as session:
        tokens = (await session.scalars(select(PersonalToken))).all()
    assert {token.id for token in tokens if token.revoked_at is not None} == set(narrow)
    assert [token.scopes for token in tokens] == [[]] * 4
