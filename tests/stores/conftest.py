from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.databases import Databases
from tests.support.shelf import Shelf, opened_shelf
from tests.support.swift import S3


@pytest.fixture(params=["disk", "s3"])
async def shelf(request: pytest.FixtureRequest, databases: Databases, empty_template: str, tmp_path: Path) -> AsyncIterator[Shelf]:
    """A ward's documents, on disk and in an S3 store."""
    s3: S3 | None = request.getfixturevalue("s3") if request.param == "s3" else None
    store = s3.place() if s3 is not None else f"file://{tmp_path / 'shelf' / 'files'}"
    async with opened_shelf(databases, empty_template, tmp_path / "shelf", store) as made:
        yield made


@pytest.fixture
async def on_disk(databases: Databases, empty_template: str, tmp_path: Path) -> AsyncIterator[Shelf]:
    """The same on disk alone, where the store makes no difference."""
    async with opened_shelf(databases, empty_template, tmp_path / "shelf", f"file://{tmp_path / 'shelf' / 'files'}") as made:
        yield made
