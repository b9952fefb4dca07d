import asyncio
from datetime import date
from typing import Any

from sqlalchemy import update

from papi.directory.models import Unit, UnitGroup, UnitGroupMember, UnitKind
from papi.kit.types import new_id
from tests.support.extending import asked
from tests.support.planning import REASON, assignment_of, counts_are_true, draft_plan, school_of_ward, task_body
from tests.support.reporting import Reporting

DATES: dict[str, Any] = {"action": "dates", "due_on": "2024-10-31", **REASON}


async def bulk(reporting: Reporting, body: dict[str, Any]) -> dict[str, Any]:
    answer = await reporting.coordinator.post("/assignments/bulk", body)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def chosen(reporting: Reporting) -> list[dict[str, Any]]:
    """The two parts of the once-task."""
    both = [await assignment_of(reporting, "school", unit) for unit in (reporting.department, reporting.ward)]
    return [{"id": one["id"], "version": one["version"]} for one in both]


async def group_of_wards(reporting: Reporting) -> str:
    group = UnitGroup(id=new_id(), code="wards", name="UBND các phường, xã")
    await reporting.world.add(group)
    await reporting.world.add(*(UnitGroupMember(group_id=group.id, unit_id=unit.id) for unit in (reporting.ward, reporting.other_ward)))
    return str(group.id)


async def test_a_task_is_given_to_a_group_and_who_has_it_already_is_named(reporting: Reporting) -> None:
    given = {
        "action": "assign",
        "task_id": str(reporting.tasks["school"]),
        "group_ids": [await group_of_wards(reporting)],
        "part": "support",
    }
    done = await bulk(reporting, given)

    assert [(item["unit"], item["status"], item["code"]) for item in done["items"]] == [
        ("Phường 1", 409, "already_assigned"),
        ("Phường 2", 200, None),
    ]
    assert (done["changed"], done["refused"]) == (1, 1)
    assert (await assignment_of(reporting, "school", reporting.other_ward))["due_on"] == "2024-09-30"
    assert await counts_are_true(reporting)


async def test_bodies_that_are_asked_stay_asked(reporting: Reporting) -> None:
    units = [str(reporting.front.id), str((await reporting.world.unit("Phòng Y tế", UnitKind.DEPARTMENT)).id)]
    given = {"action": "assign", "task_id": str(reporting.tasks["school"]), "unit_ids": units, "part": "support"}
    ids = [item["id"] for item in (await bulk(reporting, given))["items"]]
    mandates = [(await reporting.coordinator.get(f"/assignments/{assignment_id}")).json()["mandate"] for assignment_id in ids]
    forced = await bulk(reporting, {**given, "unit_ids": units[:1], "mandate": "assigned"})

    assert mandates == ["requested", "assigned"]
    assert forced["items"][0]["status"] in {409, 422}


async def test_a_dry_run_tells_what_would_happen_and_changes_nothing(reporting: Reporting) -> None:
    before = [one["version"] for one in await chosen(reporting)]
    told = await bulk(reporting, {**DATES, "items": await chosen(reporting), "dry_run": True})

    assert (told["changed"], told["refused"], told["dry_run"]) == (2, 0, True)
    assert [one["version"] for one in await chosen(reporting)] == before
    assert await counts_are_true(reporting)


async def test_many_days_are_changed_at_once_with_the_reason_in_each_history(reporting: Reporting) -> None:
    done = await bulk(reporting, {**DATES, "items": await chosen(reporting)})
    school = await school_of_ward(reporting)
    told = (await reporting.officer.get(f"/assignments/{school['id']}/timeline")).json()["items"][-1]

    assert (done["changed"], school["due_on"]) == (2, "2024-10-31")
    assert (told["reason"], told["changes"]) == (REASON["reason"], [{"label": "Thời hạn", "before": "30/9/2024", "after": "31/10/2024"}])
    assert await counts_are_true(reporting)


