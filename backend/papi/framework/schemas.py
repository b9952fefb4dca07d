from typing import Annotated
from uuid import UUID

from fastapi import Path
from pydantic import BaseModel, Field, StringConstraints

from papi.framework.models import Level, NameStatus, ScoreLevel
from papi.framework.official.choosing import LeftOut, YearFrom
from papi.framework.official.reading import Layout
from papi.kit.paging import PageQuery

EditionYear = Annotated[int, Path(ge=2000, le=2999)]
Year = Annotated[int, Field(ge=2000, le=2999)]
Code = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z.]{1,16}$")]
Source = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=r"^[^\x00-\x1f\x7f]*$")]


class FrameworkRow(BaseModel):
    """An edition; `min` and `max` bound the total score."""

    id: UUID
    year: int
    title: str
    min: float
    max: float
    source: str
    dimensions: int
    subdimensions: int
    indicators: int


class IndicatorRow(BaseModel):
    """A node of the framework. `name_status` other than `official` is provisional; `min` and `max` are null where no scale is known."""

    id: UUID
    code: str
    level: Level
    parent_id: UUID | None
    name_vi: str
    name_en: str | None
    name_status: NameStatus
    min: float | None
    max: float | None
    direction: str | None
    same_topic_code: str | None


class IndicatorNode(IndicatorRow):
    children: list["IndicatorNode"]


class FrameworkRead(BaseModel):
    """An edition with its whole tree."""

    id: UUID
    year: int
    title: str
    min: float
    max: float
    source: str
    tree: list[IndicatorNode]


class IndicatorRead(IndicatorRow):
    framework_year: int
    source: str | None
    path: list[IndicatorRow]


class FrameworkQuery(PageQuery, frozen=True):
    pass


class IndicatorQuery(PageQuery, frozen=True):
    framework: Year | None = Field(default=None, description="Year of the edition")
    level: Level | None = None
    parent: UUID | None = None


class ScoreRow(BaseModel):
    """A published result. `rank` (1 is best) and `quartile` (1 lowest – 4 highest) are computed over the published values."""

    year: int
    province_code: str
    province_name: str
    level: ScoreLevel
    code: str
    value: float
    rank: int | None
    quartile: int | None
    source: str


class ScoreQuery(PageQuery, frozen=True):
    year: Year | None = None
    province: Code | None = Field(default=None, description="The province's code")
    level: ScoreLevel | None = None
    code: Code | None = Field(default=None, description="`PAPI` for the total, else a node's code in that year's edition")


class ImportQuery(BaseModel, frozen=True):
    dry_run: bool = False
    year: Year | None = Field(default=None, description="Of a workbook of papi.org.vn; else its file name or its sheets tell the year")


class NameChange(BaseModel):
    """An official name that takes the place of another one."""

    level: Level
    code: str
    name_vi_before: str
    name_vi: str
    name_en_before: str | None
    name_en: str | None
    status_before: NameStatus


class SheetLeftOut(BaseModel):
    """A sheet that was not read."""

    name: str
    reason: LeftOut


class WorkbookRead(BaseModel):
    """How a workbook of papi.org.vn was read.

    `year_from` says what told the year; a sheet of `wrong_year_sheets` was read although its name says another one. Of several rows
    per figure the unweighted one is taken: `other_statistics` are the rows of others. `unknown_rows` hold figures without a code.
    A zero is a missing value, and `missing_provinces` have no total. `names` are replaced; where `unclear_names`, the workbook has
    several for the code and none is.
    """

    layout: Layout
    year: int
    year_from: YearFrom
    sheets: list[str]
    sheets_left_out: list[SheetLeftOut]
    wrong_year_sheets: list[str]
    provinces: int
    missing_provinces: list[str]
    figures: dict[ScoreLevel, int]
    zeros: int
    other_statistics: int
    unknown_rows: int
    names: list[NameChange]
    unclear_names: list[str]


class ImportResult(BaseModel):
    """What an import stored (or, in a dry run, would store): `changed` of its `rows` values were new or differed.

    `workbook` is there for the workbook of papi.org.vn, null for a file of lines.
    """

    rows: int
    changed: int
    years: list[int]
    stored: bool
    workbook: WorkbookRead | None = None
