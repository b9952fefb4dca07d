"""Plans that were approved before versions were kept have their first as soon as the database is migrated."""

import asyncio

from sqlalchemy import select

from papi.kit.db import Database
from papi.plans.models import Plan, PlanVersion
from papi.settings import Settings
from tests.support.servers import Installation
from tests.support.terminal import change, papi


async def kept(installation: Installation) -> list[tuple[int, bool, int]]:
    """Numbers of versions, whether they are of the day of approval, and how many tasks they have."""
    database = Database(Settings(database_url=installation.database_url).database)
    try:
        async with database.reading() as session:
            found = select(PlanVersion.number, PlanVersion.approved_at == Plan.approved_at, PlanVersion.tasks)
            rows = await session.execute(found.join(Plan, Plan.id == PlanVersion.plan_id).order_by(PlanVersion.number))
            return [(number, bool(of_the_day), tasks) for number, of_the_day, tasks in rows]
    finally:
        await database.close()


async def test_migrating_keeps_their_first_version_once(installation: Installation) -> None:
    await change(installation, "DELETE FROM plan_versions")
    done = await asyncio.gather(*(papi(installation, "migrate") for _ in range(3)))
    first = await kept(installation)
    await papi(installation, "migrate")

    assert [run.stderr for run in done if run.returncode] == []
    assert [(number, of_the_day, tasks > 0) for number, of_the_day, tasks in first] == [(1, True, True)]
    assert await kept(installation) == first


async def test_migrating_leaves_what_is_kept_as_it_is(installation: Installation) -> None:
    before = await kept(installation)
    done = await papi(installation, "migrate")

    assert (done.returncode, len(before) > 1) == (0, True)
    assert await kept(installation) == before
