"""What was sent is not written into again, and what was said to be done in a report that stays is decided there."""

from typing import Any

from papi.access.permissions import Role
from tests.support.planning import assignment_of, counts_are_true
from tests.support.reorganising import DAY, decided, decision, merger, moves_of, new_unit, now_in, on, part, unit_called
from tests.support.reporting import Reporting
from tests.support.world import Someone


async def said_done(reporting: Reporting, who: Someone) -> dict[str, Any]:
    """A full draft that says of the once-task that it is done; that line."""
    report = await reporting.filled_report(who)
    lines = await reporting.lines_of(who, report["id"])
    school = next(line for line in lines if line["task"]["cadence"] == "once")
    await reporting.write(who, school, self_done=True)
    return school


async def came_back(reporting: Reporting) -> tuple[dict[str, Any], dict[str, Any]]:
    """Ward 1's report, which said that the once-task is done and was returned; with that line."""
    await reporting.opened_period()
    school = await said_done(reporting, reporting.officer)
    report = await reporting.report_of(reporting.officer)
    assert (await reporting.head.post(f"/reports/{report['id']}/submit")).status_code == 200
    returned = await reporting.coordinator.post(f"/reports/{report['id']}/return", {"reason": "Bổ sung danh sách lớp."})
    assert returned.status_code == 200, returned.text
    return report, school


async def test_a_draft_whose_line_would_join_a_sent_report_stays_and_the_sent_one_is_as_it_was(reporting: Reporting) -> None:
    await reporting.opened_period()
    await reporting.filled_report(reporting.officer)
    other = await reporting.world.person(Role.OFFICER, reporting.other_ward)
    sent = await reporting.submitted_report(other, reporting.stranger)
    before = await reporting.lines_of(other, sent["id"])
    inform = await assignment_of(reporting, "inform", reporting.ward)
    after = [new_unit("Phường Bắc", "X1"), {"unit_id": str(reporting.other_ward.id)}]
    choices = [{"what": "assignment", "id": inform["id"], "to": 1}]
    with on(DAY):
        made = await decided(reporting.admin, decision(part("split", [reporting.ward], after, choices=choices)))
        moves = await moves_of(reporting.admin, made)
        there = await reporting.lines_of(other, sent["id"])
        north = await unit_called(reporting.admin, "Phường Bắc")
        officer, head = [await now_in(reporting.world, who, north["id"]) for who in (reporting.officer, reporting.head)]
        draft = next(item for item in (await officer.get("/reports?state=draft")).json()["items"] if item["unit"]["name"] == "Phường 1")
        late = await head.post(f"/reports/{draft['id']}/submit")

    assert [(line["result"], line["version"]) for line in there] == [(line["result"], line["version"]) for line in before]
    assert [(move["how"], move["to_name"]) for move in moves if move["what"] == "report"] == [("entrusted", "Phường Bắc")]
    of_inform = [move for move in moves if move["thing_id"] == inform["id"]]
    assert [(move["how"], move["to_name"]) for move in of_inform] == [("continued", "Phường 2")]
    assert late.status_code == 200, late.text
    assert await counts_are_true(reporting)


async def test_what_came_back_as_done_is_done_once_it_is_sent_again_and_accepted(reporting: Reporting) -> None:
    report, school = await came_back(reporting)
    with on(DAY):
        await decided(reporting.admin, merger(reporting))
        unit = await unit_called(reporting.admin, "Phường Vũng Tàu")
        head = await now_in(reporting.world, reporting.head, unit["id"])
        new = (await reporting.coordinator.get(f"/assignments?unit={unit['id']}&task={school['task']['id']}")).json()["items"]
        old = await assignment_of(reporting, "school", reporting.ward)
        again = await head.post(f"/reports/{report['id']}/submit")
        accepted = await reporting.coordinator.post(f"/reports/{report['id']}/accept")
        done = await assignment_of(reporting, "school", reporting.ward)

    assert (new, old["work_state"], old["carried_to_id"]) == ([], "in_progress", None)
    assert [again.status_code, accepted.status_code] == [200, 200]
    assert done["work_state"] == "completed"
    assert await counts_are_true(reporting)


async def test_once_work_that_goes_on_elsewhere_is_not_said_to_be_done_in_the_old_report(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    school = next(line for line in await reporting.lines_of(reporting.officer, report["id"]) if line["task"]["cadence"] == "once")
    with on(DAY):
        await decided(reporting.admin, merger(reporting))
        unit = await unit_called(reporting.admin, "Phường Vũng Tàu")
        officer = await now_in(reporting.world, reporting.officer, unit["id"])
        await reporting.coordinator.post(f"/reports/{report['id']}/return", {"reason": "Bổ sung số liệu."})
        claimed = await officer.patch(f"/report-lines/{school['id']}", {"self_done": True})
        mended = await officer.patch(f"/report-lines/{school['id']}", {"result": "Đã bổ sung số liệu."})
        [goes_on] = (await reporting.coordinator.get(f"/assignments?unit={unit['id']}&task={school['task']['id']}")).json()["items"]

    assert (claimed.status_code, claimed.json()["code"]) == (409, "assignment_carried")
    assert mended.status_code == 200
    assert goes_on["work_state"] == "in_progress"


async def test_a_recurring_task_is_one_assignment_of_a_unit_whatever_was_sent_before(reporting: Reporting) -> None:
    """The heir's report is accepted; the unit that ends has none, and owes nothing for this period."""
    other = await reporting.world.person(Role.OFFICER, reporting.other_ward)
    await reporting.opened_period("2024DX01", kind="ad_hoc", unit_ids=[str(reporting.other_ward.id)])
    sent = await reporting.submitted_report(other, reporting.stranger)
    await reporting.coordinator.post(f"/reports/{sent['id']}/accept")
    with on(DAY):
        heir = {"unit_id": str(reporting.other_ward.id)}
        made = await decided(reporting.admin, decision(part("merge", [reporting.ward], [heir])))
        items = (await reporting.coordinator.get(f"/assignments?unit={reporting.other_ward.id}")).json()["items"]
        moves = await moves_of(reporting.admin, made, "&what=assignment")

    tasks = [item["task"]["id"] for item in items]
    assert len(tasks) == len(set(tasks)) == 4
    assert [item["work_state"] for item in items if item["task"]["id"] == str(reporting.tasks["inform"])] == ["completed"]
    assert {move["how"] for move in moves if move["into_id"] in {item["id"] for item in items}} <= {"merged", "carried"}
    assert await counts_are_true(reporting)
