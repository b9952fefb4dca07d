import asyncio
from datetime import datetime

from papi.access.permissions import Role
from papi.kit import clock
from tests.support.planning import DONE, REASON, assignment_of, counts_are_true, numbers, reported_done, school_of_ward
from tests.support.reporting import Reporting

OCTOBER = datetime(2024, 10, 1, 8, 0, tzinfo=clock.TIMEZONE)


async def test_a_unit_reports_a_once_task_done_and_it_is_confirmed(reporting: Reporting) -> None:
    before = await numbers(reporting.coordinator)
    school = await reported_done(reporting)

    assert (school["work_state"], school["deadline_state"], school["percent"]) == ("awaiting_confirmation", "on_track", 100)
    assert (school["submitted_on"], school["done_on"], school["submitted_late"]) == ("2024-09-10", "2024-09-09", False)
    confirmed = await reporting.coordinator.post(f"/assignments/{school['id']}/confirm")
    assert (confirmed.json()["work_state"], confirmed.json()["deadline_state"]) == ("completed", "completed_on_time")
    assert (await numbers(reporting.coordinator))["done_on_time"] == before["done_on_time"] + 1
    assert await counts_are_true(reporting)


async def test_lateness_is_that_of_the_submission_not_of_the_confirmation(reporting: Reporting) -> None:
    school = await reported_done(reporting)
    with clock.business_at(OCTOBER):
        waiting = (await reporting.coordinator.get(f"/assignments/{school['id']}")).json()
        confirmed = (await reporting.coordinator.post(f"/assignments/{school['id']}/confirm")).json()

    assert (waiting["deadline_state"], confirmed["deadline_state"]) == ("on_track", "completed_on_time")


async def test_a_day_named_in_time_does_not_make_a_late_report_timely(reporting: Reporting) -> None:
    school = await school_of_ward(reporting)
    with clock.business_at(OCTOBER):
        open_one = (await reporting.head.get(f"/assignments/{school['id']}")).json()
        late = (await reporting.head.post(f"/assignments/{school['id']}/report-done", DONE)).json()
        total = await numbers(reporting.coordinator)
        confirmed = (await reporting.coordinator.post(f"/assignments/{school['id']}/confirm")).json()

    assert (open_one["deadline_state"], late["deadline_state"], late["submitted_late"]) == ("overdue", "overdue", True)
    assert total["open_overdue"] == 2  # with the lead's own part, which nobody has reported
    assert confirmed["deadline_state"] == "completed_late"


async def test_asked_for_again_it_is_open_and_its_next_submission_counts(reporting: Reporting) -> None:
    school = await reported_done(reporting)
    again = (await reporting.coordinator.post(f"/assignments/{school['id']}/redo", REASON)).json()
    with clock.business_at(OCTOBER):
        late = (await reporting.officer.post(f"/assignments/{school['id']}/report-done", DONE)).json()

    assert (again["work_state"], again["submitted_on"], again["submitted_late"]) == ("in_progress", None, False)
    assert late["submitted_late"] is True
    assert await counts_are_true(reporting)


async def test_proof_is_demanded_where_the_task_demands_it(reporting: Reporting) -> None:
    school = await school_of_ward(reporting)
    await reporting.coordinator.patch(f"/tasks/{reporting.tasks['school']}", {"requires_evidence": True})
    refused = await reporting.head.post(f"/assignments/{school['id']}/report-done", DONE)
    proof = await reporting.document(reporting.officer)
    done = await reporting.head.post(f"/assignments/{school['id']}/report-done", {**DONE, "evidence_ids": [proof]})

    assert (refused.status_code, refused.json()["code"]) == (422, "evidence_required")
    assert [document["id"] for document in done.json()["evidence"]] == [proof]


async def test_the_proof_is_then_read_by_reviewer_and_lead_and_by_no_other_ward(reporting: Reporting) -> None:
    proof = await reporting.document(reporting.officer)
    readers = (reporting.coordinator, reporting.lead_officer, reporting.stranger)
    before = [(await reader.get(f"/evidence/{proof}")).status_code for reader in readers]
    await reported_done(reporting, evidence_ids=[proof])
    after = [(await reader.get(f"/evidence/{proof}")).status_code for reader in readers]

    assert (before, after) == ([404, 404, 404], [200, 200, 404])


