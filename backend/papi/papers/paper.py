"""What stands in a paper, apart from how it is written. Capabilities fill this in; `papers.writing` makes the file."""

import math
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator

from papi.papers.cleaning import clean

SCHEMA = "papi.paper/1"
"""The shape of the JSON package; a change that readers must know of counts it up."""


class PaperKind(StrEnum):
    """Which template a paper follows."""

    REPORT = "report"
    UNIT_PLAN = "unit_plan"
    LETTER = "letter"
    CONSOLIDATED = "consolidated"


class Format(StrEnum):
    DOCX = "docx"
    PDF = "pdf"
    XLSX = "xlsx"
    JSON = "json"


class ColumnKind(StrEnum):
    """What the cells of a column are. A percent is written 40 for 40 %; a day may be words instead ("Thường xuyên")."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    PERCENT = "percent"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if value is None or (isinstance(value, (int, float, date)) and not isinstance(value, bool)):
        return value
    raise ValueError("a cell holds a text, a number, a day or nothing")


def _words(value: Any) -> Any:
    return clean(value) if isinstance(value, str) else value


Words = Annotated[str, BeforeValidator(_words)]
"""A text as any file may hold it, whatever was typed."""

Cell = Annotated[int | float | date | str | None, PlainValidator(_cell)]


class Column(_Part):
    """`width` is its share of the table, in any measure common to the columns."""

    title: Words
    width: float = 10
    kind: ColumnKind = ColumnKind.TEXT


class Heading(_Part):
    """Level 1 is numbered I, level 2 is numbered 1, level 3 is lettered a; the number is not part of the words."""

    type: Literal["heading"] = "heading"
    level: Literal[1, 2, 3] = 1
    words: Words


class Paragraph(_Part):
    type: Literal["paragraph"] = "paragraph"
    words: Words


class Table(_Part):
    """A row of one cell alone is the heading of the rows below it; `grouped_by` says what these headings are, for who filters by them."""

    type: Literal["table"] = "table"
    title: Words = ""
    columns: list[Column]
    rows: list[list[Cell]]
    grouped_by: Words = "Nhóm"


class Series(_Part):
    name: Words
    values: list[float]


class Chart(_Part):
    """Bars, one group or one stack for each label. Its numbers are told beside the bars."""

    type: Literal["chart"] = "chart"
    title: Words
    labels: list[Words]
    series: list[Series]
    stacked: bool = False


Block = Annotated[Heading | Paragraph | Table | Chart, Field(discriminator="type")]


class Annex(_Part):
    """A part on landscape pages after the signature. Its name ("Phụ lục I") follows from its place."""

    title: Words
    blocks: list[Block]


class Head(_Part):
    """Whose paper it is (`papers.letterhead`). Number, day and signature stay blank: the office's own system gives them."""

    superior: Words = ""
    issuer: Words
    symbol: Words = ""
    place: Words = ""
    authority: list[Words]
    signer: Words = ""


class Paper(_Part):
    """A whole paper.

    `type_name` ("Báo cáo") and its `abbreviation` ("BC") stand over the text and in the number; a letter has neither. The text ends with
    "./." by itself, grounds with ";" and ".". `day` is the one whose letterhead it has; it is not printed. `reference` stands in brackets
    under an annex's title, by itself "(Kèm theo …)".
    """

    kind: PaperKind
    head: Head
    type_name: Words = ""
    abbreviation: Words = ""
    subject: Words
    grounds: list[Words] = []
    addressees: list[Words] = []
    body: list[Block]
    receivers: list[Words] = []
    reference: Words = ""
    annexes: list[Annex] = []
    draft: bool = False
    day: date


class Package(_Part):
    """The JSON file: the paper, and what it was made from."""

    schema_name: str = Field(default=SCHEMA, alias="schema")
    paper: Paper
    data: Any = None
