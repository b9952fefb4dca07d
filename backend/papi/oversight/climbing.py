"""Once a working day each unit's people are told what the ladder has reached of their deadlines, and who has a list what is new on it,
however many workers look."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import groupby
from typing import Any

from pydantic import BaseModel
from sqlalchemy import ColumnElement, SQLColumnExpression, and_, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.permissions import GRANTS
from papi.calendar.queries import load_working_days
from papi.calendar.workflow import WorkingDays
from papi.directory.models import Membership, Unit
from papi.kit import clock
from papi.kit.days import local_day
from papi.kit.db import Database, at_most, insert_for
from papi.kit.installation import InstallationFact
from papi.kit.types import one_of
from papi.notifications.telling import tell
from papi.oversight.days import first_deadline, latest_deadline
from papi.oversight.notices import Near, Telling, When, notice_of, notice_of_list, notice_of_report
from papi.oversight.queries.escalations import late_by
from papi.oversight.queries.ladder import load_ladder
from papi.oversight.schemas.ladder import LISTS, LadderLevel, LadderWrite
from papi.plans.models import Assignment, Cadence, Mandate, Task
from papi.plans.queries.in_force import of_approved
from papi.plans.workflow.assignments import ASKED_KINDS
from papi.plans.workflow.deadlines import OPEN_STATES
from papi.reports.models import Period, Report, ReportState
from papi.reports.queries.reports import still_written

_NAME = "ladder_climbed"
_BEGINS = time(7, 30)  # with the mail of the morning, in which it stands
_ONE = timedelta(days=1)
_FARTHEST = timedelta(days=400)
_SENDERS = {role.value for role in GRANTS["report.submit"]}
_ROLES: Mapping[LadderLevel, Sequence[str]] = {
    LadderLevel.OFFICER: sorted({role.value for role in GRANTS["report.edit"]} - _SENDERS),
    LadderLevel.HEAD: sorted(_SENDERS),
}


class Climbed(BaseModel):
    """How far people were told: the last day on which it was done, and for each step the last deadline that was looked at. Kept by
    deadlines and not by days, so that neither a late worker nor a calendar written anew drops or repeats one."""

    on: date = date.min
    through: dict[str, date] = {}


@dataclass(frozen=True)
class _Round:
    """A morning: what it goes by, how far the last one came, and how far this one comes."""

    today: date
    calendar: WorkingDays
    ladder: LadderWrite
    last: Climbed
    through: dict[str, date]

    def windows(self, level: LadderLevel, when: When, day: SQLColumnExpression[Any]) -> list[ColumnElement[bool]]:
        """The deadlines that this level was not told of yet, by the steps on that side of them."""
        found: list[ColumnElement[bool]] = []
        for step in self.ladder.steps:
            if level not in step.to or _side(step.days) is not when:
                continue
            name = level.value if level in LISTS else f"{level}:{step.days}"  # a list has one step: what stood on it stays told of
            before = self.last.through.get(name)
            begins = first_deadline(step.days, self.ladder.unit, self.today, self.calendar) if before is None else before + _ONE
            until = max(before or date.min, latest_deadline(step.days, self.ladder.unit, self.today, self.calendar))
            self.through[name] = until
            # what has passed meanwhile is no more to come
            found.append(and_(day >= (begins if when is When.LATE else max(begins, self.today)), day <= until))
        return found


def _side(days: int) -> When:
    return When.TODAY if days == 0 else When.LATE if days > 0 else When.BEFORE


async def climb(database: Database) -> bool:
    """Tell what the ladder has reached, if this is a working day on which it was not done; whether it was done now."""
    today = clock.today()
    if clock.business().astimezone(clock.TIMEZONE).time() < _BEGINS:
        return False
    async with database.reading() as session:  # an idle worker must not take SQLite's only writing connection
        kept = await session.scalar(select(InstallationFact.value).where(InstallationFact.name == _NAME))
        if _read(kept).on >= today:
            return False
        calendar = await load_working_days(session, today - _FARTHEST, today + _FARTHEST)
    if not calendar.is_working(today):
        return False
    async with database.writing() as session:
        return await _climb_once(session, today, calendar)


async def _climb_once(session: AsyncSession, today: date, calendar: WorkingDays) -> bool:
    """All units or none, in one transaction with the mark that it is done. A worker that comes second waits for it, and finds it."""
    begun = insert_for(session, InstallationFact).values(name=_NAME, value=Climbed().model_dump_json())
    await session.execute(begun.on_conflict_do_nothing())
    mark = await session.get_one(InstallationFact, _NAME, with_for_update=True)
    last = _read(mark.value)
    if last.on >= today:
        return False
    morning = _Round(today, calendar, await load_ladder(session), last, dict(last.through))
    for when in When:
        telling = Telling(when, today, calendar)
        for level, roles in _ROLES.items():
            await _tell_of_tasks(session, morning.windows(level, when, Assignment.due_on), telling, roles)
            await _tell_of_reports(session, morning.windows(level, when, local_day(Report.due_at)), telling, roles)
    for level in sorted(LISTS):
        await _tell_of_list(session, level, morning)
    mark.value = Climbed(on=today, through=morning.through).model_dump_json()
    return True


def _read(kept: str | None) -> Climbed:
    return Climbed() if kept is None else Climbed.model_validate_json(kept)


async def _tell_of_tasks(session: AsyncSession, windows: Sequence[ColumnElement[bool]], telling: Telling, roles: Sequence[str]) -> None:
    """One notice for each unit that has something open in these windows. Recurring work is told of by its report."""
    if not windows:
        return
    rows = await session.execute(
        select(Assignment.unit_id, Assignment.plan_id, Assignment.mandate, Assignment.due_on, Task.title)
        .join(Task, Task.id == Assignment.task_id)
        .where(
            or_(*windows),
            Task.cadence != Cadence.EACH_PERIOD,
            one_of(Assignment.work_state, OPEN_STATES),
            Assignment.carried_to_id.is_(None),
            Task.dropped_on.is_(None),
            of_approved(Assignment.plan_id),
        )
        .order_by(Assignment.unit_id, Assignment.due_on, Assignment.sort, Assignment.id)
    )
    near = _told(telling, (Near(*row) for row in rows))
    await tell(session, {unit: notice_of(list(ofs), telling) for unit, ofs in groupby(near, key=lambda one: one.unit_id)}, roles)


async def _tell_of_reports(session: AsyncSession, windows: Sequence[ColumnElement[bool]], telling: Telling, roles: Sequence[str]) -> None:
    """One notice for each report that was not sent; period by period, because a unit may owe two."""
    if not windows:
        return
    rows = await session.execute(
        select(Report.period_id, Report.unit_id, Report.id, Report.expected, Report.due_at, Period.title, Unit.short_name)
        .join(Period, Period.id == Report.period_id)
        .join(Unit, Unit.id == Report.unit_id)
        .where(
            or_(*windows),
            still_written(),
            Report.state == ReportState.DRAFT,
            Report.carried_on.is_(None),
            or_(Report.expected.is_(True), Unit.kind.in_(ASKED_KINDS)),
        )
        .order_by(Report.period_id, Report.unit_id)
    )
    for _, ofs in groupby(rows, key=lambda row: row.period_id):
        near = _told(
            telling,
            (
                Near(
                    row.unit_id,
                    row.id,
                    Mandate.ASSIGNED if row.expected else Mandate.REQUESTED,
                    clock.day_of(row.due_at),
                    f"{row.title} – {row.short_name}",
                )
                for row in ofs
            ),
        )
        await tell(session, {one.unit_id: notice_of_report(one, telling) for one in near}, roles)


async def _tell_of_list(session: AsyncSession, level: LadderLevel, morning: _Round) -> None:
    """One notice to all who have the list: how much is new on it, and the oldest of it."""
    late = late_by(lambda day: or_(false(), *morning.windows(level, When.LATE, day)))
    columns = (func.count().over().label("number"), late.c.id, late.c.title, late.c.due_on, Unit.short_name)
    new = select(*columns).join(Unit, Unit.id == late.c.unit_id).order_by(late.c.due_on, Unit.sort, late.c.id)
    first = (await session.execute(at_most(new, 1))).one_or_none()
    if first is None:
        return
    near = Near(first.id, first.id, Mandate.ASSIGNED, first.due_on, f"{first.title} – {first.short_name}")
    notice = notice_of_list(level, near, first.number, Telling(When.LATE, morning.today, morning.calendar))
    readers = await session.scalars(select(Membership.unit_id).where(Membership.role == level.value).distinct())
    await tell(session, dict.fromkeys(readers, notice), [level.value])


def _told(telling: Telling, near: Iterable[Near]) -> list[Near]:
    """Bodies that are asked are asked before and on the day, and never climb higher."""
    return [one for one in near if telling.when is not When.LATE or one.mandate is Mandate.ASSIGNED]
