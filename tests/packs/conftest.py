from collections.abc import AsyncIterator

import pytest

from papi.kit import clock
from tests.support.archive import Archive, make_archive
from tests.support.reporting import NOW, Reporting, make_reporting
from tests.support.world import World


@pytest.fixture
async def archive(world: World) -> Archive:
    """A ward and those around it, with no document yet."""
    return await make_archive(world)


@pytest.fixture
async def reporting(world: World) -> AsyncIterator[Reporting]:
    """The small plan on Tuesday 10 September 2024, in the last week before the wards' deadline."""
    with clock.business_at(NOW):
        yield await make_reporting(world)
