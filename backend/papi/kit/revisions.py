"""Where a schema stands, told without Alembic: a server that has nothing to migrate need not hold it in memory."""

import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import URL, inspect, text

from papi.kit.db import Database
from papi.kit.installation import CommandRefused

_BESIDE_THE_PACKAGE = Path(__file__).resolve().parents[3] / "migrations"
_REVISION = re.compile(r'^(?:down_)?revision(?:: [^=]+)? = (?:None|["\'](\w+)["\'])$', re.MULTILINE)


def scripts_in(configured: Path | None = None) -> Path:
    """The directory of the migrations: as configured, or beside the package's own."""
    directory = configured or _BESIDE_THE_PACKAGE
    if not (directory / "env.py").is_file():
        raise FileNotFoundError(f"There are no migrations in {directory}: set PAPI_MIGRATIONS_DIR.")
    return directory


def newest_revision(scripts: Path) -> str | None:
    """The revision that this version of the program needs: the one that no other builds on."""
    made = _revisions(scripts)
    heads = made.keys() - set(made.values())
    if len(heads) > 1:
        raise RuntimeError(f"The migrations have {len(heads)} ends: {', '.join(sorted(heads))}.")
    return heads.pop() if heads else None


def _revisions(scripts: Path) -> dict[str, str]:
    """Each revision and the one that it builds on."""
    files = (scripts / "versions").glob("*.py")
    return dict(_REVISION.findall(file.read_text(encoding="utf-8")) for file in files)


def require_known(revision: str | None, scripts: Path) -> None:
    """Refuse a database whose tables a newer version of the program made."""
    if revision is not None and revision not in _revisions(scripts):
        raise CommandRefused(
            f"The tables of this database are at revision {revision}, which this version does not know: a newer version made them. "
            "Start that one. (Cơ sở dữ liệu thuộc phiên bản mới hơn.)"
        )


async def revision_of(database: Database) -> str | None:
    """The revision at which the database stands; None for one that was never migrated."""
    async with database.read_engine.connect() as connection:
        if not await connection.run_sync(lambda inner: inspect(inner).has_table("alembic_version")):
            return None
        return (await connection.execute(text("SELECT version_num FROM alembic_version"))).scalar_one_or_none()


@asynccontextmanager
async def migrated(url: URL, scripts: Path) -> AsyncGenerator[Database]:
    """The database, if its tables are those of this version."""
    database = Database(url, pool_size=2)
    try:
        stands = await revision_of(database)
        if stands is None:
            raise CommandRefused("This database has no tables yet: run `papi migrate` first. Nothing was changed.")
        if stands != newest_revision(scripts):
            require_known(stands, scripts)
            raise CommandRefused("The tables of this database are of an older version: run `papi migrate` first. Nothing was changed.")
        yield database
    finally:
        await database.close()


async def is_current(database: Database, scripts: Path) -> bool:
    """Whether the database stands at the revision that this version of the program needs."""
    return await revision_of(database) == newest_revision(scripts)