async def test_an_extension_keeps_its_day(reporting: Reporting) -> None:
    extension = await asked(reporting)
    waiting = await bulk(reporting, {**DATES, "items": await chosen(reporting)})
    await reporting.coordinator.post(f"/extensions/{extension['id']}/grant", {})
    granted = await bulk(reporting, {**DATES, "items": await chosen(reporting)})

    assert [item["code"] for item in waiting["items"]] == [None, "extended_by_itself"]
    assert [item["code"] for item in granted["items"]] == [None, "extended_by_itself"]
    assert (await school_of_ward(reporting))["due_on"] == extension["wanted_on"]


async def test_by_a_filter_only_once_tasks_move(reporting: Reporting) -> None:
    done = await bulk(reporting, {**DATES, "filter": {"unit": str(reporting.ward.id)}, "due_on": None, "due_in_working_days": TERM})
    codes = sorted(item["code"] or "" for item in done["items"])

    assert codes == ["", "deadline_of_period", "deadline_of_period", "deadline_of_period"]
    assert (await school_of_ward(reporting))["due_words"] == "trong 10 ngày làm việc kể từ ngày 10/9/2024"


async def test_the_words_of_a_term_are_those_of_the_day_that_holds(reporting: Reporting) -> None:
    given = {"action": "assign", "task_id": str(reporting.tasks["school"]), "unit_ids": [str(reporting.other_ward.id)], "part": "support"}
    made = (await bulk(reporting, {**given, "due_in_working_days": TERM}))["items"][0]
    await bulk(reporting, {**DATES, "items": await chosen(reporting), "due_on": None, "due_in_working_days": TERM})
    before = await school_of_ward(reporting)
    extension = await asked(reporting)
    await reporting.coordinator.post(f"/extensions/{extension['id']}/grant", {})
    after = await school_of_ward(reporting)
    other = (await reporting.coordinator.get(f"/assignments/{made['id']}")).json()

    assert (other["due_on"], other["due_words"]) == (before["due_on"], before["due_words"]) == ("2024-09-24", WORDS)
    assert (after["due_on"], after["due_words"]) == (extension["wanted_on"], None)


async def test_when_the_tasks_day_moves_the_words_of_the_old_one_fall_off(reporting: Reporting) -> None:
    task = f"/tasks/{reporting.tasks['school']}"
    await bulk(reporting, {**DATES, "items": await chosen(reporting), "due_on": None, "due_in_working_days": TERM})
    for day in ("2024-09-24", "2024-10-15"):
        moved = await reporting.coordinator.patch(task, {"due_on": day})
        assert moved.status_code == 200, moved.text
    school = await school_of_ward(reporting)

    assert (school["due_on"], school["due_words"]) == ("2024-10-15", None)


WORDS = "trong 10 ngày làm việc kể từ ngày 10/9/2024"
TERM = {"days": 10, "from_on": "2024-09-10"}


async def test_stale_and_cancelled_ones_stay_and_do_not_keep_the_others_back(reporting: Reporting) -> None:
    items = await chosen(reporting)
    await reporting.coordinator.post(f"/assignments/{items[1]['id']}/cancel", REASON)
    stale = await bulk(reporting, {**DATES, "items": items})
    fresh = await bulk(reporting, {**DATES, "items": await chosen(reporting)})

    assert [item["status"] for item in stale["items"]] == [200, 412]
    assert [item["status"] for item in fresh["items"]] == [200, 409]


async def test_in_a_plan_before_the_leader_nothing_moves(reporting: Reporting) -> None:
    plan = await draft_plan(reporting)
    task = (await reporting.coordinator.post("/tasks", task_body(plan))).json()
    await bulk(reporting, {"action": "assign", "task_id": task["id"], "unit_ids": [str(reporting.ward.id)], "part": "lead"})
    await reporting.coordinator.post(f"/plans/{plan['id']}/submit")
    moved = await bulk(reporting, {**DATES, "filter": {"task": task["id"]}})
    given = {"action": "assign", "task_id": task["id"], "unit_ids": [str(reporting.other_ward.id)], "part": "lead"}
    refused = await reporting.coordinator.post("/assignments/bulk", given)

    assert [item["status"] for item in moved["items"]] == [409]
    assert refused.status_code == 409


