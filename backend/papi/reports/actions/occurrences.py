"""How an assignment follows its line: an occurrence a period for recurring tasks, the task itself for those done once.

The table "How the states move" of the contract. Assignments show their latest occurrence, so a late acceptance of an older period
leaves them as they are.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select, union
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from papi.kit import clock
from papi.outbox.facts import Author, Fact, record
from papi.plans.models import Assignment, Cadence, Task, WorkState
from papi.plans.progress import Move, advance, unless_suspended
from papi.plans.words import WORK_STATE_WORDS
from papi.plans.workflow.assignments import stands_at
from papi.plans.workflow.deadlines import SAID_DONE, late_by
from papi.reports.facts import OCCURRENCE_MOVED
from papi.reports.models import Period, Report, ReportLine
from papi.reports.queries.reports import is_late


@dataclass(frozen=True)
class Occurrence:
    """A line with the assignment and task that it reports on."""

    line: ReportLine
    assignment: Assignment
    task: Task


async def list_occurrences(session: AsyncSession, report: Report) -> Sequence[Occurrence]:
    """The report's lines in order, with their assignments and tasks."""
    rows = await session.execute(
        select(ReportLine, Assignment, Task)
        .join(Assignment, Assignment.id == ReportLine.assignment_id)
        .join(Task, Task.id == ReportLine.task_id)
        .where(ReportLine.report_id == report.id)
        .order_by(ReportLine.sort)
    )
    return [Occurrence(line, assignment, task) for line, assignment, task in rows.all()]


async def list_reporting_duties(session: AsyncSession, report: Report, period: Period) -> Sequence[tuple[Assignment, Task]]:
    """The unit's duty to report (III.1, bullet 5), which has no line: its occurrence follows the report itself, unless that answers
    questions alone."""
    if not period.ask_tasks:
        return []
    rows = await session.execute(
        select(Assignment, Task)
        .join(Task, Task.id == Assignment.task_id)
        .where(
            Assignment.plan_id == period.plan_id,
            Assignment.unit_id == report.unit_id,
            Task.reportable.is_(False),
            Task.cadence == Cadence.EACH_PERIOD,
        )
    )
    return [(assignment, task) for assignment, task in rows.all()]


def begun(line: ReportLine, assignment: Assignment) -> Move:
    """What saving a line does to the unit's own view; nobody else sees a draft."""
    changes: dict[str, Any] = {"saved_on": clock.today(), "percent": line.percent}
    if assignment.work_state is WorkState.NOT_STARTED:
        changes["work_state"] = WorkState.IN_PROGRESS
    return Move(assignment, changes)


def submitted(occurrence: Occurrence, report: Report) -> Move | None:
    """What a submission makes of an occurrence; None for a once-task that was confirmed meanwhile."""
    line, assignment, task = occurrence.line, occurrence.assignment, occurrence.task
    shown = {"percent": line.percent, "shown_percent": line.percent}
    if task.by_unit_plan:
        return None if stands_at(assignment) is WorkState.COMPLETED else Move(assignment, shown)
    if task.cadence is Cadence.EACH_PERIOD:
        return Move(assignment, {**shown, **_awaiting(_first_day(report), late=is_late(report))})
    if task.cadence is Cadence.STANDING or (not line.self_done and assignment.work_state is not WorkState.COMPLETED):
        return Move(assignment, {**shown, **_state(WorkState.IN_PROGRESS), **_NOT_CLAIMED})
    if assignment.work_state is WorkState.COMPLETED:
        return None
    # as a report's own, the first day on which it was said to be done decides, and survives a return
    day = assignment.submitted_on or clock.today()
    late = late_by(day, assignment.due_on)
    return Move(assignment, {**shown, **_awaiting(day, late=late), **_claimants(assignment, report)})


def _claimants(assignment: Assignment, report: Report) -> dict[str, Any]:
    """Who says that it is done. One who said so before the report did stays among them, with who sent the report or in whose name."""
    if assignment.submitted_by is None:
        return {"submitted_by": report.submitted_by, "submitted_for": report.submitted_for}
    others = [person for person in (report.submitted_for, report.submitted_by) if person not in (None, assignment.submitted_by)]
    return {"submitted_for": assignment.submitted_for or next(iter(others), None)}


def accepted(occurrence: Occurrence, *, not_confirmed: bool) -> Move | None:
    """What an acceptance makes of an occurrence: done, unless the reviewer does not confirm it or it was asked for again meanwhile."""
    assignment, task = occurrence.assignment, occurrence.task
    if task.cadence is Cadence.STANDING or not _moves_with_report(occurrence) or assignment.work_state is WorkState.COMPLETED:
        return None
    if task.cadence is Cadence.ONCE and assignment.submitted_on is None:
        return None  # asked for again or withdrawn since the report was sent: nobody says any more that it is done
    if not not_confirmed:
        return Move(assignment, _state(WorkState.COMPLETED))
    return Move(assignment, {**_state(WorkState.IN_PROGRESS), **(_NOT_CLAIMED if task.cadence is Cadence.ONCE else {})})


