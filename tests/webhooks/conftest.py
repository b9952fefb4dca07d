from collections.abc import AsyncIterator

import pytest

from papi.access.permissions import Role
from papi.kit.outbound import Outbound
from tests.support.receiving import LOOPBACK, Hooked, receiving
from tests.support.world import World


@pytest.fixture
async def hooked(world: World) -> AsyncIterator[Hooked]:
    """An administrator, and a receiver on this machine that the installation allows."""
    world.app.state.outbound = Outbound(LOOPBACK)
    admin = await world.person(Role.ADMIN, await world.coordinating_unit())
    async with receiving() as receiver:
        yield Hooked(world, admin, receiver)
