"""How a plan moves, and who may move it."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from papi.access.actor import Actor
from papi.access.steps import Steps
from papi.kit.errors import Refusal
from papi.kit.text import spoken
from papi.plans.errors import OwnSubmission, PlanWrongState
from papi.plans.models import PlanState
from papi.plans.words import PLAN_STATE_WORDS


@dataclass(frozen=True)
class PlanStanding:
    """What decides about a plan, whether it was loaded as an object or read as a row."""

    state: PlanState
    submitted_by: UUID | None


class PlanStep(StrEnum):
    EDIT = "edit"
    SUBMIT = "submit"
    APPROVE = "approve"
    RETURN = "return"
    AMEND = "amend"
    COPY = "copy"
    DISCARD = "discard"
    RESTORE = "restore"


@dataclass(frozen=True)
class PlanRule:
    """From which states a step is taken, and to which it leads; without one the state stays. `judges`: never on one's own submission."""

    permission: str
    sources: frozenset[PlanState]
    target: PlanState | None = None
    judges: bool = False


_SUBMITTED = frozenset({PlanState.SUBMITTED})

# What lies before the leader stays as it is. Of an approved plan words, days and who does what may be put right at once: its history
# keeps what was, and everybody sees what is not yet in a version. What the leader is to decide again is amended.
PLAN_RULES: dict[PlanStep, PlanRule] = {
    PlanStep.EDIT: PlanRule("plan.edit", frozenset({PlanState.DRAFT, PlanState.APPROVED})),
    PlanStep.SUBMIT: PlanRule("plan.edit", frozenset({PlanState.DRAFT}), PlanState.SUBMITTED),
    PlanStep.APPROVE: PlanRule("plan.approve", _SUBMITTED, PlanState.APPROVED, judges=True),
    PlanStep.RETURN: PlanRule("plan.approve", _SUBMITTED, PlanState.DRAFT, judges=True),
    PlanStep.AMEND: PlanRule("plan.edit", frozenset({PlanState.APPROVED})),
    PlanStep.COPY: PlanRule("plan.edit", frozenset({PlanState.APPROVED})),
    PlanStep.DISCARD: PlanRule("plan.edit", frozenset({PlanState.DRAFT}), PlanState.DISCARDED),
    PlanStep.RESTORE: PlanRule("plan.edit", frozenset({PlanState.DISCARDED}), PlanState.DRAFT),
}


def plan_refusal(actor: Actor, plan: PlanStanding, step: PlanStep) -> Refusal | None:
    """Why the actor may not take the step now; None if it may be taken."""
    rule = PLAN_RULES[step]
    if not actor.may(rule.permission):
        return actor.refusal()
    if rule.judges and actor.is_one_of(plan.submitted_by):
        return OwnSubmission()
    if plan.state not in rule.sources:
        return wrong_plan_state(actor, plan.state)
    return None


def wrong_plan_state(actor: Actor, state: PlanState) -> PlanWrongState:
    """The refusal that names the state in which a plan is."""
    return PlanWrongState(state=spoken(PLAN_STATE_WORDS, state, actor.language).lower())


_STEPS = Steps(PlanStep, plan_refusal)


def take_plan_step(actor: Actor, plan: PlanStanding, step: PlanStep) -> PlanState:
    """The state that the step leads to; refused with 403 or 409."""
    _STEPS.take(actor, plan, step)
    return PLAN_RULES[step].target or plan.state


def plan_actions(actor: Actor, plan: PlanStanding, *, amending: bool) -> list[str]:
    """What the actor may do with a plan in this state; one that is being amended is not amended twice."""
    return [step for step in _STEPS.allowed(actor, plan) if not (amending and step == PlanStep.AMEND)]
