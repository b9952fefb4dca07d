"""Phòng Nội vụ accepts or returns; the board says who has sent; what was accepted becomes the unit's own tasks."""

from papi.access.permissions import Role
from papi.directory.models import Person
from papi.kit import clock
from tests.support.delegating import standing_in
from tests.support.planning import counts_are_true, numbers
from tests.support.unit_planning import REASON, Planning, on

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def test_the_board_says_who_has_sent_and_asked_bodies_are_never_late(planning: Planning) -> None:
    reporting = planning.reporting
    await planning.sent(reporting.officer, reporting.head)
    draft = await planning.begun(reporting.stranger)
    with clock.business_at(on(15)):
        board = (await reporting.coordinator.get("/unit-plans/board")).json()
        by_name = await planning.board(reporting.coordinator)
        own = await planning.board(reporting.stranger)
        missing = (await reporting.coordinator.get("/unit-plans/board?standing=missing&q=phuong")).json()["items"]

    assert (board["expected"], board["on_time"], board["missing"], board["asked"], board["due_on"]) == (4, 1, 3, 1, "2024-09-12")
    assert (by_name["Phường 1"]["standing"], by_name["Phường 1"]["measures"]) == ("on_time", 1)
    assert (by_name["Phường 2"]["standing"], by_name["Phường 2"]["days_late"]) == ("missing", 3)
    assert (by_name["Phường 2"]["state"], by_name["Phường 2"]["unit_plan_id"]) == (None, None)
    assert (by_name["UBMTTQ"]["standing"], by_name["UBMTTQ"]["days_late"]) == ("asked", 0)
    assert {name: row["unit_plan_id"] for name, row in own.items()} == {"Phường 2": draft["id"]}
    assert [item["unit"]["name"] for item in missing] == ["Phường 2"]


async def test_a_unit_gets_its_own_last_day_with_the_reason(planning: Planning) -> None:
    reporting = planning.reporting
    complete = await planning.complete(reporting.officer)
    body = {"plan_id": str(reporting.plan_id), "unit_id": str(reporting.ward.id), "due_on": "2024-09-20", "reason": "Thay lãnh đạo."}
    earlier = await reporting.coordinator.post("/unit-plans/exceptions", {**body, "due_on": "2024-09-12"})
    granted = await reporting.coordinator.post("/unit-plans/exceptions", body)
    with clock.business_at(on(19)):
        sent = (await reporting.head.post(f"/unit-plans/{complete['id']}/submit")).json()

    assert (earlier.status_code, earlier.json()["errors"][0]["pointer"]) == (422, "/due_on")
    assert granted.status_code == 201, granted.text
    assert (sent["late"], sent["exception"]) == (False, {"due_on": "2024-09-20", "reason": "Thay lãnh đạo."})
    duty = await planning.duty_of(reporting.ward)
    assert (duty["due_on"], duty["submitted_late"]) == ("2024-09-20", False)
    asked = await reporting.coordinator.post("/unit-plans/exceptions", {**body, "unit_id": str(reporting.city.id)})
    assert (asked.status_code, asked.json()["code"]) == (404, "unit_plan_not_asked")
    assert await counts_are_true(reporting)


async def test_an_exception_after_a_late_sending_takes_the_late_mark_away(planning: Planning) -> None:
    reporting = planning.reporting
    complete = await planning.complete(reporting.officer)
    with clock.business_at(on(14)):
        await reporting.head.post(f"/unit-plans/{complete['id']}/submit")
        body = {"plan_id": str(reporting.plan_id), "unit_id": str(reporting.ward.id), "due_on": "2024-09-16", "reason": "Bão."}
        await reporting.coordinator.post("/unit-plans/exceptions", body)
        row = (await planning.board(reporting.coordinator))["Phường 1"]

    assert (row["standing"], row["days_late"], row["exception"]["reason"]) == ("on_time", 0, "Bão.")
    assert (await planning.duty_of(reporting.ward))["submitted_late"] is False


