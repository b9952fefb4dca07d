"""Nobody loses a role by a merger: what they had of their own, as long as they had it, they have in the unit that comes after."""

from datetime import date
from typing import Any

from sqlalchemy import select

from papi.access.permissions import Role
from papi.directory.models import Membership, Person
from tests.support.delegating import delegated
from tests.support.reorganising import DAY, decided, decision, on, part
from tests.support.reporting import Reporting


async def also_in_the_other_ward(reporting: Reporting, **changes: Any) -> None:
    """The officer of ward 1 is one of ward 2 as well."""
    async with reporting.world.database.reading() as session:
        person = await session.get_one(Person, reporting.officer.id)
    membership = await reporting.world.membership(person, Role.OFFICER, reporting.other_ward)
    async with reporting.world.database.writing() as session:
        row = await session.get_one(Membership, membership.id)
        for name, value in changes.items():
            setattr(row, name, value)


async def joined(reporting: Reporting) -> list[tuple[date, date | None]]:
    """Ward 1 joins ward 2; the spans of days for which its officer is one of ward 2."""
    with on(DAY):
        await decided(reporting.admin, decision(part("merge", [reporting.ward], [{"unit_id": str(reporting.other_ward.id)}])))
    async with reporting.world.database.reading() as session:
        of_person = (Membership.person_id == reporting.officer.id, Membership.unit_id == reporting.other_ward.id)
        rows = (await session.scalars(select(Membership).where(*of_person).order_by(Membership.valid_from))).all()
    return [(row.valid_from, row.valid_to) for row in rows]


async def test_a_lasting_role_does_not_end_with_a_short_one(reporting: Reporting) -> None:
    await also_in_the_other_ward(reporting, valid_to=date(2024, 10, 5))

    assert (date(2024, 10, 1), None) in await joined(reporting)


async def test_a_role_of_today_does_not_wait_for_one_that_begins_later(reporting: Reporting) -> None:
    await also_in_the_other_ward(reporting, valid_from=date(2024, 12, 1))

    assert (date(2024, 10, 1), None) in await joined(reporting)


async def test_a_role_that_the_person_has_there_anyway_is_not_given_twice(reporting: Reporting) -> None:
    await also_in_the_other_ward(reporting)

    assert await joined(reporting) == [(date(2020, 1, 1), None)]


async def test_a_head_does_not_become_one_who_only_stands_in(reporting: Reporting) -> None:
    """Ward 2's head lets ward 1's, an officer of ward 2 as well, stand in for October; then ward 1 joins ward 2."""
    world = reporting.world
    async with world.database.reading() as session:
        person = await session.get_one(Person, reporting.head.id)
    await world.membership(person, Role.OFFICER, reporting.other_ward)
    await delegated(reporting.stranger, reporting.head, valid_to="2024-10-20")
    with on(DAY):
        await decided(reporting.admin, decision(part("merge", [reporting.ward], [{"unit_id": str(reporting.other_ward.id)}])))
    async with world.database.reading() as session:
        heads = (Membership.person_id == person.id, Membership.role == Role.UNIT_HEAD, Membership.unit_id == reporting.other_ward.id)
        rows = (await session.scalars(select(Membership).where(*heads, Membership.delegation_id.is_(None)))).all()

    assert [(row.valid_from, row.valid_to) for row in rows] == [(date(2024, 10, 1), None)]
