"""The numbers beside the usual views of the plan's list come in one answer, each the length of the list that it opens."""

from typing import Any

import pytest

from tests.support.planning import REASON, draft_plan, reported_done, school_of_ward, task_body
from tests.support.reporting import Reporting
from tests.support.world import Someone

SINCE = "2024-09-01"
VIEWS: dict[str, tuple[str, bool]] = {
    "all": ("", False),
    "overdue": ("deadline_state=overdue", True),
    "due_soon": ("deadline_state=due_soon", True),
    "unsaved": (f"not_saved_since={SINCE}", True),
    "awaiting": ("work_state=awaiting_confirmation&cadence=once", False),
    "untaken": ("receipt=awaited", True),
    "questioned": ("receipt=questioned", True),
    "lacking": ("lead_mark=lacking", False),
    "asked": ("mandate=requested", False),
    "own": ("own=true", True),
}


async def listed(who: Someone, query: str) -> int:
    return (await who.get(f"/assignments?limit=1&count=true&{query}")).json()["total"]


async def counts(who: Someone, query: str) -> dict[str, Any]:
    answer = await who.get(f"/assignments/counts?{query}")
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize("role", ["coordinator", "leader", "observer", "head", "officer", "lead_officer", "stranger"])
async def test_each_number_is_the_length_of_its_list_for_whoever_asks(reporting: Reporting, role: str) -> None:
    school = await reported_done(reporting)
    await reporting.lead_officer.post(f"/assignments/{school['id']}/mark-part", {"mark": "lacking", "note": "Chưa có danh sách."})
    who: Someone = getattr(reporting, role)
    plan = f"plan={reporting.plan_id}"
    narrowed = f"&unit={who.unit.id}"
    told = await counts(who, f"{plan}&not_saved_since={SINCE}")
    own = await counts(who, f"{plan}&not_saved_since={SINCE}{narrowed}")

    assert told == {"mine": await listed(who, plan + narrowed)} | {
        name: await listed(who, f"{plan}&{view}") for name, (view, _) in VIEWS.items()
    }
    assert {name: own[name] for name, (_, narrows) in VIEWS.items() if narrows} == {
        name: await listed(who, f"{plan}&{view}{narrowed}") for name, (view, narrows) in VIEWS.items() if narrows
    }


async def test_without_a_day_nothing_is_said_of_what_is_not_saved(reporting: Reporting) -> None:
    assert (await counts(reporting.coordinator, f"plan={reporting.plan_id}"))["unsaved"] is None


async def test_a_question_is_counted_where_it_waits(reporting: Reporting) -> None:
    await reporting.head.post(f"/assignments/{(await school_of_ward(reporting))['id']}/question-part", REASON)
    told = [await counts(who, f"plan={reporting.plan_id}") for who in (reporting.coordinator, reporting.head, reporting.stranger)]

    assert [one["questioned"] for one in told] == [1, 1, 0]


async def test_a_draft_counts_for_those_who_see_it_alone(reporting: Reporting) -> None:
    plan = await draft_plan(reporting)
    units = [{"unit_id": str(reporting.ward.id), "part": "lead"}]
    await reporting.coordinator.post("/tasks", {**task_body(plan), "units": units})

    assert [(await counts(who, f"plan={plan['id']}"))["all"] for who in (reporting.coordinator, reporting.leader, reporting.head)] == [
        1,
        1,
        0,
    ]


async def test_all_the_numbers_are_asked_of_the_database_at_once(reporting: Reporting) -> None:
    with reporting.world.counted_queries() as one_list:
        await listed(reporting.coordinator, f"plan={reporting.plan_id}")
    with reporting.world.counted_queries() as all_views:
        await counts(reporting.coordinator, f"plan={reporting.plan_id}&not_saved_since={SINCE}")

    assert all_views.number <= one_list.number
