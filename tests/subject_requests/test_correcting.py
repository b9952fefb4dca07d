"""What was written down wrongly is put right while the request is open: the day to answer follows kind and day of receipt."""

from typing import Any

import pytest
from sqlalchemy import select

from papi.kit import clock
from papi.outbox.models import FactRow
from tests.subject_requests.test_register import plus, today
from tests.support.archive import Archive
from tests.support.asking_subjects import NAME, registered
from tests.support.world import Someone


async def term(who: Someone, kind: str, received_on: str) -> dict[str, Any]:
    return (await who.get(f"/subject-requests/term?kind={kind}&received_on={received_on}")).json()


async def test_the_day_is_counted_anew_and_history_tells_before_and_after_but_not_who(archive: Archive) -> None:
    made, received = await registered(archive.head, received_on=today()), plus(-3)
    path = f"/subject-requests/{made['id']}"

    later = await archive.head.patch(path, {"kind": "erase"})
    earlier = await archive.head.patch(path, {"received_on": received, "subject_name": "Đặng Thị Bích Ngọc"})
    sooner = await archive.head.patch(path, {"kind": "provide", "due_on": plus(1)})

    by_kind, by_day = await term(archive.head, "erase", today()), await term(archive.head, "erase", received)
    assert [(answer.json()["kind"], answer.json()["received_on"], answer.json()["due_on"]) for answer in (later, earlier, sooner)] == [
        ("erase", today(), by_kind["due_on"]),
        ("erase", received, by_day["due_on"]),
        ("provide", received, plus(1)),
    ]
    async with archive.world.database.reading() as session:
        told = (await session.scalars(select(FactRow).where(FactRow.kind == "subject_request.corrected").order_by(FactRow.id))).all()
    assert [change["field"] for change in told[0].data["changes"]] == ["kind", "due_on"]
    assert (told[0].data["changes"][0]["from"], told[0].data["changes"][0]["to"]) == ("Cung cấp bản sao", "Xóa dữ liệu")
    assert "/" in told[1].data["changes"][0]["to"]
    assert ("subject_name" in told[1].data["corrected"], [name for name in (NAME, "Ngọc") if name in str(told[1].data)]) == (True, [])


@pytest.mark.parametrize(
    "given", [{"kind": None}, {"received_on": None}, {"received_on": "2999-01-01"}, {"kind": "erase", "due_on": "2999-01-01"}]
)
async def test_what_cannot_be_changes_nothing(archive: Archive, given: dict[str, Any]) -> None:
    made = await registered(archive.head, received_on=today())

    answer = await archive.head.patch(f"/subject-requests/{made['id']}", given)

    assert answer.status_code == 422
    assert (await archive.head.get(f"/subject-requests/{made['id']}")).json() == made


async def test_it_did_not_come_after_it_was_registered(archive: Archive) -> None:
    made, tomorrow = await registered(archive.head, received_on=today()), plus(1)

    with clock.business_at(clock.business().replace(year=clock.business().year + 1)):
        answer = await archive.head.patch(f"/subject-requests/{made['id']}", {"received_on": tomorrow})

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/received_on")


async def test_once_extended_or_closed_they_stay(archive: Archive) -> None:
    extended, closed = await registered(archive.head, received_on=today()), await registered(archive.head, received_on=today())
    latest = (await term(archive.head, "provide", today()))["latest_on"]
    await archive.head.post(f"/subject-requests/{extended['id']}/extend", {"due_on": latest, "reason": "Nhiều tài liệu"})
    await archive.head.post(f"/subject-requests/{closed['id']}/answer", {"outcome": "Đã trả lời"})

    answers = [
        await archive.head.patch(f"/subject-requests/{extended['id']}", {"kind": "erase"}),
        await archive.head.patch(f"/subject-requests/{extended['id']}", {"received_on": plus(-1)}),
        await archive.head.patch(f"/subject-requests/{closed['id']}", {"kind": "erase"}),
        await archive.head.patch(f"/subject-requests/{extended['id']}", {"kind": "provide", "received_on": today(), "way": "post"}),
    ]

    assert [answer.status_code for answer in answers] == [409, 409, 409, 200]
    assert [answer.json()["code"] for answer in answers[:3]] == ["subject_request_extended"] * 2 + ["subject_request_closed"]
    assert (answers[3].json()["due_on"], answers[3].json()["way"]) == (latest, "post")
