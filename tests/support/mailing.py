"""What tests about mails do again and again: give people addresses, let something happen, and read what mails were asked for."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from papi.calendar.queries import works_on
from papi.directory.models import Person
from papi.jobs.models import Job
from papi.kit import clock
from papi.kit.types import new_id
from papi.mail.letters import Letter
from papi.notifications.posting import post_notices
from papi.outbox.facts import Author, Fact, kind_named, record
from tests.support.world import Someone, World


async def addressed(world: World, who: Someone, address: str | None = None) -> Someone:
    """The person, who has a mail address from now on."""
    async with world.database.writing() as session:
        await session.execute(update(Person).where(Person.id == who.id).values(email=address or f"{who.username}@example.vn"))
    return who


async def happens(world: World, kind: str, *units: Any, at: str | None = None, **data: Any) -> UUID:
    """Something of a kind happens at a moment of the city, and the worker tells the people of these units; the subject's id."""
    declared, subject = kind_named(kind), new_id()
    assert declared is not None
    author = Author(None, "Lê Thị Hoa", None, None, "Phòng Nội vụ", None, None)
    with clock.business_at(moment(at) if at else clock.business()):
        async with world.database.writing() as session:
            told = {"notify": [str(unit.id) for unit in units], **data}
            record(session, author, Fact(declared, "report", subject, "Báo cáo quý III/2024", data=told))
        await world.let_the_worker_run()
    return subject


def moment(text: str) -> datetime:
    """`2024-09-10 08:00` in the city."""
    return datetime.fromisoformat(text).replace(tzinfo=clock.TIMEZONE)


async def posted(world: World, at: str, *, mails: bool = True) -> int:
    """The worker looks at a moment; how many mails it asked for."""
    with clock.business_at(moment(at)):
        return await post_notices(world.database, works_on, mails=mails)


async def letters(world: World) -> list[Letter]:
    """The mails that were asked for, the first one first."""
    async with world.database.reading() as session:
        found = await session.scalars(select(Job.payload).where(Job.kind == "mail").order_by(Job.id))
        return [Letter.model_validate(payload) for payload in found]


def said(letter: Letter) -> dict[str, list[str]]:
    """The headings of a mail without their counts, and the lines under each."""
    return {section.heading.rpartition(" (")[0]: [line.text for line in section.lines] for section in letter.sections}
