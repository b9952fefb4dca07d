"""Installations that a command line works on: the demo's copies, and empty ones."""

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from papi.kit import clock
from tests.support.databases import Databases
from tests.support.servers import Demo, Installation
from tests.support.terminal import papi


@pytest.fixture
async def empty(databases: Databases, tmp_path: Path) -> AsyncIterator[Installation]:
    """A production installation on its first day: no table, no key, no file."""
    name = f"empty_{uuid4().hex}"
    folder = tmp_path / "empty"
    folder.mkdir()
    yield Installation(await databases.create(name), folder, folder / "secrets", {"PAPI_DEMO": "0"})
    await databases.drop(name)


@pytest.fixture(scope="session")
async def archive(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the demo, keys included. Not to be changed: copy it."""
    folder = tmp_path_factory.mktemp("backed-up")
    async with demo.installed(folder / "installation") as installation:
        done = await papi(installation, "backup", str(folder / "demo.tar"), "--with-keys")
        assert done.returncode == 0, done.stderr
    return folder / "demo.tar"


@pytest.fixture(autouse=True)
def own_calendar() -> Iterator[None]:
    """Examining a demo sets this process's calendar, which the next test must not inherit."""
    yield
    clock.set_offset(timedelta())
