"""The task that asks for a unit's plan stands where that plan does, also where it was suspended meanwhile, or given after the sending."""

from typing import Any

import pytest

from papi.access.permissions import Role
from papi.directory.models import Unit
from tests.support.planning import REASON as WHY
from tests.support.planning import counts_are_true
from tests.support.unit_planning import REASON, Planning
from tests.support.world import Someone


async def suspended(planning: Planning) -> str:
    """The ward's task is set aside; its address."""
    duty = await planning.duty_of(planning.reporting.ward)
    answer = await planning.reporting.coordinator.post(f"/assignments/{duty['id']}/suspend", WHY)
    assert answer.status_code == 200, answer.text
    return f"/assignments/{duty['id']}"


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        (("suspend", "submit"), "awaiting_confirmation"),
        (("suspend", "submit", "accept"), "completed"),
        (("submit", "suspend", "accept"), "completed"),
        (("submit", "suspend", "return"), "in_progress"),
        (("suspend", "submit", "return", "submit", "accept"), "completed"),
    ],
)
async def test_a_suspended_task_is_resumed_where_the_plan_stands_by_then(planning: Planning, steps: tuple[str, ...], state: str) -> None:
    reporting = planning.reporting
    path = f"/unit-plans/{(await planning.complete(reporting.officer))['id']}"
    who = {"submit": reporting.head, "accept": reporting.coordinator, "return": reporting.coordinator}
    duty = ""
    for step in steps:
        if step == "suspend":
            duty = await suspended(planning)
        else:
            done = await who[step].post(f"{path}/{step}", REASON if step == "return" else None)
            assert done.status_code == 200, done.text
    before = (await reporting.coordinator.get(duty)).json()
    resumed = (await reporting.coordinator.post(f"{duty}/resume", WHY)).json()

    assert (before["work_state"], resumed["work_state"]) == ("suspended", state)
    assert await counts_are_true(reporting)


async def test_a_report_that_is_sent_meanwhile_takes_nothing_from_a_suspended_task(planning: Planning) -> None:
    reporting = planning.reporting
    duty = await suspended(planning)
    await planning.accepted()
    await reporting.opened_period()
    await reporting.submitted_report(reporting.officer, reporting.head)
    resumed = (await reporting.coordinator.post(f"{duty}/resume", WHY)).json()

    assert (resumed["work_state"], resumed["percent"]) == ("completed", 100)
    assert await counts_are_true(reporting)


async def test_a_withdrawn_task_stays_withdrawn_whatever_becomes_of_the_plan(planning: Planning) -> None:
    duty = await planning.duty_of(planning.reporting.ward)
    await planning.reporting.coordinator.post(f"/assignments/{duty['id']}/cancel", WHY)
    await planning.accepted()

    assert (await planning.duty_of(planning.reporting.ward))["work_state"] == "cancelled"


async def unasked(planning: Planning) -> tuple[Unit, Someone, str]:
    """A ward that the plan does not ask has sent one; the ward, its head, and the address of its plan."""
    world = planning.world
    ward = await world.unit("Phường 3")
    head = await world.person(Role.UNIT_HEAD, ward)
    sent = await planning.sent(await world.person(Role.OFFICER, ward), head)
    return ward, head, f"/unit-plans/{sent['id']}"


async def asked(planning: Planning, unit: Unit, **given: Any) -> dict[str, Any]:
    """The unit is given the task; how that stands when the worker has run."""
    body = {"task_id": str(planning.duty), "unit_id": str(unit.id), "part": "lead", **given}
    answer = await planning.reporting.coordinator.post("/assignments", body)
    assert answer.status_code == 201, answer.text
    await planning.world.let_the_worker_run()
    return await planning.duty_of(unit)


async def test_a_unit_that_is_asked_after_its_plan_was_accepted_has_done_it(planning: Planning) -> None:
    ward, _head, path = await unasked(planning)
    await planning.reporting.coordinator.post(f"{path}/accept")
    duty = await asked(planning, ward)
    told = (await planning.reporting.coordinator.get(f"/assignments/{duty['id']}/timeline")).json()["items"]

    assert (duty["work_state"], duty["deadline_state"]) == ("completed", "completed_on_time")
    assert told[-1]["text"] == "hoàn thành bằng kế hoạch mà đơn vị đã gửi ngày 10/9/2024"
    assert await counts_are_true(planning.reporting)


async def test_late_is_measured_by_the_day_on_which_the_plan_was_sent(planning: Planning) -> None:
    ward, _head, path = await unasked(planning)
    await planning.reporting.coordinator.post(f"{path}/accept")
    duty = await asked(planning, ward, due_on="2024-09-09")

    assert (duty["work_state"], duty["deadline_state"]) == ("completed", "completed_late")


async def test_a_unit_that_is_asked_while_its_plan_is_reviewed_waits_for_that(planning: Planning) -> None:
    ward, head, path = await unasked(planning)
    states = [(await asked(planning, ward))["work_state"]]
    for who, step in ((planning.reporting.coordinator, "return"), (head, "submit"), (planning.reporting.coordinator, "accept")):
        await who.post(f"{path}/{step}", REASON if step == "return" else None)
        states.append((await planning.duty_of(ward))["work_state"])

    assert states == ["awaiting_confirmation", "in_progress", "awaiting_confirmation", "completed"]
    assert await counts_are_true(planning.reporting)


async def test_a_unit_whose_plan_came_back_still_owes_it_when_it_is_asked(planning: Planning) -> None:
    ward, _head, path = await unasked(planning)
    await planning.reporting.coordinator.post(f"{path}/return", REASON)

    assert (await asked(planning, ward))["work_state"] == "not_started"
