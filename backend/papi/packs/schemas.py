from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field, field_validator

from papi.evidence.leaving import KeptBack
from papi.evidence.models import ReviewState
from papi.kit.problems import BilingualError

_MOST_CHOSEN = 100


class PackWish(BaseModel, frozen=True, extra="forbid"):
    """What is to go into a pack; what is named narrows it. With a period or a task: the documents that prove lines of reports which the
    caller may read. With an inspection: its own and those of its findings. Else documents of the library, by its own filters."""

    period: UUID | None = None
    unit: UUID | None = Field(default=None, description="The unit that reported, with a period or a task; else the documents' own")
    task: UUID | None = None
    inspection: UUID | None = None
    evidence: str | None = Field(default=None, max_length=37 * _MOST_CHOSEN, description="Ids of documents, separated by commas")
    q: str | None = Field(default=None, max_length=200)
    media_type: str | None = Field(default=None, max_length=120)
    review_state: ReviewState | None = None
    unused: bool = False
    personal_data: bool = Field(
        default=False, description="Also documents with personal data, as far as the caller may read them; each read is recorded"
    )

    as_copies: str | None = Field(
        default=None,
        max_length=37 * _MOST_CHOSEN,
        description="Ids of documents of which the redacted copy goes, or nothing, even where the caller may have the original",
    )

    @field_validator("evidence", "as_copies")
    @classmethod
    def _are_ids(cls, given: str | None) -> str | None:
        try:
            return None if given is None else ",".join(str(UUID(one)) for one in given.split(","))
        except ValueError:
            raise BilingualError("Danh sách tài liệu không hợp lệ.", "The list of documents is not valid.") from None

    @property
    def chosen(self) -> list[UUID]:
        """The documents that were chosen one by one."""
        return [UUID(one) for one in self.evidence.split(",")] if self.evidence else []

    @property
    def copied(self) -> list[UUID]:
        """Those of which nothing but the redacted copy goes."""
        return [UUID(one) for one in self.as_copies.split(",")] if self.as_copies else []

    @property
    def by_report(self) -> bool:
        """Whether it is about what reports say."""
        return self.period is not None or self.task is not None


class NamedPackWish(PackWish, frozen=True):
    """The same for another part of the program, which says what the pack is of, and which version of a document goes if it goes as it is:
    else it is the present one."""

    title: str | None = None
    versions: dict[UUID, int] = Field(default_factory=dict[UUID, int])


class PackAsked(PackWish, frozen=True):
    """The same, or the ticket that stands for it."""

    ticket: str | None = Field(default=None, max_length=64, description="Of a one-minute address, in place of everything else")


class PackLeftOut(BaseModel):
    """How many documents stay out for a reason, and what it is called."""

    reason: KeptBack
    words: str
    count: int


class PackContents(BaseModel):
    """What a pack would hold now: `files` of together `size` bytes, `redacted` of them redacted copies, the archive itself being `length`
    long. `personal_data`: how many documents with personal data the caller could have in it on demand, each read being recorded."""

    title: str
    files: int
    size: int
    length: int
    left_out: list[PackLeftOut]
    redacted: int
    personal_data: int


class PackTicketRead(BaseModel):
    """An address that draws the pack for one minute without a token."""

    url: str
    expires_at: datetime
