import asyncio
from typing import Any

from sqlalchemy import select

from papi.access.permissions import Role
from papi.directory.models import Person
from papi.framework.models import Framework
from tests.support.planning import draft_plan, nodes_of
from tests.support.reporting import Reporting

RETURNED = {"reason": "Bổ sung thời hạn cho từng nhiệm vụ."}


async def edition(reporting: Reporting) -> Any:
    async with reporting.world.database.reading() as session:
        return await session.scalar(select(Framework.id))


async def test_a_plan_goes_from_draft_to_the_leader_and_back_and_is_approved(reporting: Reporting) -> None:
    plan = await draft_plan(reporting)
    path = f"/plans/{plan['id']}"

    assert (plan["state"], plan["allowed_actions"], plan["framework_year"]) == ("draft", ["edit", "submit", "discard"], 2023)
    assert (await reporting.coordinator.post(f"{path}/submit")).json()["state"] == "submitted"
    assert (await reporting.leader.get(path)).json()["allowed_actions"] == ["approve", "return"]
    returned = (await reporting.leader.post(f"{path}/return", RETURNED)).json()
    assert (returned["state"], returned["return_reason"]) == ("draft", RETURNED["reason"])
    await reporting.coordinator.post(f"{path}/submit")
    approved = (await reporting.leader.post(f"{path}/approve")).json()
    assert (approved["state"], approved["adopted_on"], approved["return_reason"]) == ("approved", "2024-09-10", None)


async def test_a_draft_is_seen_by_coordinator_and_leader_alone(reporting: Reporting) -> None:
    plan = await draft_plan(reporting)
    people = (reporting.coordinator, reporting.leader, reporting.admin, reporting.head, reporting.officer, reporting.observer)

    assert [(await who.get(f"/plans/{plan['id']}")).status_code for who in people] == [200, 200, 404, 404, 404, 404]
    assert [len((await who.get("/plans")).json()["items"]) for who in people] == [2, 2, 1, 1, 1, 1]
    assert [(await who.get(f"/plans/{plan['id']}/targets")).status_code for who in people] == [200, 200, 404, 404, 404, 404]
    assert [(await who.get(f"/task-status?plan={plan['id']}")).status_code for who in people] == [200, 200, 403, 404, 404, 404]


async def test_what_lies_before_the_leader_stays_as_it_is(reporting: Reporting) -> None:
    plan = await draft_plan(reporting)
    path = f"/plans/{plan['id']}"
    await reporting.coordinator.post(f"{path}/submit")

    changed = await reporting.coordinator.patch(path, {"title": "Kế hoạch khác"})
    assert (changed.status_code, changed.json()["code"]) == (409, "wrong_state")
    assert changed.json()["detail"].startswith("Kế hoạch đang ở trạng thái “đã trình”")
    assert (await reporting.coordinator.put(f"{path}/targets", {"items": []})).status_code == 409
    assert (await reporting.coordinator.get(path)).json()["allowed_actions"] == []


async def test_every_step_has_its_moment(reporting: Reporting) -> None:
    path = f"/plans/{(await draft_plan(reporting))['id']}"

    assert (await reporting.leader.post(f"{path}/approve")).status_code == 409
    assert (await reporting.leader.post(f"{path}/return", RETURNED)).status_code == 409
    assert (await reporting.coordinator.post(f"{path}/submit")).status_code == 200
    assert (await reporting.coordinator.post(f"{path}/submit")).status_code == 409
    assert (await reporting.coordinator.post(f"{path}/approve")).status_code == 403
    assert (await reporting.leader.post(f"{path}/submit")).status_code == 403


async def test_nobody_approves_what_they_submitted_under_another_role(reporting: Reporting) -> None:
    path = f"/plans/{(await draft_plan(reporting))['id']}"
    async with reporting.world.database.reading() as session:
        person = await session.get_one(Person, reporting.coordinator.id)
    membership = await reporting.world.membership(person, Role.LEADER, reporting.city)
    same_person = await reporting.world.sign_in(person, membership, reporting.city)
    await reporting.coordinator.post(f"{path}/submit")
    refused = await same_person.post(f"{path}/approve")

    assert (refused.status_code, refused.json()["code"]) == (403, "own_submission")
    assert (await same_person.post(f"{path}/return", RETURNED)).status_code == 403
    assert (await same_person.get(path)).json()["allowed_actions"] == []


async def test_an_approved_plan_is_amended_and_its_history_keeps_what_was(reporting: Reporting) -> None:
    path = f"/plans/{reporting.plan_id}"
    amended = await reporting.coordinator.patch(path, {"number": "58/KH-UBND", "adopted_on": "2024-06-25"})
    history = (await reporting.leader.get(f"/history?subject=plan:{reporting.plan_id}")).json()["items"]

    assert (amended.json()["state"], amended.json()["number"], amended.json()["version"]) == ("approved", "58/KH-UBND", 2)
    assert [(change["label"], change["before"], change["after"]) for change in history[0]["changes"]] == [
        ("Số, ký hiệu", "–", "58/KH-UBND"),
        ("Ngày ban hành", "24/6/2024", "25/6/2024"),
    ]


