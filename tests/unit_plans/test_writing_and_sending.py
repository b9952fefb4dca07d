"""A unit writes its own plan, its head sends it; what was sent is kept as it was."""

from papi.access.permissions import Role
from papi.kit import clock
from tests.support.unit_planning import MEASURE, REASON, Planning, on


async def test_a_unit_plan_is_written_completed_and_sent_in_time(planning: Planning) -> None:
    reporting = planning.reporting
    begun = await planning.begun(reporting.officer)
    lacking = (await reporting.officer.get(f"/unit-plans/{begun['id']}/missing")).json()
    refused = await reporting.head.post(f"/unit-plans/{begun['id']}/submit")
    document = await reporting.document(reporting.officer)
    await reporting.officer.post(f"/evidence/{document}/links", {"targets": [{"type": "unit_plan", "id": begun["id"]}]})

    sent = await reporting.head.post(f"/unit-plans/{begun['id']}/submit")

    assert [item["lack_words"] for item in lacking["items"]] == ["Chưa đính kèm văn bản đã ký"]
    assert (refused.status_code, refused.json()["code"], refused.json()["missing"]) == (409, "unit_plan_incomplete", 1)
    assert (sent.status_code, sent.json()["state"], sent.json()["late"], sent.json()["due_on"]) == (200, "submitted", False, "2024-09-12")
    seen = (await reporting.coordinator.get(f"/unit-plans/{begun['id']}")).json()
    assert [item["text"] for item in seen["items"]] == ["Danh sách hộ nghèo niêm yết chậm", "Niêm yết danh sách tại 9 khu phố"]
    assert seen["items"][1]["limit_id"] == seen["items"][0]["id"]
    assert [document["title"] for document in seen["documents"]] == ["Kế hoạch 58/KH-UBND"]
    assert (await reporting.coordinator.get(f"/evidence/{document}")).status_code == 200
    uses = (await reporting.coordinator.get(f"/evidence/{document}/uses")).json()["items"]
    assert ("unit_plan", begun["id"]) in {(use["type"], use["id"]) for use in uses}


async def test_sending_does_the_task_that_asked_for_it_and_acceptance_confirms_it(planning: Planning) -> None:
    reporting = planning.reporting
    await reporting.opened_period()
    before = await planning.duty_of(reporting.ward)
    by_hand = await reporting.head.post(f"/assignments/{before['id']}/report-done", {"done_on": "2024-09-09", "result": "Đã gửi."})

    sent = await planning.sent(reporting.officer, reporting.head)

    assert (by_hand.status_code, by_hand.json()["code"]) == (409, "done_by_unit_plan")
    duty = await planning.duty_of(reporting.ward)
    assert (duty["work_state"], duty["submitted_on"], duty["submitted_late"]) == ("awaiting_confirmation", "2024-09-10", False)
    assert len(duty["evidence"]) == 1
    assert set(duty["allowed_actions"]) & {"confirm", "redo"} == set()
    await planning.world.let_the_worker_run()
    report = await reporting.report_of(reporting.officer)
    lines = await reporting.lines_of(reporting.officer, report["id"])
    line = next(line for line in lines if line["task"]["title"] == "Xây dựng kế hoạch của đơn vị")
    assert (line["percent"], line["self_done"], line["complete"]) == (100, True, True)

    await reporting.coordinator.post(f"/unit-plans/{sent['id']}/accept")

    assert (await planning.duty_of(reporting.ward))["deadline_state"] == "completed_on_time"


async def test_late_is_measured_by_the_first_sending_and_survives_a_return(planning: Planning) -> None:
    reporting = planning.reporting
    complete = await planning.complete(reporting.officer)
    with clock.business_at(on(14)):
        sent = (await reporting.head.post(f"/unit-plans/{complete['id']}/submit")).json()
        returned = await reporting.coordinator.post(f"/unit-plans/{complete['id']}/return", REASON)
    with clock.business_at(on(20)):
        row = (await reporting.officer.get(f"/unit-plans/{complete['id']}")).json()["items"][1]
        saved = await reporting.officer.patch(f"/unit-plan-items/{row['id']}", {"person": "Ông Minh"}, headers={"If-Match": '"v1"'})
        meanwhile = (await reporting.coordinator.get(f"/unit-plans/{complete['id']}")).json()
        again = (await reporting.head.post(f"/unit-plans/{complete['id']}/submit")).json()
        earlier = (await reporting.coordinator.get(f"/unit-plans/{complete['id']}?number=1")).json()

    assert (sent["late"], sent["days_late"]) == (True, 2)
    assert (returned.json()["state"], returned.json()["return_code"]) == ("returned", "no_person_or_date")
    assert (saved.status_code, meanwhile["items"][1]["person"]) == (200, MEASURE["person"])
    assert (again["days_late"], again["number"], len(again["versions"]), again["return_reason"]) == (2, 0, 2, None)
    assert (earlier["number"], earlier["items"][1]["person"]) == (1, MEASURE["person"])
    assert (await reporting.coordinator.get(f"/unit-plans/{complete['id']}")).json()["items"][1]["person"] == "Ông Minh"
    assert (await planning.duty_of(reporting.ward))["submitted_late"] is True
    await planning.world.let_the_worker_run()
    told = (await reporting.officer.get("/notifications")).json()["items"]
    assert any(item["text"] == "trả lại kế hoạch: chưa rõ người thực hiện, thời gian" for item in told)


