"""Reading the calendar: what was written down, else what is shipped."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.calendar.models import CalendarDay, CalendarYear, DayKind
from papi.calendar.schemas import CalendarSource, TermQuery, WorkingTerm
from papi.calendar.shipped import DECREED, FIRST, LAST, shipped_days
from papi.calendar.workflow import WorkingDays
from papi.directory.models import Person
from papi.kit.documents import Column, Export
from papi.kit.text import format_day, words_of

_SLOWEST = 150
"""Working days that every year has at least."""


class NamedDay(NamedTuple):
    day: date
    kind: DayKind
    name: str


def _shipped(year: int, language: str) -> list[NamedDay]:
    return [NamedDay(known.day, known.kind, known.en if language == "en" else known.vi) for known in shipped_days(year)]


def _source(year: int, written: Iterable[int]) -> CalendarSource:
    if year in written:
        return CalendarSource.WRITTEN
    if not FIRST <= year <= LAST:
        return CalendarSource.SUN_ONLY
    return CalendarSource.DECREED if year <= DECREED else CalendarSource.COMPUTED


async def days_of(session: AsyncSession, years: Sequence[int], language: str = "vi") -> tuple[list[NamedDay], set[int]]:
    """The days of these years that differ from their weekday, and which of the years somebody has written down."""
    rows = await session.execute(
        select(CalendarYear.year, CalendarDay.day, CalendarDay.kind, CalendarDay.name)
        .outerjoin(CalendarDay, CalendarDay.year == CalendarYear.year)
        .where(CalendarYear.year.in_(years))
        .order_by(CalendarDay.day)
    )
    found, written = list[NamedDay](), set[int]()
    for row in rows:
        written.add(row.year)
        if row.day is not None:
            found.append(NamedDay(row.day, row.kind, row.name))
    return found + [day for year in years if year not in written for day in _shipped(year, language)], written


async def load_working_days(session: AsyncSession, first: date, last: date) -> WorkingDays:
    """The working days of all years from one day to another, by one query."""
    days, _written = await days_of(session, range(min(first, last).year, max(first, last).year + 1))
    return _working(days)


async def works_on(session: AsyncSession, day: date) -> bool:
    """Whether offices work on a day."""
    return (await load_working_days(session, day, day)).is_working(day)


def _working(days: Iterable[NamedDay]) -> WorkingDays:
    known = list(days)
    return WorkingDays(
        frozenset(known_day.day for known_day in known if known_day.kind is DayKind.OFF),
        frozenset(known_day.day for known_day in known if known_day.kind is DayKind.WORKING),
    )


async def due_after(session: AsyncSession, term: WorkingTerm | TermQuery, language: str = "vi") -> tuple[date, str]:
    """The last day of the term, and its words."""
    last = term.from_on + timedelta(days=366 * (1 + term.days // _SLOWEST))
    due_on = (await load_working_days(session, term.from_on, last)).add(term.from_on, term.days)
    return due_on, term_words(term, language)


def term_words(term: WorkingTerm | TermQuery, language: str) -> str:
    """ "trong 10 ngày làm việc kể từ ngày 05/9/2024" """
    day = format_day(term.from_on)
    return f"within {term.days} working days from {day}" if language == "en" else f"trong {term.days} ngày làm việc kể từ ngày {day}"


async def read_term(session: AsyncSession, actor: Actor, query: TermQuery) -> dict[str, Any]:
    """What a term comes to, before it is given to anybody."""
    actor.require_some("calendar.read")
    due_on, words = await due_after(session, query, actor.language)
    years = range(query.from_on.year, due_on.year + 1)
    _days, written = await days_of(session, years)
    weakest = max((_source(year, written) for year in years), key=list(CalendarSource).index)
    return {"from_on": query.from_on, "days": query.days, "due_on": due_on, "words": words, "source": weakest}


async def read_calendar(session: AsyncSession, actor: Actor, year: int) -> dict[str, Any]:
    """A year as the screen shows it."""
    actor.require_some("calendar.read")
    days, written = await days_of(session, [year], actor.language)
    found = select(CalendarYear.version, CalendarYear.basis, CalendarYear.changed_at, Person.full_name)
    row = (await session.execute(found.join(Person, Person.id == CalendarYear.changed_by).where(CalendarYear.year == year))).one_or_none()
    return {
        "year": year,
        "version": row.version if row else 0,
        "source": _source(year, written),
        "basis": row.basis if row else None,
        "changed_by": row.full_name if row else None,
        "changed_at": row.changed_at if row else None,
        "days": [known._asdict() for known in days],
        "working_days": _working(days).between(date(year - 1, 12, 31), date(year, 12, 31)),
        "allowed_actions": ["edit"] if actor.may("calendar.manage") else [],
    }


_KIND_WORDS: dict[str, tuple[str, str]] = {DayKind.OFF: ("Ngày nghỉ", "Day off"), DayKind.WORKING: ("Làm bù", "Worked in exchange")}
CALENDAR = Export(
    "lich-nghi",
    [
        Column("day", "Ngày", "Day", 14),
        Column("kind", "Loại", "Kind", 18, words_of(_KIND_WORDS)),
        Column("name", "Tên", "Name", 50),
    ],
)
