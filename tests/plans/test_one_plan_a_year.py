"""One plan a year; a draft that nobody needs is given up, and nothing that was typed is lost."""

import asyncio
from typing import Any

from tests.support.planning import draft_plan, task_body
from tests.support.reporting import Reporting
from tests.support.world import Someone

NEXT = {"year": 2025, "title": "Kế hoạch năm 2025", "framework_year": 2023}


async def with_a_task(reporting: Reporting) -> dict[str, Any]:
    """A draft in which the ward has a task."""
    plan = await draft_plan(reporting)
    units = [{"unit_id": str(reporting.ward.id), "part": "lead"}]
    made = await reporting.coordinator.post("/tasks", task_body(plan, units=units))
    assert made.status_code == 201, made.text
    return plan


async def discard(reporting: Reporting, plan: dict[str, Any]) -> dict[str, Any]:
    answer = await reporting.coordinator.post(f"/plans/{plan['id']}/discard")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def found(who: Someone, path: str) -> list[str]:
    return [item["id"] for item in (await who.get(path)).json()["items"]]


async def test_a_second_plan_of_a_year_is_refused_however_it_is_made(reporting: Reporting) -> None:
    await draft_plan(reporting)
    typed = await reporting.coordinator.post("/plans", NEXT)
    copied = await reporting.coordinator.post(f"/plans/{reporting.plan_id}/copy", {"year": 2025})
    tried = await reporting.coordinator.post(f"/plans/{reporting.plan_id}/copy?dry_run=true", {"year": 2025})
    in_force = await reporting.coordinator.post("/plans", {**NEXT, "year": 2024}, headers={"Accept-Language": "en"})

    assert [answer.json()["code"] for answer in (typed, copied, tried, in_force)] == ["plan_year_taken"] * 4
    assert typed.json()["detail"].startswith("Năm 2025 đã có kế hoạch (đang soạn).")
    assert in_force.json()["detail"].startswith("There is a plan of 2024 already (approved).")


async def test_of_two_who_make_the_plan_of_a_year_at_once_one_is_refused(reporting: Reporting) -> None:
    answers = await asyncio.gather(*(reporting.coordinator.post("/plans", NEXT) for _ in range(4)))

    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]


async def test_a_draft_that_is_given_up_frees_its_year_and_can_still_be_read(reporting: Reporting) -> None:
    plan = await with_a_task(reporting)
    given_up = await discard(reporting, plan)
    other = await reporting.coordinator.post("/plans", NEXT)

    assert (given_up["state"], given_up["allowed_actions"], other.status_code) == ("discarded", ["restore"], 201)
    assert await found(reporting.coordinator, "/plans?state=discarded") == [plan["id"]]
    assert plan["id"] not in await found(reporting.coordinator, "/plans")
    assert len(await found(reporting.coordinator, f"/tasks?plan={plan['id']}")) == 1
    assert len(await found(reporting.coordinator, f"/assignments?plan={plan['id']}")) == 1


async def test_its_tasks_stand_in_no_list_and_no_search_beside_those_of_other_plans(reporting: Reporting) -> None:
    plan = await with_a_task(reporting)
    task = (await found(reporting.coordinator, f"/tasks?plan={plan['id']}"))[0]
    given = (await found(reporting.coordinator, f"/assignments?plan={plan['id']}"))[0]
    await discard(reporting, plan)

    assert task not in await found(reporting.coordinator, "/tasks")
    assert given not in await found(reporting.coordinator, "/assignments")
    assert task not in (await reporting.coordinator.get("/search?q=ho ngheo")).text


async def test_nothing_of_a_draft_that_was_given_up_is_changed(reporting: Reporting) -> None:
    plan = await with_a_task(reporting)
    task = (await found(reporting.coordinator, f"/tasks?plan={plan['id']}"))[0]
    given = (await found(reporting.coordinator, f"/assignments?plan={plan['id']}"))[0]
    await discard(reporting, plan)
    answers = [
        await reporting.coordinator.patch(f"/plans/{plan['id']}", {"title": "Khác"}),
        await reporting.coordinator.post(f"/plans/{plan['id']}/submit"),
        await reporting.coordinator.patch(f"/tasks/{task}", {"title": "Khác"}),
        await reporting.coordinator.patch(f"/assignments/{given}", {"part": "support"}),
        await reporting.coordinator.post(f"/assignments/{given}/take-out"),
        await reporting.leader.post(f"/plans/{plan['id']}/approve"),
    ]

    assert {answer.json()["code"] for answer in answers} == {"wrong_state"}
    assert "bản nháp đã bỏ" in answers[0].json()["detail"]


async def test_a_draft_is_taken_up_again_while_its_year_is_free(reporting: Reporting) -> None:
    plan = await with_a_task(reporting)
    await discard(reporting, plan)
    back = await reporting.coordinator.post(f"/plans/{plan['id']}/restore")
    await discard(reporting, plan)
    await reporting.coordinator.post("/plans", NEXT)
    late = await reporting.coordinator.post(f"/plans/{plan['id']}/restore")
    told = (await reporting.coordinator.get(f"/history?subject=plan:{plan['id']}")).json()["items"]

    assert (back.status_code, back.json()["state"], back.json()["tasks"]) == (200, "draft", 1)
    assert (late.status_code, late.json()["code"]) == (409, "plan_year_taken")
    assert [fact["text"] for fact in reversed(told)] == [
        "lập kế hoạch",
        "bỏ bản nháp kế hoạch",
        "khôi phục bản nháp kế hoạch",
        "bỏ bản nháp kế hoạch",
    ]


async def test_of_two_who_give_a_draft_up_one_is_told(reporting: Reporting) -> None:
    plan = await draft_plan(reporting)
    await reporting.coordinator.patch(f"/plans/{plan['id']}", {"number": "1/KH-UBND"})
    stale = await reporting.coordinator.post(f"/plans/{plan['id']}/discard", headers={"If-Match": f'"v{plan["version"]}"'})

    assert stale.status_code == 412
    assert plan["id"] not in await found(reporting.head, "/plans?state=discarded")
