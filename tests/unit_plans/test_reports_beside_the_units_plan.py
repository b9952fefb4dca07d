"""The task that asks for a unit's plan is done by that plan alone: a report tells of it, and moves nothing."""

from typing import Any

from papi.kit import clock
from tests.support.planning import counts_are_true
from tests.support.unit_planning import DUE, REASON, Planning, on


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
