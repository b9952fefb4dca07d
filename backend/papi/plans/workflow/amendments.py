"""How an amendment of an approved plan moves: as the plan itself did, and only its approval changes the plan."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from papi.access.actor import Actor
from papi.access.steps import Steps
from papi.kit.errors import Refusal
from papi.kit.text import spoken
from papi.plans.errors import AmendmentWrongState, OwnSubmission
from papi.plans.models import Amendment, AmendmentState
from papi.plans.words import AMENDMENT_STATE_WORDS

OPEN = (AmendmentState.DRAFT, AmendmentState.SUBMITTED)


class AmendmentStep(StrEnum):
    EDIT = "edit"
    SUBMIT = "submit"
    APPROVE = "approve"
    RETURN = "return"
    WITHDRAW = "withdraw"


@dataclass(frozen=True)
class AmendmentStanding:
    """What decides about an amendment."""

    state: AmendmentState
    submitted_by: UUID | None


@dataclass(frozen=True)
class _Rule:
    permission: str
    sources: frozenset[AmendmentState]
    target: AmendmentState | None = None
    judges: bool = False


_DRAFT, _SUBMITTED = frozenset({AmendmentState.DRAFT}), frozenset({AmendmentState.SUBMITTED})

_RULES: dict[AmendmentStep, _Rule] = {
    AmendmentStep.EDIT: _Rule("plan.edit", _DRAFT),
    AmendmentStep.SUBMIT: _Rule("plan.edit", _DRAFT, AmendmentState.SUBMITTED),
    AmendmentStep.APPROVE: _Rule("plan.approve", _SUBMITTED, AmendmentState.APPROVED, judges=True),
    AmendmentStep.RETURN: _Rule("plan.approve", _SUBMITTED, AmendmentState.DRAFT, judges=True),
    AmendmentStep.WITHDRAW: _Rule("plan.edit", _DRAFT | _SUBMITTED, AmendmentState.WITHDRAWN),
}


def amendment_refusal(actor: Actor, standing: AmendmentStanding, step: AmendmentStep) -> Refusal | None:
    """Why the actor may not take the step now; None if it may be taken."""
    rule = _RULES[step]
    if not actor.may(rule.permission):
        return actor.refusal()
    if rule.judges and actor.is_one_of(standing.submitted_by):
        return OwnSubmission()
    if standing.state not in rule.sources:
        return AmendmentWrongState(state=spoken(AMENDMENT_STATE_WORDS, standing.state, actor.language).lower())
    return None


_STEPS = Steps(AmendmentStep, amendment_refusal)
amendment_actions = _STEPS.allowed


def take_amendment_step(actor: Actor, amendment: Amendment, step: AmendmentStep) -> None:
    """Move the amendment; refused with 403 or 409."""
    _STEPS.take(actor, AmendmentStanding(amendment.state, amendment.submitted_by), step)
    amendment.state = _RULES[step].target or amendment.state
