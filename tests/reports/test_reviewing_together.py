"""Several reviewers at the same reports: each sees what the others have on their desks, and nobody loses a mark."""

import asyncio
from datetime import timedelta

import pytest

from papi.access.permissions import Role
from papi.kit import clock
from tests.support.reporting import NOW, Reporting
from tests.support.world import Someone


@pytest.fixture
async def colleague(reporting: Reporting) -> Someone:
    return await reporting.world.person(Role.COORDINATOR, reporting.coordinating, full_name="Phạm Văn Lan")


async def test_a_claim_is_seen_in_the_queue_until_it_is_released(reporting: Reporting, colleague: Someone) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    before = (await colleague.get(f"/reports/{report['id']}")).json()["version"]

    claimed = await reporting.coordinator.post(f"/reports/{report['id']}/claim")
    seen = (await colleague.get("/reports?reviewable=true")).json()["items"][0]["reviewing"]
    await colleague.post(f"/reports/{report['id']}/release")
    still = (await colleague.get(f"/reports/{report['id']}")).json()
    released = await reporting.coordinator.post(f"/reports/{report['id']}/release")

    assert (claimed.status_code, claimed.json()["reviewing"]["name"]) == (200, "Lê Thị Hoa")
    assert (seen["person_id"], seen["name"]) == (str(reporting.coordinator.id), "Lê Thị Hoa")
    assert (still["reviewing"]["name"], still["version"]) == ("Lê Thị Hoa", before)
    assert released.json()["reviewing"] is None


async def test_a_claimed_report_is_taken_over_on_purpose_and_the_colleague_hears_of_it(reporting: Reporting, colleague: Someone) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    await reporting.coordinator.post(f"/reports/{report['id']}/claim")

    refused = await colleague.post(f"/reports/{report['id']}/claim")
    taken = await colleague.post(f"/reports/{report['id']}/claim", {"take_over": True})
    await reporting.world.let_the_worker_run()

    assert (refused.status_code, refused.json()["code"]) == (409, "report_claimed")
    assert "Lê Thị Hoa" in refused.json()["detail"]
    assert taken.json()["reviewing"]["name"] == "Phạm Văn Lan"
    notices = [(await who.get("/notifications")).json()["items"] for who in (reporting.coordinator, colleague)]
    told = [[notice for notice in each if notice["kind"] == "report.review_taken_over"] for each in notices]
    assert [len(each) for each in told] == [1, 0]
    assert told[0][0]["text"].startswith("Phạm Văn Lan") or "Lê Thị Hoa" in told[0][0]["text"]


async def test_one_report_lies_on_a_desk_and_a_late_mark_brings_the_last_one_not_back(reporting: Reporting) -> None:
    await reporting.opened_period()
    first = await reporting.submitted_report(reporting.officer, reporting.head)
    own_head = await reporting.world.person(Role.UNIT_HEAD, reporting.other_ward)
    second = await reporting.submitted_report(own_head, own_head)
    line = (await reporting.lines_of(reporting.coordinator, first["id"]))[0]

    for report in (first, second):
        await reporting.coordinator.post(f"/reports/{report['id']}/claim")
    await reporting.coordinator.put(f"/report-lines/{line['id']}/review-mark", {"mark": "ok"})

    held = [(await reporting.coordinator.get(f"/reports/{report['id']}")).json()["reviewing"] for report in (first, second)]
    assert [who and who["name"] for who in held] == [None, "Lê Thị Hoa"]


async def test_a_claim_lapses_and_a_mark_renews_only_the_own_one(reporting: Reporting, colleague: Someone) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    line = (await reporting.lines_of(reporting.coordinator, report["id"]))[0]
    await reporting.coordinator.post(f"/reports/{report['id']}/claim")

    await colleague.put(f"/report-lines/{line['id']}/review-mark", {"mark": "ok"})
    kept = (await colleague.get(f"/reports/{report['id']}")).json()["reviewing"]["name"]
    with clock.business_at(NOW + timedelta(minutes=31)):
        lapsed = (await colleague.get(f"/reports/{report['id']}")).json()["reviewing"]
        claimed = await colleague.post(f"/reports/{report['id']}/claim")

    assert (kept, lapsed) == ("Lê Thị Hoa", None)
    assert claimed.json()["reviewing"]["name"] == "Phạm Văn Lan"


