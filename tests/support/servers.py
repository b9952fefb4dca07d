"""Real servers for tests that need one: `papi serve` as a process of its own, on a copy of the loaded demo."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.support.databases import Databases
from tests.support.forked import Forked, completed
from tests.support.processes import END_WITH_PARENT, free_port

PAPI = Path(sys.executable).with_name("papi")
DEMO_PASSWORD = "vungtau-2024-demo"
PATIENCE = 60


@dataclass
class Installation:
    """Where a server keeps what it knows. Two servers on one installation see the same data."""

    database_url: str
    folder: Path
    secrets: Path
    settings: dict[str, str] = field(default_factory=dict)
    wrapper: tuple[str, ...] = ()

    @property
    def files(self) -> Path:
        return self.folder / "files"

    def environment(self, **more: str) -> dict[str, str]:
        """The settings of this installation and none of the machine's own."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("PAPI_")}
        return {
            **inherited,
            "PAPI_DEMO": "1",
            "PAPI_DATABASE_URL": self.database_url,
            "PAPI_STORAGE_URL": f"file://{self.files}",
            "PAPI_DATA_DIR": str(self.folder),
            "PAPI_SECRET_DIR": str(self.secrets),
            **self.settings,
            **more,
        }

    def papi(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the command line on this installation, as an administrator would."""
        return completed(arguments, self.environment(), timeout=300)

    def typed(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The same, as a program that begins from nothing."""
        return subprocess.run([PAPI, *arguments], env=self.environment(), capture_output=True, text=True, check=False, timeout=300)


Program = subprocess.Popen[Any] | Forked


@dataclass
class Server:
    """A server that answers under `url`. `beside` are the others to which its pages may lead, such as an identity provider."""

    url: str
    process: Program
    installation: Installation
    beside: tuple[str, ...] = ()

    @property
    def log(self) -> str:
        return (self.installation.folder / "log").read_text(errors="replace")


@asynccontextmanager
async def served(installation: Installation, *arguments: str, port: int | None = None) -> AsyncGenerator[Server]:
    """Start a server and wait until it is ready; it is ended with the block, whatever happens in it. `port`: where one was before."""
    port = port or free_port()
    process = _started(installation, ("serve", *arguments), installation.environment(PAPI_PORT=str(port)))
    server = Server(f"http://127.0.0.1:{port}", process, installation)
    try:
        await _until_ready(server)
        yield server
    finally:
        await asyncio.to_thread(end_process, process)


def _started(installation: Installation, command: tuple[str, ...], environment: dict[str, str]) -> Program:
    path = installation.folder / "log"
    if not installation.wrapper and "--workers" not in command:
        return Forked(command, environment, path, path)
    with path.open("ab") as log:
        whole = [*END_WITH_PARENT, *installation.wrapper, str(PAPI), *command]
        return subprocess.Popen(whole, env=environment, stdout=log, stderr=log)


async def _until_ready(server: Server) -> None:
    deadline = time.monotonic() + PATIENCE
    async with httpx.AsyncClient(base_url=server.url) as client:
        while time.monotonic() < deadline and server.process.poll() is None:
            try:
                if (await client.get("/health/ready")).status_code == 200:
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.05)
    raise RuntimeError(f"papi serve is not ready after {PATIENCE} s:\n{server.log[-4000:]}")


def end_process(process: Program) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@dataclass
class Demo:
    """The demo, loaded once a run: a template of its database, and its files beside it."""

    databases: Databases
    template: str
    folder: Path
    secrets: Path

    @asynccontextmanager
    async def installed(self, folder: Path, **settings: str) -> AsyncGenerator[Installation]:
        """An installation that begins as the demo does, and is nobody else's."""
        name = f"demo_{uuid4().hex}"
        url = await self.databases.create(name, template=self.template)
        folder.mkdir(exist_ok=True)
        await asyncio.to_thread(shutil.copytree, self.folder / "files", folder / "files", dirs_exist_ok=True)
        try:
            yield Installation(url, folder, self.secrets, settings)
        finally:
            await self.databases.drop(name)


def _loader(folder: Path, secrets: Path) -> Callable[[str], Awaitable[None]]:
    async def load(url: str) -> None:
        folder.mkdir(exist_ok=True)
        installation = Installation(url, folder, secrets)
        for arguments in (("migrate",), ("demo", "load")):
            done = await asyncio.to_thread(installation.typed, *arguments)
            if done.returncode:
                raise RuntimeError(f"papi {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")

    return load


@pytest.fixture(scope="session")
async def demo(databases: Databases, run_folder: Path) -> Demo:
    folder, secrets = run_folder / f"demo-{databases.kind}", run_folder / "demo-secrets"
    secrets.mkdir(mode=0o700, exist_ok=True)
    template = await databases.template("demo", _loader(folder, secrets))
    return Demo(databases, template, folder, secrets)


@pytest.fixture
async def installation(demo: Demo, tmp_path: Path) -> AsyncIterator[Installation]:
    """The demo as it is on its first morning, for one test alone."""
    async with demo.installed(tmp_path / "installation") as made:
        yield made


@pytest.fixture
async def server(installation: Installation) -> AsyncIterator[Server]:
    async with served(installation) as running:
        yield running
