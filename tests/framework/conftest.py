from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest

from papi.access.permissions import Role
from tests.support.databases import Databases
from tests.support.reference import load_editions, load_reference
from tests.support.world import Someone, World, opened_world


@pytest.fixture(scope="session")
async def reference_template(databases: Databases) -> str:
    """The name of a database that holds the editions 2011–2024 and all published scores."""
    return await databases.template("reference", load_reference)


@pytest.fixture(scope="module")
async def published(
    databases: Databases, reference_template: str, tmp_path_factory: pytest.TempPathFactory, key_directory: Path
) -> AsyncIterator["Published"]:
    """Everything that was published, for the tests of one module that change none of it."""
    async with _opened(databases, reference_template, (tmp_path_factory.mktemp("published"), key_directory)) as published:
        yield published


@pytest.fixture
async def changeable(databases: Databases, reference_template: str, tmp_path: Path, key_directory: Path) -> AsyncIterator["Published"]:
    """The same for one test alone."""
    async with _opened(databases, reference_template, (tmp_path, key_directory)) as published:
        yield published


@pytest.fixture(scope="session")
async def bare_template(databases: Databases) -> str:
    """The name of a database that holds the editions, and no score yet."""
    return await databases.template("editions", load_editions)


@pytest.fixture
async def bare(databases: Databases, bare_template: str, tmp_path: Path, key_directory: Path) -> AsyncIterator["Published"]:
    """An installation into which no scores were brought."""
    async with _opened(databases, bare_template, (tmp_path, key_directory)) as published:
        yield published


@asynccontextmanager
async def _opened(databases: Databases, template: str, folders: tuple[Path, Path]) -> AsyncGenerator["Published"]:
    name = f"published_{uuid4().hex}"
    url = await databases.create(name, template=template)
    async with opened_world(url, *folders) as world:
        coordinator = await world.person(Role.COORDINATOR, await world.coordinating_unit())
        officer = await world.person(Role.OFFICER, await world.unit("Phường 1"))
        yield Published(world, coordinator, officer)
    await databases.drop(name)


@dataclass
class Published:
    """The world in which editions and scores are loaded."""

    world: World
    coordinator: Someone
    officer: Someone
