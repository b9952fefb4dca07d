"""How a request for a later day moves, and who decides about it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from papi.access.actor import Actor, UnitRef
from papi.kit.errors import Refusal
from papi.plans.errors import ExtensionWrongState, OwnExtension
from papi.kit.text import spoken
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
    try:
        actor.require(rule.permission, asked.unit)
    except Refusal as refused:
        return refused
    if rule.judges and asked.own:
        return OwnExtension()
    if asked.state is not ExtensionState.OPEN:
        return ExtensionWrongState(state=spoken(EXTENSION_STATE_WORDS, asked.state, actor.language).lower())
    return None


def take_extension_step(actor: Actor, asked: Asked, step: ExtensionStep) -> None:
    """Refuse the step unless it may be taken."""
    refused = extension_refusal(actor, asked, step)
    if refused is not None:
        raise refused


def extension_actions(actor: Actor, asked: Asked) -> list[str]:
    """The steps that the actor may take now."""
    return [step.value for step in ExtensionStep if extension_refusal(actor, asked, step) is None]
