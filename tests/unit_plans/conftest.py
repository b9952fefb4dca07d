from collections.abc import AsyncIterator

import pytest

from papi.kit import clock
from tests.support.reporting import NOW
from tests.support.unit_planning import Planning, make_planning
from tests.support.world import World


@pytest.fixture
async def planning(world: World) -> AsyncIterator[Planning]:
    """The small plan on Tuesday 10 September 2024; it asks the units for plans of their own by 12 September."""
    with clock.business_at(NOW):
        yield await make_planning(world)
