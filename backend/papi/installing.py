"""Setting an installation up: schema, demo, first people, reference data."""

import asyncio
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from pathlib import Path
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import select

from papi.access.keys import load_keys
from papi.access.passwords import hash_password, one_time_password
from papi.access.permissions import Role
from papi.accounts.actions.people import create_user as add_user
from papi.accounts.actions.second_factor import let_go
from papi.accounts.schemas import PersonCreate
from papi.demo.loading import is_empty
from papi.demo.loading import load_demo as fill
from papi.directory.models import Person, Unit, UnitKind, UnitVersion
from papi.evidence.models import ScanState, SignatureState
from papi.evidence.rescanning import count_scans, order_rescan, release_unscanned
from papi.evidence.signatures import count_states, order_rereading
from papi.evidence.texts.models import TextState
from papi.evidence.texts.reading import count_texts, order_missing
from papi.framework.actions import Upload, import_file
from papi.framework.loading import load_frameworks
from papi.framework.schemas import ImportResult
from papi.jobs.looking import GivenUp, forget, given_up
from papi.jobs.orders import ask_again
from papi.kit import clock
from papi.kit.db import Database
from papi.kit.errors import Refusal
from papi.kit.installation import CommandRefused
from papi.kit.migrating import upgrade
from papi.kit.problems import field_errors
from papi.kit.revisions import migrated, scripts_in
from papi.kit.storage import Storage
from papi.kit.text import nfc
from papi.kit.types import new_id
from papi.outbox.facts import SYSTEM
from papi.plans.actions.versions import begin_all_versions
from papi.settings import Settings


async def load_demo(settings: Settings) -> None:
    """Fill an empty database with the demo, after bringing it to the newest schema."""
    await migrate(settings)
    database = Database(settings.database, pool_size=2)
    try:
        async with database.reading() as session:
            if not await is_empty(session):
                raise CommandRefused("The database holds data already; the demo is loaded into an empty one. Nothing was changed.")
        await fill(database, Storage(settings.storage, settings.secrets_path), settings, load_keys(settings.secrets_path))
    finally:
        await database.close()


