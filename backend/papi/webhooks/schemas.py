from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, StrictInt, StringConstraints

from papi.events.catalogue import CATALOGUE
from papi.kit.addresses import MOST, WrongAddress, parse_target
from papi.kit.paging import PageQuery
from papi.kit.problems import BilingualError
from papi.kit.schemas import Input
from papi.webhooks.models import DeliveryState, PauseCause, WebhookState

_MOST_UNITS, _MOST_TYPES = 200, 200


def _address(url: str) -> str:
    """One that can be read in one way alone; where it leads is looked at afterwards."""
    try:
        parse_target(url)
    except WrongAddress as wrong:
        raise BilingualError(wrong.vi, wrong.en) from None
    return url


def _types(given: list[str]) -> list[str]:
    known = {"*", *CATALOGUE, *(f"{kind.partition('.')[0]}.*" for kind in CATALOGUE)}
    unknown = ", ".join(name for name in given if name not in known)[:200]
    if unknown:
        raise BilingualError(f"Không có loại sự kiện này: {unknown}.", f"No such type of event: {unknown}.")
    return ["*"] if "*" in given else sorted(set(given))


Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Url = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST), AfterValidator(_address)]
Types = Annotated[list[str], Field(min_length=1, max_length=_MOST_TYPES), AfterValidator(_types)]
Units = Annotated[list[UUID], Field(min_length=1, max_length=_MOST_UNITS)]


class WebhookCreate(Input):
    """A receiver. `event_types` holds types, `resource.*` for all of a resource, or `*`; `unit_ids` the units whose matters it is told,
    null for all. One that belongs to a client is told no more than that client may read."""

    name: Name
    url: Url
    event_types: Types
    unit_ids: Units | None = None
    client_id: UUID | None = None


class WebhookPatch(Input):
    """What changes. `unit_ids` null means all units, `client_id` null no client."""

    name: Name | None = None
    url: Url | None = None
    event_types: Types | None = None
    unit_ids: Units | None = None
    client_id: UUID | None = None


class Since(StrEnum):
    """From where a webhook goes on: where it stopped, or with what happens from now on."""

    STOPPED = "stopped"
    NOW = "now"


class WebhookResume(Input):
    """From where it goes on. `now` leaves out what happened meanwhile; deliveries that were held back are given up then, and can still be
    sent again by hand."""

    since: Since


class SecretRotate(Input):
    """For how many hours the earlier secret signs beside the new one; 0 ends it at once."""

    overlap_hours: Annotated[StrictInt, Field(ge=0, le=168)] = 24


class Replay(Input):
    """Send again what was given up since a moment."""

    since: Annotated[datetime, Field(description="With its offset")]


class WebhookRef(BaseModel):
    id: UUID
    name: str


class WebhookUnitRead(BaseModel):
    id: UUID
    code: str
    name: str


class WebhookRead(BaseModel):
    """A webhook. `waiting` and `failed` count its deliveries; `failing_since` is the first try of those that fail since the last success;
    `earlier_secret_until` is there during a rotation. The secret itself is told once, when it is made."""

    id: UUID
    version: int
    name: str
    url: str
    event_types: list[str]
    units: list[WebhookUnitRead] | None
    client: WebhookRef | None
    state: WebhookState
    pause_cause: PauseCause | None
    paused_at: datetime | None
    created_by: str
    created_at: datetime
    updated_at: datetime
    delivered_at: datetime | None
    failing_since: datetime | None
    waiting: int
    held: int
    failed: int
    earlier_secret_until: datetime | None
    allowed_actions: list[str]


class WebhookSecretRead(BaseModel):
    """The webhook with its new secret, `whsec_…`, which is never told again."""

    webhook: WebhookRead
    secret: str


class WebhookQuery(PageQuery, frozen=True):
    state: WebhookState | None = None


class DeliveryQuery(PageQuery, frozen=True):
    state: DeliveryState | None = None
    type: str | None = Field(default=None, max_length=64, description="A type of event")
    since: datetime | None = Field(default=None, description="Made at this moment or later, with its offset")


class DeliveryRead(BaseModel):
    """An event on its way. `id` is the `webhook-id` that the receiver knows it by. `status` and `trouble` are those of the last try: the
    HTTP status, or why there was no answer; `words` says it for people."""

    id: UUID
    webhook: WebhookRef
    event_type: str
    event_words: str
    number: int | None
    state: DeliveryState
    attempts: int
    created_at: datetime
    attempted_at: datetime | None
    next_at: datetime | None
    finished_at: datetime | None
    status: int | None
    trouble: str | None
    words: str | None
    duration_ms: int | None
    allowed_actions: list[str]


class AttemptRead(BaseModel):
    """One try: what went out, and the first 1,024 bytes of what came back."""

    id: UUID
    at: datetime
    url: str
    status: int | None
    trouble: str | None
    words: str | None
    duration_ms: int
    request_headers: dict[str, Any]
    response_headers: dict[str, Any]
    response_body: str


class DeliveryDetail(DeliveryRead):
    """The same with what is sent and how each try went, the last first."""

    body: str
    tries: list[AttemptRead]


class Replayed(BaseModel):
    """How many deliveries are sent again."""

    count: int


class EventTypeRead(BaseModel):
    """A type that can be chosen, in words."""

    name: str
    words: str


class EventGroup(BaseModel):
    """The types of one resource; `resource.*` chooses them all, those of later versions too."""

    resource: str
    words: str
    types: list[EventTypeRead]


class EventGroups(BaseModel):
    items: list[EventGroup]