async def test_nobody_accepts_what_they_sent_by_whatever_right(planning: Planning) -> None:
    reporting = planning.reporting
    complete = await planning.complete(reporting.officer)
    deputy = await standing_in(planning.world, reporting.head, reporting.officer)
    sent = await deputy.post(f"/unit-plans/{complete['id']}/submit")
    assert sent.json()["submitted_by"] == "Nguyễn Thị Lệ (thay mặt Trần Văn Minh)"
    for person in (reporting.officer, reporting.head):
        async with planning.world.database.reading() as session:
            account = await session.get_one(Person, person.id)
        membership = await planning.world.membership(account, Role.COORDINATOR, reporting.coordinating)
        reviewer = await planning.world.sign_in(account, membership, reporting.coordinating)
        answers = {await judged(reviewer, complete["id"], act) for act in ("accept", "return")}
        await reporting.admin.delete(f"/users/{person.id}/memberships/{person.membership_id}")
        answers |= {await judged(reviewer, complete["id"], act) for act in ("accept", "return")}

        assert answers == {(403, "own_unit_plan")}
        assert (await reviewer.get("/unit-plans?reviewable=true")).json()["items"] == []
    assert len((await reporting.coordinator.get("/unit-plans?reviewable=true")).json()["items"]) == 1


async def judged(who: object, unit_plan_id: str, act: str) -> tuple[int, str]:
    """The refusal of a judgement."""
    answer = await who.post(f"/unit-plans/{unit_plan_id}/{act}", REASON if act == "return" else None)  # type: ignore[attr-defined]
    return answer.status_code, answer.json()["code"]


async def test_what_was_accepted_stays_as_it_was_while_it_is_amended(planning: Planning) -> None:
    reporting = planning.reporting
    accepted = await planning.accepted()
    await reporting.head.post(f"/unit-plans/{accepted['id']}/amend")
    measure = accepted["items"][1]
    await reporting.officer.patch(f"/unit-plan-items/{measure['id']}", {"text": "Niêm yết tại 10 khu phố"})

    seen = (await reporting.coordinator.get(f"/unit-plans/{accepted['id']}")).json()
    listed = (await reporting.coordinator.get("/unit-plan-items")).json()["items"]
    found = [
        len((await who.get(f"/unit-plans?state={state}")).json()["items"])
        for who in (reporting.coordinator, reporting.officer)
        for state in ("accepted", "draft")
    ]
    again = (await reporting.head.post(f"/unit-plans/{accepted['id']}/submit")).json()

    assert (seen["state"], seen["items"][1]["text"], seen["allowed_actions"]) == ("accepted", measure["text"], [])
    assert [(item["text"], item["accepted"]) for item in listed] == [(measure["text"], True)]
    assert found == [1, 0, 0, 1]
    assert [(version["number"], version["accepted_at"] is not None) for version in again["versions"]] == [(1, True), (2, False)]
    assert (await planning.duty_of(reporting.ward))["work_state"] == "completed"
    first = (await reporting.coordinator.get(f"/unit-plans/{accepted['id']}?number=1")).json()
    assert first["items"][1]["text"] == measure["text"]


async def test_a_measure_becomes_the_units_own_task_in_the_same_report_and_in_no_number_of_the_plan(planning: Planning) -> None:
    reporting = planning.reporting
    accepted = await planning.accepted()
    before = await numbers(reporting.coordinator)
    limit, measure = accepted["items"]

    followed = await reporting.officer.post(f"/unit-plan-items/{measure['id']}/follow")
    twice = await reporting.officer.post(f"/unit-plan-items/{measure['id']}/follow")
    no_measure = await reporting.officer.post(f"/unit-plan-items/{limit['id']}/follow")

    assert (followed.status_code, twice.json()["code"], no_measure.json()["code"]) == (200, "measure_followed", "not_a_measure")
    own = (await reporting.officer.get("/assignments?own=true")).json()["items"]
    assert [(item["task"]["title"], item["due_on"]) for item in own] == [("Niêm yết danh sách tại 9 khu phố", "2024-10-15")]
    assert followed.json()["items"][1]["assignment_id"] == own[0]["id"]
    assert await numbers(reporting.coordinator) == before
    assert await counts_are_true(reporting)
    assert own[0]["id"] not in {item["id"] for item in (await reporting.officer.get("/assignments?limit=200")).json()["items"]}
    await reporting.opened_period()
    report = await reporting.report_of(reporting.officer)
    titles = {line["task"]["title"] for line in await reporting.lines_of(reporting.officer, report["id"])}
    assert "Niêm yết danh sách tại 9 khu phố" in titles


