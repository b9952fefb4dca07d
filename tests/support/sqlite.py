"""SQLite databases for tests: files in the run's own folder, copied from a template."""

import asyncio
import shutil
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path

from tests.support.locks import exclusive


class SqliteDatabases:
    kind = "sqlite"

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "sqlite"
        self._folder.mkdir(exist_ok=True)

    async def create(self, name: str, template: str | None = None) -> str:
        if template is not None:
            await asyncio.to_thread(shutil.copyfile, self._file(template), self._file(name))
        return self._url(name)

    async def drop(self, name: str) -> None:
        for suffix in ("", "-wal", "-shm"):
            self._file(name).with_name(f"{name}.sqlite3{suffix}").unlink(missing_ok=True)

    async def template(self, name: str, build: Callable[[str], Awaitable[None]]) -> str:
        async with exclusive(self._folder / f"{name}.lock"):
            if not self._file(name).exists():
                building = f"{name}_building"
                await self.drop(building)
                await build(self._url(building))
                _fold_log_into_file(self._file(building))
                self._file(building).rename(self._file(name))
        return name

    async def close(self) -> None:
        return None

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.sqlite3"

    def _url(self, name: str) -> str:
        return f"sqlite:///{self._file(name)}"


def _fold_log_into_file(file: Path) -> None:
    """A copied file is whole only when nothing is left in the write-ahead log beside it."""
    with closing(sqlite3.connect(file)) as connection:
        busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    log = file.with_name(f"{file.name}-wal")
    if busy or (log.exists() and log.stat().st_size):
        raise RuntimeError(f"{file.name} is still open: close its engine before it becomes a template")
