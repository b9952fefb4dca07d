from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field, model_validator

from papi.kit.paging import PageQuery
from papi.kit.problems import BilingualError
from papi.kit.schemas import Flag, Input


class NotificationRead(BaseModel):
    """What somebody must know: who did what to which subject, in words. `subject_type` and `subject_id` say where it leads; `deadlines`
    are those of the unit in the plan `subject_id`. `unit_id`: the person's unit that it concerns."""

    id: UUID
    kind: str
    subject_type: str
    subject_id: UUID
    subject: str
    unit_id: UUID
    by: str
    text: str
    reason: str | None
    created_at: datetime
    read_at: datetime | None


class NotificationQuery(PageQuery, frozen=True):
    unread: bool = False


class MarkRead(Input):
    """Which notifications have been read: the named ones, or all."""

    ids: list[UUID] = Field(default=[], max_length=500)
    all: Flag = False

    @model_validator(mode="after")
    def _says_which(self) -> "MarkRead":
        if bool(self.ids) == self.all:
            raise BilingualError("Chọn thông báo theo mã, hoặc chọn tất cả.", "Name notifications by id, or all of them.")
        return self


class UnreadCount(BaseModel):
    unread: int
