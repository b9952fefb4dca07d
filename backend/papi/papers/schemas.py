from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from papi.kit.schemas import Input, ShortText
from papi.papers.paper import Format, PaperKind
from papi.papers.word.fields import FieldKind

_Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
_Symbol = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[^\s/]{0,40}$")]


class PaperJobState(StrEnum):
    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


class LetterheadWrite(Input):
    """What stands on the unit's papers. Null follows from the unit's name and place among the others; an empty text leaves the line out."""

    superior: _Line | None = None
    issuer: ShortText | None = None
    place: _Line | None = None
    symbol: _Symbol | None = Field(default=None, description="After the type: `UBND` makes BC-UBND")
    authority: list[ShortText] | None = Field(default=None, min_length=1, max_length=6)
    signer: _Line | None = None
    addressees: list[ShortText] | None = Field(
        default=None, max_length=10, description="Whom the unit's reports go to; by itself whoever collects them, or stands above the unit"
    )
    receivers: list[ShortText] | None = Field(default=None, max_length=20)


class LetterheadRead(BaseModel):
    """What was written down, from a day on."""

    valid_from: date
    version: int
    superior: str | None
    issuer: str | None
    place: str | None
    symbol: str | None
    authority: list[str] | None
    signer: str | None
    addressees: list[str] | None
    receivers: list[str] | None
    changed_by: str
    changed_at: datetime


class PaperHeadRead(BaseModel):
    """What a paper shows."""

    superior: str
    issuer: str
    symbol: str
    place: str
    authority: list[str]
    signer: str
    addressees: list[str]
    receivers: list[str]


class LetterheadsRead(BaseModel):
    """`items` are what was written down, the latest first; `derived` is what follows without them, `today` what holds."""

    items: list[LetterheadRead]
    derived: PaperHeadRead
    today: PaperHeadRead
    allowed_actions: list[str]


class TemplateUnit(BaseModel):
    id: UUID
    name: str


class TemplateRead(BaseModel):
    """A template that an office put in place of the shipped one, for a unit's papers or (without a unit) for all."""

    id: UUID
    kind: PaperKind
    unit: TemplateUnit | None
    number: int
    in_use: bool
    file_name: str
    size: int
    added_by: str
    added_at: datetime
    allowed_actions: list[str]


class TemplateField(BaseModel):
    """What a template may name: a text, a list to loop over, or a block that takes a paragraph of its own."""

    name: str
    kind: FieldKind
    words: str


class TemplatesRead(BaseModel):
    """Every version, those of all first; where none of a kind is in use the shipped one is."""

    items: list[TemplateRead]
    fields: list[TemplateField]
    allowed_actions: list[str]


class TemplateBack(Input):
    """Whose templates of which kind are left for the shipped one (of a unit: for that of all)."""

    kind: PaperKind
    unit_id: UUID | None = None


class PaperJobCreate(Input):
    """What the paper is about (`report`, `unit_plan`, `unit_plans` with the plan's id, …), and the file that is wanted."""

    subject: Annotated[str, StringConstraints(pattern="^[a-z_]{1,40}$")]
    subject_id: UUID
    format: Format


class PaperJobRead(BaseModel):
    """A paper that was asked for. `link` gives its file once `state` is `done`, until `expires_at`."""

    id: UUID
    format: Format
    title: str
    file_name: str
    size: int | None
    state: PaperJobState
    percent: int
    step: str
    link: str | None
    created_at: datetime
    expires_at: datetime


class PaperJobsRead(BaseModel):
    """The latest ones that the caller asked for."""

    items: list[PaperJobRead]
