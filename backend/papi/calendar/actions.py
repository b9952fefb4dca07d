"""Writing a year's days off down."""

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.calendar.facts import about_year
from papi.calendar.models import CalendarDay, CalendarYear, DayKind
from papi.calendar.queries import days_of
from papi.calendar.schemas import CalendarWrite
from papi.calendar.workflow import SATURDAY
from papi.kit import clock
from papi.kit.errors import FieldError, Invalid
from papi.kit.etag import Precondition
from papi.outbox.facts import record


async def write_calendar(session: AsyncSession, actor: Actor, year: int, given: CalendarWrite, precondition: Precondition) -> None:
    """Put what is given in place of what was known of the year. Deadlines that were computed before keep their day."""
    actor.require("calendar.manage")
    kept = await session.get(CalendarYear, year, with_for_update=True)
    precondition.check(kept.version if kept else 0)
    _check(year, given)
    before, _written = await days_of(session, [year])
    if kept is None:
        kept = CalendarYear(year=year, basis=given.basis, changed_by=actor.person_id, changed_at=clock.business())
        session.add(kept)
    else:
        kept.basis, kept.changed_by, kept.changed_at = given.basis, actor.person_id, clock.business()
    await session.flush()
    await session.execute(delete(CalendarDay).where(CalendarDay.year == year))
    session.add_all(CalendarDay(year=year, **day.model_dump()) for day in given.days)
    old, new = {(day.day, day.kind) for day in before}, {(day.day, day.kind) for day in given.days}
    record(session, actor.author, about_year(year, basis=given.basis, added=len(new - old), removed=len(old - new)))


def _check(year: int, given: CalendarWrite) -> None:
    wrong: list[FieldError] = []
    seen = set[object]()
    for place, day in enumerate(given.days):
        pointer = f"/days/{place}/day"
        if day.day.year != year:
            wrong.append(FieldError(pointer, f"Ngày không thuộc năm {year}.", f"This day is not of {year}."))
        if day.day in seen:
            wrong.append(FieldError(pointer, "Ngày này đã có trong danh sách.", "This day stands in the list already."))
        if day.kind is DayKind.WORKING and day.day.weekday() < SATURDAY:
            wrong.append(FieldError(pointer, "Chỉ thứ Bảy, Chủ nhật mới là ngày làm bù.", "Only weekends are worked in exchange."))
        seen.add(day.day)
    if wrong:
        raise Invalid(errors=wrong)
