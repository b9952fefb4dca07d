"""Bringing a database to the newest schema, from Python."""

import io
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from papi.kit.db import Database
from papi.kit.revisions import require_known, revision_of


async def upgrade(database: Database, scripts: Path) -> None:
    """Bring the database to the newest revision. Of several processes that start at once one works and the others wait."""

    def migrate(connection: Connection) -> None:
        config = Config(output_buffer=io.StringIO(), stdout=io.StringIO())
        config.set_main_option("script_location", str(scripts).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if connection.dialect.name == "sqlite":
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise RuntimeError(f"The migration would leave {len(broken)} rows that refer to nothing; nothing was changed.")

    require_known(await revision_of(database), scripts)
    await database.alter(migrate)
