"""What may be done to a client, as it stands: the same for the buttons and for the acts."""

from datetime import datetime
from enum import StrEnum

from papi.access.actor import Actor
from papi.access.models import ApiClient
from papi.access.steps import Steps
from papi.api_clients.errors import ApiClientActive, ApiClientInactive
from papi.kit.errors import Refusal

MANAGE = "api_clients.manage"


class ClientState(StrEnum):
    ACTIVE = "active"
    EXPIRED = "expired"
    DEACTIVATED = "deactivated"


STATE_WORDS: dict[str, tuple[str, str]] = {
    ClientState.ACTIVE: ("Đang sử dụng", "In use"),
    ClientState.EXPIRED: ("Hết hạn", "Expired"),
    ClientState.DEACTIVATED: ("Ngừng sử dụng", "Deactivated"),
}


class ClientStep(StrEnum):
    EDIT = "edit"
    ROTATE = "rotate"
    DEACTIVATE = "deactivate"
    ACTIVATE = "activate"


def state_at(active: bool, expires_at: datetime | None, now: datetime) -> ClientState:
    """How a client stands at a moment."""
    if not active:
        return ClientState.DEACTIVATED
    return ClientState.EXPIRED if expires_at is not None and expires_at <= now else ClientState.ACTIVE


def _refusal(actor: Actor, active: bool, step: ClientStep) -> Refusal | None:
    if not actor.may(MANAGE):
        return actor.refusal()
    if step is ClientStep.ACTIVATE:
        return ApiClientActive() if active else None
    if step in {ClientStep.ROTATE, ClientStep.DEACTIVATE} and not active:
        return ApiClientInactive()
    return None


STEPS: Steps[bool, ClientStep] = Steps(ClientStep, _refusal)


def take(actor: Actor, client: ApiClient, step: ClientStep) -> None:
    """Refuse the step unless it may be taken."""
    STEPS.take(actor, client.active, step)
