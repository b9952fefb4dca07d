from typing import Annotated
from uuid import UUID

from fastapi import Path
from pydantic import BaseModel, Field, StringConstraints

from papi.framework.models import Level, NameStatus, ScoreLevel
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


class ImportResult(BaseModel):
    """What an import stored (or, in a dry run, would store): `changed` of its `rows` values were new or differed."""

    rows: int
    changed: int
    years: list[int]
    stored: bool
