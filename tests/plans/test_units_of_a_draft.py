"""Who carries out a draft's task: given at once, taken out, given again, led or supported, as often as it takes to write the plan."""

from typing import Any

import pytest

from papi.directory.models import Unit
from tests.support.planning import counts_are_true, draft_plan, numbers, task_body
from tests.support.reporting import Reporting
from tests.support.world import Someone


def given(*units: Unit, part: str = "lead") -> list[dict[str, Any]]:
    return [{"unit_id": str(unit.id), "part": part} for unit in units]


async def task_with(reporting: Reporting, *units: Unit, **changes: Any) -> dict[str, Any]:
    """A task of a draft that these units lead."""
    plan = await draft_plan(reporting)
    made = await reporting.coordinator.post("/tasks", task_body(plan, units=given(*units), **changes))
    assert made.status_code == 201, made.text
    return made.json()


async def parts(reporting: Reporting, task: dict[str, Any], seen_by: Someone | None = None) -> dict[str, dict[str, Any]]:
    """Those who have the task, by name."""
    rows = (await (seen_by or reporting.coordinator).get(f"/assignments?task={task['id']}")).json()["items"]
    return {row["unit"]["name"]: row for row in rows if row["work_state"] != "cancelled"}


async def heard(reporting: Reporting) -> list[str]:
    """What the ward is told of, the latest first."""
    await reporting.world.let_the_worker_run()
    return [item["kind"] for item in (await reporting.head.get("/notifications")).json()["items"]]


async def take_out(reporting: Reporting, row: dict[str, Any], *, by: Someone | None = None, version: int | None = None) -> Any:
    stale = {"If-Match": f'"v{version or row["version"]}"'}
    return await (by or reporting.coordinator).post(f"/assignments/{row['id']}/take-out", headers=stale)


async def test_a_task_is_made_with_its_units_in_one_act(reporting: Reporting) -> None:
    task = await task_with(reporting, reporting.ward, reporting.front)
    held = await parts(reporting, task)

    assert {name: (row["part"], row["mandate"], row["due_on"]) for name, row in held.items()} == {
        reporting.ward.short_name: ("lead", "assigned", "2024-10-31"),
        reporting.front.short_name: ("lead", "requested", "2024-10-31"),
    }
    assert await counts_are_true(reporting)


@pytest.mark.parametrize("at_once", [True, False], ids=["with the task", "later"])
async def test_of_several_units_all_are_given_the_task_or_none(reporting: Reporting, at_once: bool) -> None:
    plan = await draft_plan(reporting)
    units = [*given(reporting.ward), {"unit_id": plan["id"], "part": "lead"}]
    if at_once:
        refused = await reporting.coordinator.post("/tasks", task_body(plan, units=units))
        again = await reporting.coordinator.post("/tasks", task_body(plan))
    else:
        again = await reporting.coordinator.post("/tasks", task_body(plan))
        refused = await reporting.coordinator.post(f"/tasks/{again.json()['id']}/units", {"units": units})

    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/unit_id")
    assert again.status_code == 201, "nothing was left of the task, so its number is free"
    assert await parts(reporting, again.json()) == {}


async def test_further_units_come_in_one_act_and_nobody_twice(reporting: Reporting) -> None:
    task = await task_with(reporting, reporting.ward)
    path = f"/tasks/{task['id']}/units"
    more = await reporting.coordinator.post(path, {"units": given(reporting.other_ward, reporting.coordinating, part="support")})
    twice = await reporting.coordinator.post(path, {"units": given(reporting.front, reporting.ward)})
    none = await reporting.coordinator.post(path, {"units": []})

    assert more.status_code == 200, more.text
    assert (twice.status_code, twice.json()["code"], none.status_code) == (409, "already_assigned", 422)
    assert set(await parts(reporting, task)) == {unit.short_name for unit in (reporting.ward, reporting.other_ward, reporting.coordinating)}


@pytest.mark.parametrize("whose", ["ward", "coordinating"])
async def test_a_unit_is_taken_out_and_given_the_task_again(reporting: Reporting, whose: str) -> None:
    unit: Unit = getattr(reporting, whose)
    task = await task_with(reporting, unit)
    row = (await parts(reporting, task))[unit.short_name]
    assert "take_out" in row["allowed_actions"]
    out = await take_out(reporting, row)
    gone = await parts(reporting, task)
    again = await reporting.coordinator.post(f"/tasks/{task['id']}/units", {"units": given(unit, part="support")})
    back = (await parts(reporting, task))[unit.short_name]

    assert (out.status_code, out.json()["work_state"], gone, again.status_code) == (200, "cancelled", {}, 200)
    assert (back["id"], back["part"], back["work_state"], back["due_on"]) == (row["id"], "support", "not_started", "2024-10-31")
    assert await counts_are_true(reporting)


