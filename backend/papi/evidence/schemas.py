from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints, field_validator

from papi.evidence.isolated.signed import Coverage, Later, Revocation, TimeSource, Trust, Validity
from papi.evidence.models import RejectionCode, ReviewStage, ReviewState, ScanState, SignatureState
from papi.evidence.texts.schemas import FoundInText
from papi.kit.paging import PageQuery
from papi.kit.problems import BilingualError
from papi.kit.schemas import Day, Flag, Input, ShortText

Body = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
Number = Annotated[str, StringConstraints(strip_whitespace=True, max_length=64)]


class EvidenceUnit(BaseModel):
    id: UUID
    code: str
    name: str


class EvidenceRow(BaseModel):
    """A document. `size` in bytes; signatures are read by a job after the upload: `signature_state` is `reading` until then, and
    `doubtful` where one is broken, partial or of unknown origin.

    `scan_state` is `not_scanned` where no virus scanner is set up. With one a new file is `pending`: until it is `clean`, whoever sees the
    document sees that it is there, and nobody gets the file or its pages; nor where it is `infected` or could not be scanned (`failed`).

    `flags` of the present file: `active_content, embedded_files, external_content, encrypted, password, damaged` want care when it is
    opened; `not_shown` has too many points to be drawn; `location_removed, location_kept, converted` say what became of a photo on the way.
    `alike`: the present file is the same, or nearly, as one of another document that was there before; told to the unit and its reviewer.
    `found_in_text`: where a search by `q` found the words that the description does not have.

    `review_stage` tells how far its review is: `review_state` is what was said of this file by itself, while what was accepted on a file
    has accepted it too. `accepted_version` is the latest file that was accepted either way, `replaced` that there is a newer one since.
    `expires_on` is the last day in force; `expired`: it has passed.
    """

    id: UUID
    version: int
    unit: EvidenceUnit
    title: str
    document_number: str | None
    issuing_body: str | None
    issued_on: date | None
    effective_on: date | None
    expires_on: date | None
    expired: bool
    contains_personal_data: bool
    file_name: str
    media_type: str
    size: int
    sha256: str
    page_count: int | None
    file_version: int
    flags: list[str]
    scan_state: ScanState
    signature_state: SignatureState
    review_stage: ReviewStage
    review_state: ReviewState
    review_code: RejectionCode | None
    review_reason: str | None
    accepted_version: int | None
    replaced: bool
    link_count: int
    uploaded_by: str
    uploaded_at: datetime
    erased_at: datetime | None
    allowed_actions: list[str]
    alike: bool
    found_in_text: FoundInText | None


class SignatureRead(BaseModel):
    """A digital signature, judged without the network, and in one `sentence`. `sound`: nothing speaks against it.

    Of one that is not `readable` only the names may be known. `validity` is the certificate's on the day of signing, `certificate_expired`
    says whether it has expired since. `trust` is `not_checked` where no root is configured, `revocation` where the file does not show it.
    """

    sentence: str
    sound: bool
    readable: bool
    signer: str | None = None
    organisation: str | None = None
    issuer: str | None = None
    signed_at: datetime | None = None
    time_source: TimeSource | None = None
    intact: bool | None = None
    weak: bool | None = None
    coverage: Coverage | None = None
    later: Later | None = None
    trust: Trust | None = None
    validity: Validity | None = None
    certificate_until: datetime | None = None
    certificate_expired: bool | None = None
    revocation: Revocation | None = None


class PackedRead(BaseModel):
    """What a pack of ours that was uploaded holds, as its signed manifest says, and in one `sentence`."""

    sentence: str
    title: str
    files: int
    left_out: int
    made_at: datetime


class FileVersion(BaseModel):
    """One file of a document. `size` (bytes) and `sha256` are of what is kept, `received_…` of what arrived. What a reviewer said of it
    stays with it."""

    number: int
    file_name: str
    media_type: str
    size: int
    sha256: str
    received_size: int
    received_sha256: str
    flags: list[str]
    uploaded_by: str
    uploaded_at: datetime
    signature_state: SignatureState
    signatures: list[SignatureRead]
    pack: PackedRead | None
    scan_state: ScanState
    scan_finding: str | None = Field(
        description="What the scanner found, or why it did not look: `too_large`, `encrypted`, `scanner_failed`"
    )
    scanned_at: datetime | None
    review_state: ReviewState
    review_code: RejectionCode | None
    review_reason: str | None
    reviewed_at: datetime | None


