"""PostgreSQL 15 for tests: one cluster on loopback from Debian's binaries, gone at the end of the run.

`initdb` refuses root, and Debian's user `postgres` may not enter the folder that the project lies in: the
cluster therefore gets a folder of its own under the system's temporary one, and belongs to that user.
"""

import asyncio
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import pytest

from tests.support.locks import exclusive
from tests.support.processes import END_WITH_PARENT, free_port

BINARIES = Path(os.environ.get("PAPI_TEST_POSTGRES_BIN", "/usr/lib/postgresql/15/bin"))
ADVICE = f"The tests need PostgreSQL 15, and {BINARIES}/{{}} is missing. Install it with: sudo apt-get install postgresql-15"
# Nothing here outlives the run, so nothing needs to reach the disk.
SPEED = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")

_clusters: dict[int, tuple[subprocess.Popen[Any], Path]] = {}


def start_cluster() -> int:
    """Start a cluster that this process owns; the answer is its port."""
    for name in ("initdb", "postgres"):
        if not (BINARIES / name).exists():
            pytest.exit(ADVICE.format(name), returncode=3)
    folder = Path(tempfile.mkdtemp(prefix="papi-pg-"))
    person = _database_person()
    if person:
        os.chown(folder, person["user"], person["group"])
    _make_cluster(folder, person)
    for _ in range(5):
        port = free_port()
        process = _launch(folder, port, person)
        if _answers(process, port):
            _clusters[port] = (process, folder)
            return port
    log = (folder / "log").read_text(errors="replace")[-2000:]
    shutil.rmtree(folder, ignore_errors=True)
    pytest.exit(f"PostgreSQL did not start:\n{log}", returncode=3)


def stop_cluster(port: int) -> None:
    pause_cluster(port)
    shutil.rmtree(_clusters.pop(port)[1], ignore_errors=True)


def pause_cluster(port: int) -> None:
    """End the server; its data stay."""
    process, _folder = _clusters[port]
    process.send_signal(signal.SIGINT)  # fast shutdown: does not wait for clients
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGQUIT)
        process.wait(timeout=20)


def resume_cluster(port: int) -> None:
    """Start the server again, at the same address on the same data."""
    folder = _clusters[port][1]
    process = _launch(folder, port, _database_person())
    _clusters[port] = (process, folder)
    assert _answers(process, port), (folder / "log").read_text(errors="replace")[-2000:]


def _database_person() -> dict[str, Any]:
    """Whom the cluster runs as: ourselves, or user `postgres` where we are root."""
    if os.geteuid() != 0:
        return {}
    try:
        found = pwd.getpwnam("postgres")
    except KeyError:
        pytest.exit("PostgreSQL refuses to run as root, and there is no user `postgres`.", returncode=3)
    return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}


def _make_cluster(folder: Path, person: dict[str, Any]) -> None:
    made = subprocess.run(
        [
            BINARIES / "initdb",
            *f"-D {folder}/data -U papi -A trust -E UTF8 --locale=C.UTF-8 --no-sync".split(),
        ],
        cwd=folder,
        capture_output=True,
        check=False,
        **person,
    )
    if made.returncode:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.exit(f"initdb failed in {folder}:\n{made.stderr.decode(errors='replace')}", returncode=3)


def _launch(folder: Path, port: int, person: dict[str, Any]) -> subprocess.Popen[Any]:
    settings = ("listen_addresses=127.0.0.1", f"unix_socket_directories={folder}", *SPEED)
    options = [part for setting in settings for part in ("-c", setting)]
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(
            [*END_WITH_PARENT, str(BINARIES / "postgres"), "-D", f"{folder}/data", "-p", str(port), *options],
            cwd=folder,
            stdout=log,
            stderr=log,
            start_new_session=True,
            **person,
        )


def _answers(process: subprocess.Popen[Any], port: int) -> bool:
    deadline = time.monotonic() + 30
    while process.poll() is None and time.monotonic() < deadline:
        ready = subprocess.run([BINARIES / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port), "-U", "papi"], check=False)
        if ready.returncode == 0 and process.poll() is None:
            return True
        time.sleep(0.05)
    return False


def address_of(port: int, name: str = "postgres") -> str:
    return f"postgresql://papi@127.0.0.1:{port}/{name}"


class PostgresDatabases:
    kind = "postgresql"

    def __init__(self, port: int, folder: Path) -> None:
        self._port = port
        self._folder = folder
        self._admin: Any = None
        self._one_at_a_time = asyncio.Lock()
        self._idle: list[str] = []
        self._emptying: dict[str, Any] = {}

    async def create(self, name: str, template: str | None = None) -> str:
        # as files: by the log, as is usual, takes twice as long where nothing has to reach a disk
        await self._run(f'CREATE DATABASE "{name}" TEMPLATE "{template or "template0"}" STRATEGY file_copy')
        return self._url(name)

    async def drop(self, name: str) -> None:
        await self._run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    async def template(self, name: str, build: Callable[[str], Awaitable[None]]) -> str:
        built = self._folder / f"{name}.postgres"
        async with exclusive(self._folder / f"{name}.lock"):
            if not built.exists():
                await self.drop(name)
                await build(await self.create(name))
                built.touch()
        return name

    @asynccontextmanager
    async def lent(self, empty: str) -> AsyncGenerator[str]:
        """A database that holds no row, emptied afterwards and lent again: making and dropping one takes ten times as long."""
        name = self._idle.pop() if self._idle else f"lent_{uuid4().hex}"
        if name not in self._emptying:
            await self.create(name, empty)
            self._emptying[name] = await asyncpg.connect(self._url(name))  # a new one would have to read about every table first
        yield self._url(name)
        await _empty(self._emptying[name])
        self._idle.append(name)

    async def close(self) -> None:
        for connection in (self._admin, *self._emptying.values()):
            if connection is not None:
                await connection.close()

    def _url(self, name: str) -> str:
        return address_of(self._port, name)

    async def _run(self, statement: str) -> None:
        async with self._one_at_a_time:
            self._admin = self._admin or await asyncpg.connect(self._url("postgres"))
            await self._admin.execute(statement)


async def _empty(connection: Any) -> None:
    """Delete all rows, whatever refers to whatever, and end whoever still holds some; who is idle may stay connected."""
    await connection.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'"
    )
    tables = [row["tablename"] for row in await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
    await connection.execute("; ".join(["SET session_replication_role = replica", *(f'DELETE FROM "{table}"' for table in tables)]))
