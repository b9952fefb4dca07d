"""Activities are found by day, task, indicator and words; totals are the lengths of their lists; who comes after a unit goes on."""

from typing import Any
from uuid import UUID

from papi.kit.documents import CSV
from papi.plans.models import Plan, PlanState, TaskIndicator
from tests.support.acting import RESULT, day, held_body, planned_body, written
from tests.support.archive import Archive
from tests.support.one_task import one_task
from tests.support.planning import framework_of, nodes_of
from tests.support.reorganising import DAY, on, split
from tests.support.reporting import Reporting


async def titles(who: Any, query: str = "") -> list[str]:
    return [item["title"] for item in (await who.get(f"/activities{query}")).json()["items"]]


async def test_they_are_found_by_the_day_on_which_they_end_by_words_and_state(archive: Archive) -> None:
    await written(archive.officer, held_body(title="Đối thoại với người dân", kind="dialogue", begins_on=day(-9), ends_on=day(-3)))
    await written(archive.officer, held_body(title="Loa truyền thanh", form="loudspeaker", begins_on=day(-3)))
    await written(archive.officer, planned_body(title="Tập huấn", kind="training"))
    await written(archive.stranger, held_body(title="Của phường khác"))

    assert await titles(archive.officer, f"?from={day(-3)}&to={day(-3)}&sort=begins_on") == ["Đối thoại với người dân", "Loa truyền thanh"]
    assert await titles(archive.officer, f"?to={day(-4)}") == []
    assert await titles(archive.officer, "?q=doi thoai dan&kind=dialogue&state=held") == ["Đối thoại với người dân"]
    assert await titles(archive.officer, "?state=planned") == ["Tập huấn"]
    assert len(await titles(archive.coordinator)) == 4
    assert await titles(archive.coordinator, f"?unit={archive.stranger.unit.id}") == ["Của phường khác"]
    assert await titles(archive.coordinator, "?own=true") == []
    assert (await archive.officer.get("/activities?from=2024-13-01")).status_code == 422


async def test_a_task_finds_what_names_it_or_an_indicator_that_it_serves(reporting: Reporting) -> None:
    r = reporting
    nodes = await nodes_of(r.world, await framework_of(r))
    task = (await r.officer.get("/tasks")).json()["items"][0]["id"]
    served, other = str(nodes["1.1.1"].id), str(nodes["2.1.1"].id)
    await r.world.add(TaskIndicator(task_id=UUID(task), indicator_id=nodes["1.1.1"].id))
    await written(r.officer, held_body(title="Theo nhiệm vụ", task_id=task))
    await written(r.officer, held_body(title="Theo chỉ tiêu", indicator_ids=[served]))
    await written(r.officer, held_body(title="Việc khác", indicator_ids=[other]))

    found = [set(await titles(r.officer, query)) for query in (f"?task={task}", f"?indicator={served}", f"?indicator={other}")]

    assert found == [{"Theo nhiệm vụ", "Theo chỉ tiêu"}, {"Theo nhiệm vụ", "Theo chỉ tiêu"}, {"Việc khác"}]


async def test_totals_count_what_was_held_by_unit_and_kind_as_the_list_does(archive: Archive) -> None:
    await written(archive.officer, held_body())
    await written(archive.officer, held_body(participants=None, women=None, kind="dialogue"))
    await written(archive.stranger, held_body(participants=15, women=None))
    await written(archive.officer, planned_body())
    query = f"from={day(-1)}&to={day()}"

    whole = (await archive.leader.get(f"/activities/summary?{query}")).json()
    own = (await archive.officer.get(f"/activities/summary?{query}")).json()
    listed = (await archive.leader.get(f"/activities?{query}&state=held&count=true")).json()

    assert (whole["number"], whole["participants"], whole["women"]) == (3, 100, 42)
    assert (listed["total"], sum(item["participants"] or 0 for item in listed["items"])) == (3, 100)
    assert [(item["unit"]["name"], item["number"]) for item in whole["items"]] == [("Phường 1", 2), ("Phường 2", 1)]
    assert whole["items"][0]["kinds"]["communication"] == {"number": 1, "participants": 85}
    assert [item["unit"]["name"] for item in own["items"]] == ["Phường 1"]


async def test_files_hold_words_and_no_formulas(archive: Archive) -> None:
    await written(archive.officer, held_body(title="=1+1"))

    listed = (await archive.officer.get("/activities", headers={"Accept": CSV})).text
    summed = (await archive.officer.get("/activities/summary", headers={"Accept": CSV})).text

    assert "Họp dân, sinh hoạt khu phố" in listed
    assert "residents_meeting" not in listed
    assert ('"=1+1' not in listed, ",=1+1" not in listed) == (True, True)
    assert "Phường 1" in summed


async def test_a_task_of_a_draft_plan_is_named_only_to_who_sees_the_draft(archive: Archive) -> None:
    task = await one_task(archive.world, archive.ward)
    made = await written(archive.coordinator, planned_body(unit_id=str(archive.ward.id), task_id=str(task.task_id)))
    async with archive.world.database.writing() as session:
        plan = await session.get_one(Plan, task.plan_id)
        plan.state = PlanState.DRAFT

    seen = (await archive.officer.get(f"/activities/{made['id']}")).json()["task"]
    kept = await archive.officer.patch(f"/activities/{made['id']}", {"title": "Tên mới"})

    assert (seen, kept.status_code) == (None, 200)
    assert (await archive.coordinator.get(f"/activities/{made['id']}")).json()["task"]["id"] == str(task.task_id)


async def test_of_several_units_after_one_all_read_and_the_one_that_answers_goes_on(reporting: Reporting) -> None:
    made = await written(reporting.officer, planned_body())
    with on(DAY):
        north, south = await split(reporting)
        path, body = f"/activities/{made['id']}", {"begins_on": DAY, "ends_on": DAY, "result": RESULT}
        reads = [(await who.get(path)).json()["allowed_actions"] for who in (north, south)]
        refused, done = await south.post(f"{path}/hold", body), await north.post(f"{path}/hold", body)
        own = await titles(north, "?own=true")

    assert (reads[1], "hold" in reads[0]) == ([], True)
    assert (refused.status_code, done.status_code, own) == (403, 200, ["Tuyên truyền Chỉ số PAPI"])
