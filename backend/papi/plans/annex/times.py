"""What an annex says about time: a last day, each period, or always. What may be meant in several ways is asked."""

import calendar
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from papi.kit.text import fold, format_day
from papi.plans.annex.grids import text_of
from papi.plans.models import Cadence
from papi.plans.words import CADENCE_WORDS


@dataclass(frozen=True)
class Time:
    """`due_on` is the last day that is on time."""

    cadence: Cadence
    due_on: date | None = None

    @property
    def code(self) -> str:
        """As it stands in an answer."""
        return f"{self.cadence.value}:{self.due_on.isoformat()}" if self.due_on else self.cadence.value

    @property
    def canonical(self) -> str:
        """The words that say just this, and need not be kept beside it."""
        return format_day(self.due_on) if self.due_on else CADENCE_WORDS[self.cadence][0]

    def label(self, language: str) -> str:
        once, by = ("Một lần", "hạn cuối") if language != "en" else ("Once", "by")
        if self.cadence is Cadence.ONCE and self.due_on:
            return f"{once}, {by} {format_day(self.due_on)}"
        return CADENCE_WORDS[self.cadence][language == "en"]


STANDING, EACH = Time(Cadence.STANDING), Time(Cadence.EACH_PERIOD)


@dataclass(frozen=True)
class Understood:
    """What the words mean; without `time` they are to be asked, `suggested` being what they may mean."""

    time: Time | None
    suggested: Sequence[Time] = ()


def time_of(code: str) -> Time:
    """The time that an answer means. Raises `ValueError`."""
    cadence, _, day = code.partition(":")
    if day and cadence != Cadence.ONCE.value:
        raise ValueError(code)
    return Time(Cadence(cadence), date.fromisoformat(day) if day else None)


def read_time(value: Any, year: int) -> Understood:
    """What a cell says; a plan of `year` means that year where none is told."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return _of_cell(value, year)
    words = _plain(text_of(value))
    if not words:
        return Understood(None, (EACH, STANDING, Time(Cadence.ONCE)))
    found = [time for read in _READERS if (time := read(words, year)) is not None]
    if len(found) == 1 and not _leaves_open(words):
        return Understood(found[0]) if _is_near(found[0], year) else Understood(None, _other_years(found[0], year))
    if len(found) > 1:
        return Understood(None, tuple(dict.fromkeys(found)))
    return Understood(None, tuple(dict.fromkeys([*_mentioned(words, year), *found])))


def day_of(value: Any, year: int) -> date | None:
    """The last day that a column of days holds, whatever year it is of."""
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    words = _plain(text_of(value))
    return next((time.due_on for read in _READERS if (time := read(words, year)) is not None), None)


def _of_cell(day: date, year: int) -> Understood:
    """A day as Excel keeps it. It makes one of "9/2024" too, and of a number."""
    time = _once(day)
    if not _is_near(time, year):
        return Understood(None, _other_years(time, year))
    if day.day == 1:
        return Understood(None, (_once(day.replace(day=calendar.monthrange(day.year, day.month)[1])), time))
    return Understood(time)


def _is_near(time: Time, year: int) -> bool:
    return time.due_on is None or year <= time.due_on.year <= year + 1


def _other_years(time: Time, year: int) -> Sequence[Time]:
    """A day of another year is mostly one of the plan's that was mistyped or copied."""
    told = time.due_on
    if told is None:
        return (time,)
    day = min(told.day, calendar.monthrange(year, told.month)[1])
    return _once(date(year, told.month, day)), time


