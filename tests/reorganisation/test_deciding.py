"""A decision is tried, made, changed and undone before its day; on its day it takes effect once, whole or not at all."""

import asyncio
from typing import Any

import pytest

from papi.access.permissions import Role
from papi.directory.models import UnitKind
from papi.reorganisation.actions import effect
from tests.support.reorganising import (
    DAY,
    URL,
    day_comes,
    decided,
    decision,
    merger,
    moves_of,
    new_unit,
    now_in,
    on,
    part,
    tried,
    unit_called,
)
from tests.support.reporting import Reporting


def pointers(answer: Any) -> list[str]:
    return sorted(error["pointer"] for error in answer.json()["errors"])


async def test_a_planned_decision_changes_nothing_and_can_be_changed_and_undone(reporting: Reporting) -> None:
    made = await decided(reporting.admin, merger(reporting))
    path = f"{URL}/{made['id']}"
    units = (await reporting.admin.get("/units")).json()["items"]
    changed = await reporting.admin.put(path, merger(reporting, day="2024-12-01"), headers={"If-Match": f'"v{made["version"]}"'})
    stale = await reporting.admin.put(path, merger(reporting), headers={"If-Match": f'"v{made["version"]}"'})
    with on(DAY):
        assert await day_comes(reporting.world) == 0
    undone = await reporting.admin.post(f"{path}/withdraw", {"reason": "Chờ nghị quyết mới."})
    again = await reporting.admin.post(f"{path}/withdraw", {"reason": "Chờ nghị quyết mới."})
    with on("2024-12-01"):
        assert await day_comes(reporting.world) == 0

    assert made["state"] == "planned"
    assert made["allowed_actions"] == ["edit", "withdraw"]
    assert [unit["short_name"] for unit in units if unit["kind"] == "ward"] == ["Phường 1", "Phường 2"]
    assert (changed.json()["effective_on"], stale.status_code) == ("2024-12-01", 412)
    assert (undone.json()["state"], undone.json()["withdraw_reason"]) == ("withdrawn", "Chờ nghị quyết mới.")
    assert (again.status_code, again.json()["code"]) == (409, "succession_wrong_state")


async def test_what_has_taken_effect_is_not_undone(reporting: Reporting) -> None:
    with on(DAY):
        made = await decided(reporting.admin, merger(reporting))
        undone = await reporting.admin.post(f"{URL}/{made['id']}/withdraw", {"reason": "Nhầm."})

    assert (made["state"], made["allowed_actions"]) == ("effective", [])
    assert undone.status_code == 409


async def test_the_day_is_typed_again_before_anything_is_stored(reporting: Reporting) -> None:
    refused = await reporting.admin.post(URL, merger(reporting, confirmed_on="2024-10-02"))

    assert (refused.status_code, pointers(refused)) == (422, ["/confirmed_on"])
    assert (await reporting.admin.get(URL)).json()["items"] == []


async def test_every_reason_why_not_is_named_at_its_place(reporting: Reporting) -> None:
    ward, other = reporting.ward, reporting.other_ward
    ended = await reporting.world.unit("Phường cũ")
    await reporting.admin.patch(f"/units/{ended.id}", {"valid_to": "2024-08-31"})
    parts = [
        part("merge", [ward, ended], [{"unit_id": str(ward.id)}]),
        part("split", [other], [new_unit("Phường A", other.code)]),
        part("merge", [ward], [{**new_unit("Phường B", "X9"), "name": None}]),
        part("rename", [reporting.department], [new_unit("Phòng Tư pháp mới", "X8")]),
    ]
    refused = await reporting.admin.post(f"{URL}?dry_run=true", decision(*parts), headers={"Accept-Language": "vi"})

    assert (refused.status_code, refused.json()["code"]) == (422, "succession_impossible")
    assert pointers(refused) == [
        "/parts/0/predecessors/1",
        "/parts/0/successors/0/unit_id",
        "/parts/1/successors",
        "/parts/1/successors/0/code",
        "/parts/2/predecessors/0",
        "/parts/2/successors/0/name",
        "/parts/3/successors/0",
    ]
    assert "Phường 1 kết thúc trong chính quyết định này" in str(refused.json()["errors"])


