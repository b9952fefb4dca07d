"""The search finds the indicators of the edition that the page of the indicators opens."""

from papi.framework.models import Framework
from papi.kit.types import new_id
from tests.support.planning import draft_plan, framework_of, nodes_of
from tests.support.reporting import Reporting


async def test_a_draft_on_a_newer_edition_leaves_the_search_with_the_edition_of_the_plan_in_force(reporting: Reporting) -> None:
    kept = await nodes_of(reporting.world, await framework_of(reporting))
    await reporting.world.add(Framework(id=(newer := new_id()), year=2024, title="PAPI 2024", minimum=10, maximum=80, source="test"))
    await nodes_of(reporting.world, newer)
    await draft_plan(reporting, framework_year=2024)
    groups = (await reporting.coordinator.get("/search?q=1")).json()["groups"]
    found = {hit["id"] for group in groups if group["type"] == "indicator" for hit in group["items"]}

    assert found == {str(node.id) for code, node in kept.items() if "1" in code}
