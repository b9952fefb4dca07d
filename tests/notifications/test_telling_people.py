"""Who learns of what, how often, and what the bell shows."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select, update

from papi.access.permissions import Role
from papi.directory.models import Membership, Person
from papi.kit import clock
from papi.kit.types import new_id
from papi.notifications.models import Notification
from papi.outbox.facts import Author, Fact, FactKind, record
from tests.support.world import Someone, World

HAPPENED = FactKind("test.happened", "report.read", vi="gửi {what}", en="sent {what}", relayed=True)
QUIET = FactKind("test.quiet", "report.read", vi="ghi", en="noted")


async def happen(world: World, *units: Any, kind: FactKind = HAPPENED, by: Someone | None = None, **data: Any) -> UUID:
    """Something happens, of which the people of these units are told; the subject's id."""
    subject = new_id()
    author = Author(by.id if by else None, "Lê Thị Hoa", None, None, "Phòng Nội vụ", None, None)
    told = {"notify": [str(unit.id) for unit in units], "what": "báo cáo", **data}
    async with world.database.writing() as session:
        record(session, author, Fact(kind, "report", subject, "Báo cáo quý III", data=told))
    return subject


async def bell(who: Someone) -> int:
    return (await who.get("/notifications/unread-count")).json()["unread"]


async def items_of(who: Someone, query: str = "") -> list[dict[str, Any]]:
    return (await who.get(f"/notifications{query}")).json()["items"]


async def test_every_member_of_the_unit_is_told_except_who_did_it(world: World) -> None:
    ward, other = await world.unit("Phường 1"), await world.unit("Phường 2")
    officer, head, stranger = (
        await world.person(Role.OFFICER, ward),
        await world.person(Role.UNIT_HEAD, ward),
        await world.person(Role.OFFICER, other),
    )

    subject = await happen(world, ward, by=head, reason="Thiếu số liệu")
    await world.let_the_worker_run()

    item = (await items_of(officer))[0]
    assert (item["text"], item["by"], item["subject"]) == ("gửi báo cáo", "Lê Thị Hoa, Phòng Nội vụ", "Báo cáo quý III")
    assert (item["reason"], item["subject_id"], item["read_at"]) == ("Thiếu số liệu", str(subject), None)
    assert [await bell(who) for who in (officer, head, stranger)] == [1, 0, 0]


async def test_a_person_of_two_units_is_told_once(world: World) -> None:
    ward, other = await world.unit("Phường 1"), await world.unit("Phường 2")
    officer = await world.person(Role.OFFICER, ward)
    async with world.database.reading() as session:
        person = await session.get_one(Person, officer.id)
    await world.membership(person, Role.UNIT_HEAD, ward)
    await world.membership(person, Role.OFFICER, other)

    await happen(world, ward, other)
    await world.let_the_worker_run()

    assert await bell(officer) == 1


async def test_who_has_left_or_not_yet_come_is_not_told(world: World) -> None:
    ward = await world.unit("Phường 1")
    left, coming, barred, present = [await world.person(Role.OFFICER, ward) for _ in range(4)]
    changes = [
        update(Membership).where(Membership.person_id == left.id).values(valid_to=date(2024, 1, 1)),
        update(Membership).where(Membership.person_id == coming.id).values(valid_from=clock.today() + timedelta(days=1)),
        update(Person).where(Person.id == barred.id).values(active=False),
    ]
    async with world.database.writing() as session:
        for change in changes:
            await session.execute(change)

    await happen(world, ward)
    await world.let_the_worker_run()

    async with world.database.reading() as session:
        assert set(await session.scalars(select(Notification.person_id))) == {present.id}


async def test_a_fact_may_concern_some_roles_alone(world: World) -> None:
    ward = await world.unit("Phường 1")
    officer, head = await world.person(Role.OFFICER, ward), await world.person(Role.UNIT_HEAD, ward)

    await happen(world, ward, notify_roles=["unit_head"])
    await world.let_the_worker_run()

    assert [await bell(officer), await bell(head)] == [0, 1]


