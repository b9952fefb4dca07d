import asyncio
from typing import Any

import pytest
from sqlalchemy import select

from papi.framework.models import Framework
from tests.support.planning import assignment_of, counts_are_true, draft_plan, nodes_of, reported_done, school_of_ward, task_body
from tests.support.reporting import Reporting


async def nodes(reporting: Reporting) -> dict[str, str]:
    async with reporting.world.database.reading() as session:
        framework_id = await session.scalar(select(Framework.id))
    return {code: str(node.id) for code, node in (await nodes_of(reporting.world, framework_id)).items()}


async def made(reporting: Reporting, **changes: Any) -> dict[str, Any]:
    answer = await reporting.coordinator.post("/tasks", task_body({"id": str(reporting.plan_id)}, **changes))
    assert answer.status_code == 201, answer.text
    return answer.json()


async def given_to(reporting: Reporting, task: dict[str, Any], unit: Any, **changes: Any) -> dict[str, Any]:
    answer = await reporting.coordinator.post("/assignments", {"task_id": task["id"], "unit_id": str(unit.id), "part": "lead", **changes})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def by_dimension(reporting: Reporting) -> dict[str, int]:
    items = (await reporting.coordinator.get("/task-status?group_by=dimension")).json()["items"]
    return {item["key"]: item["open_in_time"] for item in items if item["open_in_time"]}


async def test_a_task_is_added_at_the_end_with_its_indicators(reporting: Reporting) -> None:
    codes = await nodes(reporting)
    task = await made(reporting, indicator_ids=[codes["1.1.1"], codes["2.1.1"]], checklist=["Rà soát", "Niêm yết"])
    listed = (await reporting.officer.get("/tasks")).json()["items"]

    assert [node["code"] for node in task["indicators"]] == ["1.1.1", "2.1.1"]
    assert (task["dimension"], task["due_on"], task["checklist"]) == ("1", "2024-10-31", ["Rà soát", "Niêm yết"])
    assert listed[-1]["id"] == task["id"]


async def test_a_task_of_two_dimensions_counts_in_each_and_once_in_the_total(reporting: Reporting) -> None:
    codes = await nodes(reporting)
    task = await made(reporting, indicator_ids=[codes["1.1.1"], codes["2.1.1"]])
    before, total = await by_dimension(reporting), (await reporting.coordinator.get("/task-status")).json()["total"]["open_in_time"]
    await given_to(reporting, task, reporting.ward)
    after = await by_dimension(reporting)

    assert (after["1"], after["2"]) == (before["1"] + 1, before.get("2", 0) + 1)
    assert (await reporting.coordinator.get("/task-status")).json()["total"]["open_in_time"] == total + 1
    assert await counts_are_true(reporting)


async def test_other_indicators_carry_the_counts_along(reporting: Reporting) -> None:
    codes = await nodes(reporting)
    task = await made(reporting, indicator_ids=[codes["1.1.1"]])
    await given_to(reporting, task, reporting.ward)
    before = await by_dimension(reporting)
    changed = (await reporting.coordinator.patch(f"/tasks/{task['id']}", {"indicator_ids": [codes["2.1.1"]]})).json()
    after = await by_dimension(reporting)

    assert (changed["dimension"], [node["code"] for node in changed["indicators"]]) == ("2", ["2.1.1"])
    assert (after["1"], after["2"]) == (before["1"] - 1, 1)
    assert await counts_are_true(reporting)


async def test_counts_are_true_however_many_change_a_task_and_who_does_it_at_once(reporting: Reporting) -> None:
    codes, who = await nodes(reporting), reporting.coordinator
    task = await made(reporting, indicator_ids=[codes["1.1.1"]])
    mine = f"/assignments/{(await given_to(reporting, task, reporting.ward))['id']}"
    body = {"task_id": task["id"], "unit_id": str(reporting.other_ward.id), "part": "lead"}

    answers = await asyncio.gather(
        *(who.patch(f"/tasks/{task['id']}", {"indicator_ids": [codes[code]]}) for code in ("2.1.1", "1.1.1", "2.1.1")),
        *(who.patch(mine, {"due_on": f"2024-10-{day}"}) for day in (20, 21, 22)),
        who.post("/assignments", body),
        who.post(f"{mine}/suspend", {"reason": "Chờ hướng dẫn"}),
    )

    assert {answer.status_code for answer in answers} <= {200, 201, 412}
    assert await counts_are_true(reporting)


