"""The table "How the states move": what is set aside, what an own end moves, what a newer period has overtaken."""

from typing import Any

import pytest

from papi.kit import clock
from tests.support.planning import REASON, assignment_of, counts_are_true
from tests.support.reporting import NOW, Reporting
from tests.support.world import Someone

OWN_END = {"ends_at": "2024-09-20T17:00:00+07:00", "reason": "Bão số 3"}


async def stands(reporting: Reporting, task: str) -> dict[str, Any]:
    """The ward's assignment as its coordinator sees it."""
    found = await assignment_of(reporting, task, reporting.ward)
    return {"state": found["work_state"], "due_on": found["due_on"]}


async def step(reporting: Reporting, task: str, name: str) -> None:
    assignment = await assignment_of(reporting, task, reporting.ward)
    answer = await reporting.coordinator.post(f"/assignments/{assignment['id']}/{name}", REASON)
    assert answer.status_code == 200, answer.text


async def test_a_report_moves_nothing_that_was_set_aside_meanwhile(reporting: Reporting) -> None:
    await reporting.opened_period()
    await step(reporting, "inform", "suspend")
    await step(reporting, "publish", "cancel")
    await step(reporting, "duty", "suspend")

    report = await reporting.submitted_report(reporting.officer, reporting.head)

    assert [(await stands(reporting, task))["state"] for task in ("inform", "publish", "duty")] == ["suspended", "cancelled", "suspended"]
    await step(reporting, "inform", "resume")
    assert (await stands(reporting, "inform"))["state"] == "awaiting_confirmation"
    accepted = await reporting.coordinator.post(f"/reports/{report['id']}/accept")
    assert accepted.status_code == 200, accepted.text
    await step(reporting, "duty", "resume")
    states = [(await stands(reporting, task))["state"] for task in ("inform", "publish", "duty")]
    assert states == ["completed", "cancelled", "completed"]
    assert await counts_are_true(reporting)


async def test_a_duty_that_was_withdrawn_does_not_begin_anew(reporting: Reporting) -> None:
    await step(reporting, "duty", "cancel")
    await reporting.opened_period()

    assert (await stands(reporting, "duty"))["state"] == "cancelled"


async def test_an_own_end_moves_the_duty_to_report_as_well(reporting: Reporting) -> None:
    period = await reporting.opened_period()
    given = await reporting.coordinator.post(f"/periods/{period}/exceptions", {**OWN_END, "unit_id": str(reporting.ward.id)})
    assert given.status_code == 201, given.text

    assert [(await stands(reporting, task))["due_on"] for task in ("inform", "duty", "school")] == [
        "2024-09-20",
        "2024-09-20",
        "2024-09-30",
    ]


async def test_what_a_newer_period_has_begun_is_not_moved_by_the_older_one(reporting: Reporting) -> None:
    older = await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    with clock.business_at(NOW.replace(day=12)):
        await reporting.opened_period("dx-2", deadlines=dict.fromkeys(("ward", "department", "city"), "2024-09-25T17:00:00+07:00"))
    begun = [await stands(reporting, task) for task in ("inform", "duty")]

    accepted = await reporting.coordinator.post(f"/reports/{report['id']}/accept")
    other = await reporting.coordinator.post(f"/periods/{older}/exceptions", {**OWN_END, "unit_id": str(reporting.other_ward.id)})

    assert (accepted.status_code, other.status_code) == (200, 201), accepted.text + other.text
    assert [await stands(reporting, task) for task in ("inform", "duty")] == begun == [{"state": "not_started", "due_on": "2024-09-25"}] * 2
    late = await assignment_of(reporting, "inform", reporting.other_ward)
    assert late["due_on"] == "2024-09-25"


AFTER_ITS_DAY = NOW.replace(month=10, day=2)
SAID = {"done_on": "2024-10-01", "result": "Đã tổ chức xong."}


async def said_to_be_done(reporting: Reporting) -> tuple[str, dict[str, Any]]:
    """A sent report whose once-task, due on 30/9, says that it is done; the report's id and the line."""
    await reporting.opened_period()
    report = await reporting.filled_report(reporting.officer)
    line = (await reporting.lines_of(reporting.officer, report["id"]))[2]
    await reporting.write(reporting.officer, line, percent=100, self_done=True)
    await did(reporting.head, f"/reports/{report['id']}/submit")
    return report["id"], line


async def did(who: Someone, path: str, body: dict[str, Any] | None = None) -> None:
    answer = await who.post(path, body)
    assert answer.status_code == 200, answer.text


