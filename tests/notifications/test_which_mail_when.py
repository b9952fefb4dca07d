"""What comes by mail at once, what waits for the morning, and what does not come at all.

September 2024: Monday 2 and Tuesday 3 were holidays, Saturday 7 and Sunday 8 a weekend.
"""

import asyncio
from typing import Any

import pytest
from sqlalchemy import update

from papi.access.permissions import Role
from papi.calendar.queries import works_on
from papi.directory.models import Person, Unit
from papi.kit import clock
from papi.kit.db import Database
from papi.notifications.posting import post_notices
from papi.notifications.topics import TOPICS, topic_of
from papi.outbox.facts import kind_named, relayed_kinds
from tests.support.mailing import addressed, happens, letters, moment, posted, said
from tests.support.world import Someone, World

RETURNED, TALK = "report.returned", "comment.added"


async def reader(world: World) -> tuple[Unit, Someone]:
    """A ward, and its officer, who has an address."""
    ward = await world.unit("Phường 1")
    return ward, await addressed(world, await world.person(Role.OFFICER, ward, full_name="Trần Văn Bình"))


async def choose(who: Someone, **topics: str) -> dict[str, str]:
    answer = await who.patch("/me/notification-settings", {"topics": topics})
    assert answer.status_code == 200, answer.text
    return {one["topic"]: one["mail"] for one in answer.json()["topics"]}


async def test_what_was_returned_comes_at_once_and_once(world: World) -> None:
    ward, officer = await reader(world)
    await posted(world, "2024-09-10 08:00")
    await happens(world, RETURNED, ward, at="2024-09-10 10:00", lines=3, reason="Thiếu số liệu")

    assert [await posted(world, f"2024-09-10 10:0{minute}") for minute in (1, 2)] == [1, 0]
    (letter,) = await letters(world)
    assert (letter.address, letter.name) == (f"{officer.username}@example.vn", "Trần Văn Bình")
    assert letter.subject == "[PAPI] Lê Thị Hoa, Phòng Nội vụ trả lại 3 dòng: Báo cáo quý III/2024"
    assert said(letter) == {"Bị trả lại, cần hoàn thiện": ["Lê Thị Hoa, Phòng Nội vụ trả lại 3 dòng: Báo cáo quý III/2024"]}
    assert letter.sections[0].lines[0].detail == "Thiếu số liệu"


async def test_the_link_of_a_mail_leads_to_the_readers_own_notice(world: World) -> None:
    ward, officer = await reader(world)
    colleague = await world.person(Role.OFFICER, ward)
    subject = await happens(world, RETURNED, ward, at="2024-09-10 10:00", lines=3)
    await posted(world, "2024-09-10 10:01")
    path = (await letters(world))[0].sections[0].lines[0].path
    assert path is not None
    address = path.replace("/notices/", "/notifications/")

    assert (await officer.get(address)).json()["subject_id"] == str(subject)
    assert [(await who.get(address)).status_code for who in (colleague, world.anyone)] == [404, 401]


async def test_all_else_comes_in_one_mail_of_the_next_working_morning(world: World) -> None:
    ward, _officer = await reader(world)
    await posted(world, "2024-09-05 08:00")
    await happens(world, TALK, ward, at="2024-09-05 10:00", text="Cho hỏi")
    await happens(world, "report.accepted", ward, at="2024-09-05 11:00")
    await happens(world, TALK, ward, at="2024-09-05 12:00", text="Đã rõ")

    times = ("2024-09-05 17:00", "2024-09-06 07:29", "2024-09-06 07:30", "2024-09-06 07:31", "2024-09-07 08:00")
    assert [await posted(world, at) for at in times] == [0, 0, 1, 0, 0]
    (letter,) = await letters(world)
    assert letter.subject == "[PAPI] Tin ngày 06/9/2024: trao đổi 2, tin khác 1"
    assert list(said(letter)) == ["Trao đổi", "Tin khác"]
    assert [text.split(", ")[1] for text in said(letter)["Trao đổi"]] == [
        "Phòng Nội vụ trao đổi: “Cho hỏi”: Báo cáo quý III/2024",
        "Phòng Nội vụ trao đổi: “Đã rõ”: Báo cáo quý III/2024",
    ]