async def test_a_new_day_is_that_of_the_open_assignments_which_had_the_old_one(reporting: Reporting) -> None:
    task = await made(reporting)
    follows = await given_to(reporting, task, reporting.ward)
    own_day = await given_to(reporting, task, reporting.other_ward, due_on="2024-11-15")
    await reporting.coordinator.patch(f"/tasks/{task['id']}", {"due_on": "2024-10-15"})
    days = [(await reporting.coordinator.get(f"/assignments/{made['id']}")).json()["due_on"] for made in (follows, own_day)]

    assert days == ["2024-10-15", "2024-11-15"]
    assert await counts_are_true(reporting)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"due_on": "2024-11-20"}, None),
        ({"due_on": "2024-11-20", "due_text": "Trong tháng 11"}, "Trong tháng 11"),
        ({"due_on": "2024-10-31", "title": "Rà soát"}, "Trước 01/11"),
        ({"title": "Rà soát"}, "Trước 01/11"),
    ],
)
async def test_words_that_told_a_day_go_with_it(reporting: Reporting, given: dict[str, Any], words: str | None) -> None:
    task = await made(reporting, due_text="Trước 01/11")
    changed = await reporting.coordinator.patch(f"/tasks/{task['id']}", given)

    assert changed.json()["due_text"] == words


async def test_what_a_task_said_before_stays_in_its_history(reporting: Reporting) -> None:
    task = await made(reporting)
    await reporting.coordinator.patch(f"/tasks/{task['id']}", {"title": "Rà soát hộ nghèo", "due_on": None, "due_text": "Thường xuyên"})
    facts = (await reporting.leader.get(f"/history?subject=task:{task['id']}")).json()["items"]
    changed = {change["label"]: (change["before"], change["after"]) for change in facts[0]["changes"]}

    assert changed == {
        "Nhiệm vụ": ("Rà soát danh sách hộ nghèo", "Rà soát hộ nghèo"),
        "Thời hạn": ("31/10/2024", "–"),
        "Thời hạn (lời văn)": ("–", "Thường xuyên"),
    }
    assert (await reporting.officer.get("/tasks?q=ra soat ho ngheo")).json()["items"][0]["id"] == task["id"]


async def test_tasks_are_found_by_what_they_move(reporting: Reporting) -> None:
    codes = await nodes(reporting)
    task = await made(reporting, indicator_ids=[codes["1.1.1"]])
    for query, found in (
        (f"indicator={codes['1.1.1']}", True),
        (f"indicator={codes['1.1']}", True),
        (f"indicator={codes['2.1']}", False),
        ("dimension=1", True),
        ("dimension=none", False),
    ):
        listed = (await reporting.officer.get(f"/tasks?{query}")).json()["items"]
        assert (task["id"] in {item["id"] for item in listed}) is found, query
    await given_to(reporting, task, reporting.ward)
    assert len((await reporting.officer.get(f"/assignments?indicator={codes['1.1']}")).json()["items"]) == 1


async def test_a_task_shows_its_targets_and_low_ratings(reporting: Reporting) -> None:
    codes = await nodes(reporting)
    task = await made(reporting, indicator_ids=[codes["1.1.1"]])
    items = [
        {"indicator_id": codes["1.1"], "target": 5, "stance": "improve"},
        {"indicator_id": codes["1.1.1"], "stance": "improve", "low_rated": True, "low_rated_source": "ví dụ"},
    ]
    await reporting.coordinator.put(f"/plans/{reporting.plan_id}/targets", {"items": items})
    shown = (await reporting.officer.get(f"/tasks/{task['id']}")).json()

    assert [(node["code"], node["low_rated"], node["name_status"]) for node in shown["indicators"]] == [("1.1.1", True, "working")]
    assert [(target["code"], target["target"]) for target in shown["targets"]] == [("1.1", 5.0)]


async def test_what_is_wrong_with_a_task_is_said(reporting: Reporting) -> None:
    plan = {"id": str(reporting.plan_id)}
    bad = [
        {"cadence": "standing"},
        {"cadence": "weekly"},
        {"key": ""},
        {"key": "II 2"},
        {"title": "x" * 301},
        {"text": "x" * 20_001},
        {"due_on": "2024-02-30"},
        {"indicator_ids": [str(reporting.plan_id)]},
        {"checklist": [""]},
        {"sort": 1},
    ]
    answers = [(await reporting.coordinator.post("/tasks", task_body(plan, **changes))).status_code for changes in bad]
    twice = [await reporting.coordinator.post("/tasks", task_body(plan)) for _ in range(2)]
    nowhere = await reporting.coordinator.post("/tasks", task_body({"id": str(reporting.ward.id)}))

    assert answers == [422] * len(bad)
    assert (twice[1].status_code, twice[1].json()["code"]) == (409, "task_key_taken")
    assert (nowhere.status_code, nowhere.json()["code"]) == (404, "plan_not_found")