async def how_the_task_ended(reporting: Reporting) -> tuple[str, str]:
    found = await assignment_of(reporting, "school", reporting.ward)
    assert await counts_are_true(reporting)
    return found["work_state"], found["deadline_state"]


async def test_a_task_that_was_done_in_time_stays_so_when_its_report_comes_back_after_its_day(reporting: Reporting) -> None:
    report, _line = await said_to_be_done(reporting)
    await did(reporting.coordinator, f"/reports/{report}/return", {"reason": "Thiếu số liệu người dự."})

    with clock.business_at(AFTER_ITS_DAY):
        await did(reporting.head, f"/reports/{report}/submit")
        await did(reporting.coordinator, f"/reports/{report}/accept")

    assert await how_the_task_ended(reporting) == ("completed", "completed_on_time")


async def test_a_task_that_was_done_in_time_stays_so_when_it_is_said_again_without_the_report_that_came_back(reporting: Reporting) -> None:
    report, line = await said_to_be_done(reporting)
    await did(reporting.coordinator, f"/reports/{report}/return", {"reason": "Thiếu số liệu người dự."})

    with clock.business_at(AFTER_ITS_DAY):
        await did(reporting.officer, f"/assignments/{line['assignment_id']}/report-done", SAID)
        await did(reporting.coordinator, f"/assignments/{line['assignment_id']}/confirm")

    assert await how_the_task_ended(reporting) == ("completed", "completed_on_time")


async def test_what_was_asked_for_again_is_not_done_because_its_report_is_accepted(reporting: Reporting) -> None:
    report, line = await said_to_be_done(reporting)
    await step(reporting, "school", "redo")
    await did(reporting.coordinator, f"/reports/{report}/accept")
    accepted = await how_the_task_ended(reporting)

    with clock.business_at(AFTER_ITS_DAY):
        await did(reporting.officer, f"/assignments/{line['assignment_id']}/report-done", SAID)
        await did(reporting.coordinator, f"/assignments/{line['assignment_id']}/confirm")

    assert accepted[0] == "in_progress"
    assert await how_the_task_ended(reporting) == ("completed", "completed_late")


async def test_what_was_not_confirmed_counts_by_the_day_on_which_it_is_said_again(reporting: Reporting) -> None:
    report, line = await said_to_be_done(reporting)
    await did(reporting.coordinator, f"/reports/{report}/accept", {"not_confirmed": [line["id"]]})

    with clock.business_at(AFTER_ITS_DAY):
        await did(reporting.officer, f"/assignments/{line['assignment_id']}/report-done", SAID)
        await did(reporting.coordinator, f"/assignments/{line['assignment_id']}/confirm")

    assert await how_the_task_ended(reporting) == ("completed", "completed_late")


@pytest.mark.parametrize("act", ["mark", "return"])
async def test_a_reviewer_who_has_read_an_older_line_is_told(reporting: Reporting, act: str) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    line = (await reporting.lines_of(reporting.coordinator, report["id"]))[0]
    path, method = (f"/report-lines/{line['id']}/review-mark", "PUT") if act == "mark" else (f"/report-lines/{line['id']}/return", "POST")
    body = {"mark": "ok"} if act == "mark" else REASON

    stale = await reporting.coordinator.request(method, path, json=body, headers={"If-Match": f'"v{line["version"] - 1}"'})
    fresh = await reporting.coordinator.request(method, path, json=body, headers={"If-Match": f'"v{line["version"]}"'})

    assert (stale.status_code, stale.json()["current_version"], fresh.status_code) == (412, str(line["version"]), 200)


async def test_carrying_forward_needs_no_body(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.report_of(reporting.officer)

    counted = await reporting.officer.post(f"/reports/{report['id']}/carry-forward?dry_run=true")

    assert (counted.status_code, counted.json()) == (200, {"lines": 0})


async def test_many_at_once_may_name_both_numbers_of_a_report(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    version, content = report["version"], report["content_version"]

    async def accept(tag: Any) -> dict[str, Any]:
        body = {"action": "accept", "items": [{"id": report["id"], "version": tag}]}
        return (await reporting.coordinator.post("/reports/bulk", body)).json()["items"][0]

    assert [(await accept(tag))["code"] for tag in (version + 1, f"{version}.{content + 1}")] == ["stale_version"] * 2
    assert (await accept(f"{version}.{content}"))["status"] == 200
