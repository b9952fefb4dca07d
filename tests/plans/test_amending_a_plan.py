"""An approved plan is amended through the leader: until then nobody sees the changes as in force, afterwards nothing is lost."""

import asyncio
from typing import Any

import pytest

from tests.support.amending import WHY, amended, begun, change, new_task, submitted, written
from tests.support.planning import assignment_of, counts_are_true, draft_plan, reported_done
from tests.support.reporting import Reporting


async def titles(who: Any) -> list[str]:
    return [task["title"] for task in (await who.get("/tasks?limit=200")).json()["items"] if task["dropped_on"] is None]


async def test_a_proposed_task_is_in_force_only_when_the_leader_approves(reporting: Reporting) -> None:
    amendment = await submitted(reporting, new_task(reporting.ward))
    before = await titles(reporting.officer), (await reporting.officer.get("/assignments?limit=200")).json()["items"]
    hidden = await reporting.officer.get(f"/amendments/{amendment['id']}")
    approved = (await reporting.leader.post(f"/amendments/{amendment['id']}/approve")).json()
    mine = (await reporting.officer.get("/assignments?q=ho ngheo")).json()["items"]

    assert "Rà soát danh sách hộ nghèo" not in before[0]
    assert all(row["task"]["key"] != "II.2-99" for row in before[1])
    assert (hidden.status_code, hidden.json()["code"]) == (404, "amendment_not_found")
    assert (approved["state"], approved["number"]) == ("approved", 2)
    assert [(row["task"]["title"], row["due_on"]) for row in mine] == [("Rà soát danh sách hộ nghèo", "2024-10-31")]
    assert await counts_are_true(reporting)


async def test_every_kind_of_change_is_told_in_words_and_carried_out(reporting: Reporting) -> None:
    tasks = reporting.tasks
    changes = [
        new_task(reporting.ward, reporting.front),
        change("change_task", task_id=tasks["school"], fields={"due_on": "2024-10-15", "title": "Tổ chức hai lớp phổ biến pháp luật"}),
        change("drop_task", task_id=tasks["inform"]),
        change("add_units", task_id=tasks["school"], units=[{"unit_id": str(reporting.other_ward.id), "part": "support"}]),
        change("change_unit", task_id=tasks["school"], unit_id=reporting.ward.id, fields={"due_on": "2024-11-01"}),
        change("drop_unit", task_id=tasks["publish"], unit_id=reporting.other_ward.id),
        change("change_plan", fields={"number": "99/KH-UBND"}),
    ]
    proposed = (await begun(reporting, *changes))["difference"]
    by_key = {task["key"]: task for task in proposed["tasks"]}

    assert proposed["plan"] == [{"label": "Số, ký hiệu", "before": "–", "after": "99/KH-UBND"}]
    assert {key: task["change"] for key, task in by_key.items()} == {
        "II.2-99": "added",
        "school": "changed",
        "inform": "dropped",
        "publish": "changed",
    }
    assert [(field["label"], field["before"], field["after"]) for field in by_key["school"]["fields"]] == [
        ("Nhiệm vụ", "Tổ chức lớp phổ biến pháp luật", "Tổ chức hai lớp phổ biến pháp luật"),
        ("Thời hạn", "30/9/2024", "15/10/2024"),
    ]
    assert [(unit["name"], unit["as"]) for unit in by_key["II.2-99"]["units"]] == [
        ("Phường 1", "Chủ trì, Giao"),
        ("UBMTTQ", "Chủ trì, Đề nghị"),
    ]
    assert {unit["name"]: (unit["added"], unit["changed"], unit["dropped"]) for unit in proposed["units"]}["Phường 2"] == (1, 0, 2)

    amendment = (await reporting.coordinator.get(f"/plans/{reporting.plan_id}")).json()["amendment_id"]
    await reporting.coordinator.post(f"/amendments/{amendment}/submit")
    approved = await reporting.leader.post(f"/amendments/{amendment}/approve")
    shown = (await reporting.officer.get(f"/plans/{reporting.plan_id}")).json()

    assert approved.status_code == 200, approved.text
    assert approved.json()["difference"] == proposed
    assert (shown["number"], shown["approved_version"], shown["amendment_id"]) == ("99/KH-UBND", 2, None)
    assert (await assignment_of(reporting, "school", reporting.ward))["due_on"] == "2024-11-01"
    assert (await assignment_of(reporting, "school", reporting.department))["due_on"] == "2024-10-15"
    assert (await assignment_of(reporting, "publish", reporting.other_ward))["work_state"] == "cancelled"
    assert {(await assignment_of(reporting, "inform", unit))["work_state"] for unit in (reporting.ward, reporting.department)} == {
        "cancelled"
    }
    assert await counts_are_true(reporting)


