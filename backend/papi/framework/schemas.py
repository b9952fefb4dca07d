from uuid import UUID

from pydantic import BaseModel, Field

from papi.framework.models import Level, NameStatus, ScoreLevel
from papi.kit.paging import PageQuery


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


class FrameworkQuery(PageQuery):
    pass


class IndicatorQuery(PageQuery):
    framework: int | None = Field(default=None, description="Year of the edition")
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


class ScoreQuery(PageQuery):
    year: int | None = None
    province: str | None = Field(default=None, max_length=8)
    level: ScoreLevel | None = None
    code: str | None = Field(default=None, max_length=16)


class BadLineRead(BaseModel):
    line: int
    detail: str


class ImportResult(BaseModel):
    """What an import stored (or, in a dry run, would store)."""

    rows: int
    years: list[int]
    stored: bool
