"""A unit's own plan stays its own; who comes after reads it in any state, and owes one in its own name."""

from papi.kit import clock
from tests.support.reorganising import DAY, decided, merger, now_in, on, unit_called
from tests.support.reporting import NOW
from tests.support.unit_planning import make_planning
from tests.support.world import World


async def test_the_draft_of_before_is_read_and_the_duty_to_send_one_goes_over(world: World) -> None:
    with clock.business_at(NOW):
        planning = await make_planning(world)
        draft = await planning.complete(planning.reporting.officer)
    reporting = planning.reporting
    with on(DAY):
        await decided(reporting.admin, merger(reporting))
        unit = await unit_called(reporting.admin, "Phường Vũng Tàu")
        head = await now_in(world, reporting.head, unit["id"])
        read = await head.get(f"/unit-plans/{draft['id']}")
        duty = await reporting.coordinator.get(f"/assignments?task={planning.duty}&unit={unit['id']}")
        own = await head.post("/unit-plans", {"plan_id": str(reporting.plan_id)})
        of_others = await reporting.coordinator.get(f"/unit-plans/{draft['id']}")

    assert (read.status_code, own.status_code, of_others.status_code) == (200, 201, 404)
    assert [item["work_state"] for item in duty.json()["items"]] == ["not_started"]
