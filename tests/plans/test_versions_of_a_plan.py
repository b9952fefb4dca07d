"""What the leader approved is kept as it was; what changed since can be read by everyone, in words."""

import io
from typing import Any

from python_calamine import CalamineWorkbook

from tests.support.amending import WHY, amended, change, new_task
from tests.support.planning import draft_plan, nodes_of, task_body
from tests.support.reporting import Reporting


async def versions(reporting: Reporting, who: Any = None) -> dict[str, Any]:
    answer = await (who or reporting.officer).get(f"/plans/{reporting.plan_id}/versions")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_the_first_approval_is_version_one_with_all_that_the_plan_says(reporting: Reporting) -> None:
    plan = await draft_plan(reporting)
    task = (await reporting.coordinator.post("/tasks", task_body(plan))).json()
    await reporting.coordinator.post("/assignments", {"task_id": task["id"], "unit_id": str(reporting.ward.id), "part": "lead"})
    await reporting.coordinator.post(f"/plans/{plan['id']}/submit")
    await reporting.leader.post(f"/plans/{plan['id']}/approve")
    content = (await reporting.officer.get(f"/plans/{plan['id']}/versions/1")).json()
    listed = (await reporting.officer.get(f"/plans/{plan['id']}/versions")).json()

    assert [(item["number"], item["proposed_by"], item["tasks"]) for item in listed["items"]] == [(1, "Lê Thị Hoa", 1)]
    assert listed["since"] == {"added": 0, "changed": 0, "dropped": 0, "units": 0}
    assert [(task["title"], [(unit["name"], unit["part"]) for unit in task["units"]]) for task in content["task_list"]] == [
        ("Rà soát danh sách hộ nghèo", [("Phường 1", "lead")])
    ]


async def test_a_plan_of_before_begins_its_versions_with_its_first_amendment(reporting: Reporting) -> None:
    assert await versions(reporting) == {"items": [], "since": None}
    missing = await reporting.officer.get(f"/plans/{reporting.plan_id}/corrections")
    await amended(reporting, new_task(reporting.ward))
    items = (await versions(reporting))["items"]

    assert (missing.status_code, missing.json()["code"]) == (404, "plan_version_not_found")
    assert [(item["number"], item["reason"], item["added"], item["tasks"]) for item in items] == [(2, WHY["reason"], 1, 6), (1, None, 0, 5)]


async def test_any_two_versions_are_compared(reporting: Reporting) -> None:
    await amended(reporting, new_task(reporting.ward))
    await amended(reporting, change("drop_task", task_id=reporting.tasks["inform"]))
    path = f"/plans/{reporting.plan_id}/versions"
    last = (await reporting.leader.get(f"{path}/3/difference")).json()
    both = (await reporting.leader.get(f"{path}/3/difference?from=1")).json()
    back = (await reporting.leader.get(f"{path}/1/difference?from=3")).json()

    assert [(task["title"], task["change"]) for task in last["tasks"]] == [("Tuyên truyền về Chỉ số PAPI", "dropped")]
    assert {task["change"]: task["title"] for task in both["tasks"]} == {
        "dropped": "Tuyên truyền về Chỉ số PAPI",
        "added": "Rà soát danh sách hộ nghèo",
    }
    assert both["counts"] == {"added": 1, "changed": 0, "dropped": 1, "units": 4}
    assert {task["change"] for task in back["tasks"]} == {"dropped", "added"}
    for wrong in (f"{path}/9/difference", f"{path}/1/difference", f"{path}/9"):
        assert (await reporting.leader.get(wrong)).json()["code"] == "plan_version_not_found"


async def test_a_version_stays_as_it_was_whatever_is_corrected_afterwards(reporting: Reporting) -> None:
    await amended(reporting, new_task(reporting.ward))
    await reporting.coordinator.patch(f"/tasks/{reporting.tasks['inform']}", {"title": "Tuyên truyền PAPI đến khu phố"})
    body = {"task_id": str(reporting.tasks["school"]), "unit_id": str(reporting.other_ward.id), "part": "support"}
    await reporting.coordinator.post("/assignments", body)
    content = (await reporting.leader.get(f"/plans/{reporting.plan_id}/versions/2")).json()
    since = (await reporting.leader.get(f"/plans/{reporting.plan_id}/corrections")).json()
    told = (await versions(reporting, reporting.leader))["since"]

    assert "Tuyên truyền về Chỉ số PAPI" in [task["title"] for task in content["task_list"]]
    assert [(task["title"], [field["before"] for field in task["fields"]]) for task in since["tasks"]] == [
        ("Tuyên truyền PAPI đến khu phố", ["Tuyên truyền về Chỉ số PAPI"]),
        ("Tổ chức lớp phổ biến pháp luật", []),
    ]
    assert told == since["counts"] == {"added": 0, "changed": 2, "dropped": 0, "units": 4}


