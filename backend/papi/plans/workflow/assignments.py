"""How an assignment moves, who may move it, and where it stands in lists."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from papi.access.actor import Actor, UnitRef
from papi.access.permissions import Role, Scope
from papi.access.steps import Steps
from papi.directory.models import Unit, UnitKind
from papi.kit import clock
from papi.kit.errors import Refusal
from papi.kit.text import spoken
from papi.kit.types import new_id
from papi.plans.errors import (
    AssignmentCarried,
    AssignmentWrongState,
    DeadlineOfPeriod,
    DoneByUnitPlan,
    ExtensionPending,
    NoDeadline,
    NotReportedHere,
    OwnClaim,
    PlanInForce,
    TaskDropped,
)
from papi.plans.models import Assignment, Cadence, Mandate, Part, PlanState, Task, WorkState
from papi.plans.words import WORK_STATE_WORDS
from papi.plans.workflow.deadlines import OPEN_STATES
from papi.plans.workflow.plans import wrong_plan_state

ASKED_KINDS = frozenset({UnitKind.FRONT, UnitKind.PARTY})
_PARTS_APART = 500


class AssignmentStep(StrEnum):
    REPORT_DONE = "report_done"
    CONFIRM = "confirm"
    REDO = "redo"
    SUSPEND = "suspend"
    RESUME = "resume"
    CANCEL = "cancel"
    TAKE_OUT = "take_out"
    EDIT = "edit"
    ASK_EXTENSION = "ask_extension"


@dataclass(frozen=True)
class Rule:
    """From which states a step is taken, to which it leads, with which permission."""

    permission: str
    sources: frozenset[WorkState]
    target: WorkState | None = None
    once_only: bool = False


_WORKING = frozenset(OPEN_STATES)
_STILL = frozenset({PlanState.SUBMITTED, PlanState.DISCARDED})
_STANDS = frozenset(WorkState) - {WorkState.CANCELLED}
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
    AssignmentStep.TAKE_OUT: Rule("assignment.edit", _STANDS, WorkState.CANCELLED),
    AssignmentStep.EDIT: Rule("assignment.edit", _STANDS),
    AssignmentStep.ASK_EXTENSION: Rule("extension.request", _WORKING),
}


def place_of(task: Task, unit: Unit, part: Part) -> int:
    """Where an assignment stands in lists: tasks in the plan's order, leads before supporters, units in official order."""
    return task.sort * 1000 + (0 if part is Part.LEAD else _PARTS_APART) + unit.sort


def new_assignment(task: Task, unit: Unit, part: Part, mandate: Mandate, due_on: date | None) -> Assignment:
    """A task that is given to a unit, in its place; the caller stores and counts it."""
    return Assignment(
        id=new_id(),
        plan_id=task.plan_id,
        task_id=task.id,
        unit_id=unit.id,
        sort=place_of(task, unit, part),
        part=part,
        mandate=mandate,
        due_on=due_on,
        updated_at=clock.business(),
    )


class Standing(NamedTuple):
    """What decides about an assignment, whether it was loaded as an object or read as a row."""

    state: WorkState
    cadence: Cadence
    unit: UnitRef
    due_on: date | None
    extension_asked: bool
    own_claim: bool = False
    carried: bool = False
    dropped: bool = False
    plan: PlanState = PlanState.APPROVED
    by_unit_plan: bool = False


def is_own_claim(actor: Actor, assignment: Any) -> bool:
    """Whether the actor, or whom the actor stands for, said of an assignment (an object or a row) that it is done."""
    return actor.is_one_of(assignment.submitted_by, assignment.submitted_for)


def refusal(actor: Actor, assignment: Standing, step: AssignmentStep) -> Refusal | None:
    """Why the actor may not take the step now; None if it may be taken."""
    rule = RULES[step]
    if refused := actor.refused(rule.permission, assignment.unit):
        return refused
    if rule.permission == _CONFIRM and assignment.own_claim:
        return OwnClaim()
    if elsewhere := _elsewhere(actor, assignment):
        return elsewhere
    if rule.once_only and (assignment.by_unit_plan or assignment.cadence is not Cadence.ONCE):
        return DoneByUnitPlan() if assignment.by_unit_plan else NotReportedHere()
    if assignment.state not in rule.sources:
        return wrong_state(actor, assignment.state)
    return _refused_by_step(assignment, step)


