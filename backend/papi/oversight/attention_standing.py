"""How a list may move, by whom and when: one table for the API's refusals and for the buttons."""

from dataclasses import dataclass
from enum import StrEnum

from papi.access.actor import Actor
from papi.access.permissions import Scope
from papi.access.steps import Steps
from papi.kit.errors import Refusal
from papi.oversight.attention_errors import AttentionWrongState, Undecided
from papi.oversight.models import AttentionState


class AttentionStep(StrEnum):
    DECIDE = "decide"
    CONFIRM = "confirm"
    PUBLISH = "publish"
    DISCARD = "discard"


RULES: dict[AttentionStep, tuple[str, frozenset[AttentionState]]] = {
    # the coordinating unit's own row is decided by a leader, once the others' are confirmed
    AttentionStep.DECIDE: ("attention.decide", frozenset({AttentionState.DRAFT, AttentionState.CONFIRMED})),
    AttentionStep.CONFIRM: ("attention.manage", frozenset({AttentionState.DRAFT})),
    AttentionStep.PUBLISH: ("attention.publish", frozenset({AttentionState.CONFIRMED})),
    AttentionStep.DISCARD: ("attention.manage", frozenset({AttentionState.DRAFT})),
}
STATE_WORDS: dict[str, tuple[str, str]] = {
    AttentionState.DRAFT: ("Dự thảo", "Draft"),
    AttentionState.CONFIRMED: ("Đã xác nhận", "Confirmed"),
    AttentionState.PUBLISHED: ("Đã công bố cho đơn vị", "Published to the units"),
    AttentionState.DISCARDED: ("Đã bỏ", "Discarded"),
}


@dataclass(frozen=True)
class ListStanding:
    """What decides: the state, for how many units nobody has decided yet, the coordinating unit's own apart, and whether that one is on
    it at all."""

    state: AttentionState
    undecided: int
    undecided_own: int
    coordinating: bool


def refusal(actor: Actor, standing: ListStanding, step: AttentionStep) -> Refusal | None:
    """Why the actor may not take the step now; None if it may be taken."""
    permission, sources = RULES[step]
    if not actor.scopes(permission):
        return actor.refusal()
    closed = step is AttentionStep.DECIDE and standing.state is AttentionState.CONFIRMED and not _leads(actor, standing)
    if standing.state not in sources or closed:
        return AttentionWrongState(state=STATE_WORDS[standing.state][1 if actor.language == "en" else 0].lower())
    left = standing.undecided if step is AttentionStep.CONFIRM else standing.undecided + standing.undecided_own
    if step in {AttentionStep.CONFIRM, AttentionStep.PUBLISH} and left:
        return Undecided(count=left)
    return None


def _leads(actor: Actor, standing: ListStanding) -> bool:
    """What is left of a confirmed list is the coordinating unit's own row."""
    return standing.coordinating and Scope.OWN_COORDINATOR in actor.scopes(RULES[AttentionStep.DECIDE][0])


_STEPS = Steps(AttentionStep, refusal)
take, allowed_actions = _STEPS.take, _STEPS.allowed