async def test_what_was_reported_on_a_dropped_task_stays(reporting: Reporting) -> None:
    done = await reported_done(reporting)
    await reporting.coordinator.post(f"/assignments/{done['id']}/confirm")
    await amended(reporting, change("drop_task", task_id=reporting.tasks["school"]))
    kept = (await reporting.officer.get(f"/assignments/{done['id']}")).json()
    timeline = (await reporting.coordinator.get(f"/assignments/{(await led(reporting))['id']}/timeline")).json()["items"]

    assert (kept["work_state"], kept["done_result"]) == ("completed", done["done_result"])
    assert (timeline[-1]["text"], timeline[-1]["reason"]) == ("thu hồi nhiệm vụ", WHY["reason"])
    assert (await reporting.officer.get(f"/tasks/{reporting.tasks['school']}")).json()["dropped_on"] == "2024-09-10"


async def led(reporting: Reporting) -> dict[str, Any]:
    return await assignment_of(reporting, "school", reporting.department)


async def test_a_unit_that_was_taken_out_can_be_given_the_task_again(reporting: Reporting) -> None:
    task = reporting.tasks["publish"]
    await amended(reporting, change("drop_unit", task_id=task, unit_id=reporting.ward.id))
    await amended(reporting, change("add_units", task_id=task, units=[{"unit_id": str(reporting.ward.id), "part": "support"}]))
    again = await assignment_of(reporting, "publish", reporting.ward)

    assert (again["work_state"], again["part"]) == ("not_started", "support")
    assert await counts_are_true(reporting)


async def test_each_unit_hears_what_changed_for_it_and_nobody_else(reporting: Reporting) -> None:
    await amended(reporting, new_task(reporting.ward), change("drop_unit", task_id=reporting.tasks["publish"], unit_id=reporting.ward.id))
    await reporting.world.let_the_worker_run()
    mine = (await reporting.officer.get("/notifications")).json()["items"]
    others = (await reporting.stranger.get("/notifications")).json()["items"]

    assert [item["text"] for item in mine] == ["điều chỉnh kế hoạch (phiên bản 2), phần của Phường 1: thêm 1 nhiệm vụ, bỏ 1 nhiệm vụ"]
    assert others == []


async def test_a_body_that_is_asked_reads_a_request(reporting: Reporting) -> None:
    await amended(reporting, new_task(reporting.front, reporting.ward))
    await reporting.world.let_the_worker_run()
    asked = (await reporting.observer.get("/notifications")).json()["items"]
    english = (await reporting.observer.get("/notifications", headers={"Accept-Language": "en"})).json()["items"]
    assigned = (await reporting.officer.get("/notifications")).json()["items"]

    assert [item["text"] for item in asked] == ["kính đề nghị UBMTTQ phối hợp theo kế hoạch đã điều chỉnh (phiên bản 2): thêm 1 nhiệm vụ"]
    assert [item["text"] for item in english] == ["kindly asks UBMTTQ to cooperate by the amended plan (version 2): 1 tasks added"]
    assert [item["text"] for item in assigned] == ["điều chỉnh kế hoạch (phiên bản 2), phần của Phường 1: thêm 1 nhiệm vụ"]


