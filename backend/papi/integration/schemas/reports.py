from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from papi.integration.schemas.packages import ChangedQuery, PeriodCode, PeriodNamed, UnitNamed

ReportOf = Literal["unit", "consolidated"]


class ReportQuery(ChangedQuery, frozen=True):
    limit: int = Field(default=20, ge=1, le=50, description="Items a page, 1 to 50")
    period: PeriodCode
    kind: ReportOf | None = Field(default=None, description="Units' accepted reports, or approved consolidated ones")
    unit: str | None = Field(default=None, max_length=64, description="A unit by its code, in any scheme")


class EvidenceQuery(ChangedQuery, frozen=True):
    period: PeriodCode
    report: UUID | None = None


class EditionNamed(BaseModel):
    """One acceptance or approval, sealed: canonical JSON (RFC 8785) by its SHA-256. Earlier ones stay."""

    edition: int
    sealed_at: datetime
    sha256: str


class SealNamed(EditionNamed):
    """With the signature (JWS, ES256) and the key, which stands at `/.well-known/papi-seal-keys.json`."""

    key_id: str
    signature: str


class CorrectionNamed(BaseModel):
    """A correction (đính chính) that was accepted."""

    number: int
    reason: str
    accepted_at: datetime


class ValueChanged(BaseModel):
    """What an edition says otherwise than the one before. `place`: the key of the task, the number of the answer, or the section."""

    edition: int
    changed_at: datetime
    place: str
    field: str
    before: Any
    after: Any


class SealedFile(BaseModel):
    """A document that proves a line, as it was sealed; the list of evidence tells more."""

    id: UUID
    version: int
    sha256: str
    size: int


class LineData(BaseModel):
    """What the unit reported of one task."""

    number: int
    task_key: str
    task_title: str
    source_ref: str | None
    result: str
    percent: int | None
    figures: dict[str, Any]
    difficulties: str
    proposals: str
    completed: bool
    evidence: list[SealedFile]


class AnswerData(BaseModel):
    """What the unit answered to a question of the period: `value` by its `kind`, of a choice its key; `said` is the same in words, empty
    where nothing was answered."""

    number: int
    question: str
    kind: str
    measure: str | None
    value: Any
    said: str


class UnitData(BaseModel):
    """The data of a unit's report."""

    lines: list[LineData]
    answers: list[AnswerData]


class SectionData(BaseModel):
    """A section of the consolidated report, under its heading of the outline."""

    key: str
    number: str
    level: int
    title: str
    paragraphs: list[str]


class ConsolidatedData(BaseModel):
    """The data of a consolidated report: its text by the outline, and its tables."""

    sections: list[SectionData]
    tables: dict[str, Any]


class ReportStatus(BaseModel):
    """`accepted` or `approved`; `reopened` where it was taken up again since, and what was accepted holds until it is accepted anew."""

    state: Literal["accepted", "approved", "reopened"]
    submitted_at: datetime | None
    accepted_at: datetime | None
    due_at: datetime | None


class ReportPackage(BaseModel):
    """A report as it was accepted last. `source` is the seal from which every value of `data` is; `changes` are the values that earlier
    editions gave otherwise, with the time of the correction. No draft ever stands here."""

    id: UUID
    kind: ReportOf
    unit: UnitNamed | None
    period: PeriodNamed
    status: ReportStatus
    source: SealNamed
    updated_at: datetime
    data: UnitData | ConsolidatedData
    corrections: list[CorrectionNamed]
    editions: list[EditionNamed]
    changes: list[ValueChanged]


class ReportAnswer(ReportPackage):
    """One report."""

    schema_version: str


class EvidencePackage(BaseModel):
    """A document of an accepted report. Of one that holds personal data its redacted copy is given, without title, number and file name;
    where there is none, or the file may not leave for another reason, `withheld` says why and there is no content. `sealed_sha256` is the
    hash that the report's seal names."""

    id: UUID
    report_id: UUID
    unit: UnitNamed
    period: PeriodNamed
    version: int
    sealed_sha256: str
    title: str | None
    document_number: str | None
    issued_on: date | None
    file_name: str | None
    media_type: str | None
    size: int | None
    sha256: str | None
    redacted: bool
    withheld: str | None
    updated_at: datetime