async def test_its_history_tells_of_all_of_it_in_words(reporting: Reporting) -> None:
    task = await task_with(reporting, reporting.ward)
    row = (await parts(reporting, task))[reporting.ward.short_name]
    await take_out(reporting, row)
    await reporting.coordinator.post("/assignments", {"task_id": task["id"], **given(reporting.ward, part="support")[0]})
    told = (await reporting.coordinator.get(f"/assignments/{row['id']}/timeline")).json()["items"]

    name = reporting.ward.short_name
    assert [line["text"] for line in told] == [
        f"giao nhiệm vụ cho {name}",
        f"rút {name} khỏi nhiệm vụ của dự thảo",
        "sửa phân công",
        f"giao nhiệm vụ cho {name}",
    ]
    assert [(change["label"], change["before"], change["after"]) for change in told[2]["changes"]] == [("Vai trò", "Chủ trì", "Phối hợp")]


async def test_no_unit_hears_of_a_draft(reporting: Reporting) -> None:
    task = await task_with(reporting, reporting.ward)
    row = (await parts(reporting, task))[reporting.ward.short_name]
    await take_out(reporting, row)
    await reporting.coordinator.post(f"/tasks/{task['id']}/units", {"units": given(reporting.ward)})

    assert await heard(reporting) == []
    assert await parts(reporting, task, seen_by=reporting.head) == {}


@pytest.mark.parametrize("whose", ["ward", "coordinating"])
async def test_lead_and_support_change_places(reporting: Reporting, whose: str) -> None:
    unit: Unit = getattr(reporting, whose)
    task = await task_with(reporting, unit, reporting.other_ward)
    row = (await parts(reporting, task))[unit.short_name]
    changed = await reporting.coordinator.patch(f"/assignments/{row['id']}", {"part": "support", "due_on": "2024-10-15"})

    assert (changed.status_code, changed.json()["part"], changed.json()["due_on"]) == (200, "support", "2024-10-15")
    assert list(await parts(reporting, task)) == [reporting.other_ward.short_name, unit.short_name], "leads stand before supporters"


async def test_of_two_who_take_out_at_once_one_is_told(reporting: Reporting) -> None:
    task = await task_with(reporting, reporting.ward)
    row = (await parts(reporting, task))[reporting.ward.short_name]
    await reporting.coordinator.patch(f"/assignments/{row['id']}", {"part": "support"})

    assert (await take_out(reporting, row)).status_code == 412
    assert (await take_out(reporting, row, version=row["version"] + 1)).status_code == 200
    assert (await take_out(reporting, row, version=row["version"] + 2)).status_code == 409


async def test_once_the_plan_is_in_force_the_leader_decides(reporting: Reporting) -> None:
    task = await task_with(reporting, reporting.ward)
    row = (await parts(reporting, task))[reporting.ward.short_name]
    await reporting.coordinator.post(f"/plans/{task['plan_id']}/submit")
    submitted = await take_out(reporting, row)
    await reporting.leader.post(f"/plans/{task['plan_id']}/approve")
    approved = await take_out(reporting, row)
    seen = (await parts(reporting, task))[reporting.ward.short_name]["allowed_actions"]

    assert (submitted.status_code, submitted.json()["code"]) == (409, "wrong_state")
    assert (approved.status_code, approved.json()["code"]) == (409, "plan_in_force")
    assert "take_out" not in seen


async def plan_of(reporting: Reporting) -> dict[str, int]:
    """What the head of the plan counts."""
    plan = (await reporting.coordinator.get(f"/plans/{reporting.plan_id}")).json()
    return {name: plan[name] for name in ("assignments", "withdrawn")}


async def test_what_was_withdrawn_from_a_plan_in_force_can_be_given_again(reporting: Reporting) -> None:
    before, whole = await numbers(reporting.coordinator), await plan_of(reporting)
    row = (await parts(reporting, {"id": reporting.tasks["inform"]}))[reporting.ward.short_name]
    await reporting.coordinator.post(f"/assignments/{row['id']}/cancel", {"reason": "Giao nhầm đơn vị."})
    counted = tuple((await plan_of(reporting)).values())
    again = await reporting.coordinator.post("/assignments", {"task_id": str(reporting.tasks["inform"]), **given(reporting.ward)[0]})

    assert (again.status_code, again.json()["work_state"], again.json()["id"]) == (201, "not_started", row["id"])
    assert counted == (whole["assignments"] - 1, 1)
    assert (await plan_of(reporting)) == whole
    assert await numbers(reporting.coordinator) == before
    assert await heard(reporting) == ["assignment.created", "assignment.cancelled"]
