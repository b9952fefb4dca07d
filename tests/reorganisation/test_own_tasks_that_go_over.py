"""A measure that a unit follows as its own task goes on at who comes after, and stays out of the plan's numbers and lists."""

from papi.kit import clock
from tests.support.planning import counts_are_true, numbers
from tests.support.reorganising import DAY, decided, merger, now_in, on, unit_called
from tests.support.reporting import NOW
from tests.support.unit_planning import Planning, make_planning
from tests.support.world import World


async def followed(world: World) -> tuple[Planning, str]:
    """The ward follows the measure of its accepted plan; the plan's id."""
    with clock.business_at(NOW):
        planning = await make_planning(world)
        accepted = await planning.accepted()
        answer = await planning.reporting.officer.post(f"/unit-plan-items/{accepted['items'][1]['id']}/follow")
        assert answer.status_code == 200, answer.text
    return planning, accepted["id"]


async def test_an_own_task_goes_on_at_the_new_ward_and_counts_in_no_number_of_the_plan(world: World) -> None:
    planning, plan_id = await followed(world)
    reporting = planning.reporting
    with on(DAY):
        await decided(reporting.admin, merger(reporting))
        unit = await unit_called(reporting.admin, "Phường Vũng Tàu")
        officer = await now_in(world, reporting.officer, unit["id"])
        of_plan = (await reporting.coordinator.get(f"/assignments?unit={unit['id']}&limit=200")).json()["items"]
        own = (await officer.get("/assignments?own=true")).json()["items"]
        read = (await officer.get(f"/unit-plans/{plan_id}")).json()
        listed = (await reporting.coordinator.get("/unit-plan-items")).json()["items"]
        cell = next(row for row in (await reporting.coordinator.get("/dashboards/matrix")).json()["rows"] if row["unit_id"] == unit["id"])
        hidden = await reporting.lead_officer.get(f"/assignments/{own[0]['id']}")

    title = "Niêm yết danh sách tại 9 khu phố"
    assert [(item["task"]["title"], item["unit"]["id"]) for item in own] == [(title, unit["id"])]
    assert title not in {item["task"]["title"] for item in of_plan}
    assert len(of_plan) == cell["total"]["total"]
    assert [item["assignment_id"] for item in read["items"]] == [None, own[0]["id"]]
    assert [item["assignment_id"] for item in listed] == [own[0]["id"]]
    assert hidden.status_code == 404
    assert await counts_are_true(reporting)


async def test_the_matrix_of_then_leaves_out_what_units_follow_of_their_own(world: World) -> None:
    planning, _plan_id = await followed(world)
    coordinator = planning.reporting.coordinator
    with on("2024-10-20"):  # after the measure's day
        cells = [(await coordinator.get(f"/dashboards/matrix?view={view}")).json()["rows"] for view in ("then", "now")]
        then, now = [{row["name"]: row["total"] for row in rows}["Phường 1"] for rows in cells]
        status = [await numbers(coordinator, f"view={view}") for view in ("then", "now")]

    assert then == now
    assert status[0] == status[1]


async def test_who_comes_after_a_ward_that_must_report_must_report_too(world: World) -> None:
    planning, _plan_id = await followed(world)
    reporting = planning.reporting
    with clock.business_at(NOW):
        await reporting.opened_period()
        assert (await reporting.report_of(reporting.officer))["expected"] is True
    with on(DAY):
        await decided(reporting.admin, merger(reporting))
        unit = await unit_called(reporting.admin, "Phường Vũng Tàu")
        officer = await now_in(world, reporting.officer, unit["id"])
        report = await reporting.report_of(officer)

    assert (report["unit"]["id"], report["expected"]) == (unit["id"], True)
