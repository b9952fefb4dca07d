"""The task that asks for a unit's plan is done by that plan alone: a report tells of it, and moves nothing."""

from typing import Any

from papi.access.permissions import Role
from papi.directory.models import Unit
from papi.kit import clock
from tests.support.planning import counts_are_true
from tests.support.unit_planning import DUE, REASON, Planning, on
from tests.support.world import Someone


async def line_of(planning: Planning, report_id: str) -> dict[str, Any]:
    """The line of the duty, as the unit's officer reads it."""
    lines = await planning.reporting.lines_of(planning.reporting.officer, report_id)
    return next(line for line in lines if line["task"]["id"] == str(planning.duty))


async def sent_report(planning: Planning) -> dict[str, Any]:
    """The ward's report of the quarter, filled and sent."""
    reporting = planning.reporting
    return await reporting.submitted_report(reporting.officer, reporting.head)


async def work_of(planning: Planning) -> tuple[str, str | None]:
    """How the ward's duty stands, and since when it is said to be done."""
    duty = await planning.duty_of(planning.reporting.ward)
    return duty["work_state"], duty["submitted_on"]


async def test_a_unit_without_a_plan_cannot_report_the_duty_done(planning: Planning) -> None:
    reporting = planning.reporting
    await reporting.opened_period()
    report = await reporting.report_of(reporting.officer)
    line = await line_of(planning, report["id"])
    ticked = await reporting.officer.patch(f"/report-lines/{line['id']}", {"self_done": True})
    sent = await sent_report(planning)
    accepted = await reporting.coordinator.post(f"/reports/{sent['id']}/accept")

    assert line["task"]["by_unit_plan"] is True
    assert (ticked.status_code, ticked.json()["code"]) == (409, "done_by_unit_plan")
    assert accepted.status_code == 200, accepted.text
    assert await work_of(planning) == ("not_started", None)
    with clock.business_at(on(15)):
        assert (await planning.board(reporting.coordinator))["Phường 1"]["standing"] == "missing"
    assert await counts_are_true(reporting)


async def test_a_returned_plan_is_not_completed_by_the_report_that_told_of_it(planning: Planning) -> None:
    reporting = planning.reporting
    plan = await planning.sent(reporting.officer, reporting.head)
    await reporting.opened_period()
    told = await line_of(planning, (await reporting.report_of(reporting.officer))["id"])
    await reporting.coordinator.post(f"/unit-plans/{plan['id']}/return", REASON)
    report = await sent_report(planning)
    said = await line_of(planning, report["id"])
    await reporting.coordinator.post(f"/reports/{report['id']}/accept")

    assert (told["self_done"], said["self_done"]) == (True, False)
    assert (await work_of(planning))[0] == "in_progress"


async def test_a_plan_that_came_late_stays_late_whatever_the_report_says(planning: Planning) -> None:
    reporting = planning.reporting
    complete = await planning.complete(reporting.officer)
    with clock.business_at(on(14)):
        await reporting.head.post(f"/unit-plans/{complete['id']}/submit")
        await reporting.opened_period()
        line = await line_of(planning, (await reporting.report_of(reporting.officer))["id"])
        await reporting.write(reporting.officer, line, self_done=False)
        report = await sent_report(planning)
        said = await line_of(planning, report["id"])
        duty = await planning.duty_of(reporting.ward)

    assert said["self_done"] is True
    assert (duty["work_state"], duty["submitted_on"], duty["submitted_late"]) == ("awaiting_confirmation", "2024-09-14", True)
    assert str(DUE) < duty["submitted_on"]


async def test_a_report_that_comes_back_leaves_an_accepted_plan_done(planning: Planning) -> None:
    reporting = planning.reporting
    await planning.accepted()
    await reporting.opened_period()
    report = await sent_report(planning)
    await reporting.coordinator.post(f"/reports/{report['id']}/return", {"reason": "Bổ sung số liệu cả báo cáo."})

    assert (await reporting.report_of(reporting.officer))["state"] == "returned"
    assert (await work_of(planning))[0] == "completed"
    assert await counts_are_true(reporting)


async def with_own_tasks_alone(planning: Planning) -> tuple[Unit, Someone]:
    """A ward to which the plan gives nothing follows a measure of its own; the ward and its officer."""
    world, coordinator = planning.world, planning.reporting.coordinator
    ward = await world.unit("Phường 3")
    officer = await world.person(Role.OFFICER, ward)
    sent = await planning.sent(officer, await world.person(Role.UNIT_HEAD, ward))
    await coordinator.post(f"/unit-plans/{sent['id']}/accept")
    followed = await officer.post(f"/unit-plan-items/{sent['items'][1]['id']}/follow")
    assert followed.status_code == 200, followed.text
    return ward, officer


async def standing(planning: Planning, period: str, unit: Unit) -> str:
    """How the unit stands on the period's board, long after its deadline."""
    with clock.business_at(on(30)):
        board = (await planning.reporting.coordinator.get(f"/periods/{period}/completeness")).json()
    return next(item["standing"] for item in board["items"] if item["unit"]["id"] == str(unit.id))


async def test_a_unit_with_own_tasks_alone_may_report_and_is_never_missing(planning: Planning) -> None:
    ward, officer = await with_own_tasks_alone(planning)
    period = await planning.reporting.opened_period()
    report = await planning.reporting.report_of(officer)

    assert (report["expected"], report["lines_total"]) == (False, 1)
    assert await standing(planning, period, ward) == "voluntary"


async def test_a_unit_that_the_plan_asks_to_report_is_expected_also_with_own_tasks_alone(planning: Planning) -> None:
    ward, officer = await with_own_tasks_alone(planning)
    body = {"task_id": str(planning.reporting.tasks["duty"]), "unit_id": str(ward.id), "part": "lead"}
    given = await planning.reporting.coordinator.post("/assignments", body)
    planned = await planning.reporting.coordinator.post("/periods", planning.reporting.period_body())
    opened = await planning.reporting.coordinator.post(f"/periods/{planned.json()['id']}/open")
    report = await planning.reporting.report_of(officer)

    assert (given.status_code, opened.status_code) == (201, 200)
    assert (report["expected"], planned.json()["would_open"]["requested"]) == (True, 1)
    assert await standing(planning, planned.json()["id"], ward) == "missing"