async def test_on_days_off_the_bell_rings_and_the_mail_waits_for_the_working_morning(world: World) -> None:
    ward, officer = await reader(world)
    await posted(world, "2024-08-30 08:00")
    await happens(world, TALK, ward, at="2024-08-31 10:00", text="Cho hỏi")
    await happens(world, RETURNED, ward, at="2024-09-02 10:00", lines=1)

    times = ("2024-09-02 10:01", "2024-09-03 09:00", "2024-09-04 00:01", "2024-09-04 07:30", "2024-09-04 07:31")
    assert [await posted(world, at) for at in times] == [0, 0, 0, 1, 0]
    assert (await officer.get("/notifications/unread-count")).json() == {"unread": 2}
    assert list(said((await letters(world))[0])) == ["Bị trả lại, cần hoàn thiện", "Trao đổi"]


async def test_a_worker_that_was_down_in_the_morning_makes_the_mail_later_that_day(world: World) -> None:
    ward, _officer = await reader(world)
    await posted(world, "2024-09-05 08:00")
    await happens(world, TALK, ward, at="2024-09-05 10:00", text="Cho hỏi")

    assert [await posted(world, at) for at in ("2024-09-06 16:00", "2024-09-06 16:01")] == [1, 0]


async def test_a_day_that_was_missed_stands_in_the_next_mail(world: World) -> None:
    ward, _officer = await reader(world)
    await posted(world, "2024-09-05 08:00")
    for day in ("05", "06", "09"):
        await happens(world, TALK, ward, at=f"2024-09-{day} 10:00", text=day)

    assert await posted(world, "2024-09-10 07:30") == 1
    assert (await letters(world))[0].sections[0].heading == "Trao đổi (3)"


async def test_before_the_morning_of_a_working_day_only_that_days_urgent_news_is_sent(world: World) -> None:
    ward, _officer = await reader(world)
    await posted(world, "2024-09-06 08:00")
    await happens(world, RETURNED, ward, at="2024-09-08 22:00", lines=1)
    await happens(world, RETURNED, ward, at="2024-09-09 06:30", lines=2)

    assert [await posted(world, at) for at in ("2024-09-09 06:31", "2024-09-09 07:30")] == [1, 1]
    assert ["trả lại 2 dòng" in (await letters(world))[0].subject, "cần hoàn thiện 1" in (await letters(world))[1].subject] == [True, True]


@pytest.mark.usefixtures("threads")
async def test_several_workers_at_once_make_one_mail_a_person(world: World) -> None:
    ward = await world.unit("Phường 1")
    people = [await addressed(world, await world.person(Role.OFFICER, ward)) for _ in range(5)]
    await happens(world, TALK, ward, at="2024-09-05 10:00", text="Cho hỏi")
    await happens(world, RETURNED, ward, at="2024-09-07 10:00", lines=1)
    other = Database(world.database.url, pool_size=2)

    with clock.business_at(moment("2024-09-09 07:30")):
        made = await asyncio.gather(*(post_notices(one, works_on, mails=True) for one in (world.database, other, world.database, other)))
    await other.close()

    assert sorted(made) == [0, 0, 0, 5]
    assert sorted(letter.address for letter in await letters(world)) == sorted(f"{one.username}@example.vn" for one in people)


async def test_what_was_read_in_the_bell_needs_no_mail(world: World) -> None:
    ward, officer = await reader(world)
    await happens(world, TALK, ward, at="2024-09-05 10:00", text="Cho hỏi")
    await officer.post("/notifications/read", {"all": True})

    assert [await posted(world, at) for at in ("2024-09-06 07:30", "2024-09-09 07:30")] == [0, 0]


