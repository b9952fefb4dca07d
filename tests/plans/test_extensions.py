import asyncio
from datetime import datetime
from typing import Any

from papi.access.permissions import Role
from papi.kit import clock
from tests.support.extending import LATER, asked, wanted
from tests.support.planning import DONE, REASON, assignment_of, counts_are_true, numbers, school_of_ward
from tests.support.reporting import Reporting

OCTOBER = datetime(2024, 10, 3, 8, 0, tzinfo=clock.TIMEZONE)
DAYS = ("due_on", "first_due_on", "extended_times", "extension_asked")


async def decided(reporting: Reporting, step: str, body: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The request after its decision, and the assignment."""
    extension = await asked(reporting)
    answer = await reporting.coordinator.post(f"/extensions/{extension['id']}/{step}", body)
    assert answer.status_code == 200, answer.text
    return answer.json(), await school_of_ward(reporting)


def days_of(assignment: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(assignment[name] for name in DAYS)


async def test_what_was_asked_for_is_granted_and_both_days_stay(reporting: Reporting) -> None:
    extension, school = await decided(reporting, "grant", {})

    assert (extension["state"], extension["granted_on"], extension["due_before"]) == ("granted", LATER, "2024-09-30")
    assert (extension["decided_by"], extension["asked_by"]) == ("Lê Thị Hoa", "Trần Văn Minh")
    assert days_of(school) == (LATER, "2024-09-30", 1, False)
    assert await counts_are_true(reporting)


async def test_it_may_be_granted_for_less_with_a_reason(reporting: Reporting) -> None:
    extension, school = await decided(reporting, "grant", {"granted_on": "2024-10-10", **REASON})

    assert (extension["state"], extension["wanted_on"], extension["granted_on"]) == ("shortened", LATER, "2024-10-10")
    assert (extension["decision"], school["due_on"]) == (REASON["reason"], "2024-10-10")


async def test_refused_the_day_in_force_stays(reporting: Reporting) -> None:
    extension, school = await decided(reporting, "refuse", REASON)

    assert (extension["state"], extension["granted_on"], extension["allowed_actions"]) == ("refused", None, [])
    assert days_of(school) == ("2024-09-30", None, 0, False)


async def test_the_unit_takes_it_back_while_nobody_has_decided(reporting: Reporting) -> None:
    extension = await asked(reporting)
    withdrawn = await reporting.head.post(f"/extensions/{extension['id']}/withdraw")
    again = await reporting.head.post("/extensions", await wanted(reporting))

    assert (withdrawn.json()["state"], again.status_code) == ("withdrawn", 201)
    assert (await reporting.coordinator.post(f"/extensions/{extension['id']}/grant", {})).status_code == 409


async def test_an_extended_task_is_not_late(reporting: Reporting) -> None:
    extension = await asked(reporting)
    with clock.business_at(OCTOBER):
        before = await numbers(reporting.coordinator)
        await reporting.coordinator.post(f"/extensions/{extension['id']}/grant", {})
        school, after = await school_of_ward(reporting), await numbers(reporting.coordinator)

    assert (before["open_overdue"], after["open_overdue"]) == (2, 1)  # the lead's own part stays
    assert (school["deadline_state"], extension["asked_late"]) == ("on_track", False)
    assert await counts_are_true(reporting)


async def test_what_was_submitted_late_while_it_waited_is_in_time_once_it_is_granted(reporting: Reporting) -> None:
    extension = await asked(reporting)
    with clock.business_at(OCTOBER):
        path = f"/assignments/{extension['assignment_id']}"
        late = (await reporting.officer.post(f"{path}/report-done", DONE)).json()
        confirmed = (await reporting.coordinator.post(f"{path}/confirm")).json()
        await reporting.coordinator.post(f"/extensions/{extension['id']}/grant", {})
        school = await school_of_ward(reporting)

    assert (late["submitted_late"], confirmed["deadline_state"]) == (True, "completed_late")
    assert (school["submitted_late"], school["deadline_state"]) == (False, "completed_on_time")
    assert await counts_are_true(reporting)


async def test_refused_what_was_submitted_late_stays_late(reporting: Reporting) -> None:
    extension = await asked(reporting)
    with clock.business_at(OCTOBER):
        await reporting.officer.post(f"/assignments/{extension['assignment_id']}/report-done", DONE)
        await reporting.coordinator.post(f"/extensions/{extension['id']}/refuse", REASON)
        school = await school_of_ward(reporting)

    assert (school["submitted_late"], school["deadline_state"]) == (True, "overdue")


async def test_granted_for_less_than_was_used_it_stays_late(reporting: Reporting) -> None:
    extension = await asked(reporting)
    with clock.business_at(OCTOBER):
        await reporting.officer.post(f"/assignments/{extension['assignment_id']}/report-done", DONE)
        await reporting.coordinator.post(f"/extensions/{extension['id']}/grant", {"granted_on": "2024-10-02", **REASON})

    assert (await school_of_ward(reporting))["submitted_late"] is True
    assert await counts_are_true(reporting)


async def test_asked_for_after_the_day_it_says_so(reporting: Reporting) -> None:
    with clock.business_at(OCTOBER):
        extension = await asked(reporting)

    assert (extension["asked_late"], extension["deadline_state"]) == (True, "overdue")


async def test_a_second_extension_keeps_the_first_day(reporting: Reporting) -> None:
    await decided(reporting, "grant", {})
    second = await asked(reporting, wanted_on="2024-11-15")
    await reporting.coordinator.post(f"/extensions/{second['id']}/grant", {})

    assert second["due_before"] == LATER
    assert days_of(await school_of_ward(reporting)) == ("2024-11-15", "2024-09-30", 2, False)


async def test_another_day_of_the_task_does_not_take_an_extension_away(reporting: Reporting) -> None:
    await decided(reporting, "grant", {"granted_on": "2024-10-10", **REASON})
    for day in ("2024-10-10", "2024-12-31"):  # also when the task's day was for a while the granted one
        moved = await reporting.coordinator.patch(f"/tasks/{reporting.tasks['school']}", {"due_on": day})
        assert moved.status_code == 200
    lead = await assignment_of(reporting, "school", reporting.department)

    assert (await school_of_ward(reporting))["due_on"] == "2024-10-10"
    assert lead["due_on"] == "2024-12-31"


async def test_one_request_at_a_time(reporting: Reporting) -> None:
    body = await wanted(reporting)
    answers = await asyncio.gather(*(reporting.head.post("/extensions", body) for _ in range(6)))

    assert sorted(answer.status_code for answer in answers)[:2] == [201, 409]
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} <= {"extension_pending", "conflict"}
    assert len((await reporting.head.get("/extensions?state=open")).json()["items"]) == 1


async def test_of_several_who_decide_at_once_one_does(reporting: Reporting) -> None:
    extension = await asked(reporting)
    path = f"/extensions/{extension['id']}"
    deciding = [reporting.coordinator.post(f"{path}/grant", {}), reporting.coordinator.post(f"{path}/refuse", REASON)]
    answers = await asyncio.gather(*deciding, *(reporting.coordinator.post(f"{path}/grant", {}) for _ in range(4)))
    school = await school_of_ward(reporting)

    assert [answer.status_code for answer in answers].count(200) == 1
    assert {answer.status_code for answer in answers} <= {200, 409, 412}
    assert school["extended_times"] == (1 if school["due_on"] == LATER else 0)
    assert await counts_are_true(reporting)


async def test_granting_and_reporting_done_at_once_leaves_the_counts_true(reporting: Reporting) -> None:
    extension = await asked(reporting)
    with clock.business_at(OCTOBER):
        granting = reporting.coordinator.post(f"/extensions/{extension['id']}/grant", {})
        reporting_done = reporting.officer.post(f"/assignments/{extension['assignment_id']}/report-done", DONE)
        await asyncio.gather(granting, reporting_done)
        school = await school_of_ward(reporting)

    assert not (school["submitted_late"] and school["due_on"] == LATER)
    assert await counts_are_true(reporting)


async def test_who_has_read_an_older_version_is_told(reporting: Reporting) -> None:
    extension = await asked(reporting)
    stale = {"If-Match": f'"v{extension["version"]}"'}
    await reporting.coordinator.post(f"/extensions/{extension['id']}/refuse", REASON)
    for step, body in (("grant", {}), ("refuse", REASON)):
        assert (await reporting.coordinator.post(f"/extensions/{extension['id']}/{step}", body, headers=stale)).status_code == 412
    assert (await reporting.head.post(f"/extensions/{extension['id']}/withdraw", headers=stale)).status_code == 412


async def test_days_that_make_no_sense_are_refused(reporting: Reporting) -> None:
    body = await wanted(reporting)
    refused = [await reporting.head.post("/extensions", {**body, "wanted_on": day}) for day in ("2024-09-30", "2024-09-09", "9/9/24", None)]
    with clock.business_at(OCTOBER):  # after the day, but passed already
        refused.append(await reporting.head.post("/extensions", {**body, "wanted_on": "2024-10-02"}))
    extension = await asked(reporting)
    granting = [{"granted_on": "2024-09-30"}, {"granted_on": "2024-11-01"}, {"granted_on": "2024-10-10"}]
    refused += [await reporting.coordinator.post(f"/extensions/{extension['id']}/grant", given) for given in granting]

    assert [answer.status_code for answer in refused] == [422] * len(refused)
    assert (await school_of_ward(reporting))["due_on"] == "2024-09-30"


async def test_a_reason_is_demanded(reporting: Reporting) -> None:
    body = await wanted(reporting)
    extension = await asked(reporting)
    for reason in ("", "   ", "x" * 2001):
        assert (await reporting.head.post("/extensions", {**body, "reason": reason})).status_code == 422
        assert (await reporting.coordinator.post(f"/extensions/{extension['id']}/refuse", {"reason": reason})).status_code == 422


async def test_a_recurring_task_has_the_deadline_of_its_period(reporting: Reporting) -> None:
    inform = await assignment_of(reporting, "inform", reporting.ward)
    refused = await reporting.head.post("/extensions", {**await wanted(reporting), "assignment_id": inform["id"]})

    assert (refused.status_code, refused.json()["code"]) == (409, "deadline_of_period")


async def test_without_a_day_there_is_nothing_to_extend(reporting: Reporting) -> None:
    school = await school_of_ward(reporting)
    await reporting.coordinator.patch(f"/assignments/{school['id']}", {"due_on": None})
    refused = await reporting.head.post("/extensions", await wanted(reporting))

    assert (refused.status_code, refused.json()["code"]) == (409, "no_deadline")


async def test_once_reported_done_there_is_nothing_to_ask(reporting: Reporting) -> None:
    school = await school_of_ward(reporting)
    await reporting.head.post(f"/assignments/{school['id']}/report-done", DONE)

    assert (await reporting.head.post("/extensions", await wanted(reporting))).status_code == 409


async def test_an_assignment_that_is_withdrawn_takes_its_request_along(reporting: Reporting) -> None:
    extension = await asked(reporting)
    await reporting.coordinator.post(f"/assignments/{extension['assignment_id']}/cancel", REASON)
    left = (await reporting.head.get(f"/extensions/{extension['id']}")).json()

    assert (left["state"], left["allowed_actions"]) == ("lapsed", [])
    assert (await school_of_ward(reporting))["extension_asked"] is False


async def test_the_proof_is_read_by_who_decides(reporting: Reporting) -> None:
    proof = await reporting.document(reporting.officer)
    before = (await reporting.coordinator.get(f"/evidence/{proof}")).status_code
    extension = await asked(reporting, evidence_ids=[proof])
    foreign = await reporting.document(reporting.stranger)
    refused = await reporting.head.post("/extensions", {**await wanted(reporting), "evidence_ids": [foreign]})

    assert (before, (await reporting.coordinator.get(f"/evidence/{proof}")).status_code) == (404, 200)
    assert [document["id"] for document in extension["evidence"]] == [proof]
    assert refused.status_code in {404, 409}


async def test_the_leader_decides_for_the_coordinating_unit(reporting: Reporting) -> None:
    task = reporting.tasks["school"]
    given = {"task_id": str(task), "unit_id": str(reporting.coordinating.id), "part": "support"}
    own = (await reporting.coordinator.post("/assignments", given)).json()
    head = await reporting.world.person(Role.UNIT_HEAD, reporting.coordinating)
    extension = (await head.post("/extensions", {**await wanted(reporting), "assignment_id": own["id"]})).json()
    path = f"/extensions/{extension['id']}/grant"
    queues = [
        (await who.get("/extensions?decidable=true&count=true")).json()["total"] for who in (reporting.coordinator, reporting.leader, head)
    ]

    refused = {
        language: (await reporting.coordinator.post(path, {}, headers={"Accept-Language": language})).json() for language in ("vi", "en")
    }
    assert {answer["code"] for answer in refused.values()} == {"own_extension"}
    assert refused["vi"]["detail"].startswith("Không quyết định đề nghị gia hạn của đơn vị mình.")
    assert refused["en"]["detail"].startswith("Nobody decides on their own unit's request for a later day.")
    assert (queues, (await reporting.leader.post(path, {})).status_code) == ([0, 1, 0], 200)


async def test_whoever_asked_does_not_decide_in_another_role(reporting: Reporting) -> None:
    extension = await asked(reporting)
    member = await reporting.world.person(Role.COORDINATOR, reporting.ward)

    assert (await member.post(f"/extensions/{extension['id']}/grant", {})).status_code == 403


async def test_both_sides_are_told_and_it_stands_in_the_timeline_in_words(reporting: Reporting) -> None:
    extension = await asked(reporting)
    await reporting.coordinator.post(f"/extensions/{extension['id']}/grant", {"granted_on": "2024-10-10", **REASON})
    await reporting.world.let_the_worker_run()
    kinds = [
        [item["kind"] for item in (await who.get("/notifications")).json()["items"]] for who in (reporting.coordinator, reporting.officer)
    ]
    told = (await reporting.officer.get(f"/assignments/{extension['assignment_id']}/timeline")).json()["items"]

    assert kinds == [["extension.asked"], ["extension.shortened"]]
    assert [item["text"] for item in told] == [
        "xin gia hạn đến 15/10/2024 (hạn hiện tại 30/9/2024)",
        "gia hạn đến 10/10/2024, ngắn hơn đề nghị 15/10/2024 (cũ: 30/9/2024)",
    ]


async def test_my_work_counts_what_waits(reporting: Reporting) -> None:
    await asked(reporting)
    waiting = [
        (await who.get("/dashboards/my-work")).json()["extensions"] for who in (reporting.coordinator, reporting.leader, reporting.head)
    ]

    assert waiting == [1, 0, 0]
