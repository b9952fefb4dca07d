from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select

from papi.directory.models import Membership, Person, Unit
from papi.kit import clock
from tests.support.databases import Databases
from tests.support.servers import Demo
from tests.support.world import Someone, World, opened_world

FIRST_MORNING = datetime(2024, 9, 17, 9, 0, tzinfo=clock.TIMEZONE)


@dataclass
class City:
    """The demo's city, for tests that change none of it."""

    world: World

    async def person(self, username: str, role: str | None = None) -> Someone:
        """One of the demo's people, signed in; by role where the person has several memberships."""
        async with self.world.database.reading() as session:
            posts = (
                select(Person, Membership, Unit)
                .join(Membership, Membership.person_id == Person.id)
                .join(Unit, Unit.id == Membership.unit_id)
                .where(Person.username == username)
                .order_by(Unit.sort, Membership.id)
            )
            row = (await session.execute(posts.where(Membership.role == role) if role else posts)).first()
        assert row is not None, username
        return await self.world.sign_in(*row)


@pytest.fixture(scope="module")
async def opened_city(databases: Databases, demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[City]:
    name = f"city_{uuid4().hex}"
    folder: Path = tmp_path_factory.mktemp("city")
    url = await databases.create(name, template=demo.template)
    async with opened_world(url, folder, demo.secrets, demo=True) as world:
        await world.let_the_worker_run()
        yield City(world)
    clock.set_offset(timedelta())  # that of the demo was this process's own
    await databases.drop(name)


@pytest.fixture
async def city(opened_city: City) -> AsyncIterator[City]:
    """The demo's city on its first morning."""
    with clock.business_at(FIRST_MORNING):
        yield opened_city
