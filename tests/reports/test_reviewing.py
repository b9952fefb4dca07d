"""Phòng Nội vụ reviews: marks, return of chosen lines, acceptance with its seal; nobody reviews their own."""

import json
from datetime import datetime
from hashlib import sha256

import pytest

from papi.access.permissions import Role
from papi.access.signatures import read_statement
from papi.directory.models import Person
from papi.kit import clock
from tests.support.reporting import Reporting


async def test_two_lines_are_returned_corrected_and_accepted(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    first, second, third = await reporting.lines_of(reporting.coordinator, report["id"])

    returned = await reporting.coordinator.post(
        f"/reports/{report['id']}/return",
        {
            "lines": [
                {"id": first["id"], "reason_code": "evidence_wrong", "reason": "Biên bản chưa có chữ ký"},
                {"id": second["id"], "reason_code": "not_enough_detail", "reason": "Nêu rõ số buổi"},
            ],
            "reason": "Đề nghị bổ sung hai nội dung",
        },
    )
    assert (returned.status_code, returned.json()["state"], returned.json()["lines_returned"]) == (200, "returned", 2)

    first, second, third = await reporting.lines_of(reporting.officer, report["id"])
    assert (first["review_state"], first["reason"]) == ("returned", "Biên bản chưa có chữ ký")
    assert ("edit" in first["allowed_actions"], "edit" in third["allowed_actions"]) == (True, False)
    locked = await reporting.officer.patch(f"/report-lines/{third['id']}", {"result": "Sửa thêm"})
    assert (locked.status_code, locked.json()["code"]) == (409, "line_locked")

    await reporting.write(reporting.officer, first, result="Đã bổ sung biên bản có chữ ký")
    seen_meanwhile = (await reporting.lines_of(reporting.coordinator, report["id"]))[0]
    assert seen_meanwhile["result"] == "Đã triển khai theo kế hoạch."
    await reporting.write(reporting.officer, second, result="Tổ chức 04 buổi")
    assert (await reporting.head.post(f"/reports/{report['id']}/submit")).status_code == 200

    accepted = await reporting.coordinator.post(f"/reports/{report['id']}/accept")
    assert (accepted.status_code, accepted.json()["state"], accepted.json()["seal_number"]) == (200, "accepted", 1)
    assignment = (await reporting.leader.get(f"/assignments/{second['assignment_id']}")).json()
    assert (assignment["work_state"], assignment["deadline_state"]) == ("completed", "completed_on_time")


async def test_marks_gather_and_fall_off_when_the_line_changes(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    first, second, _third = await reporting.lines_of(reporting.coordinator, report["id"])

    empty = await reporting.coordinator.put(f"/report-lines/{first['id']}/review-mark", {"mark": "return"})
    assert (empty.status_code, empty.json()["code"]) == (422, "reason_required")
    mark = {"mark": "return", "reason_code": "figures_mismatch", "reason": "Số liệu không khớp"}
    marked = (await reporting.coordinator.put(f"/report-lines/{first['id']}/review-mark", mark)).json()
    assert (marked["mark"]["mark"], marked["mark"]["holds"]) == ("return", True)
    await reporting.coordinator.put(f"/report-lines/{second['id']}/review-mark", {"mark": "ok"})
    queue = (await reporting.coordinator.get("/reports?reviewable=true")).json()["items"]
    assert [(row["marks_ok"], row["marks_return"]) for row in queue] == [(1, 1)]

    returned = await reporting.coordinator.post(f"/reports/{report['id']}/return", {"marks": True})

    assert (returned.status_code, returned.json()["lines_returned"]) == (200, 1)
    first = (await reporting.lines_of(reporting.officer, report["id"]))[0]
    await reporting.write(reporting.officer, first, result="Số liệu đã đối chiếu")
    await reporting.head.post(f"/reports/{report['id']}/submit")
    marks = [line["mark"]["holds"] for line in await reporting.lines_of(reporting.coordinator, report["id"]) if line["mark"]]
    assert marks == [False, True]


async def test_a_return_without_lines_returns_every_line_and_needs_its_reason(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)

    refused = await reporting.coordinator.post(f"/reports/{report['id']}/return", {})
    returned = await reporting.coordinator.post(f"/reports/{report['id']}/return", {"reason": "Báo cáo chưa đúng kỳ"})

    assert (refused.status_code, refused.json()["code"]) == (422, "reason_required")
    assert (returned.status_code, returned.json()["lines_returned"]) == (200, 3)


async def test_the_seal_verifies_and_holds_the_evidence_hashes(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    assert (await reporting.officer.get(f"/reports/{report['id']}/seal")).status_code == 404
    await reporting.coordinator.post(f"/reports/{report['id']}/accept")

    seal = (await reporting.officer.get(f"/reports/{report['id']}/seal")).json()

    statement = read_statement(seal["public_key"], seal["signature"])
    assert statement is not None
    assert statement["sha256"] == seal["sha256"] == sha256(seal["content"].encode()).hexdigest()
    lines = json.loads(seal["content"])["lines"]
    assert len(lines) == 3
    assert all(len(document["sha256"]) == 64 for line in lines for document in line["evidence"])
    assert read_statement(seal["public_key"], seal["signature"][:-4] + "AAAA") is None


async def test_a_reopened_report_keeps_its_old_seal_and_gets_a_new_one(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    await reporting.coordinator.post(f"/reports/{report['id']}/accept")

    reopened = await reporting.coordinator.post(f"/reports/{report['id']}/reopen", {"reason": "Phát hiện sai số liệu"})
    assert (reopened.status_code, reopened.json()["state"]) == (200, "returned")
    assert (await reporting.coordinator.get(f"/reports/{report['id']}/seal")).json()["changed_since"] is True
    await reporting.head.post(f"/reports/{report['id']}/submit")
    again = await reporting.coordinator.post(f"/reports/{report['id']}/accept")

    assert again.json()["seal_number"] == 2


async def test_nobody_reviews_the_report_of_a_unit_of_theirs(reporting: Reporting) -> None:
    await reporting.opened_period()
    own_head = await reporting.world.person(Role.UNIT_HEAD, reporting.coordinating)
    report = await reporting.submitted_report(own_head, own_head)

    refused = await reporting.coordinator.post(f"/reports/{report['id']}/accept")
    by_leader = await reporting.leader.post(f"/reports/{report['id']}/accept")

    assert (refused.status_code, refused.json()["code"]) == (403, "own_report")
    assert (by_leader.status_code, by_leader.json()["state"]) == (200, "accepted")


async def test_the_leader_does_not_review_other_units(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)

    refused = await reporting.leader.post(f"/reports/{report['id']}/accept")

    assert refused.status_code == 403
    assert (await reporting.leader.get("/reports?reviewable=true")).json()["items"] == []


async def test_an_own_submission_is_not_reviewed_under_another_membership(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    async with reporting.world.database.reading() as session:
        from_ward = await session.get_one(Person, reporting.head.id)
    second = await reporting.world.membership(from_ward, Role.COORDINATOR, reporting.coordinating)
    as_coordinator = await reporting.world.sign_in(from_ward, second, reporting.coordinating)

    refused = await as_coordinator.post(f"/reports/{report['id']}/accept")

    assert (refused.status_code, refused.json()["code"]) == (403, "own_report")


async def test_a_self_declared_task_is_confirmed_unless_the_reviewer_doubts_it(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.filled_report(reporting.officer)
    line = (await reporting.lines_of(reporting.officer, report["id"]))[2]
    await reporting.write(reporting.officer, line, percent=100, self_done=True)
    await reporting.head.post(f"/reports/{report['id']}/submit")
    path = f"/assignments/{line['assignment_id']}"
    assert (await reporting.leader.get(path)).json()["work_state"] == "awaiting_confirmation"

    await reporting.coordinator.post(f"/reports/{report['id']}/accept", {"not_confirmed": [line["id"]]})

    assert (await reporting.leader.get(path)).json()["work_state"] == "in_progress"


async def test_rejected_evidence_stands_in_the_way_of_acceptance(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    document = (await reporting.lines_of(reporting.coordinator, report["id"]))[0]["evidence_ids"][0]
    rejected = await reporting.coordinator.post(f"/evidence/{document}/reject", {"reason": "Không đúng văn bản"})
    assert rejected.status_code == 200, rejected.text

    refused = await reporting.coordinator.post(f"/reports/{report['id']}/accept")

    assert (refused.status_code, refused.json()["code"]) == (409, "evidence_rejected")


async def test_a_late_first_submission_stays_late_after_a_return(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.filled_report(reporting.officer)
    with clock.business_at(datetime(2024, 9, 18, 9, 0, tzinfo=clock.TIMEZONE)):
        await reporting.head.post(f"/reports/{report['id']}/submit")
        await reporting.coordinator.post(f"/reports/{report['id']}/return", {"reason": "Bổ sung"})
        again = await reporting.head.post(f"/reports/{report['id']}/submit")

    assert (again.json()["late"], again.json()["first_submitted_at"]) == (True, "2024-09-18T09:00:00+07:00")


async def test_bulk_acceptance_tells_every_outcome(reporting: Reporting) -> None:
    await reporting.opened_period()
    good = await reporting.submitted_report(reporting.officer, reporting.head)
    other = await reporting.filled_report(reporting.stranger)
    items = [{"id": good["id"], "version": good["version"]}, {"id": other["id"], "version": other["version"]}]

    outcome = await reporting.coordinator.post("/reports/bulk", {"action": "accept", "items": items})

    assert [(item["status"], item["code"]) for item in outcome.json()["items"]] == [(200, None), (404, "report_not_found")]


@pytest.mark.parametrize("act", ["accept", "return"])
async def test_a_stale_reviewer_is_told(reporting: Reporting, act: str) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)

    refused = await reporting.coordinator.post(
        f"/reports/{report['id']}/{act}", {"reason": "x"} if act == "return" else {}, headers={"If-Match": '"v1.1"'}
    )

    assert (refused.status_code, refused.json()["code"]) == (412, "stale_version")
