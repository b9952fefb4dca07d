from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel


class EventSubject(BaseModel):
    """What it happened to: `GET` of that resource says how it is now, to who may read it."""

    type: str
    id: UUID


class EventActor(BaseModel):
    """Who did it: a `person` in a role for a unit, an `api_client`, or the `system`. The name is told to signed-in people alone."""

    type: Literal["person", "api_client", "system"]
    role: str | None
    unit_id: UUID | None
    name: str | None


class EventRead(BaseModel):
    """One thing that happened, in codes. `number` is its place in the order of all; `at` is the time that counts for deadlines; `unit_id`
    is the unit whose matter it is, null where it is everyone's. The keys of `data` depend on the type."""

    id: UUID
    number: int
    type: str
    at: datetime
    subject: EventSubject
    unit_id: UUID | None
    actor: EventActor
    data: dict[str, Any]
