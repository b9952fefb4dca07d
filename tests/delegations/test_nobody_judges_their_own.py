"""Nobody accepts what they submitted, under whatever delegation or second membership, then or later."""

from papi.access.permissions import Role
from tests.support.delegating import at_the_coordinators, delegated, moved_away, signed_in_by, standing_in
from tests.support.planning import DONE, draft_plan, school_of_ward
from tests.support.reporting import Reporting
from tests.support.world import Someone


async def sent_by_deputy(reporting: Reporting) -> tuple[dict[str, str], Someone]:
    await reporting.opened_period()
    report = await reporting.filled_report(reporting.officer)
    deputy = await standing_in(reporting.world, reporting.head, reporting.officer)
    assert (await deputy.post(f"/reports/{report['id']}/submit")).status_code == 200
    return report, deputy


async def every_judgement_is_refused(who: Someone, report_id: str, line_id: str) -> None:
    reason = {"reason": "Thiếu số liệu"}
    tried = {
        "accept": await who.post(f"/reports/{report_id}/accept"),
        "return": await who.post(f"/reports/{report_id}/return", reason),
        "line": await who.post(f"/report-lines/{line_id}/return", reason),
        "mark": await who.put(f"/report-lines/{line_id}/review-mark", {"mark": "ok"}),
    }
    assert {name: (answer.status_code, answer.json()["code"]) for name, answer in tried.items()} == dict.fromkeys(
        tried, (403, "own_report")
    )
    report = (await who.get(f"/reports/{report_id}")).json()
    bulk = await who.post("/reports/bulk", {"action": "accept", "items": [{"id": report_id, "version": str(report["version"])}]})
    assert bulk.json()["items"][0]["code"] == "own_report"
    assert set(report["allowed_actions"]) & {"accept", "return", "mark", "return_line"} == set()
    assert (await who.get("/reports?reviewable=true")).json()["items"] == []


async def test_a_deputy_with_a_second_membership_reviews_nothing_of_the_unit(reporting: Reporting) -> None:
    report, _deputy = await sent_by_deputy(reporting)
    line = (await reporting.lines_of(reporting.coordinator, report["id"]))[0]

    await every_judgement_is_refused(await at_the_coordinators(reporting, reporting.officer), report["id"], line["id"])


async def test_nor_after_the_delegation_ended_and_they_left_the_unit(reporting: Reporting) -> None:
    report, _deputy = await sent_by_deputy(reporting)
    line = (await reporting.lines_of(reporting.coordinator, report["id"]))[0]
    delegation = (await reporting.head.get("/delegations")).json()["items"][0]
    await reporting.head.post(f"/delegations/{delegation['id']}/end")
    reviewer = await at_the_coordinators(reporting, reporting.officer)
    await moved_away(reporting, reporting.officer)

    await every_judgement_is_refused(reviewer, report["id"], line["id"])


async def test_nor_does_the_head_in_whose_name_it_was_sent(reporting: Reporting) -> None:
    report, _deputy = await sent_by_deputy(reporting)
    line = (await reporting.lines_of(reporting.coordinator, report["id"]))[0]
    reviewer = await at_the_coordinators(reporting, reporting.head)
    await moved_away(reporting, reporting.head)

    await every_judgement_is_refused(reviewer, report["id"], line["id"])
    assert (await reporting.coordinator.post(f"/reports/{report['id']}/accept")).status_code == 200


async def test_standing_in_for_the_head_of_the_coordinating_unit_gives_no_review(reporting: Reporting) -> None:
    head = await reporting.world.person(Role.UNIT_HEAD, reporting.coordinating)
    clerk = await reporting.world.person(Role.COORDINATOR, reporting.coordinating)
    deputy = await standing_in(reporting.world, head, clerk)
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)

    as_head = await deputy.post(f"/reports/{report['id']}/accept")
    as_clerk = await clerk.post(f"/reports/{report['id']}/accept")

    assert (as_head.status_code, as_clerk.status_code) == (404, 200)


