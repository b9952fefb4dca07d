"""Once a working day each unit's people are reminded of what is due in so many working days, however many workers look."""

from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta
from itertools import groupby
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.permissions import GRANTS
from papi.calendar.queries import load_working_days
from papi.calendar.workflow import WorkingDays
from papi.kit import clock
from papi.kit.db import Database, insert_for
from papi.kit.installation import InstallationFact
from papi.kit.types import one_of
from papi.notifications.telling import Notice, tell
from papi.plans.models import Assignment, Task
from papi.plans.queries.in_force import of_approved
from papi.plans.reminders import Near, notice_of
from papi.plans.workflow.deadlines import OPEN_STATES

_NAME = "deadlines_reminded"
_BEGINS = time(7, 0)  # offices open; nobody needs a bell at midnight
_ONE = timedelta(days=1)
_FARTHEST = timedelta(days=366)
_ANSWER = [role.value for role in GRANTS["assignment.report_done"]]


class Reminded(BaseModel):
    """How far people were reminded: the last day on which it was done, and for each number of working days the last deadline that was
    looked at. Kept by deadlines and not by days, so that neither a late worker nor a calendar written anew drops or repeats one."""

    on: date = date.min
    through: dict[int, date] = {}


async def remind(database: Database, before: Sequence[int]) -> bool:
    """Remind, so many working days before each deadline, if this is a working day on which it was not done; whether it was done now."""
    today = clock.today()
    if not before or clock.business().astimezone(clock.TIMEZONE).time() < _BEGINS:
        return False
    async with database.reading() as session:  # an idle worker must not take SQLite's only writing connection
        kept = await session.scalar(select(InstallationFact.value).where(InstallationFact.name == _NAME))
        if _read(kept).on >= today:
            return False
        calendar = await load_working_days(session, today, today + _FARTHEST)
    if not calendar.is_working(today):
        return False
    async with database.writing() as session:
        return await _remind_once(session, before, today, calendar)


async def _remind_once(session: AsyncSession, before: Sequence[int], today: date, calendar: WorkingDays) -> bool:
    """All units or none, in one transaction with the mark that it is done. A worker that comes second waits for it, and finds it."""
    begun = insert_for(session, InstallationFact).values(name=_NAME, value=Reminded().model_dump_json())
    await session.execute(begun.on_conflict_do_nothing())
    mark = await session.get_one(InstallationFact, _NAME, with_for_update=True)
    last = _read(mark.value)
    if last.on >= today:
        return False
    through = {days: max(last.through.get(days, date.min), calendar.add(today, days + 1) - _ONE) for days in before}
    notices = await _notices(session, _windows(last, through, today, calendar), today, calendar)
    if notices:
        await tell(session, notices, _ANSWER)
    mark.value = Reminded(on=today, through=through).model_dump_json()
    return True


def _read(kept: str | None) -> Reminded:
    return Reminded() if kept is None else Reminded.model_validate_json(kept)


def _windows(last: Reminded, through: dict[int, date], today: date, calendar: WorkingDays) -> Iterable[ColumnElement[bool]]:
    """The deadlines that were not looked at yet. A number of days that is new begins with today's; what has passed is no more to come."""
    for days, until in through.items():
        begins = last.through.get(days, calendar.add(today, days) - _ONE) + _ONE
        yield and_(Assignment.due_on >= max(begins, today), Assignment.due_on <= until)


async def _notices(session: AsyncSession, windows: Iterable[ColumnElement[bool]], today: date, calendar: WorkingDays) -> dict[UUID, Notice]:
    """One for each unit that has something open in these windows."""
    rows = await session.execute(
        select(Assignment.unit_id, Assignment.plan_id, Assignment.mandate, Assignment.due_on, Task.title)
        .join(Task, Task.id == Assignment.task_id)
        .where(
            or_(*windows),
            one_of(Assignment.work_state, OPEN_STATES),
            Assignment.carried_to_id.is_(None),
            Task.dropped_on.is_(None),
            of_approved(Assignment.plan_id),
        )
        .order_by(Assignment.unit_id, Assignment.due_on, Assignment.sort, Assignment.id)
    )
    near = [Near(*row) for row in rows]
    return {unit_id: notice_of(list(ofs), today, calendar) for unit_id, ofs in groupby(near, key=lambda one: one.unit_id)}
