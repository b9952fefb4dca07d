"""Which deadlines a step of the ladder reaches on a day: pure, so that every known case can be tried."""

from datetime import date, timedelta

from papi.calendar.workflow import WorkingDays
from papi.oversight.schemas.ladder import DayUnit

_ONE = timedelta(days=1)


def latest_deadline(days: int, unit: DayUnit, today: date, calendar: WorkingDays) -> date:
    """The last deadline that the step has reached by the end of the day. Before a weekend it reaches what falls due on it."""
    if unit is DayUnit.DAYS:
        return today - days * _ONE
    return calendar.back(today, days) if days > 0 else calendar.add(today, 1 - days) - _ONE


def first_deadline(days: int, unit: DayUnit, today: date, calendar: WorkingDays) -> date:
    """The first deadline that a step which is new reaches on its first day: what it would have told before is told by nobody."""
    if unit is DayUnit.DAYS:
        return today - days * _ONE
    if days > 0:
        return calendar.back(today, days + 1) + _ONE
    return today if days == 0 else calendar.add(today, -days)
