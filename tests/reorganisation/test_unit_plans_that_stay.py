"""A unit's own plan stays its own; who comes after reads it in any state, and owes one in its own name."""

from typing import Any

from papi.access.permissions import Role
from papi.directory.models import Unit
from papi.kit import clock
from tests.support.planning import REASON as WHY
from tests.support.planning import counts_are_true
from tests.support.reorganising import DAY, decided, decision, merger, now_in, on, part, unit_called
from tests.support.reporting import NOW
from tests.support.unit_planning import REASON, Planning, make_planning
from tests.support.world import Someone, World


async def after_the_merger(planning: Planning) -> tuple[Someone, dict[str, Any]]:
    """The ward's head in the new ward, and that ward."""
    reporting = planning.reporting
    await decided(reporting.admin, merger(reporting))
    unit = await unit_called(reporting.admin, "Phường Vũng Tàu")
    return await now_in(planning.world, reporting.head, unit["id"]), unit


async def duties(planning: Planning, unit: Unit) -> list[dict[str, Any]]:
    """The unit's duties to send a plan, without those that went over."""
    found = await planning.reporting.coordinator.get(f"/assignments?task={planning.duty}&unit={unit.id}&view=now")
    return found.json()["items"]


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


async def test_what_a_unit_left_unsent_is_read_and_not_written_on(world: World) -> None:
    with clock.business_at(NOW):
        planning = await make_planning(world)
        draft = await planning.complete(planning.reporting.officer)
    with on(DAY):
        head, _unit = await after_the_merger(planning)
        read = (await head.get(f"/unit-plans/{draft['id']}")).json()
        answers = [
            await head.patch(f"/unit-plan-items/{draft['items'][1]['id']}", {"text": "Khác"}),
            await head.post(f"/unit-plans/{draft['id']}/items", {"items": [{"kind": "limit", "text": "Thêm"}]}),
            await head.post(f"/unit-plans/{draft['id']}/submit"),
        ]

    assert (len(read["items"]), read["allowed_actions"]) == (2, [])
    assert {(answer.status_code, answer.json()["code"]) for answer in answers} == {(409, "unit_ended")}
    assert read["blocked"]["detail"].startswith("Phường 1 đã kết thúc hoạt động ngày 30/9/2024")


async def test_an_accepted_plan_of_before_is_neither_amended_nor_followed(world: World) -> None:
    with clock.business_at(NOW):
        planning = await make_planning(world)
        accepted = await planning.accepted()
    with on(DAY):
        head, _unit = await after_the_merger(planning)
        answers = [
            await head.post(f"/unit-plans/{accepted['id']}/amend"),
            await head.post(f"/unit-plan-items/{accepted['items'][1]['id']}/follow"),
        ]
        duty = await duties(planning, planning.reporting.ward)

    assert {(answer.status_code, answer.json()["code"]) for answer in answers} == {(409, "unit_ended")}
    assert [item["work_state"] for item in duty] == ["completed"]


async def test_a_plan_that_comes_back_after_the_day_is_mended_in_the_name_of_before(world: World) -> None:
    with clock.business_at(NOW):
        planning = await make_planning(world)
        sent = await planning.sent(planning.reporting.officer, planning.reporting.head)
    with on(DAY):
        head, _unit = await after_the_merger(planning)
        returned = await planning.reporting.coordinator.post(f"/unit-plans/{sent['id']}/return", REASON)
        measure = (await head.get(f"/unit-plans/{sent['id']}")).json()["items"][1]
        mended = await head.patch(f"/unit-plan-items/{measure['id']}", {"person": "Bà Lệ"})
        again = await head.post(f"/unit-plans/{sent['id']}/submit")
        accepted = await planning.reporting.coordinator.post(f"/unit-plans/{sent['id']}/accept")
        duty = await duties(planning, planning.reporting.ward)

    assert [answer.status_code for answer in (returned, mended, again, accepted)] == [200] * 4
    assert [item["work_state"] for item in duty] == ["completed"]


