"""What an administrator does at a terminal, and what nobody should do: change the tables by hand."""

import asyncio
import subprocess
from pathlib import Path

from sqlalchemy import text

from papi.kit.db import Database
from papi.settings import Settings
from tests.support.servers import Installation


async def papi(installation: Installation, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a command, with some settings changed."""
    changed = Installation(installation.database_url, installation.folder, installation.secrets, {**installation.settings, **settings})
    return await asyncio.to_thread(changed.papi, *arguments)


async def refused(installation: Installation, *arguments: str, **settings: str) -> str:
    """What a command says that must refuse, in one sentence and not with a traceback."""
    done = await papi(installation, *arguments, **settings)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.count("papi: ") == 1
    return done.stderr


async def change(installation: Installation, statement: str) -> None:
    """Do to the database what nobody should."""
    database = Database(Settings(database_url=installation.database_url).database)
    async with database.writing() as session:
        await session.execute(text(statement))
    await database.close()


def settings_of(installation: Installation) -> Settings:
    """The settings that the installation's processes read from their environment."""
    return Settings(
        database_url=installation.database_url,
        storage_url=f"file://{installation.files}",
        data_dir=installation.folder,
        secret_dir=installation.secrets,
        demo=installation.settings.get("PAPI_DEMO", "1") == "1",
    )


def on_sqlite(folder: Path, **settings: str) -> Installation:
    """An empty place whose database is a file."""
    folder.mkdir()
    return Installation(f"sqlite:///{folder / 'papi.sqlite3'}", folder, folder / "secrets", settings)
