"""Periods: planning, opening (which makes the reports), closing, a unit's own end."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import flag_modified

from papi.access.actor import Actor
from papi.directory.models import Unit, UnitLevel, level_of
from papi.kit import clock
from papi.kit.errors import FieldError, Invalid, Refusal
from papi.kit.etag import Precondition
from papi.kit.text import format_day, format_moment, spoken
from papi.kit.types import new_id
from papi.outbox.facts import changes, record
from papi.plans.models import Cadence, Plan
from papi.plans.progress import Move, advance
from papi.plans.queries.views import standing_unit
from papi.reports.actions.asking import is_asking, said_asked, write_asked
from papi.reports.actions.occurrences import list_occurrences, list_reporting_duties, overtaken_in
from papi.reports.errors import CodeTaken, DeadlineOrder, PeriodWrongState, QuestionsSettled, ReportEnded, ReportNotFound, ReportWentOver
from papi.reports.facts import (
    PERIOD_CHANGED,
    PERIOD_CLOSED,
    PERIOD_CREATED,
    PERIOD_EXCEPTED,
    PERIOD_MOVED,
    about_period,
    notify,
    notify_all,
)
from papi.reports.models import (
    Period,
    PeriodDeadline,
    PeriodException,
    PeriodKind,
    PeriodState,
    Report,
)
from papi.reports.queries.periods import deadlines_of, get_period
from papi.reports.queries.questions import next_code, own_due_times
from papi.reports.schemas.periods import Deadlines, ExceptionCreate, PeriodCreate, PeriodUpdate
from papi.reports.words import PERIOD_STATE_WORDS


async def create_period(session: AsyncSession, actor: Actor, given: PeriodCreate) -> Period:
    """Plan a period. Its deadlines must lie after its first day of data."""
    actor.require("period.manage")
    year = await session.scalar(select(Plan.year).where(Plan.id == given.plan_id))
    if year is None:
        raise Invalid(errors=[FieldError("/plan_id", "Có mã không tồn tại.", "Some ids are not known.")])
    period = Period(
        id=new_id(),
        state=PeriodState.PLANNED,
        code=await _code(session, given, year),
        rolled_up=given.kind is not PeriodKind.AD_HOC if given.rolled_up is None else given.rolled_up,
        **given.model_dump(include={"plan_id", "kind", "title", "data_from", "data_to", "cumulative"}),
    )
    session.add(period)
    await session.flush()
    _set_deadlines(session, period, given.deadlines)
    await write_asked(session, period, given)
    await _require_order(session, period)
    record(session, actor.author, about_period(PERIOD_CREATED, period))
    return period


async def _code(session: AsyncSession, given: PeriodCreate, year: int) -> str:
    if given.code is None:
        if given.kind is not PeriodKind.AD_HOC:
            raise Invalid(errors=[FieldError("/code", "Cần có giá trị.", "This is required.")])
        return await next_code(session, given.plan_id, year)
    taken = select(Period.id).where(Period.plan_id == given.plan_id, Period.code == given.code)
    if await session.scalar(taken) is not None:
        raise CodeTaken(code=given.code)
    return given.code


def _set_deadlines(session: AsyncSession, period: Period, deadlines: Deadlines) -> None:
    for level in UnitLevel:
        session.add(PeriodDeadline(period_id=period.id, level=level, due_at=getattr(deadlines, level.value)))


async def update_period(session: AsyncSession, actor: Actor, period_id: UUID, given: PeriodUpdate, precondition: Precondition) -> None:
    """Change a period. Once it is open, its data window stays and new deadlines reach the reports that wait for them."""
    actor.require("period.manage")
    period = await get_period(session, actor, period_id, lock=True)
    precondition.check(period.version)
    _require_movable(actor, period, given)
    before, after = await _difference(session, period, given)
    for name in ("title", "data_from", "data_to"):
        if (value := getattr(given, name)) is not None:
            setattr(period, name, value)
    reached = [] if given.deadlines is None else await _move_deadlines(session, period, given.deadlines)
    if is_asking(given):
        asked = await said_asked(session, period)
        await write_asked(session, period, given)
        before, after = {**before, **asked}, {**after, **await said_asked(session, period)}
    await _require_order(session, period)
    flag_modified(period, "title")  # the period's version counts its deadlines and questions too: of two who set them at once, one is told
    moved: dict[str, Any] = {"notify": notify_all(reached), **{level.value: after[level.value] for level in UnitLevel}} if reached else {}
    record(session, actor.author, about_period(PERIOD_MOVED if moved else PERIOD_CHANGED, period, changes=changes(before, after), **moved))


async def _require_order(session: AsyncSession, period: Period) -> None:
    """Nobody is due before the first day of data, by their level or by their own time, whichever of the two was moved."""
    due = [*(await deadlines_of(session, period.id)).values(), *(await own_due_times(session, period.id)).values()]
    if period.data_to < period.data_from or any(clock.day_of(due_at) < period.data_from for due_at in due):
        raise DeadlineOrder


def _require_movable(actor: Actor, period: Period, given: PeriodUpdate) -> None:
    """Refuse what is settled once the period is open: its data window, and what it asks of whom."""
    moves_window = given.data_from is not None or given.data_to is not None
    if period.state is PeriodState.OPEN and is_asking(given):
        raise QuestionsSettled
    if period.state is PeriodState.CLOSED or (moves_window and period.state is not PeriodState.PLANNED):
        raise wrong_state(actor, period)


async def _difference(session: AsyncSession, period: Period, given: PeriodUpdate) -> tuple[dict[str, Any], dict[str, Any]]:
    before = {
        "title": period.title,
        "data_from": format_day(period.data_from),
        "data_to": format_day(period.data_to),
        **{level.value: format_moment(due_at) for level, due_at in (await deadlines_of(session, period.id)).items()},
    }
    after: dict[str, Any] = {"title": given.title} if given.title is not None else {}
    for name in ("data_from", "data_to"):
        if (day := getattr(given, name)) is not None:
            after[name] = format_day(day)
    if given.deadlines is not None:
        after |= {level.value: format_moment(getattr(given.deadlines, level.value)) for level in UnitLevel}
    return before, after


async def _move_deadlines(session: AsyncSession, period: Period, deadlines: Deadlines) -> list[UUID]:
    """The units whose reports are due at another time from now on."""
    await session.execute(delete(PeriodDeadline).where(PeriodDeadline.period_id == period.id))
    _set_deadlines(session, period, deadlines)
    excepted = select(PeriodException.unit_id).where(PeriodException.period_id == period.id)
    rows = await session.execute(
        select(Report, Unit.kind)
        .join(Unit, Unit.id == Report.unit_id)
        .where(
            Report.period_id == period.id,
            Report.first_submitted_at.is_(None),
            Report.carried_on.is_(None),
            Report.unit_id.not_in(excepted),
            Report.unit_id.not_in(await own_due_times(session, period.id)),
        )
    )
    moved = [(report, due_at) for report, kind in rows.all() if (due_at := getattr(deadlines, level_of(kind).value)) != report.due_at]
    for report, due_at in moved:
        await _set_due(session, period, report, due_at)
    return [report.unit_id for report, _due_at in moved]


async def _set_due(session: AsyncSession, period: Period, report: Report, due_at: datetime) -> None:
    """A report's new deadline is also that of its recurring assignments and of the duty to report, as far as this is their latest."""
    report.due_at = due_at
    recurring = [item.assignment for item in await list_occurrences(session, report) if item.task.cadence is Cadence.EACH_PERIOD]
    duties = [duty for duty, _task in await list_reporting_duties(session, report, period)]
    overtaken = await overtaken_in(session, period, [assignment.id for assignment in (*recurring, *duties)])
    moved = [assignment for assignment in (*recurring, *duties) if assignment.id not in overtaken]
    await advance(session, [Move(assignment, {"due_on": due_at.date()}) for assignment in moved])


