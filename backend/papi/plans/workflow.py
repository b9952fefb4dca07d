"""How assignments and plans may move, and what a deadline makes of a state. The two axes of a task's status."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, case, literal, or_

from papi.access.actor import Actor, UnitRef
from papi.access.permissions import Role, Scope
from papi.directory.models import Unit, UnitKind
from papi.kit.errors import Refusal
from papi.plans.errors import AssignmentWrongState, NotReportedHere, OwnSubmission, PlanWrongState
from papi.plans.models import Assignment, Cadence, DeadlineState, Mandate, Part, PlanState, Task, WorkState
from papi.plans.words import PLAN_STATE_WORDS, WORK_STATE_WORDS

DUE_SOON = timedelta(days=3)

ASKED_KINDS = frozenset({UnitKind.FRONT, UnitKind.PARTY})
_PARTS_APART = 500

OPEN_STATES = (WorkState.NOT_STARTED, WorkState.IN_PROGRESS)
SET_ASIDE = (WorkState.SUSPENDED, WorkState.CANCELLED)


class AssignmentStep(StrEnum):
    REPORT_DONE = "report_done"
    CONFIRM = "confirm"
    REDO = "redo"
    SUSPEND = "suspend"
    RESUME = "resume"
    CANCEL = "cancel"
    EDIT = "edit"


@dataclass(frozen=True)
class Rule:
    """From which states a step is taken, to which it leads, with which permission."""

    permission: str
    sources: frozenset[WorkState]
    target: WorkState | None = None
    once_only: bool = False


_WORKING = frozenset(OPEN_STATES)
_CONFIRM = "assignment.confirm"

RULES: dict[AssignmentStep, Rule] = {
    AssignmentStep.REPORT_DONE: Rule("assignment.report_done", _WORKING, WorkState.AWAITING_CONFIRMATION, once_only=True),
    AssignmentStep.CONFIRM: Rule(_CONFIRM, frozenset({WorkState.AWAITING_CONFIRMATION}), WorkState.COMPLETED, once_only=True),
    AssignmentStep.REDO: Rule(
        _CONFIRM, frozenset({WorkState.AWAITING_CONFIRMATION, WorkState.COMPLETED}), WorkState.IN_PROGRESS, once_only=True
    ),
    AssignmentStep.SUSPEND: Rule(_CONFIRM, _WORKING | {WorkState.AWAITING_CONFIRMATION}, WorkState.SUSPENDED),
    AssignmentStep.RESUME: Rule(_CONFIRM, frozenset({WorkState.SUSPENDED})),
    AssignmentStep.CANCEL: Rule(_CONFIRM, _WORKING | {WorkState.AWAITING_CONFIRMATION, WorkState.SUSPENDED}, WorkState.CANCELLED),
    AssignmentStep.EDIT: Rule("assignment.edit", frozenset(WorkState) - {WorkState.CANCELLED}),
}


@dataclass(frozen=True)
class PlanStanding:
    """What decides about a plan, whether it was loaded as an object or read as a row."""

    state: PlanState
    submitted_by: UUID | None


def place_of(task: Task, unit: Unit, part: Part) -> int:
    """Where an assignment stands in lists: tasks in the plan's order, leads before supporters, units in official order."""
    return task.sort * 1000 + (0 if part is Part.LEAD else _PARTS_APART) + unit.sort


class Standing(NamedTuple):
    """What decides about an assignment, whether it was loaded as an object or read as a row."""

    state: WorkState
    cadence: Cadence
    unit: UnitRef


def refusal(actor: Actor, assignment: Standing, step: AssignmentStep) -> Refusal | None:
    """Why the actor may not take the step now; None if it may be taken."""
    rule = RULES[step]
    if not actor.may(rule.permission, assignment.unit):
        try:
            actor.require(rule.permission, assignment.unit)
        except Refusal as refused:
            return refused
    if rule.once_only and assignment.cadence is not Cadence.ONCE:
        return NotReportedHere()
    if assignment.state not in rule.sources:
        return AssignmentWrongState(state=_words(WORK_STATE_WORDS, assignment.state, actor))
    return None