async def test_other_units_do_not_see_a_units_own_task(planning: Planning) -> None:
    reporting = planning.reporting
    accepted = await planning.accepted()
    await reporting.officer.post(f"/unit-plan-items/{accepted['items'][1]['id']}/follow")
    own = (await reporting.coordinator.get("/assignments?own=true")).json()["items"][0]

    for hidden in (f"/assignments/{own['id']}", f"/tasks/{own['task']['id']}"):
        assert (await reporting.stranger.get(hidden)).status_code == 404
        assert (await reporting.officer.get(hidden)).status_code == (await reporting.observer.get(hidden)).status_code == 200
    assert (await reporting.stranger.get("/tasks?own=true")).json()["items"] == []
    assert (await reporting.stranger.get("/search?q=khu pho")).json()["groups"] == []
    assert own["task"]["id"] not in {task["id"] for task in (await reporting.coordinator.get("/tasks?limit=200")).json()["items"]}
    facts = (await reporting.stranger.get("/history?limit=200")).json()["items"]
    assert not any("khu phố" in fact["subject"] + fact["text"] for fact in facts)
    changed = await reporting.coordinator.patch(f"/tasks/{own['task']['id']}", {"title": "Việc khác"})
    given = await reporting.coordinator.post(
        "/assignments", {"task_id": own["task"]["id"], "unit_id": str(reporting.other_ward.id), "part": "lead"}
    )
    assert (changed.status_code, given.status_code) == (403, 403)


async def test_the_consolidated_list_is_filtered_and_becomes_a_file(planning: Planning) -> None:
    reporting = planning.reporting
    await planning.accepted()

    async def found(query: str) -> int:
        return len((await reporting.coordinator.get(f"/unit-plan-items?{query}")).json()["items"])

    node, parent = planning.indicators["1.1.1"], planning.indicators["1.1"]
    assert [await found(query) for query in (f"indicator={node}", f"indicator={parent}", "dimension=1", "dimension=2")] == [1, 1, 1, 0]
    assert [await found(query) for query in ("q=niem yet", "q=khong co", "kind=limit", "followed=true", "followed=false")] == [
        1,
        0,
        1,
        0,
        1,
    ]
    sheet = await reporting.coordinator.get("/unit-plan-items", headers={"Accept": XLSX})
    assert sheet.headers["content-type"] == XLSX


async def test_a_unit_starts_from_what_people_rate_low_and_from_its_plan_of_the_year_before(planning: Planning) -> None:
    reporting = planning.reporting
    accepted = await planning.accepted()
    plan = (await reporting.coordinator.get(f"/plans/{reporting.plan_id}")).json()
    low = {"indicator_id": planning.indicators["2.1.1"], "stance": "improve", "low_rated": True, "low_rated_source": "Báo cáo 293/BC-SNV"}
    await reporting.coordinator.put(f"/plans/{plan['id']}/targets", {"items": [low]}, headers={"If-Match": f'"v{plan["version"]}"'})

    suggested = (await reporting.officer.get(f"/unit-plans/{accepted['id']}/suggestions")).json()["items"]

    assert [(item["source"], item["indicator"]["code"], item["note"]) for item in suggested] == [
        ("low_rated", "2.1.1", "Báo cáo 293/BC-SNV")
    ]
    assert (await reporting.stranger.get(f"/unit-plans/{accepted['id']}/suggestions")).status_code == 404
