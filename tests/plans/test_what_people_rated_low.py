"""The board of what people rated low, and the published scores that targets start from."""

from typing import Any

from papi.framework.models import Score, ScoreLevel
from papi.plans.models import Plan
from tests.support.planning import framework_of, nodes_of, task_body
from tests.support.reporting import Reporting

LOW = {"stance": "improve", "low_rated": True, "low_rated_source": "Báo cáo số 293/BC-SNV", "target": 5}


def published(year: int, code: str, value: float) -> Score:
    level = (ScoreLevel.DIMENSION, ScoreLevel.SUBDIMENSION, ScoreLevel.INDICATOR)[code.count(".")]
    return Score(year=year, province_code="77", province_name="Bà Rịa - Vũng Tàu", level=level, code=code, value=value, source="test")


async def rated_low(reporting: Reporting, *codes: str) -> dict[str, str]:
    """Nodes that people rated low, and scores of the province: of 1.1 in 2022 and 2024 (the plan's own year), of 1 in 2023."""
    nodes = await nodes_of(reporting.world, await framework_of(reporting))
    async with reporting.world.database.writing() as session:
        (await session.get_one(Plan, reporting.plan_id)).province_code = "77"
        session.add_all([published(2022, "1.1", 4.1), published(2024, "1.1", 4.9), published(2023, "1", 5.0), published(2016, "2", 6.0)])
    items = [{"indicator_id": str(nodes[code].id), **LOW} for code in codes]
    answer = await reporting.coordinator.put(f"/plans/{reporting.plan_id}/targets", {"items": items})
    assert answer.status_code == 200, answer.text
    return {code: str(node.id) for code, node in nodes.items()}


async def working_on(reporting: Reporting, *node_ids: str, key: str = "II.2-99", due_on: str = "2024-09-01") -> None:
    """A task on these nodes, led by the ward with the Front asked; due before today."""
    body = task_body({"id": str(reporting.plan_id)}, key=key, indicator_ids=list(node_ids), due_on=due_on)
    task = (await reporting.coordinator.post("/tasks", body)).json()
    for unit in (reporting.ward, reporting.front):
        given = {"task_id": task["id"], "unit_id": str(unit.id), "part": "lead"}
        assert (await reporting.coordinator.post("/assignments", given)).status_code == 201


async def board(reporting: Reporting, who: Any = None, query: str = "") -> list[dict[str, Any]]:
    answer = await (who or reporting.leader).get(f"/plans/{reporting.plan_id}/low-rated{query}")
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


async def test_each_low_rated_node_shows_its_target_its_tasks_and_how_they_stand(reporting: Reporting) -> None:
    nodes = await rated_low(reporting, "1.1", "1.1.1", "2.1.1")
    await working_on(reporting, nodes["1.1.1"])
    items = await board(reporting)
    first = items[0]

    assert [(item["code"], item["tasks"], item["units"]) for item in items] == [("1.1", 1, 2), ("1.1.1", 1, 2), ("2.1.1", 0, 0)]
    assert (first["source"], first["target"], first["leads"]) == ("Báo cáo số 293/BC-SNV", 5.0, ["Phường 1", "UBMTTQ"])
    assert (first["not_started"], first["completed"], first["reported"]) == (2, 0, 0)
    assert first["overdue"] == 1, "who is only asked is never late"
    assert items[1]["above"] == {"code": "1.1", "value": 4.1, "year": 2022}


async def test_a_unit_sees_its_own_work_on_all_low_rated_nodes(reporting: Reporting) -> None:
    nodes = await rated_low(reporting, "1.1.1", "2.1.1")
    await working_on(reporting, nodes["1.1.1"])
    mine, others = await board(reporting, reporting.officer), await board(reporting, reporting.stranger)
    filtered = await board(reporting, query=f"?unit={reporting.ward.id}")

    assert [(item["code"], item["units"], item["leads"]) for item in mine] == [("1.1.1", 1, ["Phường 1"]), ("2.1.1", 0, [])]
    assert [item["units"] for item in others] == [0, 0]
    assert [(item["code"], item["units"]) for item in filtered] == [("1.1.1", 1)]


async def test_what_was_reported_and_done_is_counted(reporting: Reporting) -> None:
    nodes = await rated_low(reporting, "1.1.1")
    await working_on(reporting, nodes["1.1.1"])
    mine = (await reporting.officer.get(f"/assignments?indicator={nodes['1.1.1']}")).json()["items"][0]
    await reporting.head.post(f"/assignments/{mine['id']}/report-done", {"done_on": "2024-09-05", "result": "Đã niêm yết."})
    waiting = (await board(reporting))[0]
    await reporting.coordinator.post(f"/assignments/{mine['id']}/confirm")
    done = (await board(reporting))[0]

    assert (waiting["awaiting"], waiting["reported"]) == (1, 1)
    assert (done["completed"], done["awaiting"], done["task_list"][0]["completed"]) == (1, 0, 1)


async def test_nothing_rated_low_is_an_empty_board(reporting: Reporting) -> None:
    assert await board(reporting) == []


async def test_baselines_are_the_last_scores_before_the_plans_year_or_those_above(reporting: Reporting) -> None:
    await rated_low(reporting)
    items = (await reporting.officer.get(f"/plans/{reporting.plan_id}/baselines")).json()["items"]
    found = {item["code"]: (item["value"], item["year"], item["above"] and item["above"]["value"]) for item in items}

    assert found == {
        "1": (5.0, 2023, None),
        "1.1": (4.1, 2022, 5.0),
        "1.1.1": (None, None, 4.1),
        "2": (None, None, None),
        "2.1": (None, None, None),
        "2.1.1": (None, None, None),
    }


async def test_a_plan_of_no_province_has_no_baselines(reporting: Reporting) -> None:
    await nodes_of(reporting.world, await framework_of(reporting))
    items = (await reporting.officer.get(f"/plans/{reporting.plan_id}/baselines")).json()["items"]

    assert {item["value"] for item in items} == {None}