async def test_of_a_submission_and_many_changes_at_once_the_leader_reads_the_changes_or_there_are_none(reporting: Reporting) -> None:
    plan = await draft_plan(reporting)
    task = (await reporting.coordinator.post("/tasks", task_body(plan))).json()
    units = [str(unit.id) for unit in (reporting.ward, reporting.other_ward, reporting.department)]
    await bulk(reporting, {"action": "assign", "task_id": task["id"], "unit_ids": units, "part": "lead"})
    sent, moved = await asyncio.gather(
        reporting.coordinator.post(f"/plans/{plan['id']}/submit"),
        bulk(reporting, {**DATES, "due_on": "2024-12-20", "filter": {"task": task["id"]}}),
    )
    items = (await reporting.leader.get(f"/assignments?task={task['id']}")).json()["items"]

    assert sent.status_code == 200
    assert [item["due_on"] for item in items] == ["2024-12-20" if moved["changed"] else "2024-10-31"] * 3
    assert (moved["changed"], moved["refused"]) in {(3, 0), (0, 3)}


async def test_two_who_move_the_same_ones_in_opposite_orders_do_not_wait_for_each_other(reporting: Reporting) -> None:
    there = await chosen(reporting)
    bodies = [{**DATES, "items": items} for items in (there, there[::-1]) for _ in range(3)]
    answers = await asyncio.gather(*(reporting.coordinator.post("/assignments/bulk", body) for body in bodies))
    told = [item["status"] for answer in answers for item in answer.json()["items"]]

    assert ([answer.status_code for answer in answers], sorted(told)) == ([200] * 6, [200] * 2 + [412] * 10)
    assert await counts_are_true(reporting)


async def test_the_outcomes_stand_in_the_order_in_which_they_were_asked_for(reporting: Reporting) -> None:
    there = await chosen(reporting)
    names = [
        [item["unit"] for item in (await bulk(reporting, {**DATES, "items": items, "dry_run": True}))["items"]]
        for items in (there, there[::-1])
    ]

    assert names[0] == names[1][::-1] == [reporting.department.short_name, reporting.ward.short_name]


async def test_every_unit_that_is_named_has_an_outcome_also_one_that_is_unknown_or_has_ended(reporting: Reporting) -> None:
    ending, ended = [await reporting.world.unit(name, UnitKind.WARD) for name in ("Phường 8", "Phường 9")]
    async with reporting.world.database.writing() as session:
        for unit, day in ((ending, date(2024, 12, 31)), (ended, date(2024, 8, 31))):
            await session.execute(update(Unit).where(Unit.id == unit.id).values(valid_to=day))
    units = [str(ending.id), str(ended.id), str(new_id())]
    given = {"action": "assign", "task_id": str(reporting.tasks["school"]), "unit_ids": units, "part": "support"}
    items = (await bulk(reporting, given))["items"]

    assert [(item["unit"], item["status"]) for item in items] == [("Phường 8", 200), ("Phường 9", 422), ("–", 422)]
    assert items[1]["detail"].endswith("Không có đơn vị này đang hoạt động.")


async def test_a_unit_takes_all_its_parts_at_once(reporting: Reporting) -> None:
    mine = (await reporting.officer.get(f"/assignments?unit={reporting.ward.id}")).json()["items"]
    theirs = (await reporting.stranger.get(f"/assignments?unit={reporting.other_ward.id}")).json()["items"][:1]
    ids = [item["id"] for item in (*mine, *theirs)]
    done = (await reporting.officer.post("/assignments/bulk", {"action": "accept", "ids": ids})).json()

    assert (done["changed"], done["refused"]) == (len(mine), 1)
    assert {item["code"] for item in done["items"]} == {None, "assignment_not_found"}


async def test_nothing_chosen_is_refused(reporting: Reporting) -> None:
    bodies = [
        DATES,
        {**DATES, "filter": {}, "due_on": None},
        {**DATES, "filter": {"colour": "red"}},
        {"action": "accept", "ids": []},
        {"action": "assign", "task_id": str(reporting.tasks["school"]), "part": "support"},
        {"action": "burn"},
    ]

    assert [(await reporting.coordinator.post("/assignments/bulk", body)).status_code for body in bodies] == [422] * len(bodies)
