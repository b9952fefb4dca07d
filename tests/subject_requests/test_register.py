"""The register of what people ask about their own data: numbered by year, due by rules that are data, and silent about who asks."""

import asyncio
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from papi.calendar.workflow import WorkingDays
from papi.kit import clock
from papi.kit.documents import CSV
from papi.kit.idempotency import IdempotentAnswer
from papi.outbox.models import FactRow
from papi.subject_requests.models import RequestKind
from papi.subject_requests.terms import SHIPPED, days_of
from tests.support.archive import Archive
from tests.support.asking_subjects import BODY, IDENTITY, NAME, PHONE, registered

NO_HOLIDAYS = WorkingDays(frozenset(), frozenset())


def today() -> str:
    return clock.today().isoformat()


def plus(days: int) -> str:
    return date.fromordinal(clock.today().toordinal() + days).isoformat()


async def numbers(who: Any, query: str = "") -> list[str]:
    return [row["number"] for row in (await who.get(f"/subject-requests{query}")).json()["items"]]


@pytest.mark.parametrize(
    ("kind", "received_on", "days"),
    [
        # a Monday; the tenth day is a Thursday, twenty days on a Sunday, which moves
        (RequestKind.PROVIDE, date(2026, 3, 2), (date(2026, 3, 4), date(2026, 3, 12), date(2026, 3, 23))),
        # a Friday: two working days lead over the week-end
        (RequestKind.ERASE, date(2026, 3, 6), (date(2026, 3, 10), date(2026, 3, 26), date(2026, 4, 15))),
    ],
)
def test_terms_end_on_working_days(kind: RequestKind, received_on: date, days: tuple[date, date, date]) -> None:
    assert tuple(days_of(SHIPPED, kind, received_on, NO_HOLIDAYS)) == days


async def test_numbers_count_by_year_and_nobody_shares_one(archive: Archive) -> None:
    year = clock.today().year
    made = await asyncio.gather(*(registered(who, received_on=today()) for who in (archive.head, archive.coordinator, archive.stranger)))
    with clock.business_at(clock.business().replace(year=year + 1)):
        next_year = await registered(archive.head, received_on=today())

    assert sorted(each["number"] for each in made) == [f"{number:02d}/{year}" for number in (1, 2, 3)]
    assert next_year["number"] == f"01/{year + 1}"


async def test_the_day_is_suggested_with_its_source_and_numbers_are_kept_bare(archive: Archive) -> None:
    term = (await archive.head.get(f"/subject-requests/term?kind=provide&received_on={today()}")).json()
    made = await registered(archive.head, received_on=today())

    assert (made["due_on"], made["identity_number"], made["phone"]) == (term["due_on"], IDENTITY, PHONE)
    assert ("356/2025/NĐ-CP" in term["source"], term["confirmed"]) == (True, False)


async def test_no_fact_and_no_file_says_who_asked(archive: Archive) -> None:
    made = await registered(archive.head, received_on=today())
    path = f"/subject-requests/{made['id']}"
    changed = await archive.head.patch(path, {"subject_name": "Đặng Thị Bích Ngọc", "identity_number": "", "phone": "0908 765 432"})
    closed = await archive.head.post(f"{path}/answer", {"outcome": "Đã giao bản sao"})
    file = await archive.coordinator.get("/subject-requests", headers={"Accept": CSV})
    async with archive.world.database.reading() as session:
        facts = (await session.scalars(select(FactRow).where(FactRow.subject_type == "subject_request").order_by(FactRow.id))).all()

    assert (changed.status_code, changed.json()["identity_number"], closed.status_code) == (200, None, 200)
    assert [fact.kind.partition(".")[2] for fact in facts] == ["registered", "corrected", "answered"]
    told = " ".join([*(f"{fact.subject_label} {fact.folded} {fact.data}" for fact in facts), file.text])
    assert made["number"] in told
    assert [secret for secret in (NAME, "Bích", "bich", IDENTITY, PHONE, "0908765432") if secret in told] == []


async def test_it_is_found_by_name_without_diacritics_and_by_number(archive: Archive) -> None:
    made = await registered(archive.head, received_on=today())
    await registered(archive.coordinator, received_on=today(), subject_name="Lê Văn Hùng", identity_number=None, phone=None)

    found = [await numbers(archive.coordinator, f"?q={query}") for query in ("dang ngoc bich", IDENTITY, PHONE, "Hùng Bích")]
    parted = await numbers(archive.coordinator, f"?q={IDENTITY[:3]} {IDENTITY[3:6]}.{IDENTITY[6:]}")

    assert found == [[made["number"]], [made["number"]], [made["number"]], []]
    assert parted == [made["number"]]


