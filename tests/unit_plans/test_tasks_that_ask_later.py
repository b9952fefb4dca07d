"""A task that is said to be done by the units' plans after some have sent theirs stands where these do, as if it had been said before."""

from tests.support.amending import amended, change
from tests.support.planning import assignment_of, counts_are_true
from tests.support.unit_planning import Planning


async def test_the_task_follows_what_was_sent_before(planning: Planning) -> None:
    reporting = planning.reporting
    await planning.sent(reporting.officer, reporting.head)
    for task, asks in ((planning.duty, False), (reporting.tasks["school"], True)):
        assert (await reporting.coordinator.patch(f"/tasks/{task}", {"by_unit_plan": asks})).status_code == 200
    await reporting.world.let_the_worker_run()
    sent, unsent = [await assignment_of(reporting, "school", unit) for unit in (reporting.ward, reporting.department)]

    assert (sent["work_state"], sent["percent"], unsent["work_state"]) == ("awaiting_confirmation", 100, "not_started")
    assert sent["done_on"] is not None
    assert await counts_are_true(reporting)


async def test_what_was_accepted_completes_it_by_an_amendment_too(planning: Planning) -> None:
    reporting = planning.reporting
    await planning.accepted()
    moved = [change("change_task", task_id=planning.duty, fields={"by_unit_plan": False})]
    await amended(reporting, *moved, change("change_task", task_id=reporting.tasks["school"], fields={"by_unit_plan": True}))
    await reporting.world.let_the_worker_run()

    assert (await assignment_of(reporting, "school", reporting.ward))["work_state"] == "completed"


async def test_a_task_that_does_not_ask_is_left_alone_by_other_changes(planning: Planning) -> None:
    reporting = planning.reporting
    await planning.accepted()
    await reporting.coordinator.patch(f"/tasks/{reporting.tasks['school']}", {"title": "Tổ chức lớp tập huấn"})
    await reporting.world.let_the_worker_run()

    assert (await assignment_of(reporting, "school", reporting.ward))["work_state"] == "not_started"
