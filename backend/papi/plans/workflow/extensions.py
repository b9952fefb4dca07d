"""How a request for a later day moves, and who decides about it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from papi.access.actor import Actor, UnitRef
from papi.access.steps import Steps
from papi.kit.errors import Refusal
from papi.kit.text import spoken
from papi.plans.errors import ExtensionWrongState, OwnExtension
from papi.plans.models import ExtensionState
from papi.plans.words import EXTENSION_STATE_WORDS


class ExtensionStep(StrEnum):
    GRANT = "grant"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"


@dataclass(frozen=True)
class ExtensionRule:
    """With which permission a step is taken; `judges`: never on a request of one's own."""

    permission: str
    judges: bool = False


EXTENSION_RULES: dict[ExtensionStep, ExtensionRule] = {
    ExtensionStep.GRANT: ExtensionRule("extension.decide", judges=True),
    ExtensionStep.REFUSE: ExtensionRule("extension.decide", judges=True),
    ExtensionStep.WITHDRAW: ExtensionRule("extension.request"),
}


class Asked(NamedTuple):
    """What decides about a request, whether it was loaded as an object or read as a row. `own`: the actor, or whom the actor stands for,
    asked for it."""

    state: ExtensionState
    own: bool
    unit: UnitRef


def extension_refusal(actor: Actor, asked: Asked, step: ExtensionStep) -> Refusal | None:
    """Why the actor may not take the step now; None if it may be taken."""
    rule = EXTENSION_RULES[step]
    if refused := actor.refused(rule.permission, asked.unit):
        return refused
    if rule.judges and asked.own:
        return OwnExtension()
    if asked.state is not ExtensionState.OPEN:
        return ExtensionWrongState(state=spoken(EXTENSION_STATE_WORDS, asked.state, actor.language).lower())
    return None


_STEPS = Steps(ExtensionStep, extension_refusal)
take_extension_step, extension_actions = _STEPS.take, _STEPS.allowed
