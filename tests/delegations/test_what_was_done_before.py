"""What somebody said, uploaded or received before they moved stays theirs, and a delegation does not come back with a new place."""

import pytest

from tests.support.delegating import at_the_coordinators, delegated, moved_away, standing_in
from tests.support.planning import DONE, assignment_of, school_of_ward
from tests.support.reporting import Reporting
from tests.support.world import Someone


async def claimed_and_sent(reporting: Reporting) -> tuple[str, str]:
    """The officer says that the once-task is done, and the head sends the report that says so too; ids of assignment and report."""
    await reporting.opened_period()
    school = await school_of_ward(reporting)
    claimed = await reporting.officer.post(f"/assignments/{school['id']}/report-done", DONE)
    assert claimed.status_code == 200, claimed.text
    report = await reporting.report_of(reporting.officer)
    for line in await reporting.lines_of(reporting.officer, report["id"]):
        done = {"percent": 100, "self_done": True} if line["task"]["key"] == "school" else {"percent": 40}
        proof = [await reporting.document(reporting.officer)]
        await reporting.write(reporting.officer, line, result="Đã triển khai theo kế hoạch.", evidence_ids=proof, **done)
    sent = await reporting.head.post(f"/reports/{report['id']}/submit")
    assert sent.status_code == 200, sent.text
    return school["id"], report["id"]


@pytest.mark.parametrize("who", ["officer", "head"])
async def test_a_report_takes_no_claim_from_who_made_it(reporting: Reporting, who: str) -> None:
    school, _report = await claimed_and_sent(reporting)
    person: Someone = getattr(reporting, who)
    reviewer = await at_the_coordinators(reporting, person)
    await moved_away(reporting, person)
    refused = await reviewer.post(f"/assignments/{school}/confirm")

    assert (refused.status_code, refused.json()["code"]) == (403, "own_submission")
    assert (await reporting.coordinator.post(f"/assignments/{school}/confirm")).status_code == 200


async def test_who_accepts_a_report_leaves_their_own_claim_in_it_to_another(reporting: Reporting) -> None:
    school, report = await claimed_and_sent(reporting)
    reviewer = await at_the_coordinators(reporting, reporting.officer)
    await moved_away(reporting, reporting.officer)
    accepted = await reviewer.post(f"/reports/{report}/accept")
    waiting = await assignment_of(reporting, "school", reporting.ward, seen_by=reporting.coordinator)

    assert accepted.status_code == 200, accepted.text
    assert waiting["work_state"] == "awaiting_confirmation"
    assert (await assignment_of(reporting, "inform", reporting.ward, seen_by=reporting.coordinator))["work_state"] == "completed"
    assert (await reporting.coordinator.post(f"/assignments/{school}/confirm")).json()["work_state"] == "completed"


async def test_nobody_reviews_what_was_uploaded_in_their_name(reporting: Reporting) -> None:
    await reporting.opened_period()
    deputy = await standing_in(reporting.world, reporting.head, reporting.officer)
    report = await reporting.submitted_report(deputy, deputy)
    document = (await reporting.lines_of(reporting.coordinator, report["id"]))[0]["evidence_ids"][0]
    reviewer = await at_the_coordinators(reporting, reporting.head)
    await moved_away(reporting, reporting.head)
    refused = await reviewer.post(f"/evidence/{document}/accept")
    shown = (await reviewer.get(f"/evidence/{document}")).json()
    listed = next(item for item in (await reviewer.get("/evidence")).json()["items"] if item["id"] == document)

    assert (refused.status_code, refused.json()["code"]) == (403, "own_submission")
    assert {name for item in (shown, listed) for name in item["allowed_actions"]} & {"accept", "reject"} == set()
    assert {item["uploaded_by"] for item in (shown, listed, shown["versions"][0])} == {"Nguyễn Thị Lệ (thay mặt Trần Văn Minh)"}
    assert (await reporting.coordinator.post(f"/evidence/{document}/accept")).status_code == 200


async def test_who_acknowledges_a_plan_for_a_head_says_so(reporting: Reporting) -> None:
    receivers = {"items": [{"name": "Phường 1", "unit_ids": [str(reporting.ward.id)]}]}
    await reporting.coordinator.put(f"/plans/{reporting.plan_id}/receivers", receivers)
    await reporting.coordinator.post(f"/plans/{reporting.plan_id}/distribute")
    deputy = await standing_in(reporting.world, reporting.head, reporting.officer)
    answer = await deputy.post(f"/plans/{reporting.plan_id}/acknowledge")

    assert [item["acknowledged_by"] for item in answer.json()["items"]] == ["Nguyễn Thị Lệ (thay mặt Trần Văn Minh)"]


@pytest.mark.parametrize("lost", ["place", "account"])
async def test_a_delegation_that_lapsed_does_not_come_back(reporting: Reporting, lost: str) -> None:
    deputy = await standing_in(reporting.world, reporting.head, reporting.officer)
    account = f"/users/{reporting.head.id}"
    if lost == "place":
        await moved_away(reporting, reporting.head)
        back = await reporting.admin.post(f"{account}/memberships", {"unit_id": str(reporting.ward.id), "role": "unit_head"})
    else:
        await reporting.admin.patch(account, {"active": False})
        back = await reporting.admin.patch(account, {"active": True})
    states = [item["state"] for item in (await reporting.admin.get("/delegations")).json()["items"]]

    assert back.status_code in {200, 201}, back.text
    assert (await deputy.get("/reports")).status_code == 401
    assert states == ["lapsed"]


async def test_who_is_back_may_delegate_anew(reporting: Reporting) -> None:
    await delegated(reporting.head, reporting.officer)
    await reporting.admin.patch(f"/users/{reporting.head.id}", {"active": False})
    await reporting.admin.patch(f"/users/{reporting.head.id}", {"active": True})
    third = await reporting.world.person(reporting.officer.role, reporting.ward)
    given = {"giver_id": str(reporting.head.id), "receiver_id": str(third.id), "unit_id": str(reporting.ward.id)}
    days = {"valid_from": "2024-09-12", "valid_to": "2024-09-14", "reason": "Đi công tác"}

    assert (await reporting.admin.post("/delegations", {**given, **days})).status_code == 201
