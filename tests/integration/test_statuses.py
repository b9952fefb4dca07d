"""What the province tells of reports that it got: each message once, unknown references refused."""

from datetime import date

from sqlalchemy import select

from papi.integration.models import ProvinceStatus
from papi.integration.queries.statuses import statuses_of
from tests.support.machines import machine
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
    ]
    tried = await client.post(PATH, {"messages": sent, "dry_run": True})
    first, again = await client.post(PATH, {"messages": sent}), await client.post(PATH, {"messages": sent})
    other = await client.post(PATH, {"messages": [message(report, "accepted")]})
    strange = await stranger.post(PATH, {"messages": [message(report)]})

    def told(answer: object) -> list[str]:
        return [row["code"] or row["outcome"] for row in answer.json()["rows"]]  # type: ignore[attr-defined]

    wrong = ["unknown_reference", "invalid", "unknown_reference"]
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