def take(actor: Actor, assignment: Standing, step: AssignmentStep) -> None:
    """Refuse the step unless it may be taken."""
    refused = refusal(actor, assignment, step)
    if refused is not None:
        raise refused


def allowed_actions(actor: Actor, assignment: Standing) -> list[str]:
    """The steps that the actor may take now."""
    alike = (actor.role, actor.reach(assignment.unit), assignment.state, assignment.cadence)
    if alike not in _ALLOWED:
        _ALLOWED[alike] = [step.value for step in AssignmentStep if refusal(actor, assignment, step) is None]
    return _ALLOWED[alike]


# Worked out once: all that `refusal` looks at, and there are few of them, while a page has fifty rows.
_ALLOWED: dict[tuple[Role, frozenset[Scope], WorkState, Cadence], list[str]] = {}


def moved_by(step: AssignmentStep, assignment: Assignment) -> dict[str, Any]:
    """What a step of the coordinator changes on an assignment."""
    if step is AssignmentStep.RESUME:
        before = assignment.state_before_suspension or WorkState.NOT_STARTED
        # what everyone saw as in progress had been submitted, with a percent; a draft had not, and stays the unit's own
        draft = before is WorkState.IN_PROGRESS and assignment.shown_percent is None
        shown = WorkState.NOT_STARTED if draft else before
        return {"work_state": before, "shown_work_state": shown, "state_before_suspension": None}
    target = RULES[step].target
    moved: dict[str, Any] = {"work_state": target, "shown_work_state": target, "state_before_suspension": None}
    if step is AssignmentStep.SUSPEND:
        moved["state_before_suspension"] = assignment.work_state
    if step is AssignmentStep.REDO:
        moved |= {"submitted_on": None, "submitted_late": False}
    return moved


class PlanStep(StrEnum):
    EDIT = "edit"
    SUBMIT = "submit"
    APPROVE = "approve"
    RETURN = "return"


@dataclass(frozen=True)
class PlanRule:
    """From which states a step is taken, and to which it leads; without one the state stays. `judges`: never on one's own submission."""

    permission: str
    sources: frozenset[PlanState]
    target: PlanState | None = None
    judges: bool = False


_SUBMITTED = frozenset({PlanState.SUBMITTED})

# What lies before the leader stays as it is; an approved plan is amended, and its history keeps what was.
PLAN_RULES: dict[PlanStep, PlanRule] = {
    PlanStep.EDIT: PlanRule("plan.edit", frozenset({PlanState.DRAFT, PlanState.APPROVED})),
    PlanStep.SUBMIT: PlanRule("plan.edit", frozenset({PlanState.DRAFT}), PlanState.SUBMITTED),
    PlanStep.APPROVE: PlanRule("plan.approve", _SUBMITTED, PlanState.APPROVED, judges=True),
    PlanStep.RETURN: PlanRule("plan.approve", _SUBMITTED, PlanState.DRAFT, judges=True),
}


def plan_refusal(actor: Actor, plan: PlanStanding, step: PlanStep) -> Refusal | None:
    """Why the actor may not take the step now; None if it may be taken."""
    rule = PLAN_RULES[step]
    if not actor.may(rule.permission):
        return actor.refusal()
    if rule.judges and plan.submitted_by == actor.person_id:
        return OwnSubmission()
    if plan.state not in rule.sources:
        return PlanWrongState(state=_words(PLAN_STATE_WORDS, plan.state, actor))
    return None


def take_plan_step(actor: Actor, plan: PlanStanding, step: PlanStep) -> PlanState:
    """The state that the step leads to; refused with 403 or 409."""
    refused = plan_refusal(actor, plan, step)
    if refused is not None:
        raise refused
    return PLAN_RULES[step].target or plan.state


def plan_actions(actor: Actor, plan: PlanStanding) -> list[str]:
    """What the actor may do with a plan in this state."""
    return [step.value for step in PlanStep if plan_refusal(actor, plan, step) is None]


def _words(table: dict[str, tuple[str, str]], state: StrEnum, actor: Actor) -> str:
    return table[state][1 if actor.language == "en" else 0].lower()


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
