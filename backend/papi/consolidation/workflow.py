"""How a consolidated report may move, by whom and when: one table for the API's refusals and for the buttons."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from papi.access.actor import Actor
from papi.access.steps import Steps
from papi.consolidation.errors import ConsolidatedWrongState, OwnConsolidated
from papi.consolidation.models import ConsolidatedState
from papi.consolidation.words import STATE_WORDS
from papi.kit.errors import Refusal
from papi.kit.text import spoken


class ConsolidatedStep(StrEnum):
    EDIT = "edit"
    REFRESH = "refresh"
    SUBMIT = "submit"
    APPROVE = "approve"
    RETURN = "return"
    REOPEN = "reopen"


@dataclass(frozen=True)
class Rule:
    """From which states a step is taken, with which permission; `judges`: never on one's own submission."""

    permission: str
    sources: frozenset[ConsolidatedState]
    judges: bool = False


_EDIT, _APPROVE = "consolidated.edit", "consolidated.approve"
_WRITING = frozenset({ConsolidatedState.DRAFT, ConsolidatedState.RETURNED})
_SUBMITTED = frozenset({ConsolidatedState.SUBMITTED})

RULES: dict[ConsolidatedStep, Rule] = {
    ConsolidatedStep.EDIT: Rule(_EDIT, _WRITING),
    ConsolidatedStep.REFRESH: Rule(_EDIT, _WRITING),
    ConsolidatedStep.SUBMIT: Rule(_EDIT, _WRITING),
    ConsolidatedStep.APPROVE: Rule(_APPROVE, _SUBMITTED, judges=True),
    ConsolidatedStep.RETURN: Rule(_APPROVE, _SUBMITTED, judges=True),
    # what was approved stays readable as it was, until another edition is approved
    ConsolidatedStep.REOPEN: Rule(_EDIT, frozenset({ConsolidatedState.APPROVED})),
}


@dataclass(frozen=True)
class Standing:
    """All that decides what may be done, whether it was loaded as an object or read as a row."""

    state: ConsolidatedState
    submitted_by: UUID | None
    submitted_for: UUID | None


def refusal(actor: Actor, standing: Standing, step: ConsolidatedStep) -> Refusal | None:
    """Why the actor may not take the step now; None if it may be taken. Role first (403), then the moment (409)."""
    rule = RULES[step]
    if not actor.may(rule.permission):
        return actor.refusal()
    if rule.judges and actor.is_one_of(standing.submitted_by, standing.submitted_for):
        return OwnConsolidated()
    if standing.state not in rule.sources:
        words = spoken(STATE_WORDS, standing.state, actor.language)
        return ConsolidatedWrongState(state=words[:1].lower() + words[1:])
    return None


_STEPS = Steps(ConsolidatedStep, refusal)
take, allowed_actions = _STEPS.take, _STEPS.allowed