async def migrate(settings: Settings) -> None:
    """Bring the database to the newest schema, and keep what it asks of plans that were there before."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database, pool_size=2)
    try:
        await upgrade(database, scripts_in(settings.migrations_dir))
        async with database.writing() as session:
            await begin_all_versions(session)
    finally:
        await database.close()


async def create_user(settings: Settings, person: tuple[str, str, Role], unit: tuple[str | None, str]) -> str:
    """Make an account in a unit, the city's or another's; the one-time password. In an empty database the first unit is made too."""
    username, full_name, role = person
    password = one_time_password()
    hashed = await hash_password(password)
    try:
        async with _migrated(settings) as database, database.writing() as session:
            code, name = unit
            statement = select(Unit).order_by(Unit.sort)
            found = await session.scalar(statement.where(Unit.code == code) if code else statement.limit(1))
            if found is None:
                found = _first_unit(code or "747", name)
                session.add(found)
                await session.flush()
                session.add(UnitVersion(unit_id=found.id, name=name, short_name=name, valid_from=found.valid_from))
            given = PersonCreate(username=username, full_name=full_name, unit_id=found.id, role=role)
            await add_user(session, SYSTEM, given, hashed)
    except Refusal as refusal:
        raise CommandRefused("\n  ".join([refusal.detail("en"), *(f"{error.pointer}: {error.en}" for error in refusal.errors)])) from None
    except ValidationError as error:
        raise CommandRefused("\n  ".join(f"{wrong.pointer}: {wrong.en}" for wrong in field_errors(error.errors()))) from None
    return password


async def drop_factor(settings: Settings, username: str) -> None:
    """Take the second factor off an account, such as that of an administrator who has nobody to ask."""
    try:
        async with _migrated(settings) as database, database.writing() as session:
            person = await session.scalar(select(Person).where(Person.username == username.strip().lower()))
            if person is None:
                raise CommandRefused(f"There is no account {username}.")
            await let_go(session, SYSTEM, person)
    except Refusal as refusal:
        raise CommandRefused(refusal.detail("en")) from None


def _first_unit(code: str, name: str) -> Unit:
    return Unit(
        id=new_id(),
        code=code,
        kind=UnitKind.CITY,
        name=name,
        short_name=name,
        basis="plan_named",
        sort=0,
        valid_from=clock.today(),
    )


async def import_framework(settings: Settings, directory: Path) -> int:
    """Load the editions of the framework."""
    try:
        async with _migrated(settings) as database, database.writing() as session:
            return await load_frameworks(session, directory)
    except (OSError, KeyError, ValueError) as error:
        raise CommandRefused(f"The framework cannot be read from {directory}: {error}") from None


async def import_scores(settings: Settings, file: Path, source: str, *, year: int | None = None, dry_run: bool = False) -> ImportResult:
    """Load scores, or refuse with every bad line."""
    if not source.strip():
        raise CommandRefused("Say with --source where the figures come from.")
    try:
        upload = Upload(await asyncio.to_thread(file.read_bytes), file.name, year)
        async with _migrated(settings) as database, database.writing() as session:
            return await import_file(session, SYSTEM, upload, nfc(source.strip()), dry_run=dry_run)
    except Refusal as refusal:
        reasons = "\n".join(f"  {error.en}" for error in refusal.errors)
        raise CommandRefused(f"{refusal.detail('en')}\n{reasons}") from None


async def list_given_up(settings: Settings) -> list[GivenUp]:
    """The jobs that were given up, the last first."""
    async with _migrated(settings) as database, database.reading() as session:
        return await given_up(session)


async def retry_job(settings: Settings, job: UUID) -> bool:
    """Let a job that was given up be tried again; whether there is such a one."""
    async with _migrated(settings) as database, database.writing() as session:
        return await ask_again(session, job)


async def drop_job(settings: Settings, job: UUID) -> bool:
    """Forget a job that was given up; whether there is such a one."""
    async with _migrated(settings) as database, database.writing() as session:
        return await forget(session, job)


async def count_signed(settings: Settings) -> dict[SignatureState, int]:
    """How many files are signed, by what is known of their signatures."""
    async with _migrated(settings) as database, database.reading() as session:
        return await count_states(session)


async def reread_signatures(settings: Settings) -> int:
    """Have those signatures read again that were judged by other roots than today's, or could not be read; how many files."""
    async with _migrated(settings) as database:
        return await order_rereading(database, settings.signature_roots, failed=True)


async def count_read(settings: Settings) -> dict[TextState, int]:
    """How many files were read, by how that went."""
    async with _migrated(settings) as database, database.reading() as session:
        return await count_texts(session)


async def read_texts(settings: Settings, *, failed: bool = False) -> int:
    """Have those files read that nobody has read, with `failed` also those that could not be; how many."""
    async with _migrated(settings) as database:
        return await order_missing(database, failed=failed)


async def count_scanned(settings: Settings) -> dict[ScanState, int]:
    """How many files there are, by what the virus scanner says of them."""
    async with _migrated(settings) as database, database.reading() as session:
        return await count_scans(session)


async def rescan_files(settings: Settings, since: datetime | None) -> int:
    """Have files scanned again, all or those uploaded since a moment; how many."""
    async with _migrated(settings) as database:
        return await order_rescan(database, since)


async def waive_scans(settings: Settings) -> int:
    """Let files be read that wait for a scanner, or could not be scanned; how many."""
    async with _migrated(settings) as database:
        return await release_unscanned(database)


def _migrated(settings: Settings) -> AbstractAsyncContextManager[Database]:
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    return migrated(settings.database, scripts_in(settings.migrations_dir))
