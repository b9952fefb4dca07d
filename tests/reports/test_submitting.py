"""The head sends the report; what was sent is what others see."""

import asyncio
from datetime import datetime

from papi.access.permissions import Role
from papi.kit import clock
from tests.support.reporting import PDF, Reporting


async def test_the_head_submits_and_the_coordinator_is_told(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.filled_report(reporting.officer)
    tag = f'"v{report["version"]}.{report["content_version"]}"'

    sent = await reporting.head.post(f"/reports/{report['id']}/submit", headers={"If-Match": tag})

    assert sent.status_code == 200, sent.text
    assert (sent.json()["state"], sent.json()["late"], sent.json()["submitted_by"]) == ("submitted", False, "Trần Văn Minh")
    await reporting.world.let_the_worker_run()
    notices = (await reporting.coordinator.get("/notifications")).json()["items"]
    assert [notice["kind"] for notice in notices] == ["report.submitted"]


async def test_an_officer_hands_over_but_may_not_submit(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.filled_report(reporting.officer)
    assert "submit" not in report["allowed_actions"]
    assert report["blocked"]["detail"] == "Vai trò Cán bộ không gửi báo cáo. Người gửi: lãnh đạo Phường 1."

    refused = await reporting.officer.post(f"/reports/{report['id']}/submit")
    handed = await reporting.officer.post(f"/reports/{report['id']}/hand-over")

    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
    assert (handed.status_code, handed.json()["state"]) == (200, "draft")
    await reporting.world.let_the_worker_run()
    assert [notice["kind"] for notice in (await reporting.head.get("/notifications")).json()["items"]][:1] == ["report.handed_over"]


async def test_text_that_the_head_has_not_seen_is_not_submitted(reporting: Reporting) -> None:
    await reporting.opened_period()
    seen = await reporting.filled_report(reporting.officer)
    line = (await reporting.lines_of(reporting.officer, seen["id"]))[0]
    await reporting.write(reporting.officer, line, result="Sửa vào phút cuối")

    tag = f'"v{seen["version"]}.{seen["content_version"]}"'
    refused = await reporting.head.post(f"/reports/{seen['id']}/submit", headers={"If-Match": tag})

    assert (refused.status_code, refused.json()["code"]) == (412, "stale_version")
    assert (await reporting.report_of(reporting.head))["state"] == "draft"


async def test_of_sixteen_simultaneous_submits_one_succeeds(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.filled_report(reporting.officer)
    tag = f'"v{report["version"]}.{report["content_version"]}"'

    answers = await asyncio.gather(*(reporting.head.post(f"/reports/{report['id']}/submit", headers={"If-Match": tag}) for _ in range(16)))

    assert sorted(answer.status_code for answer in answers)[0] == 200
    assert {answer.status_code for answer in answers} <= {200, 409, 412}
    assert sum(answer.status_code == 200 for answer in answers) == 1
    timeline = (await reporting.head.get(f"/reports/{report['id']}/timeline")).json()["items"]
    assert [fact["kind"] for fact in timeline].count("report.submitted") == 1


async def test_who_saves_while_the_head_submits_is_told_and_nobody_waits_for_the_other(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.filled_report(reporting.officer)
    lines = await reporting.lines_of(reporting.officer, report["id"])
    document = lines[0]["evidence_ids"][0]
    file = {"file": ("Kế hoạch 58.pdf", PDF, "application/pdf")}

    answers = await asyncio.gather(
        *(reporting.officer.patch(f"/report-lines/{line['id']}", {"result": f"Lần {n}"}) for n in range(4) for line in lines),
        reporting.head.post(f"/reports/{report['id']}/submit"),
        reporting.officer.post(f"/evidence/{document}/versions", files=file),
        *(reporting.officer.patch(f"/report-lines/{line['id']}", {"percent": 50 + n}) for n in range(4) for line in reversed(lines)),
    )

    assert {answer.status_code for answer in answers} <= {200, 201, 409, 412}
    assert (await reporting.report_of(reporting.head))["state"] == "submitted"


async def test_a_submission_after_the_deadline_is_late_but_not_locked(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.filled_report(reporting.officer)

    with clock.business_at(datetime(2024, 9, 17, 9, 0, tzinfo=clock.TIMEZONE)):
        sent = await reporting.head.post(f"/reports/{report['id']}/submit")
        assert (sent.status_code, sent.json()["late"]) == (200, True)
        line = (await reporting.lines_of(reporting.head, report["id"]))[0]
        assignment = (await reporting.leader.get(f"/assignments/{line['assignment_id']}")).json()

    assert (assignment["work_state"], assignment["deadline_state"]) == ("awaiting_confirmation", "overdue")


async def test_a_submitted_report_takes_no_more_text_and_says_when_it_was_sent(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    line = (await reporting.lines_of(reporting.officer, report["id"]))[0]

    refused = await reporting.officer.patch(f"/report-lines/{line['id']}", {"result": "Thêm"})

    assert (refused.status_code, refused.json()["code"]) == (409, "wrong_state")
    assert refused.json()["detail"].startswith("Báo cáo đã gửi lúc 09:00 10/9/2024 nên không sửa được.")
    assert line["allowed_actions"] == ["comment"]


async def test_a_body_that_is_asked_is_never_late_and_never_missing(reporting: Reporting) -> None:
    period = await reporting.opened_period()
    front_head = await reporting.world.person(Role.UNIT_HEAD, reporting.front)

    with clock.business_at(datetime(2024, 9, 30, 9, 0, tzinfo=clock.TIMEZONE)):
        report = await reporting.filled_report(front_head)
        assert (report["expected"], report["late"]) == (False, False)
        sent = await front_head.post(f"/reports/{report['id']}/submit")
        board = (await reporting.coordinator.get(f"/periods/{period}/completeness")).json()

    assert (sent.status_code, sent.json()["late"]) == (200, False)
    assert (board["asked"], board["asked_submitted"]) == (1, 1)


async def test_the_duty_to_report_follows_the_report_itself(reporting: Reporting) -> None:
    await reporting.opened_period()
    path = f"/assignments?task={reporting.tasks['duty']}"
    assert (await reporting.officer.get(path)).json()["items"][0]["work_state"] == "not_started"

    await reporting.submitted_report(reporting.officer, reporting.head)

    assert (await reporting.officer.get(path)).json()["items"][0]["work_state"] == "awaiting_confirmation"


async def test_the_history_says_once_that_a_report_was_sent_and_each_assignment_what_it_moved(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    line = (await reporting.lines_of(reporting.head, report["id"]))[0]

    told = (await reporting.coordinator.get("/history?limit=200")).json()["items"]
    moved = (await reporting.coordinator.get(f"/history?subject=assignment:{line['assignment_id']}")).json()["items"]

    assert [fact["kind"] for fact in told if fact["kind"] in {"report.submitted", "assignment.reported"}] == ["report.submitted"]
    assert "assignment.reported" in {fact["kind"] for fact in moved}