async def test_a_document_of_another_unit_proves_nothing(reporting: Reporting) -> None:
    foreign = await reporting.document(reporting.stranger)
    school = await school_of_ward(reporting)
    refused = await reporting.head.post(f"/assignments/{school['id']}/report-done", {**DONE, "evidence_ids": [foreign]})

    assert (refused.status_code, refused.json()["code"]) == (404, "evidence_not_found")
    assert (await school_of_ward(reporting))["work_state"] == "not_started"


async def test_a_recurring_task_is_not_reported_by_itself(reporting: Reporting) -> None:
    inform = await assignment_of(reporting, "inform", reporting.ward)
    refused = await reporting.head.post(f"/assignments/{inform['id']}/report-done", DONE)

    assert (refused.status_code, refused.json()["code"]) == (409, "reported_each_period")


async def test_what_is_wrong_with_a_report_is_said_and_changes_nothing(reporting: Reporting) -> None:
    school = await school_of_ward(reporting)
    bodies = (
        {**DONE, "done_on": "2024-09-11"},
        {**DONE, "done_on": "09/9/2024"},
        {**DONE, "result": ""},
        {**DONE, "result": "a\x00b"},
        {**DONE, "result": "x" * 20_001},
        {**DONE, "evidence_ids": ["58"]},
        {**DONE, "percent": 50},
        {},
    )
    answers = [(await reporting.head.post(f"/assignments/{school['id']}/report-done", body)).status_code for body in bodies]

    assert answers == [422] * len(bodies)
    assert (await school_of_ward(reporting))["version"] == school["version"]


async def test_every_step_has_its_moment(reporting: Reporting) -> None:
    path = f"/assignments/{(await reported_done(reporting))['id']}"
    coordinator, head = reporting.coordinator, reporting.head

    assert (await head.post(f"{path}/report-done", DONE)).status_code == 409
    assert (await coordinator.post(f"{path}/resume", REASON)).status_code == 409
    assert (await coordinator.post(f"{path}/confirm")).status_code == 200
    assert (await coordinator.post(f"{path}/confirm")).status_code == 409
    assert (await coordinator.post(f"{path}/suspend", REASON)).status_code == 409
    assert (await head.post(f"{path}/report-done", DONE)).json()["detail"].startswith("Nhiệm vụ đang ở trạng thái “hoàn thành”")


async def test_set_aside_it_counts_nowhere_and_comes_back_as_it_was(reporting: Reporting) -> None:
    before = await numbers(reporting.coordinator)
    school = await reported_done(reporting)
    path = f"/assignments/{school['id']}"
    suspended = (await reporting.coordinator.post(f"{path}/suspend", REASON)).json()
    aside = await numbers(reporting.coordinator)
    resumed = (await reporting.coordinator.post(f"{path}/resume", REASON)).json()

    assert (suspended["work_state"], suspended["deadline_state"]) == ("suspended", "no_deadline")
    assert aside["open_in_time"] == before["open_in_time"] - 1
    assert (resumed["work_state"], resumed["submitted_on"]) == ("awaiting_confirmation", "2024-09-10")
    assert await numbers(reporting.coordinator) == before
    assert await counts_are_true(reporting)