async def test_the_leader_is_told_of_the_submission_and_the_coordinator_of_the_answer(reporting: Reporting) -> None:
    amendment = await submitted(reporting, new_task(reporting.ward))
    await reporting.world.let_the_worker_run()
    await reporting.leader.post(f"/amendments/{amendment['id']}/return", {"reason": "Bổ sung sản phẩm."})
    await reporting.world.let_the_worker_run()

    assert [item["text"] for item in (await reporting.leader.get("/notifications")).json()["items"]] == ["trình bản điều chỉnh kế hoạch"]
    assert [item["text"] for item in (await reporting.coordinator.get("/notifications")).json()["items"]] == [
        "trả lại bản điều chỉnh kế hoạch"
    ]


async def test_a_returned_amendment_says_why_and_can_be_written_on(reporting: Reporting) -> None:
    amendment = await submitted(reporting, new_task(reporting.ward))
    back = (await reporting.leader.post(f"/amendments/{amendment['id']}/return", {"reason": "Bổ sung sản phẩm."})).json()
    saved = await written(reporting, back, new_task(reporting.ward, deliverable="Danh sách niêm yết"))
    sent = (await reporting.coordinator.post(f"/amendments/{amendment['id']}/submit")).json()

    assert (back["state"], back["return_reason"]) == ("draft", "Bổ sung sản phẩm.")
    assert saved["changes"][0]["task"]["deliverable"] == "Danh sách niêm yết"
    assert (sent["state"], sent["return_reason"]) == ("submitted", None)


async def test_what_cannot_be_carried_out_is_named_at_its_place(reporting: Reporting) -> None:
    amendment = await begun(reporting)
    nobody = reporting.plan_id
    wrong = [
        new_task(reporting.ward, key="inform"),
        new_task(cadence="standing", key="II.2-98"),
        change("drop_task", task_id=nobody),
        change("add_units", task_id=reporting.tasks["inform"], units=[{"unit_id": str(nobody), "part": "lead"}]),
        change(
            "add_units",
            task_id=reporting.tasks["publish"],
            units=[{"unit_id": str(reporting.front.id), "part": "lead", "mandate": "assigned"}],
        ),
        change("set_target", target={"indicator_id": str(nobody), "stance": "improve"}),
        change("change_task", task_id=reporting.tasks["inform"], fields={"due_on": "2024-12-01"}),
    ]
    refused = await reporting.coordinator.patch(f"/amendments/{amendment['id']}", {"changes": wrong})

    assert [error["pointer"] for error in refused.json()["errors"]] == [
        "/changes/0/task/key",
        "/changes/1/task/due_on",
        "/changes/2/task_id",
        "/changes/3/units/0/unit_id",
        "/changes/4/units/0/mandate",
        "/changes/5/target/indicator_id",
        "/changes/6/fields/due_on",
    ]
    assert (await reporting.coordinator.get(f"/amendments/{amendment['id']}")).json()["changes"] == []
    assert (await reporting.coordinator.patch(f"/amendments/{amendment['id']}", {"changes": [{"kind": "burn"}]})).status_code == 422


async def test_an_amendment_without_changes_is_not_submitted(reporting: Reporting) -> None:
    amendment = await begun(reporting)
    empty = await reporting.coordinator.post(f"/amendments/{amendment['id']}/submit")
    alike = await written(reporting, amendment, change("change_task", task_id=reporting.tasks["inform"], fields={"source_ref": "II.1"}))
    still = await reporting.coordinator.post(f"/amendments/{alike['id']}/submit")

    assert [(answer.status_code, answer.json()["code"]) for answer in (empty, still)] == [(422, "amendment_empty")] * 2


async def test_only_one_amendment_is_written_at_a_time(reporting: Reporting) -> None:
    first = await begun(reporting)
    second = await reporting.coordinator.post(f"/plans/{reporting.plan_id}/amendments", WHY)
    actions = (await reporting.coordinator.get(f"/plans/{reporting.plan_id}")).json()["allowed_actions"]
    withdrawn = (await reporting.coordinator.post(f"/amendments/{first['id']}/withdraw")).json()
    third = await reporting.coordinator.post(f"/plans/{reporting.plan_id}/amendments", WHY)

    assert (second.status_code, second.json()["code"]) == (409, "amendment_open")
    assert "amend" not in actions
    assert (withdrawn["state"], withdrawn["allowed_actions"], third.status_code) == ("withdrawn", [], 201)