class RedactedCopy(BaseModel):
    """A copy of version `of` without its personal data; `shown`: who may not read the document reads this one in its place."""

    number: int
    of: int
    shown: bool
    file_name: str
    media_type: str
    size: int
    sha256: str
    uploaded_by: str
    uploaded_at: datetime


class EvidenceRead(EvidenceRow):
    """A document in full. `signatures` and `pack` are the present file's. `same_as` names others of the unit with the same content.
    `readers` says in one sentence who may read it; `redacted` are its copies without personal data, the latest first."""

    signatures: list[SignatureRead]
    pack: PackedRead | None
    scan_finding: str | None = Field(description="What the scanner found, or why it did not look: `too_large`, `encrypted`")
    scanned_at: datetime | None
    versions: list[FileVersion]
    redacted: list[RedactedCopy]
    readers: str
    same_as: list[UUID]


class Box(Input):
    """What is to be black on a page: its corner and size as parts of the page's width and height."""

    page: int = Field(ge=1, le=10_000)
    x: float = Field(ge=0, le=1)
    y: float = Field(ge=0, le=1)
    width: float = Field(gt=0, le=1)
    height: float = Field(gt=0, le=1)


class Blackout(Input):
    boxes: list[Box] = Field(min_length=1, max_length=1000)


class RedactedRead(BaseModel):
    """The copy without personal data that stands for version `of` of a document. The document's own title and number are not told."""

    id: UUID
    unit: EvidenceUnit
    of: int
    media_type: str
    size: int
    sha256: str
    uploaded_at: datetime


class ReadRow(BaseModel):
    """Somebody has read a document with personal data: version `number` as a file, or a `page` of it that was drawn."""

    id: UUID
    at: datetime
    person: str
    role: str | None
    unit: str | None
    number: int
    page: int | None


class EvidenceUpdate(Input):
    """What is named is changed; null empties a number, a body or a day."""

    title: ShortText | None = None
    document_number: Number | None = None
    issuing_body: Body | None = None
    issued_on: date | None = None
    effective_on: date | None = None
    expires_on: Day | None = None
    contains_personal_data: Flag | None = None

    @field_validator("title", "contains_personal_data", mode="before")
    @classmethod
    def _cannot_be_emptied(cls, value: object) -> object:
        if value is None:
            raise BilingualError("Cần có giá trị.", "This is required.")
        return value


class FileFields(Input):
    """What is said of a file itself. `keep_location`: leave in a photo or film where it was taken; else that is taken out."""

    keep_location: bool = False


class EvidenceFields(FileFields):
    """The fields that accompany the file of a new document."""

    title: str | None = Field(default=None, max_length=300)
    document_number: Number | None = None
    issuing_body: Body | None = None
    issued_on: date | None = None
    effective_on: date | None = None
    expires_on: Day | None = None
    contains_personal_data: bool = False
    link_to: list[str] = Field(default=[], max_length=100)


class EvidenceQuery(PageQuery, frozen=True):
    unit: UUID | None = None
    media_type: str | None = Field(default=None, max_length=120)
    review_state: ReviewState | None = None
    scan_state: ScanState | None = None
    review_stage: ReviewStage | None = None
    expired: bool = Field(default=False, description="Only documents that are no longer in force")
    replaced: bool = Field(default=False, description="Only documents with a newer file than the one that was accepted")
    linked_to: str | None = Field(default=None, max_length=80, description="`report_line:ID`")
    sha256: str | None = Field(
        default=None,
        pattern="^[0-9a-f]{64}$",
        description="Asks before an upload whether the file is there already: as it was sent, or as it is kept",
    )
    alike: bool = Field(default=False, description="Only documents that are like another one that was there before")
    unused: bool = Field(default=False, description="Only documents that prove nothing yet")


class Target(Input):
    type: str = Field(min_length=1, max_length=32)
    id: UUID


class Links(Input):
    """What a document is to be linked to, in one call."""

    targets: list[Target] = Field(min_length=1, max_length=100)


class EvidenceUse(BaseModel):
    """What the document serves. `report_id`: the report of a line, null for what is no line. `accepted_version`: the file that was
    accepted with it, null while it is not accepted."""

    type: str
    id: UUID
    report_id: UUID | None
    label: str
    unit: str
    accepted_version: int | None


class Uses(BaseModel):
    items: list[EvidenceUse]


class Ticket(BaseModel):
    """An address that works for one minute without a token."""

    url: str
    expires_at: datetime
