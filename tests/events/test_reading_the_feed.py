"""The feed tells what may leave the house, in order, page by page, to those whose history shows it."""

import json
from typing import Any

import pytest
from sqlalchemy import delete, select

from papi.access.permissions import Role
from papi.kit.types import new_id
from papi.outbox.models import ChainedFact, FactRow
from papi.plans.models import PlanState
from tests.events.conftest import Feeding
from tests.support.machines import machine
from tests.support.one_task import one_task


def ids(page: dict[str, Any]) -> list[str]:
    return [item["id"] for item in page["items"]]


async def test_pages_hold_everything_once_in_order_and_say_where_to_go_on(feeding: Feeding) -> None:
    made = [str(one) for one in await feeding.happen(times=7)]

    first = await feeding.read(query="limit=3")
    second = await feeding.read(query=f"limit=3&after={first['after']}")
    third = await feeding.read(query=f"limit=3&cursor={second['next_cursor']}")
    nothing = await feeding.read(query=f"after={third['after']}")

    assert [*ids(first), *ids(second), *ids(third)] == made
    assert [item["number"] for item in first["items"]] == [1, 2, 3]
    assert (first["next_cursor"], second["next_cursor"], third["next_cursor"]) == ("3", "6", None)
    assert nothing == {"items": [], "next_cursor": None, "after": 7, "mark": third["mark"]}


async def test_an_event_is_told_in_codes_with_who_did_it(feeding: Feeding) -> None:
    person = new_id()
    data = {"period_id": "p", "submission": 2, "late": False, "done_vi": "gửi báo cáo", "notify": ["x"]}
    author: dict[str, Any] = {"person_id": person, "person_name": "Tô Hữu Phước", "role": "officer", "acting_unit_id": feeding.ward.id}
    (made,) = await feeding.happen(data=data, **author)

    (event,) = (await feeding.read())["items"]

    assert event["id"] == str(made)
    assert event["type"] == "report.submitted"
    assert event["unit_id"] == str(feeding.ward.id)
    assert event["data"] == {"period_id": "p", "submission": 2, "late": False}
    assert event["actor"] == {"type": "person", "role": "officer", "unit_id": str(feeding.ward.id), "name": "Tô Hữu Phước"}
    assert set(event) == {"id", "number", "type", "at", "subject", "unit_id", "actor", "data"}
    assert str(person) not in json.dumps(event)


async def test_types_and_units_are_chosen_and_what_is_passed_over_is_not_read_again(feeding: Feeding) -> None:
    await feeding.happen("report.submitted")
    await feeding.happen("report.accepted", unit=feeding.other)
    await feeding.happen("period.opened", unit=None)

    def kinds(page: dict[str, Any]) -> list[str]:
        return [item["type"] for item in page["items"]]

    assert kinds(await feeding.read(query="types=report.*")) == ["report.submitted", "report.accepted"]
    assert kinds(await feeding.read(query="types=report.accepted,period.opened")) == ["report.accepted", "period.opened"]
    assert kinds(await feeding.read(query=f"unit={feeding.other.id}")) == ["report.accepted"]
    assert (await feeding.read(query="types=plan.approved"))["after"] == 3


async def test_facts_that_stay_inside_are_passed_over(feeding: Feeding) -> None:
    await feeding.happen("session.started")
    await feeding.happen("report_line.saved")
    await feeding.happen("evidence.accepted", private=True)

    for who in (feeding.coordinator, feeding.officer):
        page = await feeding.read(who)
        assert (page["items"], page["next_cursor"], page["after"]) == ([], None, 3)