async def test_all_amendments_of_a_plan_are_listed_whatever_became_of_them(reporting: Reporting) -> None:
    path = f"/plans/{reporting.plan_id}/amendments"
    given_up = await begun(reporting, new_task(reporting.ward))
    await reporting.coordinator.post(f"/amendments/{given_up['id']}/withdraw")
    approved = await amended(reporting, new_task(reporting.ward))
    returned = await submitted(reporting, change("drop_task", task_id=reporting.tasks["inform"]))
    await reporting.leader.post(f"/amendments/{returned['id']}/return", {"reason": "Bổ sung sản phẩm."})
    items = (await reporting.leader.get(path)).json()["items"]

    assert [(item["id"], item["state"], item["number"], item["return_reason"]) for item in items] == [
        (returned["id"], "draft", None, "Bổ sung sản phẩm."),
        (approved["id"], "approved", 2, None),
        (given_up["id"], "withdrawn", None, None),
    ]
    assert [(item["reason"], item["made_by"], item["decided_at"] is None) for item in items] == [
        (WHY["reason"], "Lê Thị Hoa", True),
        (WHY["reason"], "Lê Thị Hoa", False),
        (WHY["reason"], "Lê Thị Hoa", False),
    ]
    assert (await reporting.officer.get(path)).status_code == 403


async def test_a_draft_is_written_on_and_not_amended(reporting: Reporting) -> None:
    plan = await draft_plan(reporting)
    refused = await reporting.coordinator.post(f"/plans/{plan['id']}/amendments", WHY)

    assert (refused.status_code, refused.json()["code"], plan["approved_version"]) == (409, "wrong_state", None)


async def test_who_submitted_does_not_approve_and_two_do_not_approve_twice(reporting: Reporting) -> None:
    amendment = await submitted(reporting, new_task(reporting.ward))
    path = f"/amendments/{amendment['id']}/approve"
    answers = await asyncio.gather(*(reporting.leader.post(path, headers={"If-Match": f'"v{amendment["version"]}"'}) for _ in range(4)))

    assert (await reporting.coordinator.post(path)).status_code == 403
    assert sorted(answer.status_code for answer in answers) == [200, 412, 412, 412]
    assert (await reporting.leader.get(f"/plans/{reporting.plan_id}")).json()["approved_version"] == 2


async def test_who_writes_on_an_older_amendment_is_told(reporting: Reporting) -> None:
    amendment = await begun(reporting)
    await written(reporting, amendment, new_task(reporting.ward))
    stale = await reporting.coordinator.patch(
        f"/amendments/{amendment['id']}", {"changes": []}, headers={"If-Match": f'"v{amendment["version"]}"'}
    )

    assert stale.status_code == 412


@pytest.mark.parametrize("meanwhile", ["confirmed", "cancelled"])
async def test_what_happened_while_the_leader_read_is_not_undone(reporting: Reporting, meanwhile: str) -> None:
    done = await reported_done(reporting)
    amendment = await submitted(
        reporting, change("drop_unit", task_id=reporting.tasks["school"], unit_id=reporting.ward.id), new_task(reporting.ward)
    )
    step, body = ("confirm", None) if meanwhile == "confirmed" else ("cancel", {"reason": "Không còn cần."})
    await reporting.coordinator.post(f"/assignments/{done['id']}/{step}", body)
    approved = await reporting.leader.post(f"/amendments/{amendment['id']}/approve")
    kept = (await reporting.officer.get(f"/assignments/{done['id']}")).json()

    assert approved.status_code == 200, approved.text
    assert kept["work_state"] == {"confirmed": "completed", "cancelled": "cancelled"}[meanwhile]
    assert await counts_are_true(reporting)