_ALWAYS = re.compile(r"^(?:lam |thuc hien )?(?:thuong xuyen|lien tuc)(?:(?: va)? (?:thuong xuyen|lien tuc|hang nam|hang ngay))*$")
_EACH = re.compile(
    r"^(?:bao cao |thuc hien )?(?:dinh ky )?(?:hang|moi|theo|tung) (?:quy|ky|ky bao cao|6 thang)(?: bao cao)?"
    r"(?:(?: va)? (?:6 thang|nam|hang nam))*(?:(?: hoac| va)? (?:dot xuat|khi co yeu cau))*$|^dinh ky(?: hoac dot xuat)?$"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_YEAR = r"(?:(?:\s*[/.-]\s*|\s+(?:nam\s+)?)(?P<year>20\d\d))?"
_BEFORE = r"(?P<before>(?:xong |hoan thanh |hoan thanh xong )*truoc )?"
_UNTIL = r"(?:(?:hoan thanh|xong|cham nhat|trong|den|den het|het|vao|la|ngay) )*"
_START = rf"^(?:(?:hoan thanh|cham nhat|xong) )*{_BEFORE}{_UNTIL}"
_DAY = re.compile(rf"{_START}(?P<day>\d{{1,2}})\s*[/.-]\s*(?P<month>\d{{1,2}}){_YEAR}$")
_SPELT = re.compile(rf"{_START}(?P<day>\d{{1,2}}) thang (?P<month>\d{{1,2}}){_YEAR}$")
_MONTH = re.compile(rf"{_START}(?:thang |t)(?P<month>\d{{1,2}}){_YEAR}$")
_QUARTER = re.compile(rf"{_START}(?:quy |q)(?P<quarter>i{{1,3}}|iv|[1-4]){_YEAR}$")
_HALF = re.compile(rf"{_START}0?6 thang (?P<half>dau|cuoi) nam{_YEAR}$")
_WHOLE = re.compile(r"^(?:trong |ca |den het |het )?nam (?P<year>20\d\d)$|^(?:trong nam|ca nam|nam nay)$")


def _plain(text: str) -> str:
    """Folded, but with the signs of days kept."""
    signs = text.replace("–", "-").replace("—", "-")
    return " ".join(
        re.sub(r"[^\w\s/.-]", " ", " ".join(fold(part) if part not in "/.-" else part for part in re.split(r"([/.-])", signs))).split()
    ).strip(" .-")


def _leaves_open(words: str) -> bool:
    """A whole year may be its last day, or all of it."""
    return _WHOLE.match(words) is not None


def _once(day: date) -> Time:
    return Time(Cadence.ONCE, day)


def _always(words: str, _year: int) -> Time | None:
    return STANDING if _ALWAYS.match(words) else None


def _each(words: str, _year: int) -> Time | None:
    return EACH if _EACH.match(words) else None


def _at_any_time(words: str, _year: int) -> Time | None:
    return Time(Cadence.ONCE) if words == "mot lan" else None


def _spaced(words: str) -> str:
    return re.sub(r"\s*([/.-])\s*", r"\1", words)


def _on_day(words: str, year: int) -> Time | None:
    found = _DAY.match(_spaced(words)) or _SPELT.match(words)
    if found is None:
        return None
    try:
        day = date(_year_of(found, year), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
    return _once(day - timedelta(days=1) if found["before"] else day)


def _in_span(pattern: re.Pattern[str], months: Callable[[re.Match[str]], tuple[int, int]]) -> Callable[[str, int], Time | None]:
    """A span of months: its last day, or with "trước" the day before its first."""

    def read(words: str, year: int) -> Time | None:
        found = pattern.match(_spaced(words))
        if found is None:
            return None
        first, last = months(found)
        told = _year_of(found, year)
        if not 1 <= first <= last <= 12:
            return None
        if found["before"]:
            return _once(date(told, first, 1) - timedelta(days=1))
        return _once(date(told, last, calendar.monthrange(told, last)[1]))

    return read


def _months_of_quarter(found: re.Match[str]) -> tuple[int, int]:
    number = _ROMAN.get(found["quarter"]) or int(found["quarter"])
    return number * 3 - 2, number * 3


def _in_year(words: str, year: int) -> Time | None:
    found = _WHOLE.match(words)
    return None if found is None else _once(date(int(found["year"] or year), 12, 31))


def _year_of(found: re.Match[str], year: int) -> int:
    return int(found["year"] or year)


_READERS: Sequence[Callable[[str, int], Time | None]] = (
    _always,
    _each,
    _at_any_time,
    _on_day,
    _in_span(_MONTH, lambda found: (int(found["month"]), int(found["month"]))),
    _in_span(_QUARTER, _months_of_quarter),
    _in_span(_HALF, lambda found: (1, 6) if found["half"] == "dau" else (7, 12)),
    _in_year,
)


def _mentioned(words: str, year: int) -> list[Time]:
    """What words that are not understood as a whole may mean, by what occurs in them."""
    found: list[Time] = []
    pieces = re.split(r"\s+va\s+|\s+hoac\s+|\s*;\s*", words)
    for piece in [*pieces, *_DAYS.findall(_spaced(words)), *_QUARTERS.findall(words)]:
        found += [time for read in _READERS if (time := read(piece.strip(), year)) is not None]
    if "thuong xuyen" in words or "lien tuc" in words or _WHOLE.match(words):
        found.append(STANDING)
    if _OFTEN.search(words):
        found.append(EACH)
    return sorted(dict.fromkeys(found), key=lambda time: time.due_on or date.min, reverse=True)[:4]


_OFTEN = re.compile(r"\bdinh ky\b|\b(?:hang|moi|tung) (?:quy|thang|tuan)\b")
_DAYS = re.compile(r"(?:truoc )?\d{1,2}[/.-]\d{1,2}(?:[/.-]20\d\d)?")
_QUARTERS = re.compile(r"(?:quy |q)(?:iv|i{1,3}|[1-4])(?:[ /]+(?:nam )?20\d\d)?")
