"""How many rows a unit's plan takes, and measures that are followed all at once."""

import asyncio

from tests.support.unit_planning import MEASURE, Planning


async def test_a_plan_takes_five_hundred_rows_and_no_more(planning: Planning) -> None:
    officer = planning.reporting.officer
    path = f"/unit-plans/{(await planning.begun(officer))['id']}/items"
    hundred = {"items": [{"kind": "limit", "text": f"Hạn chế {number}"} for number in range(100)]}
    filled = [(await officer.post(path, hundred)).status_code for _ in range(4)]
    nearly = await officer.post(path, {"items": hundred["items"][:98]})
    refused = await officer.post(path, {"items": hundred["items"][:1]})

    assert (filled, nearly.status_code, len(nearly.json()["items"])) == ([201] * 4, 201, 500)
    assert (refused.status_code, refused.json()["code"]) == (409, "unit_plan_full")
    assert refused.json()["detail"] == "Kế hoạch của đơn vị có nhiều nhất 500 dòng. Gộp hoặc bỏ bớt dòng trước khi thêm."
    assert len((await officer.get(path.removesuffix("/items"))).json()["items"]) == 500


async def test_rows_that_are_added_at_once_do_not_exceed_the_limit_together(planning: Planning) -> None:
    officer = planning.reporting.officer
    path = f"/unit-plans/{(await planning.begun(officer))['id']}/items"
    hundred = {"items": [{"kind": "limit", "text": "Hạn chế"}] * 100}
    answers = await asyncio.gather(*(officer.post(path, hundred) for _ in range(6)))

    assert sorted(answer.status_code for answer in answers) == [201] * 4 + [409] * 2


async def test_measures_that_are_followed_at_once_become_tasks_of_different_numbers(planning: Planning) -> None:
    reporting = planning.reporting
    complete = await planning.complete(reporting.officer)
    more = [{**MEASURE, "text": f"Giải pháp {number}", "indicator_id": planning.indicators["1.1.1"]} for number in range(4)]
    added = await reporting.officer.post(f"/unit-plans/{complete['id']}/items", {"items": more})
    await reporting.head.post(f"/unit-plans/{complete['id']}/submit")
    await reporting.coordinator.post(f"/unit-plans/{complete['id']}/accept")
    measures = [item["id"] for item in added.json()["items"] if item["kind"] == "measure"]
    answers = await asyncio.gather(*(reporting.officer.post(f"/unit-plan-items/{measure}/follow") for measure in measures))
    own = (await reporting.officer.get("/tasks?own=true")).json()["items"]

    assert [answer.status_code for answer in answers] == [200] * 5
    assert len({task["key"] for task in own}) == 5
