from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, Field, field_validator, model_validator

from papi.kit.paging import PageQuery
from papi.kit.problems import BilingualError
from papi.kit.schemas import Flag, Input
from papi.notifications.topics import TOPICS, Channel


class NotificationRead(BaseModel):
    """What somebody must know: who did what to which subject, in words. `subject_type` and `subject_id` say where it leads; `deadlines`
    are those of the unit in the plan `subject_id`, `coordinator_list` and `leader_list` are the lists of what is late. `unit_id`: the
    person's unit that it concerns."""

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


class MailState(StrEnum):
    """Whether mails reach the caller: they do, nobody has set a mail server up, or the account has no address."""

    READY = "ready"
    NOT_SET_UP = "not_set_up"
    NO_ADDRESS = "no_address"


class TopicSetting(BaseModel):
    """A class of news and how the caller hears of it by mail: `now`, in the `digest` of a working morning, or not (`off`). The bell has
    all of them. `standard` is how it is for who chose nothing."""

    topic: str
    label: str
    mail: Channel
    standard: Channel


class NotificationSettings(BaseModel):
    state: MailState
    address: str | None
    topics: list[TopicSetting]


class NotificationSettingsUpdate(Input):
    """The classes whose channel changes, by `topic`."""

    topics: dict[str, Channel] = Field(min_length=1, max_length=50)

    @field_validator("topics")
    @classmethod
    def _are_known(cls, value: dict[str, Channel]) -> dict[str, Channel]:
        if not value.keys() <= TOPICS.keys():
            raise BilingualError("Không có loại tin này.", "There is no such class of news.")
        return value


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
