"""How an activity may move, by whom and when: one table for the API's refusals and for the buttons."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from papi.access.actor import Actor, UnitRef
from papi.access.steps import Steps
from papi.activities.errors import ActivityWrongState
from papi.activities.models import ActivityState
from papi.activities.words import STATE_WORDS
from papi.kit.errors import Refusal
from papi.kit.text import spoken

READ, EDIT = "activity.read", "activity.edit"


class ActivityStep(StrEnum):
    EDIT = "edit"
    HOLD = "hold"
    CANCEL = "cancel"
    LINK = "link"
    UNLINK = "unlink"


_OPEN = frozenset({ActivityState.PLANNED, ActivityState.HELD})
SOURCES: Mapping[ActivityStep, frozenset[ActivityState]] = {
    ActivityStep.EDIT: _OPEN,
    ActivityStep.HOLD: frozenset({ActivityState.PLANNED}),
    # one that was never held, written down as held by mistake, must be got out of the totals
    ActivityStep.CANCEL: _OPEN,
    ActivityStep.LINK: _OPEN,
    # of one that fell through too: else its documents would be kept as proof of nothing
    ActivityStep.UNLINK: frozenset(ActivityState),
}


@dataclass(frozen=True)
class Standing:
    """All that decides what may be done with an activity, whether it was loaded as an object or read as a row."""

    state: ActivityState
    unit: UnitRef


def refusal(actor: Actor, standing: Standing, step: ActivityStep) -> Refusal | None:
    """Why the actor may not take the step now; None if it may be taken. Role first (403), then the moment (409)."""
    refused = actor.refused(EDIT, standing.unit)
    if refused is not None:
        return refused
    if standing.state not in SOURCES[step]:
        words = spoken(STATE_WORDS, standing.state, actor.language)
        return ActivityWrongState(state=words[:1].lower() + words[1:])
    return None


_STEPS = Steps(ActivityStep, refusal)
take, allowed_actions = _STEPS.take, _STEPS.allowed