async def test_two_officers_on_two_rows_do_not_collide_and_the_head_sends_nothing_unseen(planning: Planning) -> None:
    reporting = planning.reporting
    read = await planning.complete(reporting.officer)
    other = await planning.world.person(Role.OFFICER, reporting.ward)
    limit, measure = read["items"]

    first = await reporting.officer.patch(f"/unit-plan-items/{limit['id']}", {"cause": "Thiếu bảng tin"}, headers={"If-Match": '"v1"'})
    second = await other.patch(f"/unit-plan-items/{measure['id']}", {"person": "Ông Tâm"}, headers={"If-Match": '"v1"'})
    stale = await other.patch(f"/unit-plan-items/{limit['id']}", {"cause": "Khác"}, headers={"If-Match": '"v1"'})
    tag = f'"v{read["version"]}.{read["content_version"]}"'
    unseen = await reporting.head.post(f"/unit-plans/{read['id']}/submit", headers={"If-Match": tag})

    assert (first.status_code, second.status_code, stale.status_code, unseen.status_code) == (200, 200, 412, 412)
    timeline = (await reporting.officer.get(f"/unit-plans/{read['id']}/timeline")).json()["items"]
    assert {change["label"] for item in timeline for change in item["changes"]} == {"Nguyên nhân", "Người thực hiện"}
    assert (await reporting.coordinator.get(f"/unit-plans/{read['id']}/timeline")).status_code == 404


async def test_there_is_one_plan_of_a_unit_and_rows_name_what_there_is(planning: Planning) -> None:
    reporting = planning.reporting
    begun = await planning.begun(reporting.officer)
    again = await reporting.head.post("/unit-plans", {"plan_id": str(reporting.plan_id)})
    foreign = await planning.begun(reporting.stranger)

    async def refused(**changes: object) -> str:
        answer = await reporting.officer.post(f"/unit-plans/{begun['id']}/items", {"items": [{**MEASURE, **changes}]})
        assert answer.status_code == 422, answer.text
        return answer.json()["errors"][0]["pointer"]

    assert (again.status_code, again.json()["code"]) == (409, "unit_plan_exists")
    assert await refused(indicator_id=begun["id"]) == "/indicator_id"
    assert await refused(limit_id=foreign["items"][0]["id"]) == "/limit_id"
    assert await refused(limit_id=begun["items"][1]["id"]) == "/limit_id"
    assert (await reporting.stranger.patch(f"/unit-plan-items/{begun['items'][0]['id']}", {"text": "x"})).status_code == 404


async def test_a_row_that_is_taken_out_stays_in_what_was_sent(planning: Planning) -> None:
    reporting = planning.reporting
    sent = await planning.sent(reporting.officer, reporting.head)
    closed = await reporting.officer.delete(f"/unit-plan-items/{sent['items'][0]['id']}")
    await reporting.coordinator.post(f"/unit-plans/{sent['id']}/return", REASON)

    gone = await reporting.officer.delete(f"/unit-plan-items/{sent['items'][0]['id']}")

    assert (closed.status_code, gone.status_code, len(gone.json()["items"])) == (409, 200, 1)
    assert (gone.json()["items"][0]["limit_id"], gone.json()["items"][0]["version"]) == (None, 2)
    assert len((await reporting.coordinator.get(f"/unit-plans/{sent['id']}")).json()["items"]) == 2


async def test_an_officer_is_told_who_sends_and_a_reviewer_whose_plan_it_is(planning: Planning) -> None:
    reporting = planning.reporting
    complete = await planning.complete(reporting.officer)

    refused = await reporting.officer.post(f"/unit-plans/{complete['id']}/submit")
    english = await reporting.officer.post(f"/unit-plans/{complete['id']}/submit", headers={"Accept-Language": "en"})

    assert (refused.status_code, refused.json()["detail"]) == (403, "Vai trò Cán bộ không gửi kế hoạch. Người gửi: lãnh đạo Phường 1.")
    assert english.json()["detail"] == "The role Officer does not send plans. The head of Phường 1 does."
    assert complete["blocked"]["detail"] == refused.json()["detail"]
