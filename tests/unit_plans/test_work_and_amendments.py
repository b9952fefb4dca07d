"""Unit plans in "my work", and what amendments of the city's plan may make of the task that asks for them."""

from papi.kit import clock
from tests.support.amending import amended, begun, change, new_task
from tests.support.planning import counts_are_true
from tests.support.unit_planning import REASON, Planning, on

ANOTHER = "Kế hoạch đã có một nhiệm vụ hoàn thành bằng kế hoạch của đơn vị, và nhiệm vụ đó phải là nhiệm vụ một lần."


async def test_a_plan_that_was_sent_waits_for_its_reviewer_as_a_plan_and_not_as_a_task_to_confirm(planning: Planning) -> None:
    reporting = planning.reporting
    before = (await reporting.coordinator.get("/dashboards/my-work")).json()
    sent = await planning.sent(reporting.officer, reporting.head)
    waiting = [(await who.get("/dashboards/my-work")).json() for who in (reporting.coordinator, reporting.head, reporting.stranger)]
    await reporting.coordinator.post(f"/unit-plans/{sent['id']}/accept")
    after = (await reporting.coordinator.get("/dashboards/my-work")).json()

    assert [work["unit_plans_to_review"] for work in (before, *waiting, after)] == [0, 1, 0, 0, 0]
    assert [work["awaiting_confirmation"] for work in (before, *waiting, after)] == [0] * 5


async def test_the_duty_cannot_be_reported_done_from_my_work_and_other_tasks_can(planning: Planning) -> None:
    reporting = planning.reporting
    with clock.business_at(on(30)):
        work = (await reporting.officer.get("/dashboards/my-work")).json()
    items = {item["title"]: item["report_done"] for item in (*work["overdue"]["items"], *work["due_soon"]["items"])}

    assert items.pop("Xây dựng kế hoạch của đơn vị") is False
    assert set(items.values()) == {True}


async def test_a_units_own_task_does_not_wait_among_those_of_the_plan(planning: Planning) -> None:
    reporting = planning.reporting
    accepted = await planning.accepted()
    await reporting.officer.post(f"/unit-plan-items/{accepted['items'][1]['id']}/follow")
    own = (await reporting.officer.get("/assignments?own=true")).json()["items"][0]
    done = await reporting.officer.post(f"/assignments/{own['id']}/report-done", {"done_on": "2024-09-09", "result": "Đã niêm yết."})
    shown = (await reporting.coordinator.get("/assignments?work_state=awaiting_confirmation&cadence=once")).json()["items"]

    assert done.status_code == 200, done.text
    assert (await reporting.coordinator.get("/dashboards/my-work")).json()["awaiting_confirmation"] == len(shown) == 0


async def test_an_amendment_that_adds_a_second_task_of_this_kind_is_refused_while_it_is_written(planning: Planning) -> None:
    reporting = planning.reporting
    amendment = await begun(reporting)
    path = f"/amendments/{amendment['id']}"
    second = [new_task(by_unit_plan=True), change("change_task", task_id=reporting.tasks["school"], fields={"by_unit_plan": True})]
    refused = (await reporting.coordinator.patch(path, {"changes": second})).json()
    recurring = [change("drop_task", task_id=planning.duty), new_task(by_unit_plan=True, cadence="each_period", due_on=None)]
    odd = (await reporting.coordinator.patch(path, {"changes": recurring})).json()

    assert [(error["pointer"], error["detail"]) for error in refused["errors"]] == [
        ("/changes/0/task/by_unit_plan", ANOTHER),
        ("/changes/1/fields/by_unit_plan", ANOTHER),
    ]
    assert [error["pointer"] for error in odd["errors"]] == ["/changes/1/task/by_unit_plan"]


async def test_that_a_task_is_done_by_the_units_plan_is_a_change_that_the_leader_reads(planning: Planning) -> None:
    reporting = planning.reporting
    told = await amended(
        reporting,
        change("change_task", task_id=planning.duty, fields={"by_unit_plan": False}),
        change("change_task", task_id=reporting.tasks["school"], fields={"by_unit_plan": True}),
    )
    fields = [field for task in told["difference"]["tasks"] for field in task["fields"]]

    assert {(field["label"], field["before"], field["after"]) for field in fields} == {
        ("Hoàn thành bằng kế hoạch của đơn vị", "có", "không"),
        ("Hoàn thành bằng kế hoạch của đơn vị", "không", "có"),
    }


async def test_after_the_task_was_dropped_its_successor_alone_is_the_units_duty(planning: Planning) -> None:
    reporting = planning.reporting
    accepted = await planning.accepted()
    await amended(reporting, change("drop_task", task_id=planning.duty), new_task(reporting.ward, by_unit_plan=True))
    read = await reporting.officer.get(f"/unit-plans/{accepted['id']}")
    returned = await reporting.coordinator.post(f"/unit-plans/{accepted['id']}/return", REASON)

    assert (read.status_code, read.json()["due_on"], returned.status_code) == (200, "2024-10-31", 200)


async def test_an_amendment_that_comes_back_leaves_the_task_done_and_a_return_of_what_was_accepted_does_not(planning: Planning) -> None:
    reporting = planning.reporting
    accepted = await planning.accepted()
    path, states = f"/unit-plans/{accepted['id']}", list[str]()
    steps = [(reporting.head, "amend", None), (reporting.head, "submit", None), (reporting.coordinator, "return", REASON)]
    steps += [(reporting.head, "submit", None), (reporting.coordinator, "accept", None), (reporting.coordinator, "return", REASON)]
    for who, step, body in steps:
        answer = await who.post(f"{path}/{step}", body)
        assert answer.status_code == 200, answer.text
        states.append((await planning.duty_of(reporting.ward))["work_state"])

    assert states == ["completed"] * 5 + ["in_progress"]
    assert await counts_are_true(reporting)


async def test_no_other_day_is_given_to_a_plan_that_was_accepted_or_is_not_asked_for(planning: Planning) -> None:
    reporting = planning.reporting
    await planning.accepted()
    other = await planning.duty_of(reporting.other_ward)
    body = {"plan_id": str(reporting.plan_id), "due_on": "2024-09-20", "reason": "Bão."}
    path, codes = "/unit-plans/exceptions", list[tuple[int, str]]()
    for unit, step in ((reporting.ward, None), (reporting.other_ward, "suspend"), (reporting.other_ward, "cancel")):
        if step is not None:
            await reporting.coordinator.post(f"/assignments/{other['id']}/{step}", {"reason": "Chờ hướng dẫn."})
        refused = await reporting.coordinator.post(path, {**body, "unit_id": str(unit.id)})
        codes.append((refused.status_code, refused.json()["code"]))

    assert codes == [(409, "wrong_state"), (404, "unit_plan_not_asked"), (404, "unit_plan_not_asked")]
    assert (await planning.duty_of(reporting.ward))["due_on"] == "2024-09-12"
