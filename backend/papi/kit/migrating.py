"""The schema's revisions, from Python: whether a database stands at the newest, and bringing it there."""

import io
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from papi.kit.db import Database

_BESIDE_THE_PACKAGE = Path(__file__).resolve().parents[3] / "migrations"


def scripts_in(configured: Path | None = None) -> Path:
    """The directory of the migrations: as configured, or beside the package's own."""
    directory = configured or _BESIDE_THE_PACKAGE
    if not (directory / "env.py").is_file():
        raise FileNotFoundError(f"There are no migrations in {directory}: set PAPI_MIGRATIONS_DIR.")
    return directory


def newest_revision(scripts: Path) -> str | None:
    """The revision that this version of the program needs."""
    return ScriptDirectory.from_config(_config(scripts)).get_current_head()


async def revision_of(database: Database) -> str | None:
    """The revision at which the database stands; None for one that was never migrated."""
    async with database.read_engine.connect() as connection:
        return await connection.run_sync(lambda inner: MigrationContext.configure(inner).get_current_revision())


async def is_current(database: Database, scripts: Path) -> bool:
    """Whether the database stands at the revision that this version of the program needs."""
    return await revision_of(database) == newest_revision(scripts)


async def upgrade(database: Database, scripts: Path) -> None:
    """Bring the database to the newest revision. Of several processes that start at once one works and the others wait."""

    def migrate(connection: Connection) -> None:
        config = _config(scripts)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if connection.dialect.name == "sqlite":
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise RuntimeError(f"The migration would leave {len(broken)} rows that refer to nothing; nothing was changed.")

    await database.alter(migrate)


def _config(scripts: Path) -> Config:
    config = Config(output_buffer=io.StringIO(), stdout=io.StringIO())
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    return config
