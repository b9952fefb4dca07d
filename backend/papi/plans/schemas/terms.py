from pydantic import Field

from papi.calendar.schemas import WorkingTerm
from papi.kit.schemas import Day, Input, Reason

_TERM = "Instead of `due_on`: so many working days from a day on; the day is worked out once, its words are kept"


class WithTerm(Input):
    """What may give its deadline as a number of working days instead of a day."""

    due_in_working_days: WorkingTerm | None = Field(default=None, description=_TERM)


class RedoChange(WithTerm):
    """Why it is asked for again, and until when, where the old day will not do."""

    reason: Reason
    due_on: Day | None = None