async def test_what_was_corrected_in_between_is_part_of_the_next_version(reporting: Reporting) -> None:
    await amended(reporting, new_task(reporting.ward))
    await reporting.coordinator.patch(f"/tasks/{reporting.tasks['inform']}", {"title": "Tuyên truyền PAPI đến khu phố"})
    await amended(reporting, change("drop_task", task_id=reporting.tasks["duty"]))
    read = (await reporting.leader.get(f"/plans/{reporting.plan_id}/versions/3/difference")).json()
    items = (await versions(reporting))["items"]

    assert [task["change"] for task in read["tasks"]] == ["changed", "dropped"]
    assert (items[0]["changed"], items[0]["dropped"]) == (1, 1)
    assert (await versions(reporting))["since"] == {"added": 0, "changed": 0, "dropped": 0, "units": 0}


async def test_a_unit_reads_its_own_part_and_what_concerns_everybody(reporting: Reporting) -> None:
    own_day = change("change_unit", task_id=reporting.tasks["school"], unit_id=reporting.department.id, fields={"due_on": "2024-12-01"})
    await amended(reporting, new_task(reporting.ward, reporting.other_ward), own_day)
    path = f"/plans/{reporting.plan_id}/versions/2"
    whole = (await reporting.leader.get(f"{path}/difference")).json()
    mine = (await reporting.officer.get(f"{path}/difference")).json()
    listed = (await reporting.officer.get(path)).json()["task_list"]

    assert {task["key"]: [unit["name"] for unit in task["units"]] for task in whole["tasks"]} == {
        "II.2-99": ["Phường 1", "Phường 2"],
        "school": ["Phòng Tư pháp"],
    }
    assert {task["key"]: [unit["name"] for unit in task["units"]] for task in mine["tasks"]} == {"II.2-99": ["Phường 1"]}
    assert [unit["name"] for unit in mine["units"]] == ["Phường 1"]
    assert {unit["name"] for task in listed for unit in task["units"]} == {"Phường 1"}


async def test_the_difference_is_told_in_the_readers_language(reporting: Reporting) -> None:
    await amended(
        reporting, change("change_task", task_id=reporting.tasks["publish"], fields={"kind": "specific", "requires_evidence": False})
    )
    path = f"/plans/{reporting.plan_id}/versions/2/difference"
    english = (await reporting.leader.get(path, headers={"Accept-Language": "en"})).json()["tasks"][0]["fields"]
    vietnamese = (await reporting.leader.get(path)).json()["tasks"][0]["fields"]

    assert [(field["label"], field["before"], field["after"]) for field in english] == [
        ("Kind", "General", "Specific"),
        ("Needs evidence", "yes", "no"),
    ]
    assert (vietnamese[0]["before"], vietnamese[0]["after"]) == ("Nhiệm vụ chung", "Nhiệm vụ cụ thể")


async def test_targets_are_amended_and_compared_too(reporting: Reporting) -> None:
    framework = (await reporting.coordinator.get("/frameworks")).json()["items"][0]["id"]
    nodes = await nodes_of(reporting.world, type(reporting.plan_id)(framework))
    given = {"indicator_id": str(nodes["1.1"].id), "target": 5.5, "stance": "improve", "low_rated": True, "low_rated_source": "ví dụ"}
    await amended(reporting, change("set_target", target=given))
    await amended(reporting, change("set_target", target={**given, "target": 6, "stance": "maintain"}))
    last = (await reporting.officer.get(f"/plans/{reporting.plan_id}/versions/3/difference")).json()["targets"]
    await amended(reporting, change("drop_target", indicator_id=nodes["1.1"].id))

    assert [(field["label"], field["before"], field["after"]) for field in last[0]["fields"]] == [
        ("Hướng", "Cải thiện", "Duy trì"),
        ("Mục tiêu", "5,5", "6"),
    ]
    assert (await reporting.officer.get(f"/plans/{reporting.plan_id}/targets")).json() == {"items": [], "total": None}


async def test_the_versions_are_a_file_too(reporting: Reporting) -> None:
    await amended(reporting, new_task(reporting.ward))
    accept = {"Accept": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
    file = await reporting.leader.get(f"/plans/{reporting.plan_id}/versions", headers=accept)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(file.content)).get_sheet_by_index(0).to_python()

    assert rows[0][:4] == ["Phiên bản", "Phê duyệt lúc", "Người phê duyệt", "Lý do điều chỉnh"]
    assert rows[1][0] == 2


async def test_a_number_that_no_version_can_have_is_refused(reporting: Reporting) -> None:
    for number in ("0", str(2**31), str(10**23)):
        assert (await reporting.officer.get(f"/plans/{reporting.plan_id}/versions/{number}")).status_code == 422
        assert (await reporting.officer.get(f"/plans/{reporting.plan_id}/versions/{number}/difference")).status_code == 422


async def test_a_version_tells_days_as_people_write_them(reporting: Reporting) -> None:
    await amended(reporting, change("drop_task", task_id=reporting.tasks["inform"]))
    tasks = (await reporting.officer.get(f"/plans/{reporting.plan_id}/versions/1")).json()["task_list"]

    assert {task["key"]: task["due"] for task in tasks}["school"] == "30/9/2024"
