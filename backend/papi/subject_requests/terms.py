"""By when a data subject's request is replied to and answered, as data."""

from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from pydantic import Field, model_validator

from papi.calendar.workflow import WorkingDays
from papi.kit.problems import BilingualError
from papi.kit.schemas import Input, ShortText
from papi.subject_requests.models import RequestKind

LONGEST = timedelta(days=150)
"""Beyond it no term leads, days off after it included."""


class Term(Input):
    """Days as the calendar counts them, of which the first one is not counted; and how many more one extension gives."""

    kind: RequestKind
    days: int = Field(ge=1, le=60)
    extension_days: int = Field(ge=1, le=60)


class Terms(Input):
    """One term for each kind. `confirmed`: somebody has compared the days with the decree; until then they are a suggestion."""

    source: ShortText
    confirmed: bool
    reply_working_days: int = Field(ge=1, le=30)
    terms: list[Term] = Field(max_length=8)

    @model_validator(mode="after")
    def _one_for_each(self) -> "Terms":
        if sorted(term.kind for term in self.terms) != sorted(RequestKind):
            raise BilingualError("Mỗi loại yêu cầu cần đúng một thời hạn.", "Each kind of request needs exactly one term.")
        return self

    def of(self, kind: RequestKind) -> Term:
        """The term of a kind."""
        return next(term for term in self.terms if term.kind is kind)


class Days(NamedTuple):
    """By when it is replied that the request came, by when it is answered, and up to when one extension may lead."""

    reply_on: date
    due_on: date
    latest_on: date


def days_of(terms: Terms, kind: RequestKind, received_on: date, calendar: WorkingDays) -> Days:
    """A term that ends on a day off ends with the next working day (Bộ luật Dân sự 2015, Điều 148)."""
    term = terms.of(kind)
    reply_on = calendar.add(received_on, terms.reply_working_days)
    due_on = _worked(received_on + timedelta(days=term.days), calendar)
    latest_on = _worked(received_on + timedelta(days=term.days + term.extension_days), calendar)
    return Days(reply_on, due_on, latest_on)


def _worked(day: date, calendar: WorkingDays) -> date:
    return day if calendar.is_working(day) else calendar.next_after(day)


SHIPPED = Terms.model_validate_json(Path(__file__).with_name("terms.json").read_text(encoding="utf-8"))