def _elsewhere(actor: Actor, assignment: Standing) -> Refusal | None:
    """Nobody works on what went over to another unit, or is out of the plan; what lies before the leader or was given up stays."""
    if assignment.carried:
        return AssignmentCarried()
    if assignment.dropped:
        return TaskDropped()
    return wrong_plan_state(actor, assignment.plan) if assignment.plan in _STILL else None


def _refused_by_step(assignment: Standing, step: AssignmentStep) -> Refusal | None:
    match step:
        case AssignmentStep.TAKE_OUT:  # once the plan is in force the leader decides, and the unit is told
            return PlanInForce() if assignment.plan is PlanState.APPROVED else None
        case AssignmentStep.ASK_EXTENSION:
            return _no_extension(assignment)
        case _:
            return None


def wrong_state(actor: Actor, state: WorkState) -> AssignmentWrongState:
    """The refusal that names the state in which an assignment is."""
    return AssignmentWrongState(state=spoken(WORK_STATE_WORDS, state, actor.language).lower())


def _no_extension(assignment: Standing) -> Refusal | None:
    """Only a day of its own can be extended: the deadline of a recurring task is the period's, which has exceptions."""
    if assignment.cadence is Cadence.EACH_PERIOD:
        return DeadlineOfPeriod()
    if assignment.due_on is None or assignment.cadence is Cadence.STANDING:
        return NoDeadline()
    return ExtensionPending() if assignment.extension_asked else None


_STEPS = Steps(AssignmentStep, refusal)
take = _STEPS.take


def allowed_actions(actor: Actor, assignment: Standing) -> list[str]:
    """The steps that the actor may take now."""
    alike = (
        actor.role,
        actor.reach(assignment.unit),
        assignment.state,
        assignment.cadence,
        assignment.own_claim,
        assignment.carried or assignment.dropped,
        assignment.plan,
        assignment.by_unit_plan,
        assignment.due_on is not None,
        assignment.extension_asked,
    )
    if alike not in _ALLOWED:
        _ALLOWED[alike] = _STEPS.allowed(actor, assignment)
    return _ALLOWED[alike]


# Worked out once: all that `refusal` looks at, and there are few of them, while a page has fifty rows.
_ALLOWED: dict[tuple[Role, frozenset[Scope], WorkState, Cadence, bool, bool, PlanState, bool, bool, bool], list[str]] = {}


def stands_at(assignment: Assignment) -> WorkState:
    """How far the work is: its state, and of what was suspended that in which it will be resumed."""
    if assignment.work_state is not WorkState.SUSPENDED:
        return assignment.work_state
    return assignment.state_before_suspension or WorkState.NOT_STARTED


def moved_by(step: AssignmentStep, assignment: Assignment) -> dict[str, Any]:
    """What a step of the coordinator changes on an assignment."""
    if step is AssignmentStep.RESUME:
        before = stands_at(assignment)
        # what everyone saw as in progress had been submitted, with a percent; a draft had not, and stays the unit's own
        draft = before is WorkState.IN_PROGRESS and assignment.shown_percent is None
        shown = WorkState.NOT_STARTED if draft else before
        return {"work_state": before, "shown_work_state": shown, "state_before_suspension": None}
    target = RULES[step].target
    moved: dict[str, Any] = {"work_state": target, "shown_work_state": target, "state_before_suspension": None}
    if step is AssignmentStep.SUSPEND:
        moved["state_before_suspension"] = assignment.work_state
    if step is AssignmentStep.REDO:
        moved |= {"submitted_on": None, "submitted_late": False, "submitted_by": None, "submitted_for": None}
    return moved
