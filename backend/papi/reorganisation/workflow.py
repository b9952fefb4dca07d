"""How a reorganisation moves, and who may move it."""

from enum import StrEnum

from papi.access.actor import Actor
from papi.access.steps import Steps
from papi.kit.errors import Refusal
from papi.kit.text import spoken
from papi.reorganisation.errors import SuccessionWrongState
from papi.reorganisation.models import SuccessionState
from papi.reorganisation.words import STATE_SENTENCES


class SuccessionStep(StrEnum):
    EDIT = "edit"
    WITHDRAW = "withdraw"


_PERMISSION = "units.manage"
# What has taken effect is not undone: people have worked in the new units since. Another decision changes them again.
RULES: dict[SuccessionStep, frozenset[SuccessionState]] = {
    SuccessionStep.EDIT: frozenset({SuccessionState.PLANNED}),
    SuccessionStep.WITHDRAW: frozenset({SuccessionState.PLANNED}),
}


def refusal(actor: Actor, state: SuccessionState, step: SuccessionStep) -> Refusal | None:
    """Why the actor may not take the step now; None if it may be taken."""
    if not actor.may(_PERMISSION):
        return actor.refusal()
    if state not in RULES[step]:
        return SuccessionWrongState(state=spoken(STATE_SENTENCES, state, actor.language))
    return None


_STEPS = Steps(SuccessionStep, refusal)
take, allowed_actions = _STEPS.take, _STEPS.allowed
