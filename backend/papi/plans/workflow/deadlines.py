"""What a deadline makes of a state: the second axis of an assignment's status, derived at the read."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal, NamedTuple

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, case, literal, or_

from papi.plans.models import DeadlineState, Mandate, WorkState

DUE_SOON = timedelta(days=3)

OPEN_STATES = (WorkState.NOT_STARTED, WorkState.IN_PROGRESS)
SAID_DONE = frozenset({WorkState.AWAITING_CONFIRMATION, WorkState.COMPLETED})
SET_ASIDE = (WorkState.SUSPENDED, WorkState.CANCELLED)


def states_of(wanted: WorkState | Literal["open"]) -> tuple[WorkState, ...]:
    """The states one looks for: one, or by `open` all that are neither completed nor set aside."""
    return (*OPEN_STATES, WorkState.AWAITING_CONFIRMATION) if wanted == "open" else (wanted,)


def late_by(submitted_on: date | None, due_on: date | None) -> bool:
    """Whether what was submitted came after the day in force: also an extension that is granted afterwards moves that day."""
    return submitted_on is not None and due_on is not None and submitted_on > due_on


class Progress(NamedTuple):
    """What a deadline state is derived from."""

    work_state: WorkState
    due_on: date | None
    submitted_late: bool
    mandate: Mandate


def deadline_state(progress: Progress, today: date) -> DeadlineState:
    """The second axis. Bodies that are asked are never overdue; lateness of what was sent is that of its submission."""
    state, due_on = progress.work_state, progress.due_on
    requested = progress.mandate is Mandate.REQUESTED
    if state is WorkState.COMPLETED:
        late = progress.submitted_late and not requested
        return DeadlineState.COMPLETED_LATE if late else DeadlineState.COMPLETED_ON_TIME
    if due_on is None or state in SET_ASIDE:
        return DeadlineState.NO_DEADLINE
    if state is WorkState.AWAITING_CONFIRMATION:
        return DeadlineState.OVERDUE if progress.submitted_late and not requested else DeadlineState.ON_TRACK
    if today > due_on:
        return DeadlineState.NO_DEADLINE if requested else DeadlineState.OVERDUE
    return DeadlineState.DUE_SOON if due_on - today <= DUE_SOON else DeadlineState.ON_TRACK


@dataclass(frozen=True)
class ProgressColumns:
    """The same four as columns of a statement."""

    work_state: SQLColumnExpression[WorkState]
    due_on: SQLColumnExpression[Any]
    submitted_late: SQLColumnExpression[bool]
    mandate: SQLColumnExpression[Mandate]


def deadline_expression(columns: ProgressColumns, today: date) -> ColumnElement[str]:
    """`deadline_state` in SQL, for filters; a test holds both against each other."""
    requested = columns.mandate == Mandate.REQUESTED
    late = and_(columns.submitted_late.is_(True), ~requested)
    return case(
        (and_(columns.work_state == WorkState.COMPLETED, late), literal(DeadlineState.COMPLETED_LATE.value)),
        (columns.work_state == WorkState.COMPLETED, literal(DeadlineState.COMPLETED_ON_TIME.value)),
        (or_(columns.due_on.is_(None), columns.work_state.in_(SET_ASIDE)), literal(DeadlineState.NO_DEADLINE.value)),
        (and_(columns.work_state == WorkState.AWAITING_CONFIRMATION, late), literal(DeadlineState.OVERDUE.value)),
        (columns.work_state == WorkState.AWAITING_CONFIRMATION, literal(DeadlineState.ON_TRACK.value)),
        (and_(columns.due_on < today, requested), literal(DeadlineState.NO_DEADLINE.value)),
        (columns.due_on < today, literal(DeadlineState.OVERDUE.value)),
        (columns.due_on <= today + DUE_SOON, literal(DeadlineState.DUE_SOON.value)),
        else_=literal(DeadlineState.ON_TRACK.value),
    )