async def test_a_recurring_task_gets_no_day_of_its_own(reporting: Reporting) -> None:
    refused = await reporting.coordinator.patch(f"/tasks/{reporting.tasks['inform']}", {"due_on": "2024-10-31"})

    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/due_on")


async def test_an_older_version_of_a_task_is_refused(reporting: Reporting) -> None:
    task = await made(reporting)
    stale = {"If-Match": f'"v{task["version"]}"'}
    await reporting.coordinator.patch(f"/tasks/{task['id']}", {"title": "Một"}, headers=stale)

    assert (await reporting.coordinator.patch(f"/tasks/{task['id']}", {"title": "Hai"}, headers=stale)).status_code == 412


async def test_nothing_is_added_to_a_plan_that_lies_before_the_leader(reporting: Reporting) -> None:
    plan = await draft_plan(reporting)
    task = (await reporting.coordinator.post("/tasks", task_body(plan))).json()
    await reporting.coordinator.post(f"/plans/{plan['id']}/submit")
    body = {"task_id": task["id"], "unit_id": str(reporting.ward.id), "part": "lead"}

    assert (await reporting.coordinator.post("/tasks", task_body(plan, key="II.2-100"))).status_code == 409
    assert (await reporting.coordinator.patch(f"/tasks/{task['id']}", {"title": "Khác"})).status_code == 409
    assert (await reporting.coordinator.post("/assignments", body)).status_code == 409
    assert (await reporting.coordinator.get(f"/tasks/{task['id']}")).json()["allowed_actions"] == []


async def test_a_unit_is_given_a_task_once(reporting: Reporting) -> None:
    body = {"task_id": str(reporting.tasks["inform"]), "unit_id": str(reporting.ward.id), "part": "lead"}
    again = await reporting.coordinator.post("/assignments", body)
    nobody = await reporting.coordinator.post("/assignments", {**body, "unit_id": str(reporting.plan_id)})

    assert (again.status_code, again.json()["code"]) == (409, "already_assigned")
    assert (nobody.status_code, nobody.json()["errors"][0]["pointer"]) == (422, "/unit_id")


async def test_the_front_is_asked_whatever_is_written(reporting: Reporting) -> None:
    task = {"id": str(reporting.tasks["inform"])}
    asked = await given_to(reporting, task, reporting.front)
    assigned = {"task_id": str(reporting.tasks["publish"]), "unit_id": str(reporting.front.id), "part": "lead", "mandate": "assigned"}
    refused = await reporting.coordinator.post("/assignments", assigned)
    changed = await reporting.coordinator.patch(f"/assignments/{asked['id']}", {"mandate": "assigned"})

    assert asked["mandate"] == "requested"
    assert (refused.status_code, changed.status_code) == (422, 422)


async def test_who_and_when_change_and_the_counts_follow(reporting: Reporting) -> None:
    school = await school_of_ward(reporting)
    changed = await reporting.coordinator.patch(
        f"/assignments/{school['id']}", {"due_on": "2024-09-01", "part": "lead", "mandate": "requested"}
    )
    timeline = (await reporting.coordinator.get(f"/assignments/{school['id']}/timeline")).json()["items"]

    assert (changed.json()["due_on"], changed.json()["part"], changed.json()["mandate"]) == ("2024-09-01", "lead", "requested")
    assert [(change["label"], change["before"], change["after"]) for change in timeline[-1]["changes"]] == [
        ("Thời hạn", "30/9/2024", "01/9/2024"),
        ("Vai trò", "Phối hợp", "Chủ trì"),
        ("Giao/đề nghị", "Giao", "Đề nghị"),
    ]
    assert await counts_are_true(reporting)


async def test_a_new_day_measures_what_was_sent_before_it_was_set(reporting: Reporting) -> None:
    school = await reported_done(reporting)
    shorter = await reporting.coordinator.patch(f"/assignments/{school['id']}", {"due_on": "2024-09-09"})
    longer = await reporting.coordinator.patch(f"/assignments/{school['id']}", {"due_on": "2024-09-10"})

    assert (shorter.json()["submitted_late"], longer.json()["submitted_late"]) == (True, False)
    assert await counts_are_true(reporting)


async def test_the_state_is_not_changed_by_hand(reporting: Reporting) -> None:
    inform = await assignment_of(reporting, "inform", reporting.ward)
    for body in ({"work_state": "completed"}, {"percent": 100}, {"percent": 101}, {"unit_id": str(reporting.ward.id)}, {"part": "co-lead"}):
        assert (await reporting.coordinator.patch(f"/assignments/{inform['id']}", body)).status_code == 422
