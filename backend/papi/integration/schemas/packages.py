from datetime import date, datetime
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

from pydantic import BaseModel, Field

from papi.directory.models import UnitKind
from papi.framework.models import NameStatus, ScoreLevel
from papi.kit.schemas import Moment
from papi.measures.schemas import NumberRead
from papi.reports.models import PeriodKind, PeriodState

Item = TypeVar("Item")


class PackageOf(BaseModel, Generic[Item]):
    """One page of a package. `next_cursor` is null on the last."""

    schema_version: str
    items: list[Item]
    next_cursor: str | None


class ChangesOf(PackageOf[Item], Generic[Item]):
    """One page of a package that is read in the order of changes. `read_to` stands on the first page alone: hand it in as `updated_after`
    the next time. What changed in the last minutes before may then come again, and nothing is missed that was still being stored."""

    read_to: datetime | None


class PackageQuery(BaseModel, frozen=True, extra="forbid"):
    """Parameters that every package takes; unknown ones are refused."""

    limit: int = Field(default=50, ge=1, le=200, description="Items a page, 1 to 200")
    cursor: str | None = Field(default=None, max_length=2000, description="`next_cursor` of the page before")


class ChangedQuery(PackageQuery, frozen=True):
    """Packages whose items change are read in the order of their changes; where to read on the next time is told by `read_to`."""

    updated_after: Moment | None = Field(
        default=None, description="Only what has changed since; a moment with its offset, such as `read_to` of the time before"
    )


class ScoreQuery(ChangedQuery, frozen=True):
    year: int | None = Field(default=None, ge=2000, le=2099)
    province: str | None = Field(default=None, max_length=8)
    level: ScoreLevel | None = None
    code: str | None = Field(default=None, max_length=16)


class IndicatorQuery(PackageQuery, frozen=True):
    year: int | None = Field(default=None, ge=2000, le=2099, description="The edition")


PeriodCode = Annotated[str | None, Field(default=None, min_length=1, max_length=20, description="In either spelling: `2024Q3` or `20243`")]


class FigureQuery(ChangedQuery, frozen=True):
    period: PeriodCode
    measure: str | None = Field(default=None, max_length=40)


class StatusQuery(BaseModel, frozen=True, extra="forbid"):
    year: int | None = Field(default=None, ge=2000, le=2099, description="Of the approved plan of this year; the latest unless given")


class CodeValidity(BaseModel):
    """A code of an agency: an opaque text in its scheme, with the days in which it holds."""

    scheme: str
    value: str
    valid_from: date
    valid_to: date | None


class UnitNamed(BaseModel):
    """A unit as the packages name it; `code` is ours (scheme `local`)."""

    id: UUID
    code: str
    name: str
    codes: list[CodeValidity]


class UnitPackage(UnitNamed):
    """A unit of the list of units. `order` is the official one; `status`: `active`, or `ended` after its last day."""

    parent_code: str | None
    kind: UnitKind
    order: int
    valid_from: date
    valid_to: date | None
    status: str


class PeriodNamed(BaseModel):
    """A period: `code` is ours, `period_code` that of QCVN 125."""

    code: str
    period_code: str
    title: str
    data_from: date
    data_to: date
    cumulative: bool


class PeriodPackage(PeriodNamed):
    """A reporting period of the regime, with its state."""

    kind: PeriodKind
    status: PeriodState


class IndicatorPackage(BaseModel):
    """A node of an edition of PAPI. `status` says what its name rests on."""

    code: str
    name: str
    name_en: str | None
    level: str
    parent_code: str | None
    order: int
    valid_from: date
    valid_to: date
    status: NameStatus


class ScorePackage(BaseModel):
    """A published result. Rank and quartile (1 lowest, 4 highest) are computed of the published values. `updated_at`: since when it is
    known here as it stands."""

    period_code: str
    province_code: str
    province_name: str
    level: ScoreLevel
    code: str
    value: float
    rank: int | None
    quartile: int | None
    source: str
    updated_at: datetime


class FigurePackage(BaseModel):
    """A figure as a source told it. `corrected_from` is what it told before, with the time until which that held."""

    id: UUID
    unit: UnitNamed
    measure: str
    period: str
    period_code: str
    value: NumberRead
    numerator: NumberRead | None
    denominator: NumberRead | None
    source: str
    source_at: datetime | None
    updated_at: datetime
    edition: int
    corrected_from: "EarlierFigure | None"


class EarlierFigure(BaseModel):
    """A figure that was corrected."""

    value: NumberRead
    source_at: datetime | None
    received_at: datetime


class OutlineHeading(BaseModel):
    key: str
    number: str
    level: int
    title: str


class OutlinePackage(BaseModel):
    """The headings of the report on administrative reform, in which that on PAPI is nested."""

    schema_version: str
    title: str
    source: str
    confirmed: bool
    items: list[OutlineHeading]


class TaskCounts(BaseModel):
    """The assignments of a unit, by how they stand at `as_of`. Bodies that are asked count under `requested_…` and are never late."""

    unit: UnitNamed
    done_on_time: int
    done_late: int
    open_in_time: int
    open_overdue: int
    no_deadline: int
    requested_done: int
    requested_open: int


class TaskStatusPackage(BaseModel):
    """Task status by unit, of one plan."""

    schema_version: str
    year: int | None
    as_of: datetime
    source: str
    items: list[TaskCounts]


Document = dict[str, Any]