async def test_it_is_extended_once_within_what_the_rules_give(archive: Archive) -> None:
    made = await registered(archive.head, received_on=today())
    path = f"/subject-requests/{made['id']}"
    latest = (await archive.head.get(f"/subject-requests/term?kind=provide&received_on={today()}")).json()["latest_on"]

    beyond = await archive.head.post(f"{path}/extend", {"due_on": plus(60), "reason": "Nhiều tài liệu"})
    no_later = await archive.head.post(f"{path}/extend", {"due_on": made["due_on"], "reason": "Nhiều tài liệu"})
    once = await archive.head.post(f"{path}/extend", {"due_on": latest, "reason": "Nhiều tài liệu"})
    twice = await archive.head.post(f"{path}/extend", {"due_on": latest, "reason": "Nhiều tài liệu"})

    assert [answer.status_code for answer in (beyond, no_later, once, twice)] == [422, 422, 200, 409]
    assert (once.json()["due_on"], once.json()["first_due_on"], once.json()["extension_reason"]) == (
        latest,
        made["due_on"],
        "Nhiều tài liệu",
    )
    assert (twice.json()["code"], "extend" in once.json()["allowed_actions"]) == ("already_extended", False)


async def test_no_time_is_taken_after_the_time_is_over_nor_given_back_before_the_first_day(archive: Archive) -> None:
    over, extended = await registered(archive.head, received_on=today()), await registered(archive.head, received_on=today())
    latest = (await archive.head.get(f"/subject-requests/term?kind=provide&received_on={today()}")).json()["latest_on"]
    await archive.head.post(f"/subject-requests/{extended['id']}/extend", {"due_on": latest, "reason": "Nhiều tài liệu"})

    earlier = await archive.head.patch(f"/subject-requests/{extended['id']}", {"due_on": extended["due_on"]})
    with clock.business_at(clock.business() + (date.fromisoformat(over["due_on"]) - clock.today()) + timedelta(days=1)):
        late = await archive.head.post(f"/subject-requests/{over['id']}/extend", {"due_on": latest, "reason": "Nhiều tài liệu"})

    assert (earlier.status_code, late.status_code, late.json()["code"]) == (422, 409, "subject_request_term_over")


async def test_what_names_the_person_is_not_kept_with_the_answers_of_repeated_requests(archive: Archive) -> None:
    made = await registered(archive.head, received_on=today())
    key = {"Idempotency-Key": "mot-lan"}

    answers = [await archive.head.post(f"/subject-requests/{made['id']}/answer", {"outcome": "Đã trả lời"}, headers=key) for _ in range(2)]

    async with archive.world.database.reading() as session:
        kept = [answer.body or b"" for answer in await session.scalars(select(IdempotentAnswer))]
    assert [answer.status_code for answer in answers] == [200, 409]
    assert [body for body in kept if NAME.encode() in body] == []


async def test_what_is_closed_stays_as_it_is(archive: Archive) -> None:
    made = await registered(archive.head, received_on=today())
    path = f"/subject-requests/{made['id']}"
    stale = await archive.head.post(f"{path}/refuse", {"outcome": "x"}, headers={"If-Match": '"v99"'})
    refused = await archive.head.post(f"{path}/refuse", {"outcome": "Pháp luật không cho phép cung cấp"})
    later = [
        await archive.coordinator.post(f"{path}/answer", {"outcome": "Đã trả lời"}),
        await archive.coordinator.patch(path, {"phone": "0908000111"}),
        await archive.coordinator.post(f"{path}/extend", {"due_on": plus(15), "reason": "Nhiều"}),
    ]

    assert stale.status_code == 412
    assert (refused.json()["state"], refused.json()["outcome"], refused.json()["allowed_actions"]) == (
        *("refused", "Pháp luật không cho phép cung cấp"),
        [],
    )
    assert [(answer.status_code, answer.json()["code"]) for answer in later] == [(409, "subject_request_closed")] * 3


async def test_what_is_late_is_listed_as_late_until_it_is_answered(archive: Archive) -> None:
    late = await registered(archive.head, received_on=today())
    with clock.business_at(clock.business().replace(year=clock.business().year + 1)):
        fresh = await registered(archive.head, received_on=today())
        told = await numbers(archive.head, "?overdue=true"), await numbers(archive.head, "?overdue=false")
        await archive.head.post(f"/subject-requests/{late['id']}/answer", {"outcome": "Đã trả lời"})
        after = await numbers(archive.head, "?overdue=true")

    assert (told, after) == (([late["number"]], [fresh["number"]]), [])


@pytest.mark.parametrize(
    "given",
    [
        {"received_on": "2999-01-01"},
        {"subject_name": "  "},
        {"subject_name": "…!"},
        {"identity_number": "12A456789"},
        {"phone": "123"},
        {"due_on": "2999-01-01"},
        {"due_on": "1999-01-01"},
        {"kind": "look"},
    ],
)
async def test_what_cannot_be_is_not_registered(archive: Archive, given: dict[str, Any]) -> None:
    answer = await archive.head.post("/subject-requests", {**BODY, "received_on": today(), **given})

    assert answer.status_code == 422
    assert await numbers(archive.head) == []
