"""What the leader approves is what he was shown: changes that would do something else are refused when they are written."""

from typing import Any

import pytest

from tests.support.amending import amended, begun, change, new_task, submitted, written
from tests.support.planning import assignment_of, counts_are_true, reported_done
from tests.support.reporting import Reporting

DECEMBER = "2024-12-31"


def given(unit: Any, **more: Any) -> dict[str, Any]:
    return {"unit_id": str(unit.id), "part": "lead", **more}


async def approved(reporting: Reporting, amendment: dict[str, Any]) -> dict[str, Any]:
    answer = await reporting.leader.post(f"/amendments/{amendment['id']}/approve")
    assert answer.status_code == 200, answer.text
    assert await counts_are_true(reporting)
    return answer.json()


async def test_changes_that_would_do_nothing_are_named_while_they_are_written(reporting: Reporting) -> None:
    done = await reported_done(reporting)
    await reporting.coordinator.post(f"/assignments/{done['id']}/confirm")
    tasks, ward, front = reporting.tasks, reporting.ward, reporting.front
    amendment = await begun(reporting)
    changes = [
        change("add_units", task_id=tasks["inform"], units=[given(ward)]),
        change("add_units", task_id=tasks["inform"], units=[given(front), given(front)]),
        change("drop_unit", task_id=tasks["school"], unit_id=ward.id),
        change("drop_unit", task_id=tasks["front"], unit_id=ward.id),
        change("change_unit", task_id=tasks["front"], unit_id=ward.id, fields={"part": "support"}),
        change("change_unit", task_id=tasks["front"], unit_id=front.id, fields={"mandate": "assigned"}),
        change("change_unit", task_id=tasks["front"], unit_id=front.id, fields={"due_on": DECEMBER}),
        change("drop_task", task_id=tasks["publish"]),
        change("change_task", task_id=tasks["publish"], fields={"title": "Niêm yết"}),
        change("drop_task", task_id=tasks["publish"]),
    ]
    refused = await reporting.coordinator.patch(f"/amendments/{amendment['id']}", {"changes": changes})

    assert [(error["pointer"], error["detail"]) for error in refused.json()["errors"]] == [
        ("/changes/0/units/0/unit_id", "Đơn vị đã có nhiệm vụ này; để đổi vai trò hoặc thời hạn, sửa phân công."),
        ("/changes/1/units/1/unit_id", "Đơn vị được nêu hai lần."),
        ("/changes/2/unit_id", "Đơn vị đã hoàn thành nhiệm vụ này nên không rút ra được."),
        ("/changes/3/unit_id", "Đơn vị không có nhiệm vụ này."),
        ("/changes/4/unit_id", "Đơn vị không có nhiệm vụ này."),
        ("/changes/5/fields/mandate", "Cơ quan Mặt trận, Đảng được đề nghị, không giao."),
        ("/changes/6/fields/due_on", "Chỉ nhiệm vụ một lần có ngày hạn riêng."),
        ("/changes/8/task_id", "Nhiệm vụ đã bỏ khỏi kế hoạch."),
        ("/changes/9/task_id", "Nhiệm vụ đã bỏ khỏi kế hoạch."),
    ]


async def test_a_unit_may_be_taken_out_and_given_the_task_in_one_amendment(reporting: Reporting) -> None:
    task, ward = reporting.tasks["school"], reporting.ward
    amendment = await submitted(
        reporting, change("drop_unit", task_id=task, unit_id=ward.id), change("add_units", task_id=task, units=[given(ward)])
    )

    assert (await approved(reporting, amendment))["difference"] == amendment["difference"]
    assert (await assignment_of(reporting, "school", ward))["part"] == "lead"


async def test_a_unit_that_takes_a_task_up_again_has_the_day_that_was_shown(reporting: Reporting) -> None:
    task, ward = reporting.tasks["school"], reporting.ward
    await amended(reporting, change("drop_unit", task_id=task, unit_id=ward.id))
    await amended(reporting, change("change_task", task_id=task, fields={"due_on": DECEMBER}))
    amendment = await submitted(reporting, change("add_units", task_id=task, units=[given(ward, part="support")]))

    assert (await approved(reporting, amendment))["difference"] == amendment["difference"]
    assert (await assignment_of(reporting, "school", ward))["due_on"] == DECEMBER


async def test_of_a_task_whose_day_moves_the_leader_reads_who_keeps_the_old_one(reporting: Reporting) -> None:
    await reported_done(reporting)
    amendment = await submitted(reporting, change("change_task", task_id=reporting.tasks["school"], fields={"due_on": DECEMBER}))
    units = {unit["name"]: unit["fields"] for unit in amendment["difference"]["tasks"][0]["units"]}

    assert units == {"Phòng Tư pháp": [], "Phường 1": [{"label": "Hạn riêng", "before": "–", "after": "30/9/2024"}]}
    assert (await approved(reporting, amendment))["difference"] == amendment["difference"]


