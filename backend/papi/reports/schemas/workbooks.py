"""What a workbook that comes back would change of a report, line by line."""

from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, TypeAdapter

from papi.kit.schemas import Input


class LineStatus(StrEnum):
    """`conflict`: a field, or a document, needs a choice. `refused`: nothing of the line is stored until the file is mended."""

    UNCHANGED = "unchanged"
    FILL = "fill"
    CONFLICT = "conflict"
    REFUSED = "refused"


class DocumentMeaning(StrEnum):
    """What became of a document that a cell names: `kept`, `linked` (exactly one was found), `asked` (several), `missing` (none),
    `removed` (its name was taken out of the cell)."""

    KEPT = "kept"
    LINKED = "linked"
    ASKED = "asked"
    MISSING = "missing"
    REMOVED = "removed"


class WorkbookField(BaseModel):
    """A field that the file changes, in words: what it was when the file left, what it is now, and what the cell says.
    `take` is what was chosen in a conflict."""

    field: str
    label: str
    cell: str
    status: Literal["fill", "conflict"]
    base: str
    theirs: str
    yours: str
    note: str | None
    take: Literal["theirs", "yours"] | None


class WorkbookTrouble(BaseModel):
    """What is wrong, and in which cell; a cell of another sheet with its name before it."""

    cell: str
    detail: str


class NamedDocument(BaseModel):
    id: UUID
    title: str
    file_name: str
    document_number: str | None


class WorkbookDocument(BaseModel):
    """A document that the line's cell names. Of one that is `asked`, `chosen` and `evidence_id` tell what was answered."""

    name: str
    status: DocumentMeaning
    evidence_id: UUID | None
    chosen: bool
    candidates: list[NamedDocument]


class WorkbookLine(BaseModel):
    """A line of the report, or a row of the file that is none. `version` goes into `seen` when the file is stored."""

    line_id: UUID | None
    number: int | None
    title: str
    cell: str
    version: int | None
    status: LineStatus
    fields: list[WorkbookField]
    documents: list[WorkbookDocument]
    troubles: list[WorkbookTrouble]


class WorkbookResult(BaseModel):
    """What the file does. `undecided` counts the choices that are still to be made; `stored` the lines that were written."""

    dry_run: bool
    made_at: str
    unchanged: int
    fill: int
    conflict: int
    refused: int
    undecided: int
    missing_documents: int
    stored: int
    lines: list[WorkbookLine]


class SeenLine(Input):
    """A line as the dry run showed it."""

    line_id: UUID
    version: Annotated[int, Field(strict=True, ge=1)]


class WorkbookChoice(Input):
    """Which text stands in a field that both sides have changed."""

    line_id: UUID
    field: str = Field(max_length=60)
    take: Literal["theirs", "yours"]


class DocumentChoice(Input):
    """Which of several documents a name means; null: none of them."""

    line_id: UUID
    name: str = Field(max_length=300)
    evidence_id: UUID | None


class WorkbookDecisions(Input):
    """What was seen and chosen in the dry run."""

    seen: list[SeenLine] = Field(default=[], max_length=1000)
    choices: list[WorkbookChoice] = Field(default=[], max_length=5000)
    documents: list[DocumentChoice] = Field(default=[], max_length=5000)


DECISIONS: TypeAdapter[WorkbookDecisions] = TypeAdapter(WorkbookDecisions)
