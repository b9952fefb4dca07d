"""What may be done with dispatches, by whom and when: one table for refusals and for buttons."""

from dataclasses import dataclass
from enum import StrEnum

from papi.access.actor import Actor
from papi.access.steps import Steps
from papi.dispatches.errors import NotGivenUp, OtherEdition, ProvinceNotSet
from papi.dispatches.models import DispatchState
from papi.kit.errors import Refusal

DELIVER = "consolidated.deliver"


class DispatchStep(StrEnum):
    REPLAY = "replay"


@dataclass(frozen=True)
class Standing:
    """All that decides: how the dispatch stands, which edition of the report is approved now, and whether a province is configured."""

    state: DispatchState
    edition: int
    approved_edition: int
    connected: bool


def refusal(actor: Actor, standing: Standing, _step: DispatchStep) -> Refusal | None:
    """Why it is not sent again; None if it may be."""
    if not actor.may(DELIVER):
        return actor.refusal()
    if standing.state is not DispatchState.GIVEN_UP:
        return NotGivenUp()
    if standing.edition != standing.approved_edition:
        return OtherEdition(edition=standing.approved_edition)
    return None if standing.connected else ProvinceNotSet()


_STEPS = Steps(DispatchStep, refusal)
take, allowed_actions = _STEPS.take, _STEPS.allowed