async def test_an_older_version_is_refused(reporting: Reporting) -> None:
    path = f"/plans/{reporting.plan_id}"
    first = (await reporting.coordinator.get(path)).headers["etag"]
    await reporting.coordinator.patch(path, {"number": "58/KH-UBND"}, headers={"If-Match": first})
    stale = await reporting.coordinator.patch(path, {"number": "59/KH-UBND"}, headers={"If-Match": first})

    assert (stale.status_code, stale.json()["code"], stale.json()["current_version"]) == (412, "stale_version", "2")


async def test_a_plan_made_twice_by_a_shaky_line_is_made_once(reporting: Reporting) -> None:
    body = {"year": 2025, "title": "Kế hoạch năm 2025", "framework_year": 2023}
    key = {"Idempotency-Key": "ke-hoach-2025"}
    first, second = [await reporting.coordinator.post("/plans", body, headers=key) for _ in range(2)]

    assert first.json() == second.json()
    assert len((await reporting.coordinator.get("/plans?year=2025")).json()["items"]) == 1


async def test_what_is_wrong_with_a_plan_is_said(reporting: Reporting) -> None:
    good = {"year": 2025, "title": "Kế hoạch", "framework_year": 2023}
    bad = [
        {**good, "framework_year": 2022},
        {**good, "year": 1999},
        {**good, "year": "2025a"},
        {**good, "title": " "},
        {**good, "title": "x" * 301},
        {**good, "title": "a\x00b"},
        {**good, "state": "approved"},
        {**good, "adopted_on": "24/6/2024"},
        {"year": 2025},
    ]
    assert [(await reporting.coordinator.post("/plans", body)).status_code for body in bad] == [422] * len(bad)
    assert len((await reporting.coordinator.get("/plans")).json()["items"]) == 1


async def test_targets_stand_at_any_level_and_replace_what_was(reporting: Reporting) -> None:
    nodes = await nodes_of(reporting.world, await edition(reporting))
    path = f"/plans/{reporting.plan_id}/targets"
    first = [
        {"indicator_id": str(nodes["1"].id), "baseline": 4.85, "target": 5, "stance": "improve"},
        {"indicator_id": str(nodes["1.1.1"].id), "stance": "maintain", "low_rated": True, "low_rated_source": "ví dụ"},
    ]
    put = await reporting.coordinator.put(path, {"items": list(reversed(first))})
    second = await reporting.coordinator.put(path, {"items": first[:1]})

    assert [(item["code"], item["baseline"], item["target"], item["low_rated"]) for item in put.json()["items"]] == [
        ("1", 4.85, 5.0, False),
        ("1.1.1", None, None, True),
    ]
    assert [item["name_status"] for item in put.json()["items"]] == ["working", "working"]
    assert [item["code"] for item in second.json()["items"]] == ["1"]
    assert (await reporting.officer.get(path)).json() == second.json()


async def test_of_two_who_set_targets_at_once_one_is_told(reporting: Reporting) -> None:
    path = f"/plans/{reporting.plan_id}/targets"
    tag = {"If-Match": (await reporting.coordinator.get(path)).headers["etag"]}
    answers = await asyncio.gather(*(reporting.coordinator.put(path, {"items": []}, headers=tag) for _ in range(2)))

    assert sorted(answer.status_code for answer in answers) == [200, 412]


async def test_wrong_targets_are_named_one_by_one_and_none_is_stored(reporting: Reporting) -> None:
    nodes = await nodes_of(reporting.world, await edition(reporting))
    path = f"/plans/{reporting.plan_id}/targets"
    good = {"indicator_id": str(nodes["1"].id), "stance": "improve"}
    items = [good, good, {**good, "indicator_id": str(reporting.plan_id)}, {**good, "indicator_id": str(nodes["2"].id), "target": 11}]
    refused = await reporting.coordinator.put(path, {"items": items})

    assert refused.status_code == 422
    assert [error["pointer"] for error in refused.json()["errors"]] == ["/items/1/indicator_id", "/items/2/indicator_id", "/items/3/target"]
    for wrong in ({"target": 0}, {"target": "5"}, {"stance": "raise"}, {"baseline": -1}, {"code": "1"}):
        assert (await reporting.coordinator.put(path, {"items": [{**good, **wrong}]})).status_code == 422, wrong
    assert (await reporting.coordinator.get(path)).json() == {"items": [], "total": None}
