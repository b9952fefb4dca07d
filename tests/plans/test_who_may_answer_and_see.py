"""Who answers what units ask, what of a given up draft is seen by others, and which of two rows of a unit a gift finds."""

from typing import Any

import pytest

from papi.access.permissions import Role
from papi.directory.models import Person
from papi.kit import clock
from papi.kit.types import new_id
from papi.plans.models import Assignment, Mandate, Part, WorkState
from papi.plans.progress import begin_counting
from tests.support.planning import REASON, assignment_of, counts_are_true, draft_plan, school_of_ward, task_body
from tests.support.reporting import Reporting


async def questioned(reporting: Reporting) -> dict[str, Any]:
    school = await school_of_ward(reporting)
    assert (await reporting.head.post(f"/assignments/{school['id']}/question-part", REASON)).status_code == 200
    return school


async def test_a_coordinator_who_is_a_member_of_the_unit_does_not_answer_it(reporting: Reporting) -> None:
    school = await questioned(reporting)
    async with reporting.world.database.reading() as session:
        person = await session.get_one(Person, reporting.coordinator.id)
    await reporting.world.membership(person, Role.OFFICER, reporting.ward)
    refused = await reporting.coordinator.post(f"/assignments/{school['id']}/answer-part", REASON)
    listed = (await reporting.coordinator.get("/assignments?answerable=true")).json()["items"]
    other = await reporting.world.person(Role.COORDINATOR, reporting.coordinating)

    assert (refused.status_code, listed) == (403, [])
    assert [row["id"] for row in (await other.get("/assignments?answerable=true")).json()["items"]] == [school["id"]]
    assert (await other.post(f"/assignments/{school['id']}/answer-part", REASON)).status_code == 200


async def test_what_may_be_answered_is_found_by_those_who_may(reporting: Reporting) -> None:
    school = await questioned(reporting)
    people = (reporting.coordinator, reporting.leader, reporting.admin, reporting.head, reporting.officer, reporting.observer)
    found = [[row["id"] for row in (await who.get("/assignments?answerable=true")).json()["items"]] for who in people]

    assert found == [[school["id"]], [], [], [], [], []]


@pytest.mark.parametrize("who", ["admin", "head", "officer", "observer"])
async def test_the_history_of_a_given_up_draft_is_not_for_others(reporting: Reporting, who: str) -> None:
    plan = await draft_plan(reporting)
    units = [{"unit_id": str(reporting.ward.id), "part": "lead"}]
    task = (await reporting.coordinator.post("/tasks", {**task_body(plan), "units": units})).json()
    row = (await reporting.coordinator.get(f"/assignments?plan={plan['id']}")).json()["items"][0]
    assert (await reporting.coordinator.post(f"/plans/{plan['id']}/discard")).status_code == 200
    subjects = [f"plan:{plan['id']}", f"task:{task['id']}", f"assignment:{row['id']}"]
    seen = [(await getattr(reporting, who).get(f"/history?subject={subject}")).json().get("items", []) for subject in subjects]
    told = [(await reporting.leader.get(f"/history?subject={subject}")).json()["items"][0]["text"] for subject in subjects]

    assert seen == [[], [], []]
    assert told == ["bỏ bản nháp kế hoạch", "thêm nhiệm vụ", "giao nhiệm vụ cho Phường 1"]


async def test_the_audit_of_a_given_up_draft_is_for_leader_and_administrator_alone(reporting: Reporting) -> None:
    plan = await draft_plan(reporting)
    await reporting.coordinator.post(f"/plans/{plan['id']}/discard")
    path = f"/audit?subject=plan:{plan['id']}"
    read = [[fact["action"] for fact in (await who.get(path)).json()["items"]] for who in (reporting.leader, reporting.admin)]
    refused = [(await who.get(path)).status_code for who in (reporting.coordinator, reporting.head, reporting.officer, reporting.observer)]

    assert read == [["plan.discarded", "plan.created"]] * 2
    assert refused == [403] * 4


async def test_a_gift_finds_what_stands_and_not_what_was_withdrawn_beside_it(reporting: Reporting) -> None:
    """After a merger a unit may have two rows of a task: its own, and that which came with a unit before it."""
    school = await school_of_ward(reporting)
    beside = Assignment(
        id=new_id(),
        plan_id=reporting.plan_id,
        task_id=reporting.tasks["school"],
        unit_id=reporting.ward.id,
        sort=1,
        part=Part.SUPPORT,
        mandate=Mandate.ASSIGNED,
        due_on=None,
        updated_at=clock.business(),
        work_state=WorkState.CANCELLED,
        shown_work_state=WorkState.CANCELLED,
        origin="sáp nhập",
    )
    async with reporting.world.database.writing() as session:
        session.add(beside)
        await session.flush()
        await begin_counting(session, [beside])
    body = {"task_id": str(reporting.tasks["school"]), "unit_id": str(reporting.ward.id), "part": "lead"}
    refused = await reporting.coordinator.post("/assignments", body)
    await reporting.coordinator.post(f"/assignments/{school['id']}/cancel", REASON)
    taken_up = await reporting.coordinator.post("/assignments", body)

    assert (refused.status_code, refused.json()["code"]) == (409, "already_assigned")
    assert taken_up.json()["id"] in {school["id"], str(beside.id)}
    assert (await assignment_of(reporting, "school", reporting.ward))["part"] in ("lead", "support")
    assert await counts_are_true(reporting)
