"""Who has taken a part, who asks for a change of it, and what leads say, found among all assignments."""

from typing import Any

from papi.access.permissions import Role
from tests.support.planning import REASON, assignment_of, reported_done, school_of_ward
from tests.support.reporting import Reporting
from tests.support.world import Someone


async def found(who: Someone, query: str) -> list[dict[str, Any]]:
    return (await who.get(f"/assignments?limit=200&{query}")).json()["items"]


async def work_of(who: Someone) -> dict[str, int]:
    """What my work says of the parts of the one plan."""
    told = (await who.get("/dashboards/my-work")).json()["parts"]
    return {name: sum(plan[name] for plan in told) for name in ("to_take", "to_answer")}


async def test_who_has_not_taken_a_part_is_found_until_they_take_it(reporting: Reporting) -> None:
    school = await school_of_ward(reporting)
    before = await found(reporting.coordinator, f"receipt=awaited&unit={reporting.ward.id}")
    counted = await work_of(reporting.officer)
    await reporting.officer.post(f"/assignments/{school['id']}/accept-part")
    after = await found(reporting.coordinator, f"receipt=awaited&unit={reporting.ward.id}")
    taken = await found(reporting.coordinator, "receipt=accepted")

    assert school["id"] in {row["id"] for row in before}
    assert {row["receipt"] for row in before} == {"awaited"}
    assert {row["id"] for row in before} - {row["id"] for row in after} == {school["id"]}
    assert [(row["id"], row["receipt"]) for row in taken] == [(school["id"], "accepted")]
    assert counted["to_take"] == len(before)
    assert (await work_of(reporting.officer))["to_take"] == len(after)


async def test_a_question_is_found_and_counted_until_the_coordinator_answers_it(reporting: Reporting) -> None:
    school = await school_of_ward(reporting)
    path = f"/assignments/{school['id']}"
    early = await reporting.coordinator.post(f"{path}/answer-part", REASON)
    await reporting.head.post(f"{path}/question-part", REASON)
    asked = await found(reporting.coordinator, "answerable=true")
    counts = [await work_of(who) for who in (reporting.coordinator, reporting.leader, reporting.head)]
    of_leader = await found(reporting.leader, "answerable=true")
    answered = (await reporting.coordinator.post(f"{path}/answer-part", {"reason": "Thành phố đã làm phần chiếu sáng."})).json()

    assert (early.status_code, early.json()["code"]) == (409, "part_not_questioned")
    assert [(row["id"], row["receipt"], row["receipt_note"]) for row in asked] == [(school["id"], "questioned", REASON["reason"])]
    assert ([count["to_answer"] for count in counts], of_leader) == ([1, 0, 0], [])
    assert (answered["receipt"], answered["receipt_note"], answered["receipt_by"]) == ("awaited", None, None)
    assert await found(reporting.coordinator, "receipt=questioned") == []
    assert (await work_of(reporting.coordinator))["to_answer"] == 0


async def test_the_unit_is_told_of_the_answer_and_may_ask_again(reporting: Reporting) -> None:
    path = f"/assignments/{(await school_of_ward(reporting))['id']}"
    await reporting.head.post(f"{path}/question-part", REASON)
    await reporting.coordinator.post(f"{path}/answer-part", {"reason": "Giữ như Kế hoạch."})
    await reporting.world.let_the_worker_run()
    told = (await reporting.head.get("/notifications")).json()["items"]
    again = await reporting.head.post(f"{path}/question-part", REASON)

    assert "trả lời đề nghị điều chỉnh, giữ nguyên phần việc" in {item["text"] for item in told}
    assert again.json()["receipt"] == "questioned"


async def test_what_changes_nothing_answers_nothing_and_the_unit_is_told_of_what_does(reporting: Reporting) -> None:
    school = await school_of_ward(reporting)
    path = f"/assignments/{school['id']}"
    await reporting.head.post(f"{path}/question-part", REASON)
    await reporting.coordinator.patch(path, {})
    await reporting.coordinator.patch(path, {"due_on": school["due_on"]})
    still = await found(reporting.coordinator, "receipt=questioned")
    await reporting.coordinator.patch(path, {"due_on": "2024-12-20"})
    await reporting.world.let_the_worker_run()
    told = [item["kind"] for item in (await reporting.head.get("/notifications")).json()["items"]]

    assert [row["id"] for row in still] == [school["id"]]
    assert await found(reporting.coordinator, "receipt=questioned") == []
    assert "assignment.part_settled" in told


