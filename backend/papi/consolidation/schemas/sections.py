from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from papi.consolidation.models import BlockKind, KeptWhen
from papi.kit.schemas import Input

Paragraph = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]


class BlockRead(BaseModel):
    """A paragraph. `generated`: what was made of its sources, null for one written by hand; `moved`: sources that have changed since."""

    id: UUID
    version: int
    section: str
    kind: BlockKind
    text: str
    generated: str | None
    edited: bool
    sources: int
    moved: int
    saved_at: datetime | None
    saved_by: str | None


class SectionRead(BaseModel):
    """A section as it is being written. `versions`: how many were kept."""

    key: str
    number: str
    title: str
    level: int
    content_version: int
    versions: int
    blocks: list[BlockRead]


class BlockUpdate(Input):
    text: Paragraph


class BlockCreate(Input):
    """A paragraph written by hand, after another one or at the beginning of its section."""

    section: str = Field(max_length=40)
    text: Paragraph
    after: UUID | None = None


class BlockSplit(Input):
    """Where the second paragraph begins, counted in characters."""

    at: int = Field(ge=1, le=20_000)


class SectionOrder(Input):
    """All paragraphs of the section, in the wanted order."""

    block_ids: list[UUID] = Field(min_length=1, max_length=1000)


class SourcesWrite(Input):
    """The lines and answers that are set aside as sources of the paragraph; all others count."""

    hidden: list[UUID] = Field(max_length=500)


class SourceText(BaseModel):
    """What a line says. `result`: of an answer the answer in words, empty where there is none."""

    result: str
    percent: int | None
    difficulties: str
    proposals: str


class SourceRead(SourceText):
    """A unit's line behind a paragraph, or its answer to a `question`, as it was taken over. `now`: what is accepted today, where that is
    another text; `genuine`: the text still has the hash with which it was taken over."""

    line_id: UUID | None
    answer_id: UUID | None
    question: str | None
    report_id: UUID
    unit: str
    hidden: bool
    submitted_at: datetime
    evidence_count: int
    standing: Literal["current", "changed", "reopened"]
    genuine: bool
    now: SourceText | None


class SourcesRead(BaseModel):
    items: list[SourceRead]


class SectionVersionRead(BaseModel):
    """A section as it stood at a moment."""

    number: int
    kept_when: KeptWhen
    kept_at: datetime
    kept_by: str
    paragraphs: list[str]


class SectionVersionsRead(BaseModel):
    items: list[SectionVersionRead]
