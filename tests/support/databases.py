"""Both databases behind one small face: the same suite runs on either (`pytest --database=postgresql`).

A template is built once per run (migrations, or the whole demo) and copied for each test that wants its own.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any, Protocol

import pytest

from tests.support.postgres import PostgresDatabases, start_cluster, stop_cluster
from tests.support.sqlite import SqliteDatabases, stay_in_the_loop

PORT = pytest.StashKey[int]()
KINDS = ("sqlite", "postgresql")

Build = Callable[[str], Awaitable[None]]


class Databases(Protocol):
    """Makes and drops databases; every URL is one that `PAPI_DATABASE_URL` takes."""

    kind: str

    async def create(self, name: str, template: str | None = None) -> str: ...

    async def drop(self, name: str) -> None: ...

    async def template(self, name: str, build: Build) -> str:
        """The name of a template that `build` fills, whichever worker comes first."""
        ...

    def lent(self, empty: str) -> AbstractAsyncContextManager[str]:
        """A database for one test, in which everything of the template `empty` is there: the tables, and no row."""
        ...

    async def close(self) -> None: ...


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=KINDS, default="sqlite", help="what the tests run on (default: sqlite)")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What asks no database is alike beside any: it is tested once, in the run on SQLite."""
    if config.getoption("--database") == "sqlite":
        return
    asking = [item for item in items if _asks(item)]
    config.hook.pytest_deselected(items=[item for item in items if not _asks(item)])
    items[:] = asking


def _asks(item: pytest.Item) -> bool:
    return isinstance(item, pytest.Function) and "databases" in item.fixturenames


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """One cluster for all workers of pytest-xdist, owned by the process that started them."""
    if node.config.getoption("--database") == "postgresql":
        node.workerinput["postgres_port"] = _cluster_port(node.config)


def pytest_unconfigure(config: pytest.Config) -> None:
    if PORT in config.stash:
        stop_cluster(config.stash[PORT])


def _cluster_port(config: pytest.Config) -> int:
    worker_input = getattr(config, "workerinput", None)
    if worker_input is not None:
        return worker_input["postgres_port"]
    if PORT not in config.stash:
        config.stash[PORT] = start_cluster()
    return config.stash[PORT]


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all workers of one run share."""
    folder = tmp_path_factory.getbasetemp()
    return folder if worker_id == "master" else folder.parent


@pytest.fixture(scope="session")
async def databases(pytestconfig: pytest.Config, run_folder: Path) -> AsyncIterator[Databases]:
    made: Databases
    if pytestconfig.getoption("--database") == "postgresql":
        made = PostgresDatabases(_cluster_port(pytestconfig), run_folder)
    else:
        stay_in_the_loop()
        made = SqliteDatabases(run_folder)
    yield made
    await made.close()
