"""Turns notices into mails: at once what is urgent, the rest in one mail a person and working morning, however many workers look.

A mail is asked for in the transaction that takes the mark from its notices; sending it is the job's matter.
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date, time
from itertools import groupby

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.directory.models import Person
from papi.kit import clock
from papi.kit.db import Database, at_most, insert_for
from papi.kit.installation import InstallationFact
from papi.mail.letters import Letter, post
from papi.notifications.letters import Reader, at_once, digest
from papi.notifications.models import Notification
from papi.notifications.topics import Channel

WorksOn = Callable[[AsyncSession, date], Awaitable[bool]]
"""Whether offices work on a day; the calendar's own matter."""

_NAME = "digest_on"
_BEGINS = time(7, 30)


async def post_notices(database: Database, works_on: WorksOn, *, mails: bool) -> int:
    """Ask for the mails that are due now; how many. Where no mails are sent, what waits for one waits no longer."""
    now = clock.business().astimezone(clock.TIMEZONE)
    today, morning = now.date(), now.time() >= _BEGINS
    async with database.reading() as session:  # an idle worker must not take SQLite's only writing connection
        gathers = morning and await _last_digest(session) < today
        if not gathers and not await _waits(session, _urgent(today, morning)):
            return 0
        if not await works_on(session, today):
            return 0
    async with database.writing() as session:
        if gathers:
            return await _gather(session, today, mails=mails)
        return await _post_urgent(session, _urgent(today, morning), mails=mails)


async def _waits(session: AsyncSession, which: ColumnElement[bool]) -> bool:
    return await session.scalar(at_most(select(Notification.id).where(which), 1)) is not None


def _urgent(today: date, morning: bool) -> ColumnElement[bool]:
    """Before the morning of a working day what came on days off still waits for it."""
    urgent = Notification.mail == Channel.NOW
    return urgent if morning else urgent & (Notification.created_at >= clock.begin_of(today))


async def _last_digest(session: AsyncSession) -> date:
    kept = await session.scalar(select(InstallationFact.value).where(InstallationFact.name == _NAME))
    return date.fromisoformat(kept) if kept else date.min


async def _gather(session: AsyncSession, today: date, *, mails: bool) -> int:
    """Everybody's mail of this morning, in one transaction with the mark that it is made. A worker that comes second finds the mark."""
    begun = insert_for(session, InstallationFact).values(name=_NAME, value=date.min.isoformat())
    await session.execute(begun.on_conflict_do_nothing())
    mark = await session.get_one(InstallationFact, _NAME, with_for_update={"key_share": True})
    if date.fromisoformat(mark.value) >= today:
        return 0
    mark.value = today.isoformat()
    letters = [
        (f"digest:{today}:{person.id}", digest(_reader(person), today, unread))
        for person, unread in await _taken(session, Notification.mail.is_not(None))
    ]
    return await _ask(session, letters, mails=mails)


async def _post_urgent(session: AsyncSession, which: ColumnElement[bool], *, mails: bool) -> int:
    letters = [(f"now:{unread[0].id}", at_once(_reader(person), unread)) for person, unread in await _taken(session, which)]
    return await _ask(session, letters, mails=mails)


async def _taken(session: AsyncSession, which: ColumnElement[bool]) -> list[tuple[Person, list[Notification]]]:
    """What waits, by person, taken from those who wait. What was read in the bell meanwhile needs no mail."""
    waiting = select(Notification, Person).join(Person, Person.id == Notification.person_id).where(which)
    rows = await session.execute(waiting.order_by(Person.id, Notification.id).with_for_update(of=Notification, skip_locked=True))
    by_person = list[tuple[Person, list[Notification]]]()
    for _, ofs in groupby(rows, key=lambda row: row[1].id):
        pairs = list(ofs)
        for notice, _ in pairs:
            notice.mail = None
        unread = [notice for notice, _ in pairs if notice.read_at is None]
        if unread and pairs[0][1].active:
            by_person.append((pairs[0][1], unread))
    return by_person


def _reader(person: Person) -> Reader:
    return Reader(person.full_name, person.email or "")


async def _ask(session: AsyncSession, letters: Sequence[tuple[str, Letter]], *, mails: bool) -> int:
    if not mails:
        return 0
    await post(session, letters)
    return len(letters)
