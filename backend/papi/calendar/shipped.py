"""The public holidays that the product knows by itself: `data/vietnam.csv`, made with the library `holidays` (MIT).

Years to `DECREED` follow the yearly notices, exchanged days included; later ones are computed by law and moon, and the yearly notice
may still move days around Tết and National Day.
"""

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from papi.calendar.models import DayKind

FIRST, DECREED, LAST = 2019, 2025, 2045
_BY_SUN = {
    (1, 1): ("Tết Dương lịch", "New Year's Day"),
    (4, 30): ("Ngày Chiến thắng", "Liberation Day/Reunification Day"),
    (5, 1): ("Ngày Quốc tế Lao động", "International Labor Day"),
    (9, 2): ("Quốc khánh", "National Day"),
}


@dataclass(frozen=True)
class ShippedDay:
    day: date
    kind: DayKind
    vi: str
    en: str


@cache
def _all() -> Mapping[int, list[ShippedDay]]:
    text = resources.files("papi.calendar").joinpath("data/vietnam.csv").read_text(encoding="utf-8")
    found: dict[int, list[ShippedDay]] = defaultdict(list)
    for row in csv.DictReader(text.splitlines()):
        day = date.fromisoformat(row["day"])
        found[day.year].append(ShippedDay(day, DayKind(row["kind"]), row["name_vi"], row["name_en"]))
    return found


def shipped_days(year: int) -> list[ShippedDay]:
    """What is known of a year; of those beyond the data the holidays that do not follow the moon."""
    if FIRST <= year <= LAST:
        return _all()[year]
    return [ShippedDay(date(year, month, day), DayKind.OFF, vi, en) for (month, day), (vi, en) in _BY_SUN.items()]