async def test_words_that_told_the_day_before_are_neither_shown_nor_stored_with_another(reporting: Reporting) -> None:
    await reporting.coordinator.patch(f"/tasks/{reporting.tasks['school']}", {"due_text": "Trước 01/10"})
    amendment = await submitted(reporting, change("change_task", task_id=reporting.tasks["school"], fields={"due_on": DECEMBER}))
    [shown] = amendment["difference"]["tasks"]
    said = {field["label"]: field["after"] for field in shown["fields"]}
    await approved(reporting, amendment)
    stored = (await reporting.coordinator.get(f"/tasks/{reporting.tasks['school']}")).json()

    assert said == {"Thời hạn": "31/12/2024", "Thời hạn (lời văn)": "–"}
    assert (stored["due_on"], stored["due_text"]) == (DECEMBER, None)
    assert not (await reporting.leader.get(f"/plans/{reporting.plan_id}/corrections")).json()["tasks"]


async def test_a_day_of_its_own_that_is_the_tasks_new_day_is_none(reporting: Reporting) -> None:
    task = reporting.tasks["school"]
    await amended(reporting, change("change_unit", task_id=task, unit_id=reporting.ward.id, fields={"due_on": DECEMBER, "part": None}))
    amendment = await submitted(reporting, change("change_task", task_id=task, fields={"due_on": DECEMBER}))

    assert (await approved(reporting, amendment))["difference"] == amendment["difference"]


@pytest.mark.parametrize("meanwhile", ["confirmed", "given"])
async def test_what_happened_since_the_submission_is_in_what_the_leader_reads(reporting: Reporting, meanwhile: str) -> None:
    done = await reported_done(reporting)
    third = await reporting.world.unit("Phường 3")
    amendment = await submitted(
        reporting,
        change("drop_unit", task_id=reporting.tasks["school"], unit_id=reporting.ward.id),
        change("add_units", task_id=reporting.tasks["inform"], units=[given(third, part="support")]),
    )
    if meanwhile == "confirmed":
        await reporting.coordinator.post(f"/assignments/{done['id']}/confirm")
    else:
        await reporting.coordinator.post("/assignments", {"task_id": str(reporting.tasks["inform"]), **given(third)})
    shown = (await reporting.leader.get(f"/amendments/{amendment['id']}")).json()["difference"]
    made = await approved(reporting, amendment)
    last = (await reporting.leader.get(f"/plans/{reporting.plan_id}/versions/2/difference")).json()

    assert [task["key"] for task in shown["tasks"]] == {"confirmed": ["inform"], "given": ["school"]}[meanwhile]
    assert made["difference"] == last
    assert (await assignment_of(reporting, "inform", third))["part"] == {"confirmed": "support", "given": "lead"}[meanwhile]


async def test_the_key_of_a_dropped_task_is_told_to_be_taken(reporting: Reporting) -> None:
    await amended(reporting, change("drop_task", task_id=reporting.tasks["inform"]))
    amendment = await begun(reporting)
    refused = await reporting.coordinator.patch(f"/amendments/{amendment['id']}", {"changes": [new_task(reporting.ward, key="inform")]})

    assert [(error["pointer"], error["detail"]) for error in refused.json()["errors"]] == [
        ("/changes/0/task/key", "Ký hiệu là của nhiệm vụ đã bỏ khỏi kế hoạch; đặt ký hiệu khác."),
    ]
    await written(reporting, amendment, new_task(reporting.ward, key="inform-2"))


async def test_what_was_corrected_meanwhile_is_shown_and_read_before_it_is_approved(reporting: Reporting) -> None:
    sent = await submitted(reporting, new_task(reporting.ward))
    path = f"/amendments/{sent['id']}"
    seen = (await reporting.leader.get(path)).headers["ETag"]
    await reporting.coordinator.patch(f"/tasks/{reporting.tasks['school']}", {"title": "Tổ chức hai lớp phổ biến pháp luật"})
    stale = await reporting.leader.post(f"{path}/approve", headers={"If-Match": seen})
    again = await reporting.leader.get(path)
    made = await reporting.leader.post(f"{path}/approve", headers={"If-Match": again.headers["ETag"]})

    assert sent["corrections"]["counts"]["changed"] == 0
    assert stale.status_code == 412
    assert [task["key"] for task in again.json()["corrections"]["tasks"]] == ["school"]
    assert [task["key"] for task in again.json()["difference"]["tasks"]] == ["II.2-99"]
    assert made.status_code == 200, made.text
    assert [task["key"] for task in made.json()["difference"]["tasks"]] == ["school", "II.2-99"]
