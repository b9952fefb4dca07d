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
    """One report of the regime for a plan's year, with the deadlines that holidays have moved."""
    days = {level: _due(row, level, year, calendar.working) for level in UnitLevel}
    plain = {level: _due(row, level, year, _NO_HOLIDAYS) for level in UnitLevel}
    at = time.fromisoformat(row.at)
    deadlines = {level: datetime.combine(day, at, clock.TIMEZONE) for level, day in days.items()}
    data_to = row.data_to.of(year)
    return {
        "kind": row.kind,
        "code": row.code.replace("{year}", str(year)),
        "title": row.title.replace("{year}", str(year)),
        "data_from": row.data_from.of(year),
        "data_to": data_to,
        "cumulative": row.cumulative,
        "ministry_on": row.ministry.of(year),
        "deadlines": {level.value: due_at for level, due_at in deadlines.items()},
        "deadlines_within_window": levels_within(deadlines, data_to),
        "moved": [_moved(level, days[level], plain[level], calendar) for level in UnitLevel if days[level] != plain[level]],
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


def _moved(level: UnitLevel, day: date, plain: date, calendar: Calendar) -> dict[str, Any]:
    end = max(day, plain) + 30 * _ONE
    passed = (day + step * _ONE for step in range((end - day).days))
    off = [one for one in passed if one in calendar.names and one.weekday() < 5][:4]
    because = list(dict.fromkeys(f"{calendar.names[one]} ({format_day(one)})" for one in off))
    return {"level": level.value, "due_on": day, "without_holidays": plain, "because": because}