def returned(occurrence: Occurrence) -> Move | None:
    """What a return makes of an occurrence: it is being worked on again."""
    return Move(occurrence.assignment, _state(WorkState.IN_PROGRESS)) if _moves_with_report(occurrence) else None


def _moves_with_report(occurrence: Occurrence) -> bool:
    """Whether a judgement of the report is one of the work: not of what the line does not say to be done, and not of the task that the
    unit's own plan does, which is judged with that plan."""
    if occurrence.task.by_unit_plan:
        return False
    return occurrence.task.cadence is not Cadence.ONCE or occurrence.line.self_done


def tell_by_plan(occurrence: Occurrence) -> None:
    """Of the task that the unit's own plan does, a report says what has become of that plan by then: sent or not."""
    if occurrence.task.by_unit_plan:
        occurrence.line.self_done = stands_at(occurrence.assignment) in SAID_DONE


def duty_move(assignment: Assignment, report: Report, state: WorkState) -> Move:
    """What the report's own state makes of the duty to report."""
    if state is WorkState.AWAITING_CONFIRMATION:
        return Move(assignment, _awaiting(_first_day(report), late=is_late(report)))
    done = {"percent": 100, "shown_percent": 100} if state is WorkState.COMPLETED else {}
    return Move(assignment, {**_state(state), **done})


def fresh_occurrence(assignment: Assignment, due_on: date | None) -> Move:
    """A recurring assignment begins anew when a period opens, due at the unit's deadline."""
    changes = {
        **_state(WorkState.NOT_STARTED),
        "percent": None,
        "shown_percent": None,
        "due_on": due_on,
        "submitted_on": None,
        "submitted_late": False,
        "saved_on": None,
    }
    return Move(assignment, changes)


_NOT_CLAIMED: Mapping[str, Any] = {"submitted_on": None, "submitted_late": False, "submitted_by": None, "submitted_for": None}
"""That it was done was withdrawn, or found untrue: the next time it is said counts by its own day."""


def _state(state: WorkState) -> dict[str, Any]:
    return {"work_state": state, "shown_work_state": state}


def _awaiting(day: date, *, late: bool) -> dict[str, Any]:
    return {**_state(WorkState.AWAITING_CONFIRMATION), "submitted_on": day, "submitted_late": late}


def _first_day(report: Report) -> date:
    return (report.first_submitted_at or clock.business()).date()


async def move_occurrences(session: AsyncSession, author: Author, period: Period, moves: Iterable[tuple[Move | None, Task]]) -> None:
    """Carry the moves out, and let each assignment's timeline know; those of a period that is no longer the latest stay."""
    wanted = [(move, task) for move, task in moves if move is not None]
    overtaken = await overtaken_in(session, period, [move.assignment.id for move, _task in wanted])
    current = [(move, task) for move, task in wanted if task.cadence is Cadence.ONCE or move.assignment.id not in overtaken]
    moving = [(move, task) for move, task in current if move.assignment.work_state is not WorkState.CANCELLED]
    await advance(session, [unless_suspended(move) for move, _task in moving])
    for move, task in moving:
        if move.assignment.work_state is not WorkState.SUSPENDED:
            record(session, author, _moved(move.assignment, task, period))


async def overtaken_in(session: AsyncSession, period: Period, assignments: Sequence[UUID]) -> set[UUID]:
    """Those of which a later period has begun a newer occurrence."""
    later = aliased(Period)
    with_lines = (
        select(ReportLine.assignment_id)
        .join(later, later.id == ReportLine.period_id)
        .where(ReportLine.assignment_id.in_(assignments), later.opened_at > period.opened_at)
    )
    duties = (
        select(Assignment.id)
        .join(Task, Task.id == Assignment.task_id)
        .join(Report, Report.unit_id == Assignment.unit_id)
        .join(later, and_(later.id == Report.period_id, later.plan_id == Assignment.plan_id))
        .where(Assignment.id.in_(assignments), Task.reportable.is_(False), later.ask_tasks.is_(True), later.opened_at > period.opened_at)
    )
    return set(await session.scalars(union(with_lines, duties)))


def _moved(assignment: Assignment, task: Task, period: Period) -> Fact:
    vi, en = WORK_STATE_WORDS[assignment.work_state]
    data: Mapping[str, Any] = {
        "period_id": str(period.id),
        "period": period.title,
        "state": assignment.work_state.value,
        "state_vi": vi.lower(),
        "state_en": en.lower(),
        "percent": assignment.percent or 0,
    }
    return Fact(OCCURRENCE_MOVED, "assignment", assignment.id, task.title, unit_id=assignment.unit_id, data=data)
