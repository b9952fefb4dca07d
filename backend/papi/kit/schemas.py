from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, StrictInt, StringConstraints

from papi.kit.clock import TIMEZONE
from papi.kit.problems import BilingualError

_FIRST, _LAST = 1900, 2999


class Input(BaseModel):
    """A body: unknown fields are refused, and nothing is converted silently where pydantic can be strict."""

    model_config = ConfigDict(extra="forbid")


class ProblemField(BaseModel):
    pointer: str
    detail: str


class Problem(BaseModel):
    """A refusal by RFC 9457. `code` is stable; `detail` is in the language of `Accept-Language`."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    code: str
    request_id: str
    errors: list[ProblemField] = []


def _day(day: date) -> date:
    if not _FIRST <= day.year <= _LAST:  # beyond them a day has no day before it, or none after it
        raise BilingualError(f"Cần một ngày trong các năm {_FIRST}–{_LAST}.", f"A day of the years {_FIRST} to {_LAST} is needed.")
    return day


def _moment(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise BilingualError("Cần có múi giờ.", "The offset is needed.")
    _day(moment)
    return moment.astimezone(TIMEZONE)


Day = Annotated[date, AfterValidator(_day)]
Moment = Annotated[datetime, AfterValidator(_moment)]
"""A moment with its offset, told in the city's time zone: its day is the city's day, however it was written."""
ShortText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
LongText = Annotated[str, StringConstraints(max_length=20_000)]
Percent = Annotated[StrictInt, Field(ge=0, le=100)]
Flag = StrictBool