async def test_each_person_chooses_for_each_class(world: World) -> None:
    ward, officer = await reader(world)
    await posted(world, "2024-09-10 08:00")
    chosen = await choose(officer, returned="digest", talk="now", news="off")
    assert (chosen["returned"], chosen["talk"], chosen["news"], chosen["due"]) == ("digest", "now", "off", "digest")
    await happens(world, RETURNED, ward, at="2024-09-10 10:00", lines=1)
    await happens(world, TALK, ward, at="2024-09-10 10:01", text="Cho hỏi")
    await happens(world, "report.accepted", ward, at="2024-09-10 10:02")

    assert [await posted(world, at) for at in ("2024-09-10 10:05", "2024-09-11 07:30")] == [1, 1]
    assert [list(said(letter)) for letter in await letters(world)] == [["Trao đổi"], ["Bị trả lại, cần hoàn thiện"]]
    assert (await officer.get("/notifications/unread-count")).json() == {"unread": 3}


async def test_a_choice_holds_for_what_waits_already(world: World) -> None:
    ward, officer = await reader(world)
    await posted(world, "2024-09-10 08:00")
    await happens(world, TALK, ward, at="2024-09-10 10:01", text="Cho hỏi")
    await choose(officer, talk="off")
    await choose(officer, talk="digest")

    assert await posted(world, "2024-09-11 07:30") == 0


@pytest.mark.parametrize(
    "body", [{}, {"topics": {}}, {"topics": {"talk": "never"}}, {"topics": {"gossip": "now"}}, {"topics": {"talk": None}}, {"talk": "now"}]
)
async def test_a_choice_that_says_nothing_clear_is_refused(world: World, body: dict[str, Any]) -> None:
    _ward, officer = await reader(world)

    assert (await officer.patch("/me/notification-settings", body)).status_code == 422


async def test_who_has_no_address_or_no_account_gets_no_mail(world: World) -> None:
    ward, officer = await reader(world)
    await world.person(Role.UNIT_HEAD, ward)
    await happens(world, RETURNED, ward, at="2024-09-10 10:00", lines=1)
    async with world.database.writing() as session:
        await session.execute(update(Person).where(Person.id == officer.id).values(active=False))

    assert [await posted(world, at) for at in ("2024-09-10 10:05", "2024-09-11 07:30")] == [0, 0]


async def test_without_a_mail_server_nothing_waits_and_the_settings_say_so(world: World) -> None:
    ward, officer = await reader(world)
    nobody = await world.person(Role.OFFICER, ward)
    await happens(world, RETURNED, ward, at="2024-09-10 10:00", lines=1)

    assert [await posted(world, "2024-09-10 10:05", mails=False), await posted(world, "2024-09-10 10:06")] == [0, 0]
    assert [(await who.get("/me/notification-settings")).json()["state"] for who in (officer, nobody)] == ["not_set_up", "not_set_up"]


async def test_bodies_that_are_asked_read_of_requests_alone(world: World) -> None:
    front, _officer = await reader(world)
    await happens(world, "assignment.requested_again", front, at="2024-09-10 10:00")
    await happens(world, "assignment.requested", front, at="2024-09-10 10:01", unit="UBMTTQ")
    await posted(world, "2024-09-10 10:05")

    assert list(said((await letters(world))[0])) == ["Đề nghị hoàn thiện", "Kính đề nghị phối hợp"]


async def test_a_very_long_morning_names_some_and_counts_the_rest(world: World) -> None:
    ward, _officer = await reader(world)
    for number in range(55):
        await happens(world, TALK, ward, at="2024-09-05 10:00", text=str(number))
    await posted(world, "2024-09-06 07:30")

    (lines,) = said((await letters(world))[0]).values()
    assert (len(lines), lines[-1]) == (50, "và 6 tin khác trong chuông thông báo")


def test_every_class_names_kinds_that_there_are_each_once() -> None:
    named = [kind for topic in TOPICS.values() for kind in topic.kinds]

    assert [kind for kind in named if kind_named(kind) is None] == []
    assert len(named) == len(set(named))


def test_whatever_comes_back_is_told_at_once_and_whatever_waits_for_somebody_in_the_morning() -> None:
    ends = {"returned": "returned", "submitted": "sent", "correction_sent": "sent"}
    kinds = [kind.name for kind in relayed_kinds()]

    found = {kind: topic_of(kind, {}) for kind in kinds for end in ends if kind.endswith(end)}

    assert {"report.returned", "plan.returned", "consolidated.returned", "report.correction_sent"} <= found.keys()
    assert found == {kind: next(topic for end, topic in ends.items() if kind.endswith(end)) for kind in found}
