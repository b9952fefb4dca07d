"""SQLite databases for tests: files in the run's own folder, copied from a template."""

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any
from uuid import uuid4

import aiosqlite.core

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

    @asynccontextmanager
    async def lent(self, empty: str) -> AsyncGenerator[str]:
        name = f"lent_{uuid4().hex}"
        yield await self.create(name, empty)
        await self.drop(name)

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


class _InTheLoop:
    """Stands for the thread that aiosqlite gives to every connection, and for the queue to it: the statement is executed in the event
    loop, one turn later, so that other tasks go on between two statements as they do with threads.

    Handing a statement to a thread and its rows back waits twice for a core, and both are busy while the suite runs: half of a test's
    time was this wait. The driver with its threads is tested by all tests that start a server.
    """

    daemon = True

    def __init__(self, *_given: object, **_options: object) -> None:
        pass

    def start(self) -> None:
        """There is no thread to start."""

    def put_nowait(self, job: tuple["asyncio.Future[Any] | None", Callable[[], Any]]) -> None:
        future, function = job
        if future is None:
            function()
        else:
            future.get_loop().call_soon(_execute, future, function)


def _execute(future: "asyncio.Future[Any]", function: Callable[[], Any]) -> None:
    try:
        result = function()
    except BaseException as error:  # noqa: BLE001 - whatever it is goes to the one who waits, as from the thread
        aiosqlite.core.set_exception(future, error)
    else:
        aiosqlite.core.set_result(future, result)


def stay_in_the_loop() -> None:
    """Let this process's SQLite work in the event loop from now on."""
    _drive(_InTheLoop, _InTheLoop)


@contextmanager
def driven_by_threads() -> Generator[None]:
    """The driver as it is: where two engines of this process wait for one another's lock on the file, the loop may not wait."""
    _drive(SimpleQueue, Thread)
    try:
        yield
    finally:
        stay_in_the_loop()


def _drive(queue: type, thread: type) -> None:
    for name, replacement in (("SimpleQueue", queue), ("Thread", thread)):
        setattr(aiosqlite.core, name, replacement)