async def test_each_sees_how_far_the_others_are_and_the_unit_does_not(reporting: Reporting, colleague: Someone) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    first, second, _third = await reporting.lines_of(reporting.coordinator, report["id"])
    tag = (await reporting.coordinator.get(f"/reports/{report['id']}")).headers["ETag"]
    await colleague.put(f"/report-lines/{first['id']}/review-mark", {"mark": "ok"})
    await colleague.put(f"/report-lines/{second['id']}/review-mark", {"mark": "return", "reason": "Thiếu số liệu"})

    answer = await reporting.coordinator.get(f"/reports/{report['id']}", headers={"If-None-Match": tag})
    row = (await reporting.coordinator.get("/reports?reviewable=true")).json()["items"][0]
    own = (await reporting.officer.get(f"/reports/{report['id']}")).json()
    again = await reporting.coordinator.get(f"/reports/{report['id']}", headers={"If-None-Match": answer.headers["ETag"]})

    expected = [{"person_id": str(colleague.id), "name": "Phạm Văn Lan", "marked": 2, "returns": 1}]
    assert (answer.status_code, answer.json()["reviewers"], row["reviewers"]) == (200, expected, expected)
    assert (own["reviewers"], again.status_code) == ([], 304)


async def test_of_two_who_finish_at_once_one_is_told_and_no_mark_is_lost(reporting: Reporting, colleague: Someone) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    first, second, _third = await reporting.lines_of(reporting.coordinator, report["id"])
    back = {"mark": "return", "reason_code": "figures_mismatch", "reason": "Số liệu không khớp"}
    for who, line in ((reporting.coordinator, first), (colleague, second)):
        await who.put(f"/report-lines/{line['id']}/review-mark", back)
    tag = {"If-Match": f'"v{report["version"]}.{report["content_version"]}"'}

    answers = await asyncio.gather(
        *(who.post(f"/reports/{report['id']}/return", {"marks": True}, headers=tag) for who in (reporting.coordinator, colleague))
    )

    assert sorted(answer.status_code for answer in answers) == [200, 412]
    assert next(answer for answer in answers if answer.status_code == 412).json()["code"] == "stale_version"
    marks = [(await reporting.lines_of(who, report["id"])) for who in (reporting.coordinator, colleague)]
    assert [[line["mark"]["holds"] for line in lines if line["mark"]] for lines in marks] == [[True], [True]]
    loser = next(who for who, answer in zip((reporting.coordinator, colleague), answers, strict=True) if answer.status_code == 412)
    left = second if loser is colleague else first
    added = await loser.post(f"/report-lines/{left['id']}/return", {"reason_code": "figures_mismatch", "reason": "Số liệu không khớp"})
    assert (added.status_code, added.json()["lines_returned"]) == (200, 2)


async def test_an_acceptance_on_a_report_that_a_colleague_returned_is_refused(reporting: Reporting, colleague: Someone) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    tag = {"If-Match": f'"v{report["version"]}.{report["content_version"]}"'}
    await colleague.post(f"/reports/{report['id']}/return", {"reason": "Bổ sung"})

    stale = await reporting.coordinator.post(f"/reports/{report['id']}/accept", {}, headers=tag)
    late = await reporting.coordinator.post(f"/reports/{report['id']}/accept")

    assert [(answer.status_code, answer.json()["code"]) for answer in (stale, late)] == [(412, "stale_version"), (409, "wrong_state")]


async def test_nobody_claims_or_marks_the_report_of_a_unit_of_theirs(reporting: Reporting) -> None:
    await reporting.opened_period()
    own_head = await reporting.world.person(Role.UNIT_HEAD, reporting.coordinating)
    report = await reporting.submitted_report(own_head, own_head)
    line = (await reporting.lines_of(own_head, report["id"]))[0]
    items = {"items": [{"id": line["id"], "version": line["version"], "mark": "ok"}]}

    answers = [
        await reporting.coordinator.post(f"/reports/{report['id']}/claim"),
        await reporting.coordinator.post(f"/reports/{report['id']}/release"),
        await reporting.coordinator.put(f"/reports/{report['id']}/review-marks", items),
    ]

    assert [(answer.status_code, answer.json()["code"]) for answer in answers] == [(403, "own_report")] * 3
    assert (await reporting.leader.post(f"/reports/{report['id']}/claim")).status_code == 200


async def test_who_also_reviews_sees_no_marks_on_the_own_units_report(reporting: Reporting) -> None:
    await reporting.opened_period()
    own_head = await reporting.world.person(Role.UNIT_HEAD, reporting.coordinating)
    report = await reporting.submitted_report(own_head, own_head)
    line = (await reporting.lines_of(reporting.leader, report["id"]))[0]
    await reporting.leader.put(f"/report-lines/{line['id']}/review-mark", {"mark": "return", "reason": "Chưa rõ"})

    seen = [(await who.get(f"/reports/{report['id']}")).json()["reviewers"] for who in (reporting.leader, reporting.coordinator)]

    assert [len(reviewers) for reviewers in seen] == [1, 0]
