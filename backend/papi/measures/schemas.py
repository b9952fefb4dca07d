import re
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, Field, WithJsonSchema

from papi.framework.models import NameStatus
from papi.kit.paging import PageQuery
from papi.kit.problems import BilingualError
from papi.kit.schemas import Input, Moment, Reason
from papi.measures.definitions import Direction, MeasureKind

_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,6})?", re.ASCII)
MOST_MONTHS = 36


def _exact(given: Any) -> Decimal:
    """A number of up to twelve digits and six places, as text or as JSON's own number."""
    text = given if isinstance(given, str) else _written(given)
    if text is None or _NUMBER.fullmatch(text) is None:
        raise BilingualError(
            "Cần một số, tối đa 12 chữ số và 6 chữ số thập phân sau dấu chấm.", "A number of up to 12 digits and 6 places is needed."
        )
    return Decimal(text)


def _written(given: Any) -> str | None:
    if isinstance(given, bool) or not isinstance(given, (int, float, Decimal)):
        return None
    return f"{Decimal(str(given)):f}"


Number = Annotated[
    Decimal,
    BeforeValidator(_exact),
    WithJsonSchema(
        {
            "anyOf": [{"type": "string", "pattern": r"^-?\d{1,12}(\.\d{1,6})?$"}, {"type": "number"}],
            "description": "Exact; as text it stays so",
        }
    ),
]
NumberRead = Annotated[str, Field(pattern=r"^-?\d{1,12}(\.\d{1,6})?$", description="A decimal number, exactly")]
Code = Annotated[str, Field(min_length=1, max_length=40)]


class MeasureRead(BaseModel):
    """What is measured. A name that is `working` is provisional; `indicators` are codes of PAPI's edition 2023 that it informs."""

    code: str
    name_vi: str
    name_en: str
    name_status: NameStatus
    unit_vi: str
    unit_en: str
    kind: MeasureKind
    direction: Direction
    numerator_vi: str | None
    numerator_en: str | None
    denominator_vi: str | None
    denominator_en: str | None
    indicators: list[str]
    source: str


class MeasureSourceRead(BaseModel):
    """A system that tells figures; `hand` is what people write down."""

    code: str
    name_vi: str
    name_en: str


class MeasuresRead(BaseModel):
    """The definitions, with the sources that values may name."""

    items: list[MeasureRead]
    sources: list[MeasureSourceRead]


class FiguresGiven(Input):
    """A value of a measure in a period, by its code in either spelling. A rate may be told by its parts alone."""

    measure: Code
    period: Code
    value: Number | None = None
    numerator: Number | None = None
    denominator: Number | None = None
    source_at: Moment | None = Field(default=None, description="When the source counted it")
    reason: Reason | None = Field(default=None, description="Why an earlier value is corrected")


class MeasureValueCreate(FiguresGiven):
    """Write a figure down by hand. Where one stands already, this one takes its place and a reason is needed. `supersedes`: the id of the
    one that the writer saw, null if none; another one there meanwhile is answered 412. Left out, nothing is compared."""

    unit_id: UUID
    supersedes: UUID | None = None


class MeasuredUnit(BaseModel):
    id: UUID
    code: str
    name: str


class MeasureValueRead(BaseModel):
    """A value with its source. `number` counts what was told under the same unit, measure, period and source; `supersedes` is the one
    before, `superseded_at` is set once another holds. `period_code` is the period as QCVN 125 writes it."""

    id: UUID
    unit: MeasuredUnit
    measure: str
    period: str
    period_code: str
    first_day: date
    last_day: date
    value: NumberRead
    numerator: NumberRead | None
    denominator: NumberRead | None
    source: str
    source_at: datetime | None
    received_at: datetime
    received_from: str
    number: int
    supersedes: UUID | None
    superseded_at: datetime | None
    reason: str | None
    allowed_actions: list[str]


class MeasureValueWritten(BaseModel):
    """What became of it: `created`, `corrected`, or `unchanged` where the same stood there."""

    outcome: str
    value: MeasureValueRead


class MeasureValueHistory(BaseModel):
    """All that one source told of a measure of a unit in a period, the latest first."""

    items: list[MeasureValueRead]


class MeasureValueQuery(PageQuery, frozen=True):
    unit: UUID | None = None
    measure: str | None = Field(default=None, max_length=40)
    period: str | None = Field(default=None, max_length=8, description="Of this period, in either spelling")
    source: str | None = Field(default=None, max_length=40)
    superseded: bool = Field(default=False, description="Whether values that were corrected since are listed as well")


class MonthsAsked(BaseModel, frozen=True, extra="forbid"):
    """One measure, over months `YYYYMM`, both included; without them the twelve that ended last."""

    measure: Code
    from_month: str | None = Field(default=None, max_length=7)
    to_month: str | None = Field(default=None, max_length=7)


class MonthCell(BaseModel):
    """A unit's value of a month. A source that is a system goes before what was written down by hand; `others` are what further sources
    tell, which may differ."""

    id: UUID
    value: NumberRead
    numerator: NumberRead | None
    denominator: NumberRead | None
    source: str
    source_at: datetime | None
    received_at: datetime
    received_from: str
    number: int
    by_hand: UUID | None
    others: list["OtherValue"]


class OtherValue(BaseModel):
    """What another source tells of the same."""

    id: UUID
    value: NumberRead
    source: str


class MonthsOfUnit(BaseModel):
    """A unit's months, null where nobody told anything."""

    unit: MeasuredUnit
    cells: list[MonthCell | None]
    allowed_actions: list[str]


class MonthTable(BaseModel):
    """Units in official order by months."""

    measure: MeasureRead
    months: list[str]
    items: list[MonthsOfUnit]