async def test_nobody_is_told_more_than_history_tells(feeding: Feeding) -> None:
    await feeding.happen("report.submitted")
    await feeding.happen("report.submitted", unit=feeding.other)
    await feeding.happen("plan.amendment_submitted", unit=None)
    hidden = await one_task(feeding.world, feeding.ward, plan_state=PlanState.DRAFT)
    await feeding.happen("task.created", unit=None, subject_id=hidden.task_id)
    admin = await feeding.world.person(Role.ADMIN, feeding.ward)
    observer = await feeding.world.person(Role.OBSERVER, feeding.other)

    for who in (feeding.coordinator, feeding.officer, admin, observer):
        told = {item["id"] for item in (await feeding.read(who))["items"]}
        known = {item["id"] for item in (await who.get("/history?limit=200")).json()["items"]}
        assert told <= known, who.role
    assert len((await feeding.read())["items"]) == 4
    assert len((await feeding.read(feeding.officer))["items"]) == 1
    assert len((await feeding.read(observer))["items"]) == 2


async def test_another_system_is_told_of_its_units_what_an_observer_is_without_names(feeding: Feeding) -> None:
    await feeding.happen("report.submitted", person_id=new_id(), person_name="Tô Hữu Phước", role="unit_head")
    await feeding.happen("report.submitted", unit=feeding.other)
    await feeding.happen("period.opened", unit=None)
    await feeding.happen("consolidated.approved", unit=None)
    await feeding.happen("plan.amendment_submitted", unit=None)
    await feeding.happen("evidence.accepted", private=True)

    of_one = await feeding.read(await machine(feeding.world, "events:read", units=[feeding.ward]))
    of_all = await feeding.read(await machine(feeding.world, "events:read"))
    refused = await (await machine(feeding.world, "reports:read")).get("/events")

    assert [item["number"] for item in of_one["items"]] == [1, 3, 4]
    assert [item["number"] for item in of_all["items"]] == [1, 2, 3, 4]
    assert of_one["items"][0]["actor"] == {"type": "person", "role": "unit_head", "unit_id": None, "name": None}
    assert (refused.status_code, refused.json()["code"]) == (403, "scope_missing")


@pytest.mark.parametrize(
    "query",
    [
        "after=1",
        "after=-1",
        "after=x",
        "cursor=abc",
        "after=2147483648",
        "limit=1001",
        "limit=0",
        "wait=31",
        "mark=xyz",
        "types=report.none",
        "unit=x",
    ],
)
async def test_what_makes_no_sense_is_refused(feeding: Feeding, query: str) -> None:
    answer = await feeding.coordinator.get(f"/events?{query}")

    assert answer.status_code == 422, answer.text
    assert answer.json()["code"] == ("ahead_of_feed" if query == "after=1" else "invalid")


async def test_a_long_stretch_that_shows_nothing_is_gone_along_piece_by_piece(feeding: Feeding, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("papi.feed.queries._STRETCH", 2)
    await feeding.happen("session.started", times=5)
    await feeding.happen()

    page = await feeding.read()
    assert (page["items"], page["next_cursor"], page["after"]) == ([], "2", 2)
    assert len((await feeding.read(query="wait=1"))["items"]) == 1  # who waits goes along by itself
    assert (await feeding.read(query="after=4"))["after"] == 6


async def test_who_read_before_a_backup_was_restored_is_told_though_the_numbers_were_given_anew(feeding: Feeding) -> None:
    nothing = await feeding.read()
    await feeding.happen(times=5)
    early, late = await feeding.read(query="limit=2"), await feeding.read()
    async with feeding.world.database.writing() as session:  # the backup held three of them; others happened since
        lost = (await session.scalars(select(ChainedFact.fact_id).where(ChainedFact.number > 3))).all()
        await session.execute(delete(ChainedFact).where(ChainedFact.number > 3))
        await session.execute(delete(FactRow).where(FactRow.id.in_(lost)))
    await feeding.happen(times=4)

    follows = await feeding.read(query=f"after={early['after']}&mark={early['mark']}")
    refused = await feeding.coordinator.get(f"/events?after={late['after']}&mark={late['mark']}")
    unasked = await feeding.read(query=f"after={late['after']}")

    assert nothing["mark"] is None
    assert [item["number"] for item in follows["items"]] == [3, 4, 5, 6, 7]
    assert (refused.status_code, refused.json()["code"]) == (422, "other_history")
    assert [item["number"] for item in unasked["items"]] == [6, 7]  # who does not ask is not told
