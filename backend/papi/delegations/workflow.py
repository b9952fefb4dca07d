"""How a delegation stands on a day, and who may end it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from papi.access.actor import Actor, UnitRef
from papi.access.permissions import Scope
from papi.delegations.errors import DelegationOver, NoDelegationOfDelegation
from papi.kit.errors import Refusal


class DelegationState(StrEnum):
    """Derived at the read. `lapsed`: giver or receiver no longer belongs to the unit, or the giver's account is locked."""

    PLANNED = "planned"
    ACTIVE = "active"
    EXPIRED = "expired"
    ENDED = "ended"
    LAPSED = "lapsed"


STATE_WORDS: dict[str, tuple[str, str]] = {
    DelegationState.PLANNED: ("Chưa đến ngày", "Not yet begun"),
    DelegationState.ACTIVE: ("Đang có hiệu lực", "In force"),
    DelegationState.EXPIRED: ("Đã hết hạn", "Expired"),
    DelegationState.ENDED: ("Đã chấm dứt", "Ended"),
    DelegationState.LAPSED: ("Mất hiệu lực", "Lapsed"),
}


class Standing(NamedTuple):
    """What decides about a delegation, whether it was loaded as an object or read as a row."""

    unit_id: UUID
    receiver_id: UUID
    valid_from: date
    valid_to: date
    ended_at: datetime | None
    holds: bool


def state_on(standing: Standing, today: date) -> DelegationState:
    """How the delegation stands on this day."""
    if standing.ended_at is not None:
        return DelegationState.ENDED
    if standing.valid_to < today:
        return DelegationState.EXPIRED
    if standing.valid_from > today:
        return DelegationState.PLANNED
    return DelegationState.ACTIVE if standing.holds else DelegationState.LAPSED


def refusal(actor: Actor, standing: Standing, today: date) -> Refusal | None:
    """Why the actor may not end it; None if it may be ended."""
    unit = UnitRef(standing.unit_id, coordinating=False)
    if not actor.may("delegation.manage", unit):
        return actor.refusal()
    if actor.behalf is not None and standing.receiver_id != actor.person_id:
        return NoDelegationOfDelegation()
    over = {DelegationState.ENDED, DelegationState.EXPIRED}
    return DelegationOver() if state_on(standing, today) in over else None


def take_end(actor: Actor, standing: Standing, today: date) -> None:
    """Refuse to end it unless the actor may."""
    refused = refusal(actor, standing, today)
    if refused is not None:
        raise refused


def allowed_actions(actor: Actor, standing: Standing, today: date) -> list[str]:
    """What the actor may do with a delegation."""
    return ["end"] if refusal(actor, standing, today) is None else []


def require_giving(actor: Actor, unit_id: UUID) -> None:
    """Refuse who may not delegate in the unit: nobody passes on what was lent to them."""
    actor.require("delegation.manage", UnitRef(unit_id, coordinating=False))
    if actor.behalf is not None:
        raise NoDelegationOfDelegation


def gives_for_others(actor: Actor) -> bool:
    """Whether the actor delegates for any head, as the administrator does for one who is away."""
    return Scope.ALL in actor.scopes("delegation.manage")


def standing_of(row: Any, *, holds: bool) -> Standing:
    """What decides, of an object or a row."""
    return Standing(row.unit_id, row.receiver_id, row.valid_from, row.valid_to, row.ended_at, holds)