async def test_the_coordinator_does_not_settle_what_the_own_unit_asks(reporting: Reporting) -> None:
    own = await assignment_of(reporting, "inform", reporting.coordinating)
    head = await reporting.world.person(Role.UNIT_HEAD, reporting.coordinating)
    await head.post(f"/assignments/{own['id']}/question-part", REASON)
    changed = await reporting.coordinator.patch(f"/assignments/{own['id']}", {"due_on": "2024-12-20"})

    assert changed.status_code == 200, changed.text
    assert [row["id"] for row in await found(reporting.leader, "receipt=questioned")] == [own["id"]]


async def test_who_is_given_a_task_again_has_not_taken_it_yet(reporting: Reporting) -> None:
    school = await school_of_ward(reporting)
    path = f"/assignments/{school['id']}"
    await reporting.head.post(f"{path}/accept-part")
    await reporting.coordinator.post(f"{path}/cancel", REASON)
    again = await reporting.coordinator.post(
        "/assignments", {"task_id": school["task"]["id"], "unit_id": str(reporting.ward.id), "part": "lead"}
    )
    part = (await reporting.head.get(f"{path}/part")).json()

    assert (again.status_code, again.json()["id"]) == (201, school["id"])
    assert (part["receipt"], part["receipt_by"]) == ("awaited", None)


async def test_changing_or_withdrawing_the_part_answers_the_question(reporting: Reporting) -> None:
    school, lead = await school_of_ward(reporting), await assignment_of(reporting, "school", reporting.department)
    await reporting.head.post(f"/assignments/{school['id']}/question-part", REASON)
    await reporting.lead_officer.post(f"/assignments/{lead['id']}/question-part", REASON)
    asked = await found(reporting.coordinator, "receipt=questioned")
    await reporting.coordinator.patch(f"/assignments/{school['id']}", {"due_on": "2024-12-20"})
    await reporting.coordinator.post(f"/assignments/{lead['id']}/cancel", REASON)

    assert len(asked) == 2
    assert await found(reporting.coordinator, "receipt=questioned") == []
    assert [row["receipt"] for row in await found(reporting.coordinator, f"task={school['task']['id']}&unit={reporting.ward.id}")] == [
        "awaited"
    ]


async def test_the_lead_finds_what_it_marked_as_lacking_and_sees_how_far_its_supporters_are(reporting: Reporting) -> None:
    school = await reported_done(reporting)
    await reporting.lead_officer.post(f"/assignments/{school['id']}/mark-part", {"mark": "lacking", "note": "Chưa có danh sách."})
    lead = await assignment_of(reporting, "school", reporting.department)
    lacking = [await found(who, "lead_mark=lacking") for who in (reporting.coordinator, reporting.lead_officer, reporting.stranger)]
    row = (await found(reporting.lead_officer, f"task={lead['task']['id']}&part=lead"))[0]
    read = (await reporting.lead_officer.get(f"/assignments/{lead['id']}")).json()
    partner = next(partner for partner in read["partners"] if partner["assignment_id"] == school["id"])
    await reporting.coordinator.post(f"/assignments/{school['id']}/redo", REASON)

    assert [[(item["id"], item["lead_mark"]) for item in items] for items in lacking] == [[(school["id"], "lacking")]] * 2 + [[]]
    assert (row["supporters"]["reported"], row["supporters"]["lacking"]) == (1, 1)
    assert (await found(reporting.coordinator, f"task={lead['task']['id']}&part=support"))[0]["supporters"] is None
    assert (partner["receipt"], partner["lead_mark"]) == ("awaited", "lacking")
    assert await found(reporting.coordinator, "lead_mark=lacking") == []
