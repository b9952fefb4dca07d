"""What is compared: `papi serve`, a bare ASGI application, and Django REST framework, each as one process on one database."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.benchmarks.clients import Call, Connection
from tests.support.processes import END_WITH_PARENT, free_port
from tests.support.servers import end_process

ROOT = Path(__file__).parents[2]
PATIENCE = 60
BIN = Path(sys.executable).parent
BARE = ("uvicorn", "tests.benchmarks.bare:app", "--no-access-log", "--log-level", "warning", "--port", "{port}")
DJANGO = (
    "gunicorn",
    "tests.benchmarks.plain_django.wsgi",
    "--worker-class",
    "gthread",
    "--threads",
    "8",
    "--keep-alive",
    "60",
    "--log-level",
)
DJANGO_OPTIONS = ("warning", "--no-control-socket", "--bind", "127.0.0.1:{port}")


@dataclass(frozen=True)
class System:
    """A running server, and the processes whose work is its work."""

    name: str
    url: str
    pids: Sequence[int]

    def cpu_seconds(self) -> float:
        """What its processes have spent so far, their children included."""
        return sum(_spent(pid) for pid in self.pids)


def _spent(pid: int) -> float:
    top = psutil.Process(pid)
    total = 0.0
    for process in (top, *top.children(recursive=True)):
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system
    return total


@asynccontextmanager
async def started(name: str, command: Sequence[str], database_url: str, postgres: int) -> AsyncGenerator[System]:
    """One of the other two, ended with the block."""
    port = str(free_port())
    program, *arguments = (part.format(port=port) for part in command)
    process = subprocess.Popen(
        [*END_WITH_PARENT, str(BIN / program), *arguments], cwd=ROOT, env={**os.environ, "BENCH_DATABASE_URL": database_url}
    )
    system = System(name, f"http://127.0.0.1:{port}", (process.pid, postgres))
    try:
        await until_answering(system.url, "/overview/-", (200, 401))
        yield system
    finally:
        await asyncio.to_thread(end_process, process)


async def until_answering(url: str, path: str, statuses: Sequence[int], patience: float = PATIENCE) -> None:
    """Ask again every few milliseconds until there is such an answer."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        connection = Connection(url)
        try:
            if (await connection.send(Call("GET", path))).status in statuses:
                return
        except (OSError, EOFError):
            pass
        finally:
            connection.close()
        await asyncio.sleep(0.02)
    raise RuntimeError(f"{url}{path} does not answer after {patience} s")


def postgres_pid(port: int) -> int:
    """The server of the cluster that listens on this port."""
    for process in psutil.process_iter(["name", "cmdline"]):
        if process.info["name"] == "postgres" and str(port) in (process.info["cmdline"] or ()):
            return process.pid
    raise RuntimeError(f"no PostgreSQL listens on {port}")