async def test_a_unit_waits_for_one_decision_at_a_time(reporting: Reporting) -> None:
    made = await decided(reporting.admin, merger(reporting))
    other = decision(part("dissolve", [reporting.ward], [{"unit_id": str(reporting.department.id)}]))

    refused = await reporting.admin.post(URL, other)
    await reporting.admin.post(f"{URL}/{made['id']}/withdraw", {"reason": "Làm lại."})

    assert (refused.status_code, refused.json()["code"], pointers(refused)) == (
        409,
        "unit_in_other_succession",
        ["/parts/0/predecessors/0"],
    )
    assert (await reporting.admin.post(URL, other)).status_code == 201


async def test_nobody_locks_everybody_out(reporting: Reporting) -> None:
    refused = await reporting.admin.post(f"{URL}?dry_run=true", decision(part("dissolve", [reporting.city])))

    assert (refused.status_code, refused.json()["code"]) == (409, "no_administrator_left")


async def test_a_dry_run_names_the_heads_of_who_merges_and_one_can_be_made_an_officer(reporting: Reporting) -> None:
    body = merger(reporting)
    heads = (await tried(reporting.admin, body))["heads"]
    body["parts"][0]["choices"] = [{"what": "membership", "id": str(reporting.stranger.membership_id), "role": "officer"}]
    with on(DAY):
        await decided(reporting.admin, body)
        unit = await unit_called(reporting.admin, "Phường Vũng Tàu")
        roles = [(await now_in(reporting.world, who, unit["id"])).role for who in (reporting.head, reporting.stranger)]

    assert [(head["from_name"], head["to_name"]) for head in heads] == [("Phường 1", "Phường Vũng Tàu"), ("Phường 2", "Phường Vũng Tàu")]
    assert roles == [Role.UNIT_HEAD, Role.OFFICER]


async def test_two_workers_at_midnight_do_it_once(reporting: Reporting) -> None:
    made = await decided(reporting.admin, merger(reporting))
    with on(DAY):
        begun = await asyncio.gather(*(day_comes(reporting.world) for _ in range(4)))
        moves = await moves_of(reporting.admin, made, "&what=assignment")

    assert sum(begun) == 1
    assert len({move["thing_id"] for move in moves}) == len(moves) == 7


async def test_a_worker_killed_in_the_middle_leaves_everything_as_it_was(reporting: Reporting, monkeypatch: pytest.MonkeyPatch) -> None:
    made = await decided(reporting.admin, merger(reporting))

    async def killed(*_given: object) -> None:
        raise asyncio.CancelledError

    with on(DAY):
        with monkeypatch.context() as broken:
            broken.setattr(effect, "end_units", killed)
            with pytest.raises(asyncio.CancelledError):
                await day_comes(reporting.world)
        left = (await reporting.admin.get(f"{URL}/{made['id']}")).json()
        me = await reporting.officer.get("/me")
        moved = await moves_of(reporting.admin, made)
        assert await day_comes(reporting.world) == 1

    assert (left["state"], me.status_code, moved) == ("planned", 200, [])


async def test_what_cannot_be_done_on_the_day_waits_for_the_administrator_and_says_why(reporting: Reporting) -> None:
    made = await decided(reporting.admin, merger(reporting))
    await reporting.admin.post("/units", {"code": "26506", "kind": "ward", "name": "UBND phường Khác", "short_name": "Phường Khác"})
    with on(DAY):
        assert await day_comes(reporting.world) == 0
        assert await day_comes(reporting.world) == 0
        waiting = (await reporting.admin.get(f"{URL}/{made['id']}")).json()
        body = decision(part("merge", [reporting.ward, reporting.other_ward], [new_unit(code="26507")]))
        mended = await reporting.admin.put(f"{URL}/{made['id']}", body)

    assert waiting["state"] == "planned"
    assert "Mã 26506 đã dùng cho đơn vị khác." in waiting["failure"]
    assert (mended.status_code, mended.json()["state"], mended.json()["failure"]) == (200, "effective", None)


async def test_everyone_concerned_is_told(reporting: Reporting) -> None:
    made = await decided(reporting.admin, merger(reporting))
    await reporting.world.let_the_worker_run()
    planned = (await reporting.officer.get("/notifications")).json()["items"]
    with on(DAY):
        assert await day_comes(reporting.world) == 1
        await reporting.world.let_the_worker_run()
        unit = await unit_called(reporting.admin, "Phường Vũng Tàu")
        officer = await now_in(reporting.world, reporting.officer, unit["id"])
        told = (await officer.get("/notifications")).json()["items"]

    assert [item["subject_id"] for item in planned] == [made["id"]]
    assert "01/10/2024" in planned[0]["text"]
    assert len(told) > len(planned)