async def close_period(session: AsyncSession, actor: Actor, period_id: UUID, precondition: Precondition) -> None:
    """Close a period: drafts and submissions stop, except for units with an own end; review goes on."""
    actor.require("period.manage")
    period = await get_period(session, actor, period_id, lock=True)
    precondition.check(period.version)
    if period.state is not PeriodState.OPEN:
        raise wrong_state(actor, period)
    period.state = PeriodState.CLOSED
    period.closed_at = clock.business()
    record(session, actor.author, about_period(PERIOD_CLOSED, period))


async def create_exception(session: AsyncSession, actor: Actor, period_id: UUID, given: ExceptionCreate) -> PeriodException:
    """Give a unit its own end of the period, with the reason; it must lie ahead."""
    actor.require("period.except")
    period = await get_period(session, actor, period_id)
    if period.state is PeriodState.PLANNED:
        raise wrong_state(actor, period)
    if given.ends_at <= clock.business():
        raise Invalid(errors=[FieldError("/ends_at", "Thời hạn mới phải ở sau hiện tại.", "The new end must lie ahead.")])
    report = await session.scalar(select(Report).where(Report.period_id == period_id, Report.unit_id == given.unit_id))
    if report is None:
        raise ReportNotFound
    if report.carried_on is not None:
        raise await _went_over(session, report, report.carried_on)
    exception = PeriodException(
        id=new_id(),
        period_id=period_id,
        unit_id=given.unit_id,
        ends_at=given.ends_at,
        reason=given.reason,
        granted_by=actor.person_id,
        granted_at=clock.business(),
    )
    session.add(exception)
    if report.first_submitted_at is None and given.ends_at > report.due_at:
        await _set_due(session, period, report, given.ends_at)
    unit = await session.get_one(Unit, given.unit_id)
    data = {"unit": unit.short_name, "ends_at": format_moment(given.ends_at), "reason": given.reason, "notify": notify(unit.id)}
    record(session, actor.author, about_period(PERIOD_EXCEPTED, period, unit_id=unit.id, **data))
    return exception


async def _went_over(session: AsyncSession, report: Report, day: date) -> Refusal:
    """Why a report that is no longer written gets no extra time: whoever answers for it today is named."""
    unit = await session.get_one(Unit, report.unit_id)
    name, spoken_day = unit.short_name, format_day(day)
    goal = select(standing_unit(Report.unit_id)).where(Report.id == report.carried_to_id).scalar_subquery()
    heir = await session.scalar(select(Unit.short_name).where(Unit.id == goal))
    return ReportEnded(unit=name, day=spoken_day) if heir is None else ReportWentOver(unit=name, heir=heir, day=spoken_day)


def wrong_state(actor: Actor, period: Period) -> PeriodWrongState:
    """The refusal that names the period's state."""
    words = spoken(PERIOD_STATE_WORDS, period.state, actor.language)
    return PeriodWrongState(state=words.lower())
