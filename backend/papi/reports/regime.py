"""The reports of a year as its regime gives them: windows, and the days of each level counted back from the ministry's. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from papi.calendar.workflow import WorkingDays
from papi.directory.models import UnitLevel
from papi.kit import clock
from papi.kit.text import format_day
from papi.reports.schemas.regime import LevelDeadline, RegimeRow

_ONE = timedelta(days=1)
_NO_HOLIDAYS = WorkingDays(frozenset(), frozenset())


@dataclass(frozen=True)
class Calendar:
    """The working days around a year, and what its days off are called."""

    working: WorkingDays
    names: Mapping[date, str]


def made(row: RegimeRow, year: int, calendar: Calendar) -> dict[str, Any]:
    """One report of the regime for a plan's year, with the deadlines that days off have moved."""
    days = {level: _due(row, level, year, calendar.working) for level in UnitLevel}
    at = time.fromisoformat(row.at)
    deadlines = {level: datetime.combine(day, at, clock.TIMEZONE) for level, day in days.items()}
    data_from, data_to = row.data_from.of(year), row.data_to.of(year)
    moved = [_moved(row, level, days[level], (year, calendar)) for level in UnitLevel]
    return {
        "kind": row.kind,
        "code": row.code.replace("{year}", str(year)),
        "title": row.title.replace("{year}", str(year)),
        "data_from": data_from,
        "data_to": data_to,
        "cumulative": row.cumulative,
        "ministry_on": row.ministry.of(year),
        "deadlines": {level.value: due_at for level, due_at in deadlines.items()},
        "deadlines_within_window": levels_within(deadlines, data_to),
        "in_order": data_from <= days[UnitLevel.WARD] <= days[UnitLevel.DEPARTMENT] <= days[UnitLevel.CITY],
        "moved": [one for one in moved if one is not None],
    }


def levels_within(deadlines: Mapping[UnitLevel, datetime], data_to: date) -> list[UnitLevel]:
    """The levels that are due no later than on the last day whose data they report."""
    return [level for level in UnitLevel if deadlines[level].astimezone(clock.TIMEZONE).date() <= data_to]


def _due(row: RegimeRow, level: UnitLevel, year: int, working: WorkingDays) -> date:
    wanted: LevelDeadline = getattr(row.deadlines, level.value)
    if wanted.on is not None:
        return _back(wanted.on.of(year), 0, working)
    return _back(row.ministry.of(year), wanted.working_days_before or 0, working)


def _back(day: date, number: int, working: WorkingDays) -> date:
    """So many working days before the day; with none the day itself, or the working day before it."""
    while number:
        day -= _ONE
        number -= working.is_working(day)
    while not working.is_working(day):
        day -= _ONE
    return day


def _moved(row: RegimeRow, level: UnitLevel, day: date, of: tuple[int, Calendar]) -> dict[str, Any] | None:
    """Why the level's day is another than it would be without days off; None if it is not."""
    year, calendar = of
    own = getattr(row.deadlines, level.value).on
    plain = own.of(year) if own is not None else _due(row, level, year, _NO_HOLIDAYS)
    if day == plain:
        return None
    until = max(day, plain if own is not None else row.ministry.of(year))
    names = _names(calendar, day, until) or ([] if own is not None else _names(calendar, day, until + 30 * _ONE))
    return {"level": level.value, "due_on": day, "without_holidays": plain, "because": names}


def _names(calendar: Calendar, first: date, last: date) -> list[str]:
    """The holidays on what would be working days, between both days; the first four."""
    between = (first + step * _ONE for step in range((last - first).days + 1))
    off = [one for one in between if one in calendar.names and one.weekday() < 5][:4]
    return list(dict.fromkeys(f"{calendar.names[one]} ({format_day(one)})" for one in off))
