"""Framework and scores: everybody inside reads them, the coordinator brings in new scores."""

from sqlalchemy import select

from papi.framework.models import Indicator
from papi.framework.reading import COLUMNS
from tests.access.tables import Attempt, Case, Scene, expect
from tests.support.one_task import edition
from tests.support.planning import nodes_of

EVERYBODY = expect(200)


async def _node(scene: Scene) -> str:
    framework = await edition(scene.world)
    async with scene.world.database.reading() as session:
        known = await session.scalar(select(Indicator.id).where(Indicator.code == "1.1.1"))
    return str(known or (await nodes_of(scene.world, framework))["1.1.1"].id)


async def the_editions(scene: Scene) -> Attempt:
    await edition(scene.world)
    return Attempt("/frameworks")


async def an_edition(scene: Scene) -> Attempt:
    await edition(scene.world)
    return Attempt("/frameworks/2023")


async def the_indicators(scene: Scene) -> Attempt:
    await _node(scene)
    return Attempt("/indicators")


async def an_indicator(scene: Scene) -> Attempt:
    return Attempt(f"/indicators/{await _node(scene)}")


async def the_scores(_scene: Scene) -> Attempt:
    return Attempt("/scores")


async def a_file_of_scores(scene: Scene) -> Attempt:
    await _node(scene)
    lines = f"{','.join(COLUMNS)}\n2023,77,Bà Rịa - Vũng Tàu,indicator,1.1.1,2.5\n"
    return Attempt("/scores/import", options={"files": {"file": ("diem.csv", lines.encode())}, "data": {"source": "PAPI 2023"}})


CASES = [
    Case("GET /frameworks", the_editions, EVERYBODY),
    Case("GET /frameworks/{year}", an_edition, EVERYBODY),
    Case("GET /indicators", the_indicators, EVERYBODY),
    Case("GET /indicators/{indicator_id}", an_indicator, EVERYBODY),
    Case("GET /scores", the_scores, EVERYBODY),
    Case("POST /scores/import", a_file_of_scores, expect(403, coordinator=200)),
]
_PUBLISHED = "framework.read holds for every role on everything that is published (permissions.csv)"
OUTSIDE_LISTS = {"GET /frameworks": _PUBLISHED, "GET /indicators": _PUBLISHED, "GET /scores": _PUBLISHED}
