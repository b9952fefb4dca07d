"""A clerk writes an activity down once: planned, then held with its result, corrected with what stood there, or cancelled."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from papi.kit.types import new_id
from tests.support.acting import RESULT, day, held_body, planned_body, written
from tests.support.archive import Archive
from tests.support.one_task import one_task


async def kinds(who: Any, activity_id: str) -> list[str]:
    return [fact["kind"] for fact in (await who.get(f"/activities/{activity_id}/timeline")).json()["items"]]


async def test_planned_then_held_then_corrected_and_history_keeps_what_stood_there(archive: Archive) -> None:
    made = await written(archive.officer, planned_body())
    path = f"/activities/{made['id']}"
    held = await archive.officer.post(f"{path}/hold", {"begins_on": day(-2), "ends_on": day(-1), "participants": 80, "result": RESULT})
    corrected = await archive.head.patch(path, {"participants": 85, "women": 42})
    [_planned, _held, correction] = (await archive.leader.get(f"{path}/timeline")).json()["items"]

    assert (made["state"], made["unit"]["name"], made["ends_on"], made["participants"]) == ("planned", "Phường 1", day(7), None)
    assert made["allowed_actions"] == ["edit", "hold", "cancel", "link", "unlink"]
    assert (held.json()["state"], held.json()["begins_on"], held.json()["ends_on"]) == ("held", day(-2), day(-1))
    assert (corrected.json()["participants"], corrected.json()["version"]) == (85, held.json()["version"] + 1)
    assert correction["kind"] == "activity.corrected"
    assert [(change["label"], change["before"], change["after"]) for change in correction["changes"]] == [
        ("Số lượt người tham gia", "80", "85"),
        ("Trong đó nữ", "–", "42"),
    ]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        (lambda: planned_body(result="Tốt"), "/result"),
        (lambda: planned_body(participants=10), "/participants"),
        (lambda: planned_body(ends_on=day(1)), "/ends_on"),
        (lambda: planned_body(state="cancelled"), "/state"),
        (lambda: planned_body(title="  "), "/title"),
        (lambda: planned_body(title="Tuyên\x00truyền"), "/title"),
        (lambda: planned_body(task_id=str(new_id())), "/task_id"),
        (lambda: planned_body(indicator_ids=[str(new_id())]), "/indicator_ids"),
        (lambda: planned_body(begins_on="0001-01-01"), "/begins_on"),
        (lambda: held_body(begins_on=day(1)), "/ends_on"),
        (lambda: held_body(result=" "), "/result"),
        (lambda: held_body(women=86), "/women"),
        (lambda: held_body(participants=None), "/participants"),
        (lambda: held_body(participants=True), "/participants"),
        (lambda: held_body(participants=-1), "/participants"),
        (lambda: held_body(participants=2_147_483_648), "/participants"),
    ],
)
async def test_what_cannot_be_is_refused_at_its_field(archive: Archive, body: Callable[[], dict[str, Any]], pointer: str) -> None:
    answer = await archive.officer.post("/activities", body())

    assert (answer.status_code, [error["pointer"] for error in answer.json()["errors"]]) == (422, [pointer])
    assert (await archive.officer.get("/activities")).json()["items"] == []


async def test_each_writes_for_the_own_unit_and_phong_noi_vu_for_all(archive: Archive) -> None:
    other = {"unit_id": str(archive.ward.id)}
    stranger = await archive.stranger.post("/activities", planned_body(**other))
    observer = await archive.observer.post("/activities", planned_body(**other))
    coordinator = await archive.coordinator.post("/activities", planned_body(**other))
    nobody = await archive.coordinator.post("/activities", planned_body(unit_id=str(new_id())))
    own = await archive.observer.post("/activities", planned_body())

    assert [answer.status_code for answer in (stranger, observer, coordinator, nobody, own)] == [403, 403, 201, 422, 201]
    assert (coordinator.json()["unit"]["name"], own.json()["unit"]["name"]) == ("Phường 1", "UBMTTQ")


async def test_at_the_wrong_moment_it_is_refused_in_words(archive: Archive) -> None:
    held, gone = await written(archive.officer, held_body()), await written(archive.officer, planned_body())
    cancel = {"reason": "Mưa bão"}
    assert (await archive.officer.post(f"/activities/{gone['id']}/cancel", cancel)).json()["cancel_reason"] == "Mưa bão"

    answers = [
        await archive.officer.post(f"/activities/{held['id']}/hold", {"result": RESULT}),
        await archive.officer.post(f"/activities/{gone['id']}/hold", {"result": RESULT}),
        await archive.officer.patch(f"/activities/{gone['id']}", {"title": "Khác"}),
        await archive.officer.post(f"/activities/{gone['id']}/cancel", cancel),
    ]

    assert {(answer.status_code, answer.json()["code"]) for answer in answers} == {(409, "activity_wrong_state")}
    assert "đã hủy" in answers[1].json()["detail"]


async def test_held_by_mistake_it_is_withdrawn_and_keeps_what_it_said(archive: Archive) -> None:
    made = await written(archive.officer, held_body())

    withdrawn = (await archive.officer.post(f"/activities/{made['id']}/cancel", {"reason": "Ghi trùng"})).json()

    assert (withdrawn["state"], withdrawn["participants"], withdrawn["result"]) == ("cancelled", 85, RESULT)
    assert await kinds(archive.head, made["id"]) == ["activity.recorded", "activity.withdrawn"]
    assert (await archive.officer.get("/activities/summary")).json()["items"] == []


async def test_of_two_who_change_the_same_text_one_is_told(archive: Archive) -> None:
    made = await written(archive.officer, held_body())
    path, seen = f"/activities/{made['id']}", {"If-Match": f'"v{made["version"]}"'}

    answers = await asyncio.gather(
        *(who.patch(path, {"participants": number}, headers=seen) for who, number in ((archive.officer, 90), (archive.head, 91)))
    )

    assert sorted(answer.status_code for answer in answers) == [200, 412]
    assert (await kinds(archive.head, made["id"])).count("activity.corrected") == 1


async def test_what_it_serves_is_named_changed_and_moves_the_version(archive: Archive) -> None:
    task = await one_task(archive.world, archive.ward)
    made = await written(archive.officer, planned_body(task_id=str(task.task_id)))

    cleared = await archive.officer.patch(f"/activities/{made['id']}", {"task_id": None})
    same = await archive.officer.patch(f"/activities/{made['id']}", {"task_id": None, "indicator_ids": []})
    empty = await archive.officer.patch(f"/activities/{made['id']}", {"title": None})

    assert (made["task"]["source_ref"], cleared.json()["task"]) == ("II.1", None)
    assert (cleared.json()["version"], same.json()["version"]) == (made["version"] + 1, made["version"] + 1)
    assert (empty.status_code, empty.json()["errors"][0]["pointer"]) == (422, "/title")
    assert await kinds(archive.officer, made["id"]) == ["activity.planned", "activity.changed"]