async def test_what_was_sent_before_standing_in_is_not_accepted_in_a_new_place_either(reporting: Reporting) -> None:
    """The coordinating unit's own report goes to a leader, but not to one who sent it while standing in for its head."""
    head = await reporting.world.person(Role.UNIT_HEAD, reporting.coordinating)
    clerk = await reporting.world.person(Role.OFFICER, reporting.coordinating)
    await reporting.opened_period()
    report = await reporting.filled_report(clerk)
    deputy = await standing_in(reporting.world, head, clerk)
    assert (await deputy.post(f"/reports/{report['id']}/submit")).status_code == 200
    as_leader = await at_the_coordinators(reporting, clerk, Role.LEADER)
    await moved_away(reporting, clerk)

    refused = await as_leader.post(f"/reports/{report['id']}/accept")

    assert (refused.status_code, refused.json()["code"]) == (403, "own_report")
    assert (await reporting.leader.post(f"/reports/{report['id']}/accept")).status_code == 200


async def test_nobody_confirms_a_task_that_they_said_to_be_done(reporting: Reporting) -> None:
    deputy = await standing_in(reporting.world, reporting.head, reporting.officer)
    school = await school_of_ward(reporting)
    assert (await deputy.post(f"/assignments/{school['id']}/report-done", DONE)).status_code == 200
    for person in (reporting.officer, reporting.head):
        reviewer = await at_the_coordinators(reporting, person)
        await moved_away(reporting, person)

        for act, body in (("confirm", None), ("redo", {"reason": "Chưa đạt"}), ("cancel", {"reason": "Thôi"})):
            refused = await reviewer.post(f"/assignments/{school['id']}/{act}", body)
            assert (refused.status_code, refused.json()["code"]) == (403, "own_submission")
        shown = (await reviewer.get(f"/assignments/{school['id']}")).json()["allowed_actions"]
        listed = (await reviewer.get(f"/assignments?unit={reporting.ward.id}&q=lop")).json()["items"][0]["allowed_actions"]
        assert set(shown) & {"confirm", "redo", "suspend", "cancel"} == set(listed) & {"confirm", "redo", "suspend", "cancel"} == set()

    assert (await reporting.coordinator.post(f"/assignments/{school['id']}/redo", {"reason": "Bổ sung"})).status_code == 200


async def test_nobody_reviews_a_document_that_they_uploaded(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    document = (await reporting.lines_of(reporting.coordinator, report["id"]))[0]["evidence_ids"][0]
    reviewer = await at_the_coordinators(reporting, reporting.officer)
    await moved_away(reporting, reporting.officer)

    accepted = await reviewer.post(f"/evidence/{document}/accept")
    rejected = await reviewer.post(f"/evidence/{document}/reject", {"reason": "Mờ"})

    assert {(answer.status_code, answer.json()["code"]) for answer in (accepted, rejected)} == {(403, "own_submission")}
    for item in ((await reviewer.get(f"/evidence/{document}")).json(), (await reviewer.get("/evidence")).json()["items"][0]):
        assert set(item["allowed_actions"]) & {"accept", "reject"} == set()
    assert (await reporting.coordinator.post(f"/evidence/{document}/accept")).status_code == 200


async def test_nobody_approves_a_plan_that_they_submitted(reporting: Reporting) -> None:
    plan = await draft_plan(reporting)
    await reporting.coordinator.post(f"/plans/{plan['id']}/submit")

    refused = await (await at_the_coordinators(reporting, reporting.coordinator, Role.LEADER)).post(f"/plans/{plan['id']}/approve")

    assert (refused.status_code, refused.json()["code"]) == (403, "own_submission")


async def test_a_delegation_of_an_earlier_time_leaves_later_reports_to_be_reviewed(reporting: Reporting) -> None:
    made = await delegated(reporting.head, reporting.officer)
    await signed_in_by(reporting.world, made["id"], reporting.officer)
    await reporting.head.post(f"/delegations/{made['id']}/end")
    reviewer = await at_the_coordinators(reporting, reporting.officer)
    other_officer = await reporting.world.person(Role.OFFICER, reporting.ward)
    await moved_away(reporting, reporting.officer)
    await reporting.opened_period()
    report = await reporting.submitted_report(other_officer, reporting.head)

    assert (await reviewer.post(f"/reports/{report['id']}/accept")).status_code == 200