async def test_taking_up_again_shows_nobody_a_draft(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.report_of(reporting.officer)
    line = next(
        line for line in await reporting.lines_of(reporting.officer, report["id"]) if line["task"]["id"] == str(reporting.tasks["school"])
    )
    await reporting.write(reporting.officer, line, result="Đang chuẩn bị.", percent=30)
    path = f"/assignments/{(await school_of_ward(reporting))['id']}"
    for step in ("suspend", "resume"):
        await reporting.coordinator.post(f"{path}/{step}", REASON)
    own, others = (await reporting.officer.get(path)).json(), (await reporting.coordinator.get(path)).json()

    assert (own["work_state"], own["percent"]) == ("in_progress", 30)
    assert (others["work_state"], others["percent"]) == ("not_started", None)
    assert await counts_are_true(reporting)


async def test_withdrawn_it_stays_withdrawn(reporting: Reporting) -> None:
    path = f"/assignments/{(await school_of_ward(reporting))['id']}"
    cancelled = (await reporting.coordinator.post(f"{path}/cancel", REASON)).json()

    assert (cancelled["work_state"], cancelled["allowed_actions"]) == ("cancelled", [])
    for step in ("resume", "suspend", "cancel"):
        assert (await reporting.coordinator.post(f"{path}/{step}", REASON)).status_code == 409
    assert (await reporting.coordinator.patch(path, {"due_on": "2024-12-31"})).status_code == 409
    assert await counts_are_true(reporting)


async def test_a_reason_is_demanded(reporting: Reporting) -> None:
    path = f"/assignments/{(await reported_done(reporting))['id']}"
    for step in ("redo", "suspend", "cancel"):
        for body in ({}, {"reason": "  "}, {"reason": "x" * 2001}, {**REASON, "state": "completed"}):
            assert (await reporting.coordinator.post(f"{path}/{step}", body)).status_code == 422


async def test_who_has_read_an_older_version_is_told_before_anything_else(reporting: Reporting) -> None:
    school = await school_of_ward(reporting)
    await reported_done(reporting)
    stale = {"If-Match": f'"v{school["version"]}"'}
    path = f"/assignments/{school['id']}"
    steps = [("confirm", None), ("redo", REASON), ("suspend", REASON), ("resume", REASON), ("cancel", REASON)]
    answers = [await reporting.coordinator.post(f"{path}/{step}", body, headers=stale) for step, body in steps]
    again = await reporting.head.post(f"{path}/report-done", DONE, headers=stale)

    assert [answer.status_code for answer in (*answers, again)] == [412] * 6
    assert answers[0].json()["current_version"] == str((await school_of_ward(reporting))["version"])


async def test_of_many_who_confirm_at_once_one_does(reporting: Reporting) -> None:
    school = await reported_done(reporting)
    path = f"/assignments/{school['id']}/confirm"
    answers = await asyncio.gather(*(reporting.coordinator.post(path) for _ in range(8)))

    assert sorted(answer.status_code for answer in answers)[0] == 200
    assert [answer.status_code for answer in answers].count(200) == 1
    assert {answer.status_code for answer in answers} <= {200, 409, 412}
    kinds = [fact["kind"] for fact in (await reporting.coordinator.get(f"/assignments/{school['id']}/timeline")).json()["items"]]
    assert kinds.count("assignment.confirmed") == 1
    assert await counts_are_true(reporting)


async def test_nobody_confirms_for_their_own_unit(reporting: Reporting) -> None:
    path = f"/assignments/{(await reported_done(reporting))['id']}/confirm"
    member = await reporting.world.person(Role.COORDINATOR, reporting.ward)
    refused = await member.post(path)

    assert (refused.status_code, refused.json()["code"]) == (403, "own_report")
    assert "báo cáo" not in refused.json()["detail"]


async def test_the_timeline_tells_it_in_words(reporting: Reporting) -> None:
    school = await reported_done(reporting)
    await reporting.coordinator.post(f"/assignments/{school['id']}/redo", REASON)
    items = (await reporting.officer.get(f"/assignments/{school['id']}/timeline")).json()["items"]

    assert [(item["person"], item["text"]) for item in items] == [
        ("Trần Văn Minh", "báo hoàn thành ngày 09/9/2024"),
        ("Lê Thị Hoa", "yêu cầu làm lại"),
    ]
    assert items[1]["reason"] == REASON["reason"]
    assert (await reporting.stranger.get(f"/assignments/{school['id']}/timeline")).status_code == 404


async def test_the_unit_is_told_in_the_application(reporting: Reporting) -> None:
    school = await reported_done(reporting)
    await reporting.coordinator.post(f"/assignments/{school['id']}/redo", REASON)
    await reporting.world.let_the_worker_run()
    told = (await reporting.officer.get("/notifications")).json()["items"]

    assert [item["kind"] for item in told] == ["assignment.redone"]
