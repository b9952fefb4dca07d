"""The plan of next year is approved in the autumn: until the year ends all numbers are of this year's plan, and so are their lists."""

from datetime import datetime
from typing import Any

import pytest

from papi.kit import clock
from tests.contract.numbers import cell, counted, told_by, told_of, walk
from tests.support.planning import draft_plan, school_of_ward
from tests.support.reporting import NOW, Reporting
from tests.support.unit_planning import Planning, make_planning
from tests.support.world import Someone, World

DECEMBER = datetime(2024, 12, 20, 9, 0, tzinfo=clock.TIMEZONE)
JANUARY = datetime(2025, 1, 6, 9, 0, tzinfo=clock.TIMEZONE)


@pytest.fixture
async def planning(world: World) -> Planning:
    """The small plan of 2024, which asks the units for plans of their own."""
    with clock.business_at(NOW):
        return await make_planning(world)


async def approved(reporting: Reporting, plan: str) -> str:
    """The draft, taken through the leader."""
    for who, step in ((reporting.coordinator, "submit"), (reporting.leader, "approve")):
        answer = await who.post(f"/plans/{plan}/{step}")
        assert answer.status_code == 200, answer.text
    return plan


async def next_year(reporting: Reporting) -> str:
    """The plan of 2025, copied from that of 2024 and approved."""
    copied = await reporting.coordinator.post(f"/plans/{reporting.plan_id}/copy", {"year": 2025})
    assert copied.status_code == 201, copied.text
    return await approved(reporting, copied.json()["plan_id"])


async def assert_all_is_of(who: Someone, plan: str, scope: str = "") -> None:
    """Overview, matrix and task status without a plan: each equals the list of the plan that it names."""
    items = await walk(who, f"/assignments?plan={plan}{scope}")
    overview = (await who.get("/dashboards/overview")).json()
    assert overview["plan_id"] == plan
    assert {name: overview["numbers"][name] for name in counted(items)} == counted(items)
    matrix = (await who.get("/dashboards/matrix")).json()
    assert matrix["plan_id"] == plan
    totals = [row["total"] for row in matrix["rows"]]
    whole = cell(items)
    assert {name: sum(total[name] for total in totals) for name in whole} == whole
    for group_by in ("unit", "task"):
        status = (await who.get(f"/task-status?group_by={group_by}")).json()
        assert told_of(status["total"]) == told_by(await walk(who, f"/assignments?plan={plan}"))


async def in_force(who: Someone) -> list[tuple[int, str]]:
    plans: list[dict[str, Any]] = (await who.get("/plans")).json()["items"]
    return [(plan["year"], plan["state"]) for plan in plans if plan["in_force"]]


async def test_in_december_all_numbers_are_of_this_year_and_in_january_of_the_next(planning: Planning) -> None:
    reporting = planning.reporting
    this = str(reporting.plan_id)
    with clock.business_at(DECEMBER):
        coming = await next_year(reporting)
        for who, scope in ((reporting.leader, ""), (reporting.coordinator, ""), (reporting.officer, f"&unit={reporting.ward.id}")):
            await assert_all_is_of(who, this, scope)
            assert await in_force(who) == [(2024, "approved")]
            assert (await who.get("/unit-plans/board")).json()["plan"]["id"] == this
    with clock.business_at(JANUARY):
        for who, scope in ((reporting.leader, ""), (reporting.officer, f"&unit={reporting.ward.id}")):
            await assert_all_is_of(who, coming, scope)
            assert await in_force(who) == [(2025, "approved")]
            assert (await who.get("/unit-plans/board")).json()["plan"]["id"] == coming


async def test_a_plan_that_is_asked_for_is_answered_whatever_the_year(planning: Planning) -> None:
    reporting = planning.reporting
    with clock.business_at(DECEMBER):
        coming = await next_year(reporting)
        leader = reporting.leader
        assert (await leader.get(f"/dashboards/overview?plan={coming}")).json()["plan_id"] == coming
        assert (await leader.get(f"/dashboards/matrix?plan={coming}")).json()["plan_id"] == coming
        assert (await leader.get(f"/unit-plans/board?plan={coming}")).json()["plan"]["year"] == 2025


async def test_only_a_plan_of_a_later_year_is_in_force_where_there_is_no_other(planning: Planning) -> None:
    reporting = planning.reporting
    with clock.business_at(datetime(2023, 12, 1, 9, tzinfo=clock.TIMEZONE)):
        assert await in_force(reporting.leader) == [(2024, "approved")]
    with clock.business_at(datetime(2027, 3, 1, 9, tzinfo=clock.TIMEZONE)):
        assert await in_force(reporting.leader) == [(2024, "approved")]


async def test_a_draft_of_the_running_year_is_not_in_force(planning: Planning) -> None:
    reporting = planning.reporting
    with clock.business_at(JANUARY):
        await draft_plan(reporting)

        assert await in_force(reporting.coordinator) == [(2024, "approved")]
        await assert_all_is_of(reporting.coordinator, str(reporting.plan_id))


async def test_the_units_card_stays_until_this_years_plan_is_accepted_and_then_the_next_asks(planning: Planning) -> None:
    reporting = planning.reporting
    coordinator, officer = reporting.coordinator, reporting.officer
    with clock.business_at(NOW):
        sent = await planning.sent(officer, reporting.head)
    with clock.business_at(DECEMBER):
        await next_year(reporting)
        card = (await officer.get("/dashboards/my-work")).json()["unit_plan"]
        assert (card["year"], card["id"]) == (2024, sent["id"])

        accepted = await coordinator.post(f"/unit-plans/{sent['id']}/accept")
        assert accepted.status_code == 200, accepted.text
        card = (await officer.get("/dashboards/my-work")).json()["unit_plan"]
        assert (card["year"], card["id"]) == (2025, None)


async def test_my_work_names_the_plans_of_its_numbers_and_knows_nothing_of_drafts(planning: Planning) -> None:
    reporting = planning.reporting
    officer = reporting.officer
    with clock.business_at(NOW):
        school = await school_of_ward(reporting)
        done = {"done_on": "2024-09-09", "result": "Đã tổ chức lớp cho 120 người."}
    with clock.business_at(DECEMBER):
        copied = await reporting.coordinator.post(f"/plans/{reporting.plan_id}/copy", {"year": 2025})
        draft = copied.json()["plan_id"]
    with clock.business_at(datetime(2025, 10, 10, 9, tzinfo=clock.TIMEZONE)):
        before = (await officer.get("/dashboards/my-work")).json()["overdue"]
        assert [plan["year"] for plan in before["plans"]] == [2024]
        await approved(reporting, draft)
        after = (await officer.get("/dashboards/my-work")).json()["overdue"]
        assert [plan["year"] for plan in after["plans"]] == [2025, 2024]
        assert sum(plan["total"] for plan in after["plans"]) == after["total"] > before["total"]
        for plan in after["plans"]:
            query = f"/assignments?plan={plan['plan_id']}&unit={reporting.ward.id}&cadence=once&deadline_state=overdue"
            assert len(await walk(officer, query)) == plan["total"]

        reported = await reporting.head.post(f"/assignments/{school['id']}/report-done", done)
        assert reported.status_code == 200, reported.text
        work = (await reporting.coordinator.get("/dashboards/my-work")).json()
        assert [(plan["year"], plan["total"]) for plan in work["awaiting_plans"]] == [(2024, 1)]
        assert work["awaiting_confirmation"] == 1