async def test_what_concerns_nobody_rings_no_bell(world: World) -> None:
    ward = await world.unit("Phường 1")
    officer = await world.person(Role.OFFICER, ward)

    await happen(world)
    await happen(world, ward, kind=QUIET)
    await world.let_the_worker_run()

    assert await bell(officer) == 0


async def test_notices_come_newest_first_and_in_pages(world: World) -> None:
    ward = await world.unit("Phường 1")
    officer = await world.person(Role.OFFICER, ward)
    for number in range(5):
        with clock.business_at(clock.business() + timedelta(hours=number)):
            await happen(world, ward, what=str(number))
    await world.let_the_worker_run()

    first = (await officer.get("/notifications?limit=3&count=true")).json()
    rest = (await officer.get(f"/notifications?limit=3&cursor={first['next_cursor']}")).json()

    assert [item["text"] for item in (*first["items"], *rest["items"])] == [f"gửi {number}" for number in (4, 3, 2, 1, 0)]
    assert (first["total"], rest["next_cursor"]) == (5, None)


async def test_what_was_read_is_marked_and_keeps_its_time(world: World) -> None:
    ward = await world.unit("Phường 1")
    officer, head = await world.person(Role.OFFICER, ward), await world.person(Role.UNIT_HEAD, ward)
    for number in range(3):
        await happen(world, ward, what=str(number))
    await world.let_the_worker_run()
    ids = [item["id"] for item in await items_of(officer)]

    one = await officer.post("/notifications/read", {"ids": ids[:1]})
    read_at = next(item["read_at"] for item in await items_of(officer) if item["id"] == ids[0])
    rest = await officer.post("/notifications/read", {"all": True})

    assert [answer.json() for answer in (one, rest)] == [{"unread": 2}, {"unread": 0}]
    assert await items_of(officer, "?unread=true") == []
    assert next(item["read_at"] for item in await items_of(officer) if item["id"] == ids[0]) == read_at
    assert await bell(head) == 3


async def test_nobody_marks_another_persons_notices(world: World) -> None:
    ward = await world.unit("Phường 1")
    officer, head = await world.person(Role.OFFICER, ward), await world.person(Role.UNIT_HEAD, ward)
    await happen(world, ward)
    await world.let_the_worker_run()
    mine, theirs = (await items_of(officer))[0]["id"], (await items_of(head))[0]["id"]

    answer = await officer.post("/notifications/read", {"ids": [mine, theirs]})

    assert (answer.status_code, answer.json()["code"]) == (404, "notification_not_found")
    assert [await bell(officer), await bell(head)] == [1, 1]


@pytest.mark.parametrize(
    "body", [{}, {"ids": []}, {"all": False}, {"all": "true"}, {"ids": ["x"]}, {"all": True, "ids": [str(new_id())]}, {"some": 1}]
)
async def test_a_mark_that_says_nothing_clear_is_refused(world: World, body: dict[str, Any]) -> None:
    officer = await world.person(Role.OFFICER, await world.unit())

    assert (await officer.post("/notifications/read", body)).status_code == 422


async def test_the_bell_costs_two_queries_and_the_list_does_not_grow(world: World) -> None:
    ward = await world.unit("Phường 1")
    officer = await world.person(Role.OFFICER, ward)
    for _ in range(4):
        await happen(world, ward)
    await world.let_the_worker_run()

    with world.counted_queries() as ringing:
        await officer.get("/notifications/unread-count")
    with world.counted_queries() as listing:
        await officer.get("/notifications")

    assert (ringing.number, listing.number) == (2, 2)


async def test_a_notice_forgets_whom_else_it_went_to(world: World) -> None:
    ward = await world.unit("Phường 1")
    await world.person(Role.OFFICER, ward)
    await happen(world, ward)
    await world.let_the_worker_run()

    async with world.database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Notification)) == 1
        assert list(await session.scalars(select(Notification.data))) == [{"what": "báo cáo"}]
