from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints, TypeAdapter

from papi.kit.schemas import Input
from papi.plans.annex.proposals import Asked, Severity
from papi.plans.schemas.tasks import AnnexCell

Spelling = Annotated[str, StringConstraints(max_length=20_000)]
Meaning = Annotated[str, StringConstraints(pattern=r"^(?:unit:|group:|node:)?[0-9a-z_:-]{1,60}$")]


class Answer(Input):
    """What a spelling of the file means: `unit:<id>` and `group:<id>`, `node:<id>`, or a cadence with its last day, such as
    `once:2024-09-30`, `each_period`, `standing`. No value: it is no unit, or the row is of no indicator."""

    kind: Asked
    spelling: Spelling
    values: list[Meaning] = Field(max_length=100)


ANSWERS = TypeAdapter(Annotated[list[Answer], Field(max_length=2000)])


class AnnexImportQuery(Input):
    dry_run: bool = Field(default=False, description="Read and compare, store nothing")


class AnnexParty(BaseModel):
    """A name in the file and the units that it means."""

    spelling: str
    units: list[str]


class AnnexChange(BaseModel):
    field: str
    before: str | None
    after: str | None


class AnnexTrouble(BaseModel):
    """`doubt` is the number of the question in `doubts` whose answer clears it; an error is cleared in the file."""

    severity: Severity
    column: str
    detail: str
    doubt: int | None


class AnnexTaskReading(BaseModel):
    title: str
    indicators: list[str]
    leads: list[AnnexParty]
    supports: list[AnnexParty]
    time: str | None
    deliverable: str | None
    source_ref: str


class AnnexTargetReading(BaseModel):
    indicator: str
    baseline: float | None
    target: str | None


class AnnexRow(BaseModel):
    """A row of the file: its words, our reading, and what comes of it. `not_in_file`: units that have the task and stay."""

    place: str
    status: Literal["error", "confirm", "new", "changed", "same"]
    cells: list[AnnexCell]
    task: AnnexTaskReading | None
    target: AnnexTargetReading | None
    changes: list[AnnexChange]
    not_in_file: list[str]
    troubles: list[AnnexTrouble]


class AnnexSuggestion(BaseModel):
    values: list[str]
    label: str


class AnnexDoubt(BaseModel):
    """A question: one answer serves all `count` rows that are spelt alike, of which `rows` are the places of the first 200."""

    kind: Asked
    spelling: str
    suggestions: list[AnnexSuggestion]
    count: int
    rows: list[str]


class AnnexMissing(BaseModel):
    """A task of the plan that the file does not have: it stays."""

    id: UUID
    title: str
    source_ref: str


class AnnexPassed(BaseModel):
    """A row that was read as no task: the heading of a section, or a total."""

    place: str
    text: str


class AnnexCounts(BaseModel):
    tasks_new: int
    tasks_changed: int
    tasks_same: int
    assignments_new: int
    assignments_changed: int
    targets_changed: int


class AnnexResult(BaseModel):
    """What came of a file. `rows` are told by the dry run; `tables` were read, `tables_left_out` have no headings that are known."""

    stored: bool
    file_name: str
    tables: list[str]
    tables_left_out: list[str]
    errors: int
    doubts: list[AnnexDoubt]
    counts: AnnexCounts
    missing: list[AnnexMissing]
    passed: list[AnnexPassed]
    rows: list[AnnexRow]
