from datetime import datetime
from typing import Any

from papi.kit import clock
from tests.support.planning import DONE, REASON, assignment_of, reported_done, school_of_ward
from tests.support.reporting import Reporting

OCTOBER = datetime(2024, 10, 1, 8, 0, tzinfo=clock.TIMEZONE)


async def part_of(reporting: Reporting, assignment: dict[str, Any]) -> dict[str, Any]:
    return (await reporting.coordinator.get(f"/assignments/{assignment['id']}/part")).json()


async def test_lead_and_supporter_each_say_that_they_take_their_part(reporting: Reporting) -> None:
    support, lead = await school_of_ward(reporting), await assignment_of(reporting, "school", reporting.department)
    before = await part_of(reporting, support)
    await reporting.officer.post(f"/assignments/{support['id']}/accept-part")
    await reporting.lead_officer.post(f"/assignments/{lead['id']}/accept-part")
    after = [await part_of(reporting, assignment) for assignment in (support, lead)]

    assert (before["receipt"], before["version"]) == ("awaited", 0)
    assert [part["receipt"] for part in after] == ["accepted", "accepted"]
    assert after[0]["receipt_by"] == "Nguyễn Thị Lệ"


async def test_a_unit_may_ask_for_a_change_and_then_take_it_after_all(reporting: Reporting) -> None:
    path = f"/assignments/{(await school_of_ward(reporting))['id']}"
    asked = (await reporting.head.post(f"{path}/question-part", REASON)).json()
    twice = await reporting.head.post(f"{path}/question-part", REASON)
    taken = (await reporting.head.post(f"{path}/accept-part")).json()

    assert (asked["receipt"], asked["receipt_note"], asked["allowed_actions"]) == ("questioned", REASON["reason"], ["accept"])
    assert (twice.status_code, twice.json()["code"]) == (409, "part_said_already")
    assert (taken["receipt"], taken["receipt_note"]) == ("accepted", None)


async def test_the_coordinator_is_told_what_a_unit_asks_to_be_changed(reporting: Reporting) -> None:
    path = f"/assignments/{(await school_of_ward(reporting))['id']}"
    await reporting.head.post(f"{path}/question-part", REASON)
    await reporting.world.let_the_worker_run()
    told = (await reporting.coordinator.get("/notifications")).json()["items"]

    assert [(item["kind"], item["text"]) for item in told] == [("assignment.part_questioned", "đề nghị điều chỉnh phần việc của đơn vị")]


async def test_the_lead_says_whether_a_supporters_part_is_enough_and_the_coordinator_sees_it(reporting: Reporting) -> None:
    school = await reported_done(reporting)
    path = f"/assignments/{school['id']}/mark-part"
    bare = await reporting.lead_officer.post(path, {"mark": "lacking"})
    marked = await reporting.lead_officer.post(path, {"mark": "lacking", "note": "Chưa có danh sách người dự."})
    seen = await part_of(reporting, school)

    assert (bare.status_code, marked.status_code) == (422, 200)
    assert (seen["lead_mark"], seen["lead_unit"], seen["lead_note"]) == ("lacking", "Phòng Tư pháp", "Chưa có danh sách người dự.")
    assert (await school_of_ward(reporting))["work_state"] == "awaiting_confirmation"  # it decides nothing


async def test_a_mark_falls_off_when_the_part_is_reported_again(reporting: Reporting) -> None:
    school = await reported_done(reporting)
    await reporting.lead_officer.post(f"/assignments/{school['id']}/mark-part", {"mark": "enough"})
    await reporting.coordinator.post(f"/assignments/{school['id']}/redo", REASON)
    asked_again = (await part_of(reporting, school))["lead_mark"]
    with clock.business_at(OCTOBER):
        await reporting.officer.post(f"/assignments/{school['id']}/report-done", DONE)
        reported_again = (await part_of(reporting, school))["lead_mark"]

    assert (asked_again, reported_again) == (None, None)


async def test_a_mark_does_not_come_back_when_the_part_is_reported_again_the_same_day(reporting: Reporting) -> None:
    school = await reported_done(reporting)
    await reporting.lead_officer.post(f"/assignments/{school['id']}/mark-part", {"mark": "lacking", "note": "Chưa có danh sách."})
    read = (await part_of(reporting, school))["version"]
    await reporting.coordinator.post(f"/assignments/{school['id']}/redo", REASON)
    await reported_done(reporting)
    again = await part_of(reporting, school)
    stale = await reporting.lead_officer.post(
        f"/assignments/{school['id']}/mark-part", {"mark": "enough"}, headers={"If-Match": f'"v{read}"'}
    )

    assert (again["lead_mark"], again["lead_note"], stale.status_code) == (None, None, 412)


async def test_nobody_but_the_lead_marks_and_not_before_it_is_reported(reporting: Reporting) -> None:
    school = await school_of_ward(reporting)
    path = f"/assignments/{school['id']}/mark-part"
    early = await reporting.lead_officer.post(path, {"mark": "enough"})
    await reported_done(reporting)
    others = [await who.post(path, {"mark": "enough"}) for who in (reporting.officer, reporting.stranger, reporting.coordinator)]
    lead = await assignment_of(reporting, "school", reporting.department)
    own = await reporting.lead_officer.post(f"/assignments/{lead['id']}/mark-part", {"mark": "enough"})

    assert (early.status_code, early.json()["code"]) == (409, "wrong_state")
    assert [answer.status_code for answer in others] == [409, 404, 403]
    assert (own.status_code, own.json()["code"]) == (409, "not_the_lead")


async def test_what_is_withdrawn_is_not_taken_any_more(reporting: Reporting) -> None:
    school = await school_of_ward(reporting)
    await reporting.coordinator.post(f"/assignments/{school['id']}/cancel", REASON)

    assert (await reporting.head.post(f"/assignments/{school['id']}/accept-part")).status_code == 409


async def test_stale_versions_are_told(reporting: Reporting) -> None:
    path = f"/assignments/{(await school_of_ward(reporting))['id']}"
    await reporting.head.post(f"{path}/accept-part")
    stale = await reporting.officer.post(f"{path}/question-part", REASON, headers={"If-Match": '"v0"'})

    assert stale.status_code == 412
