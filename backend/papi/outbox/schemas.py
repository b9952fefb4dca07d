from datetime import datetime
from uuid import UUID

from pydantic import BaseModel


class ChangeRead(BaseModel):
    """One changed field, in words."""

    label: str
    before: str
    after: str


class FactRead(BaseModel):
    """One thing that happened, in words. `at` is business time; `role` and `unit` are those in which the person acted."""

    id: UUID
    kind: str
    at: datetime
    person: str
    role: str | None
    unit: str | None
    subject_type: str
    subject_id: UUID
    subject: str
    text: str
    reason: str | None
    changes: list[ChangeRead]


class TimelineRead(BaseModel):
    """What happened, oldest first."""

    items: list[FactRead]
