"""Counting working days: pure, so that every known case can be tried."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, timedelta

_ONE = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True)
class WorkingDays:
    """The days off of some years, and the Saturdays or Sundays that are worked in exchange. All other days follow their weekday."""

    off: Set[date]
    worked: Set[date]

    def is_working(self, day: date) -> bool:
        """Whether offices work on the day."""
        return day in self.worked or (day.weekday() < SATURDAY and day not in self.off)

    def next_after(self, day: date) -> date:
        """The first working day after the day."""
        return self.add(day, 1)

    def add(self, day: date, number: int) -> date:
        """The last day of "N working days from the day on": the day itself is not counted (Bộ luật Dân sự 2015, Điều 147)."""
        if number < 1:
            raise ValueError("a term has at least one day")
        while number:
            day += _ONE
            number -= self.is_working(day)
        return day

    def back(self, day: date, number: int) -> date:
        """The latest day after which at least N working days have begun by the day: how a deadline that is so late is found."""
        while number:
            number -= self.is_working(day)
            day -= _ONE
        return day

    def between(self, day: date, until: date) -> int:
        """How many working days lie after the day, up to and with `until`; negative where `until` lies before it."""
        if until < day:
            return -self.between(until, day)
        return sum(self.is_working(day + passed * _ONE) for passed in range(1, (until - day).days + 1))