async def test_a_renamed_unit_stays_the_same_unit(reporting: Reporting) -> None:
    body = decision(part("rename", [reporting.ward], [{"name": "UBND phường Mới", "short_name": "Phường Mới"}]))
    await decided(reporting.admin, body)
    with on(DAY):
        assert await day_comes(reporting.world) == 1
        unit = (await reporting.admin.get(f"/units/{reporting.ward.id}")).json()
        me = await reporting.officer.get("/me")
        history = (await reporting.admin.get(f"/units/{reporting.ward.id}/history")).json()["items"]
        found = (await reporting.admin.get("/units?q=phuong 1")).json()["items"]

    assert (unit["short_name"], unit["valid_to"], me.status_code) == ("Phường Mới", None, 200)
    assert (history[0]["short_name"], history[0]["valid_from"]) == ("Phường Mới", DAY)
    assert [item["id"] for item in found] == [str(reporting.ward.id)]


async def test_a_dissolved_unit_without_an_heir_leaves_its_work_set_aside(reporting: Reporting) -> None:
    with on(DAY):
        made = await decided(reporting.admin, decision(part("dissolve", [reporting.ward])))
        rows = (await reporting.coordinator.get(f"/assignments?unit={reporting.ward.id}")).json()["items"]
        moves = await moves_of(reporting.admin, made, "&what=assignment")
        resumed = await reporting.coordinator.post(f"/assignments/{rows[0]['id']}/resume", {"reason": "Giao đơn vị khác."})
        gone = await reporting.officer.get("/me")

    assert {row["work_state"] for row in rows} == {"suspended"}
    assert len(rows) == len(moves) == 4
    assert {move["how"] for move in moves} == {"set_aside"}
    assert (resumed.status_code, gone.status_code) == (200, 401)


async def test_a_split_sends_each_thing_where_it_was_chosen(reporting: Reporting) -> None:
    rows = (await reporting.coordinator.get(f"/assignments?unit={reporting.ward.id}")).json()["items"]
    school = next(row for row in rows if row["task"]["cadence"] == "once")
    choices = [
        {"what": "assignment", "id": school["id"], "to": 1},
        {"what": "membership", "id": str(reporting.head.membership_id), "to": 1},
    ]
    after = [new_unit("Phường Bắc", "X1"), new_unit("Phường Nam", "X2")]
    with on(DAY):
        await decided(reporting.admin, decision(part("split", [reporting.ward], after, choices=choices)))
        north, south = [await unit_called(reporting.admin, name) for name in ("Phường Bắc", "Phường Nam")]
        of_north, of_south = [
            (await reporting.coordinator.get(f"/assignments?unit={unit['id']}")).json()["items"] for unit in (north, south)
        ]
        head = await now_in(reporting.world, reporting.head, south["id"])

    assert (len(of_north), [row["task"]["id"] for row in of_south]) == (3, [school["task"]["id"]])
    assert head.role is Role.UNIT_HEAD


async def test_a_dry_run_of_a_split_without_choices_says_that_everything_goes_to_the_first(reporting: Reporting) -> None:
    after = [new_unit("Phường Bắc", "X1"), new_unit("Phường Nam", "X2")]
    choices = [{"what": "membership", "id": str(reporting.head.membership_id), "to": 1}]
    looked = [
        (await reporting.admin.post(f"{URL}?dry_run=true", decision(part(kind, [reporting.ward], units, **more)), headers=spoken)).json()[
            "warnings"
        ]
        for kind, units, more, spoken in (
            ("split", after, {}, {"Accept-Language": "vi"}),
            ("split", after, {}, {"Accept-Language": "en"}),
            ("split", after, {"choices": choices}, {}),
            ("dissolve", after[:1], {}, {}),
        )
    ]

    assert ["chưa chọn nơi đến" in looked[0][0], "all of them go to the first" in looked[1][0], looked[2:]] == [True, True, [[], []]]


async def test_units_below_one_that_ends_stand_below_its_heir(reporting: Reporting) -> None:
    heir = new_unit("UBND tỉnh", "79", kind=UnitKind.CITY.value)
    with on(DAY):
        made = await decided(reporting.admin, decision(part("dissolve", [reporting.city], [heir])))
        unit = await unit_called(reporting.coordinator, "UBND tỉnh")
        below = (await reporting.coordinator.get(f"/units?parent={unit['id']}")).json()["items"]

    assert made["state"] == "effective"
    assert [item["short_name"] for item in below] == ["Phòng Nội vụ"]
