"""How a unit plan may move, by whom and when: one table for the API's refusals and for the buttons (III.1, bullet 1)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from papi.access.actor import Actor, UnitRef
from papi.access.permissions import role_words
from papi.access.steps import Steps
from papi.directory.models import UnitKind
from papi.kit.errors import Refusal
from papi.kit.text import format_day, spoken
from papi.plans.workflow.assignments import ASKED_KINDS
from papi.unit_plans.errors import NoPaperOfBody, NotOfAll, OfficerMayNotSend, OwnSending, OwnUnitPlan, UnitEnded, UnitPlanWrongState
from papi.unit_plans.models import UnitPlanState
from papi.unit_plans.words import STATE_WORDS


class UnitPlanStep(StrEnum):
    EDIT = "edit"
    SUBMIT = "submit"
    AMEND = "amend"
    FOLLOW = "follow"
    ACCEPT = "accept"
    RETURN = "return"


@dataclass(frozen=True)
class Rule:
    """From which states a step is taken, and with which permission."""

    permission: str
    sources: frozenset[UnitPlanState]


_REVIEW, _SEND, _WRITE = "unit_plan.review", "unit_plan.submit", "unit_plan.edit"
WRITING = frozenset({UnitPlanState.DRAFT, UnitPlanState.RETURNED})
_SENT, _DONE = frozenset({UnitPlanState.SUBMITTED}), frozenset({UnitPlanState.ACCEPTED})

RULES: dict[UnitPlanStep, Rule] = {
    UnitPlanStep.EDIT: Rule(_WRITE, WRITING),
    UnitPlanStep.SUBMIT: Rule(_SEND, WRITING),
    # what was accepted stays readable as it was; the unit writes on, and sends the whole again
    UnitPlanStep.AMEND: Rule(_SEND, _DONE),
    UnitPlanStep.FOLLOW: Rule(_WRITE, _DONE),
    UnitPlanStep.ACCEPT: Rule(_REVIEW, _SENT),
    UnitPlanStep.RETURN: Rule(_REVIEW, _SENT | _DONE),
}


@dataclass(frozen=True)
class Standing:
    """All that decides what may be done with a unit plan, whether it was loaded as an object or read as a row."""

    state: UnitPlanState
    unit: UnitRef
    unit_name: str
    submitted_by: UUID | None
    submitted_for: UUID | None
    left_on: date | None = None


def refusal(actor: Actor, standing: Standing, step: UnitPlanStep) -> Refusal | None:
    """Why the actor may not take the step now; None if it may be taken. Role first (403), then the moment (409)."""
    rule = RULES[step]
    if not actor.may(rule.permission, standing.unit):
        return _role_refusal(actor, standing, rule)
    if rule.permission == _REVIEW and actor.is_one_of(standing.submitted_by, standing.submitted_for):
        return OwnSending()
    if rule.permission != _REVIEW and standing.left_on is not None:
        return UnitEnded(unit=standing.unit_name, day=format_day(standing.left_on))
    if standing.state not in rule.sources:
        words = spoken(STATE_WORDS, standing.state, actor.language)
        return UnitPlanWrongState(state=words[:1].lower() + words[1:])
    return None


_STEPS = Steps(UnitPlanStep, refusal)
take, allowed_actions = _STEPS.take, _STEPS.allowed


def refusal_to_consolidate(actor: Actor, kind: UnitKind | None) -> Refusal | None:
    """Why a body of this kind gets no report about all units' plans from the actor: it is made by who reads them all, and not in the name
    of bodies that are asked."""
    if not actor.may("unit_plan.read"):
        return NotOfAll(role=role_words(actor.role, actor.language))
    return NoPaperOfBody() if kind in ASKED_KINDS else None


def require_review(actor: Actor, unit: UnitRef) -> None:
    """Refuse who does not review this unit's plan."""
    if not actor.may(_REVIEW, unit):
        raise _unfit_reviewer(actor, unit)


def _role_refusal(actor: Actor, standing: Standing, rule: Rule) -> Refusal:
    if rule.permission == _SEND and standing.unit.id == actor.unit_id:
        return OfficerMayNotSend(role=role_words(actor.role, actor.language), unit=standing.unit_name)
    return _unfit_reviewer(actor, standing.unit) if rule.permission == _REVIEW else actor.refusal()


def _unfit_reviewer(actor: Actor, unit: UnitRef) -> Refusal:
    return OwnUnitPlan() if unit.id in actor.own_units and actor.scopes(_REVIEW) else actor.refusal()
