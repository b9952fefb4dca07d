"""What the province tells of reports that it got: each message once, unknown references refused."""

import asyncio
from datetime import date

from sqlalchemy import select

from papi.integration.models import ProvinceStatus
from papi.integration.queries.statuses import statuses_of
from tests.support.machines import machine
from tests.support.one_consolidated import approved_report, coordinator_of
from tests.support.one_report import accepted_report, draft_report
from tests.support.world import World

PATH = "/integration/cchc/status"


def message(reference: str, state: str = "received", number: int = 1, **given: object) -> dict[str, object]:
    return {"message_id": f"LGSP-{number}", "reference": reference, "state": state, "happened_on": "2024-09-19", **given}


async def test_messages_are_kept_once_and_wrong_ones_told(world: World) -> None:
    report = (await accepted_report(world, await world.unit("Phường 1"))).report_id
    draft = (await draft_report(world, await world.unit("Phường 2"))).report_id
    client, stranger = await machine(world), await machine(world, units=[await world.unit("Phường 3")])
    sent = [
        message(report),
        message(report, "rejected", 2),
        message(report, "rejected", 3, reason="Thiếu phụ lục", their_reference="HCM-1"),
        message(draft, number=4),
        message("không có dấu cách", number=5),
        message("nothing", number=6),
        message(report, number=7, happened_on="2999-01-01"),
    ]
    tried = await client.post(PATH, {"messages": sent, "dry_run": True})
    first, again = await client.post(PATH, {"messages": sent}), await client.post(PATH, {"messages": sent})
    other = await client.post(PATH, {"messages": [message(report, "accepted")]})
    strange = await stranger.post(PATH, {"messages": [message(report)]})

    def told(answer: object) -> list[str]:
        return [row["code"] or row["outcome"] for row in answer.json()["rows"]]  # type: ignore[attr-defined]

    wrong = ["unknown_reference", "invalid", "unknown_reference", "still_to_come"]
    assert told(tried) == told(first) == ["created", "reason_missing", "created", *wrong]
    assert told(again) == ["unchanged", "reason_missing", "unchanged", *wrong]
    assert (told(other), told(strange)) == (["message_taken"], ["unknown_reference"])
    async with world.database.reading() as session:
        rows = (await session.scalars(select(ProvinceStatus).order_by(ProvinceStatus.message_id))).all()
        known = await statuses_of(session, {rows[0].subject_id})
    assert [(row.message_id, row.subject_type, str(row.subject_id), row.happened_on) for row in rows] == [
        ("LGSP-1", "report", report, date(2024, 9, 19)),
        ("LGSP-3", "report", report, date(2024, 9, 19)),
    ]
    assert [one["state"] for one in known[rows[0].subject_id]] == ["rejected", "received"]


async def test_of_calls_with_the_same_messages_at_once_one_keeps_them_and_none_fails(world: World) -> None:
    report = (await accepted_report(world, await world.unit("Phường 1"))).report_id
    client = await machine(world)
    sent = [message(report, number=number) for number in range(1, 9)]
    calls = [{"messages": sent if place % 2 else sent[::-1]} for place in range(4)]

    answers = await asyncio.gather(*(client.post(PATH, call) for call in calls))

    bodies = [answer.json() for answer in answers]
    assert [answer.status_code for answer in answers] == [200] * 4, answers[0].text
    assert sorted((body["created"], body["unchanged"]) for body in bodies) == [(0, 8)] * 3 + [(8, 0)]


async def test_people_read_in_the_history_of_a_report_what_the_province_said(world: World) -> None:
    one = await approved_report(world)
    client, reader = await machine(world), await coordinator_of(world)
    report = (await reader.get("/reports?limit=1")).json()["items"][0]["id"]
    wrong = message(str(one.id), "rejected", 2, reason="Thiếu phụ lục")
    for _ in range(2):
        assert (await client.post(PATH, {"messages": [message(report), wrong]})).status_code == 200

    of_unit = (await reader.get(f"/reports/{report}/timeline")).json()["items"]
    of_city = (await reader.get(f"/consolidated-reports/{one.id}/timeline")).json()["items"]
    assert [item["text"] for item in of_unit if "tỉnh phản hồi" in item["text"]] == ["tỉnh phản hồi, ngày 19/9/2024: đã tiếp nhận"]
    assert [(item["text"], item["reason"], item["person"]) for item in of_city[-1:]] == [
        ("tỉnh phản hồi, ngày 19/9/2024: từ chối", "Thiếu phụ lục", client.name)
    ]
