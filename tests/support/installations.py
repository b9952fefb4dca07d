"""The fixtures of installations: `world` is one of its own, on the database under test."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.support.databases import Databases
from tests.support.schema import create_schema
from tests.support.sqlite import driven_by_threads
from tests.support.world import World, opened_world


@pytest.fixture(scope="session")
async def empty_template(databases: Databases) -> str:
    """The name of a database that holds the tables and nothing else."""
    return await databases.template("empty", create_schema)


@pytest.fixture
async def world(databases: Databases, empty_template: str, tmp_path: Path, key_directory: Path) -> AsyncIterator[World]:
    """An installation with no unit, no person and no plan: the test makes what it speaks of."""
    async with databases.lent(empty_template) as url, opened_world(url, tmp_path, key_directory) as world:
        yield world


@pytest.fixture(scope="session")
def key_directory(run_folder: Path, worker_id: str) -> Path:
    """Signing keys, made once a worker."""
    return run_folder / f"keys-{worker_id}"


@pytest.fixture
def threads() -> Iterator[None]:
    """Workers of several processes, played by one: each waits for the others' lock while these go on."""
    with driven_by_threads():
        yield