async def test_a_unit_that_has_sent_its_plan_owes_no_second_one_for_those_that_join_it(world: World) -> None:
    with clock.business_at(NOW):
        planning = await make_planning(world)
        reporting = planning.reporting
        sent = await planning.sent(reporting.stranger, reporting.stranger)
    with on(DAY):
        joined = decision(part("dissolve", [reporting.ward], [{"unit_id": str(reporting.other_ward.id)}]))
        await decided(reporting.admin, joined)
        read = await reporting.coordinator.get(f"/unit-plans/{sent['id']}")
        accepted = await reporting.coordinator.post(f"/unit-plans/{sent['id']}/accept")
        duty = await duties(planning, reporting.other_ward)
        left = await duties(planning, reporting.ward)

    assert (read.status_code, accepted.status_code) == (200, 200)
    assert ([item["work_state"] for item in duty], left) == (["completed"], [])
    assert await counts_are_true(reporting)


async def joined_to_a_suspended_duty(planning: Planning) -> list[dict[str, Any]]:
    """The ward joins one whose duty to send a plan was suspended; what this one owes then."""
    reporting = planning.reporting
    suspended = await planning.duty_of(reporting.other_ward)
    answer = await reporting.coordinator.post(f"/assignments/{suspended['id']}/suspend", WHY)
    assert answer.status_code == 200, answer.text
    await decided(reporting.admin, decision(part("dissolve", [reporting.ward], [{"unit_id": str(reporting.other_ward.id)}])))
    return await duties(planning, reporting.other_ward)


async def test_an_open_duty_that_joins_a_suspended_one_becomes_the_units_only_one(world: World) -> None:
    with clock.business_at(NOW):
        planning = await make_planning(world)
    reporting = planning.reporting
    with on(DAY):
        owed = await joined_to_a_suspended_duty(planning)
        board = (await reporting.coordinator.get(f"/unit-plans/board?plan={reporting.plan_id}")).json()["items"]
        sent = await planning.sent(reporting.stranger, reporting.stranger)
        await reporting.coordinator.post(f"/unit-plans/{sent['id']}/accept")
        done = await duties(planning, reporting.other_ward)

    assert [item["work_state"] for item in owed] == ["not_started"]
    assert [item["unit"]["name"] for item in board].count("Phường 2") == 1
    assert [(item["id"], item["work_state"]) for item in done] == [(owed[0]["id"], "completed")]
    assert await counts_are_true(reporting)


async def test_a_suspended_duty_of_a_unit_that_has_sent_its_plan_takes_in_what_joins_it(world: World) -> None:
    with clock.business_at(NOW):
        planning = await make_planning(world)
        reporting = planning.reporting
        await planning.sent(reporting.stranger, reporting.stranger)
    with on(DAY):
        owed = await joined_to_a_suspended_duty(planning)
        resumed = await reporting.coordinator.post(f"/assignments/{owed[0]['id']}/resume", WHY)

    assert [item["work_state"] for item in owed] == ["suspended"]
    assert resumed.json()["work_state"] == "awaiting_confirmation"
    assert await counts_are_true(reporting)


async def test_a_unit_that_has_sent_its_plan_unasked_owes_none_for_those_that_join_it(world: World) -> None:
    with clock.business_at(NOW):
        planning = await make_planning(world)
        reporting = planning.reporting
        ward = await world.unit("Phường 3")
        head = await world.person(Role.UNIT_HEAD, ward)
        await planning.sent(head, head)
    with on(DAY):
        await decided(reporting.admin, decision(part("dissolve", [reporting.ward], [{"unit_id": str(ward.id)}])))
        await world.let_the_worker_run()
        owed = await duties(planning, ward)

    assert [item["work_state"] for item in owed] == ["awaiting_confirmation"]
    assert await counts_are_true(reporting)
