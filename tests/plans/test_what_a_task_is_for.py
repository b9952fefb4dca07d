"""Whether reports have a line for a task, and which nodes of the framework it is to move, whatever their level."""

from typing import Any

from tests.support.amending import begun, new_task
from tests.support.planning import draft_plan, framework_of, nodes_of, task_body
from tests.support.reporting import Reporting


async def drafted(reporting: Reporting, **changes: Any) -> dict[str, Any]:
    made = await reporting.coordinator.post("/tasks", task_body(await draft_plan(reporting), **changes))
    assert made.status_code == 201, made.text
    return made.json()


async def test_whether_reports_have_a_line_for_a_task_is_said_with_it_and_changed_in_a_draft(reporting: Reporting) -> None:
    usual = await drafted(reporting)
    silent = (await reporting.coordinator.patch(f"/tasks/{usual['id']}", {"reportable": False})).json()
    facts = (await reporting.coordinator.get(f"/history?subject=task:{usual['id']}")).json()["items"]

    assert (usual["reportable"], silent["reportable"]) == (True, False)
    assert [change["label"] for change in facts[0]["changes"]] == ["Có dòng trong báo cáo"]


async def test_a_task_in_force_is_reported_as_it_was_approved(reporting: Reporting) -> None:
    path = f"/tasks/{reporting.tasks['school']}"
    refused = await reporting.coordinator.patch(path, {"reportable": False, "title": "Tên khác"})
    same = await reporting.coordinator.patch(path, {"reportable": True, "title": "Tên mới"})

    assert (refused.status_code, [error["pointer"] for error in refused.json()["errors"]]) == (422, ["/reportable"])
    assert (same.status_code, same.json()["title"]) == (200, "Tên mới")


async def test_an_amendment_adds_a_task_that_no_report_has_a_line_for(reporting: Reporting) -> None:
    amendment = await begun(reporting, new_task(reporting.ward, reportable=False))
    for who, step in ((reporting.coordinator, "submit"), (reporting.leader, "approve")):
        assert (await who.post(f"/amendments/{amendment['id']}/{step}")).status_code == 200
    rows = (await reporting.coordinator.get(f"/tasks?plan={reporting.plan_id}&q=Rà soát")).json()["items"]

    assert (await reporting.coordinator.get(f"/tasks/{rows[0]['id']}")).json()["reportable"] is False


async def test_a_task_moves_nodes_of_any_level_and_stands_under_each_of_their_dimensions(reporting: Reporting) -> None:
    nodes = await nodes_of(reporting.world, await framework_of(reporting))
    wanted = [str(nodes[code].id) for code in ("1", "2.1", "2.1.1")]
    task = await drafted(reporting, indicator_ids=wanted)
    found = [
        [row["id"] for row in (await reporting.coordinator.get(f"/tasks?plan={task['plan_id']}&{query}")).json()["items"]]
        for query in ("dimension=1", "dimension=2", "dimension=3", f"indicator={nodes['2.1'].id}", f"indicator={nodes['1'].id}")
    ]

    assert [node["code"] for node in task["indicators"]] == ["1", "2.1", "2.1.1"]
    assert found == [[task["id"]], [task["id"]], [], [task["id"]], [task["id"]]]
