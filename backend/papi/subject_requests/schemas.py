import re
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, StringConstraints, model_validator

from papi.evidence.schemas import EvidenceUnit
from papi.kit.paging import PageQuery
from papi.kit.problems import BilingualError
from papi.kit.schemas import Day, Input, Reason, ShortText
from papi.kit.text import search_words
from papi.subject_requests.looking import closed_up
from papi.subject_requests.models import Going, RequestKind, RequestState, RequestWay

MOST_DOCUMENTS = 100
"""How many documents a request chooses: as many as one pack takes by name."""
MOST_VERSION = 2_147_483_647

_DIGITS = re.compile(r"\+?[0-9]{8,15}")


def _bare(given: str) -> str | None:
    """A number as it is compared: without what people write between its digits."""
    number = closed_up(given)
    if number and not _DIGITS.fullmatch(number):
        raise BilingualError("Cần từ 8 đến 15 chữ số.", "8 to 15 digits are needed.")
    return number or None


def _spoken(given: str) -> str:
    """A name that can be searched for: of one without a letter everything would be found."""
    if not search_words(given):
        raise BilingualError("Cần họ và tên bằng chữ.", "A name in letters is needed.")
    return given


Name = Annotated[ShortText, AfterValidator(_spoken)]
Number = Annotated[str, StringConstraints(max_length=40), AfterValidator(_bare)]


class SubjectRequestCreate(Input):
    """Register what somebody asks about their own data, for the own unit. `identity_number` and `phone` are only for finding documents;
    without `due_on` it is the day that the rules suggest."""

    kind: RequestKind
    way: RequestWay
    subject_name: Name
    identity_number: Number | None = None
    phone: Number | None = None
    received_on: Day
    due_on: Day | None = None


class SubjectRequestPatch(Input):
    """Correct what was written down. An empty number takes it out. With another kind or day of receipt the day to answer is counted anew,
    unless `due_on` is given too."""

    kind: RequestKind | None = None
    received_on: Day | None = None
    way: RequestWay | None = None
    subject_name: Name | None = None
    identity_number: Number | None = None
    phone: Number | None = None
    due_on: Day | None = None


class SubjectRequestExtend(Input):
    """Take more time, once, and say why."""

    due_on: Day
    reason: Reason


class SubjectRequestClose(Input):
    """What was answered, or why it is refused or was taken back. It stays for good: it names no person."""

    outcome: Reason


class SubjectRequestUnit(BaseModel):
    id: UUID
    code: str
    name: str


class SubjectRequestRead(BaseModel):
    """A request. `number` counts within the year; `reply_on` is the day by which it is replied that it came."""

    id: UUID
    version: int
    number: str
    unit: SubjectRequestUnit
    kind: RequestKind
    way: RequestWay
    subject_name: str
    identity_number: str | None
    phone: str | None
    received_on: date
    due_on: date
    overdue: bool
    first_due_on: date | None
    extension_reason: str | None
    state: RequestState
    registered_by: str
    registered_at: datetime
    outcome: str | None
    closed_by: str | None
    closed_at: datetime | None
    allowed_actions: list[str]


class SubjectRequestQuery(PageQuery, frozen=True):
    state: RequestState | None = None
    kind: RequestKind | None = None
    unit: UUID | None = None
    overdue: bool | None = Field(default=None, description="Whether its day has passed while it is open")


class RequestTermRead(BaseModel):
    """What the rules suggest. While `confirmed` is false nobody has compared them with the decree."""

    kind: RequestKind
    received_on: date
    reply_on: date
    due_on: date
    latest_on: date
    source: str
    confirmed: bool


class RequestTermAsked(BaseModel, frozen=True, extra="forbid"):
    kind: RequestKind
    received_on: Day


class SearchedBy(StrEnum):
    """What of the request is looked for."""

    NAME = "name"
    IDENTITY_NUMBER = "identity_number"
    PHONE = "phone"


class CandidateQuery(PageQuery, frozen=True):
    by: SearchedBy | None = Field(default=None, description="Only by this; else by all that the request tells")


class FoundIn(StrEnum):
    """Where it stands."""

    TITLE = "title"
    DOCUMENT_NUMBER = "document_number"
    FILE_NAME = "file_name"
    TEXT = "text"


class Place(BaseModel):
    """Where the person was found, and in which version of the file. `together`: the words stand in a row; else each of them stands
    somewhere. The words around are told of documents without personal data alone: whoever wants to read the others opens them, and that is
    recorded."""

    by: SearchedBy
    where: FoundIn
    version: int
    together: bool
    page: int | None
    words: str | None


class CandidateRead(BaseModel):
    """A document in which the person was found. `versions` are those whose text holds the words, the latest first; `file_version` is the
    present one. `goes` is what was chosen for it already, of `chosen_version`."""

    id: UUID
    title: str
    document_number: str | None
    unit: EvidenceUnit
    uploaded_at: datetime
    contains_personal_data: bool
    has_redacted_copy: bool
    file_version: int
    versions: list[int]
    place: Place | None
    goes: Going | None
    chosen_version: int | None


class DocumentsChoose(Input):
    """These documents are about the person, and go out so. What is chosen again is changed. `file_versions`: of each document the version
    that was seen, which is the one that goes; without it the present one. `reason` says why they do not go."""

    evidence_ids: list[UUID] = Field(min_length=1, max_length=MOST_DOCUMENTS)
    file_versions: dict[UUID, Annotated[int, Field(ge=1, le=MOST_VERSION)]] = Field(
        default_factory=dict[UUID, int], max_length=MOST_DOCUMENTS
    )
    goes: Going
    reason: Reason | None = None

    @model_validator(mode="after")
    def _says_why_not(self) -> "DocumentsChoose":
        if self.goes is Going.NOT and self.reason is None:
            raise BilingualError("Nêu lý do không cung cấp.", "Say why they are not given.")
        return self


class ChosenRead(BaseModel):
    """A document of the request, in the version `chosen_version`; `file_version` is the present one. `title` tells no more than its reader
    may know; `readable`: whether the reader may open it."""

    evidence_id: UUID
    title: str
    unit: EvidenceUnit
    contains_personal_data: bool
    has_redacted_copy: bool
    readable: bool
    erased: bool
    file_version: int
    chosen_version: int
    goes: Going
    reason: str | None


class ChosenDocuments(BaseModel):
    items: list[ChosenRead]
