from datetime import date

import pytest
from holidays.countries.vietnam import Vietnam

from papi.calendar.models import DayKind
from papi.calendar.shipped import DECREED, FIRST, LAST, shipped_days
from papi.calendar.workflow import WorkingDays


def calendar(*years: int) -> WorkingDays:
    known = [day for year in years for day in shipped_days(year)]
    return WorkingDays(
        frozenset(day.day for day in known if day.kind is DayKind.OFF), frozenset(day.day for day in known if day.kind is DayKind.WORKING)
    )


CASES = [
    ("2024-09-05", 10, "2024-09-19"),  # two plain weeks
    ("2024-09-06", 1, "2024-09-09"),  # over a weekend
    ("2024-08-30", 1, "2024-09-04"),  # Quốc khánh 2024: 31/8 to 3/9
    ("2024-02-07", 1, "2024-02-15"),  # Tết Giáp Thìn: 8/2 to 14/2
    ("2024-02-05", 5, "2024-02-19"),
    ("2024-04-26", 1, "2024-05-02"),  # 29/4 is off in exchange for 4/5
    ("2024-05-03", 1, "2024-05-04"),  # a Saturday that is worked
    ("2024-05-03", 2, "2024-05-06"),
    ("2024-12-30", 3, "2025-01-03"),  # over the year's end, with New Year's Day
    ("2025-01-24", 1, "2025-02-03"),  # Tết Ất Tỵ: 25/1 to 2/2
    ("2025-04-25", 1, "2025-04-26"),  # worked for 2/5
    ("2025-04-29", 1, "2025-05-05"),
    ("2024-04-17", 1, "2024-04-19"),  # Giỗ Tổ Hùng Vương
]


@pytest.mark.parametrize(("start", "number", "end"), CASES)
def test_a_term_ends_on_the_day_that_a_clerk_would_count_out(start: str, number: int, end: str) -> None:
    days = calendar(2024, 2025)

    assert days.add(date.fromisoformat(start), number) == date.fromisoformat(end)
    assert days.between(date.fromisoformat(start), date.fromisoformat(end)) == number


def test_counting_backwards_is_negative_and_the_same_day_is_none() -> None:
    days = calendar(2024)

    assert days.between(date(2024, 9, 16), date(2024, 9, 11)) == -3
    assert days.between(date(2024, 9, 16), date(2024, 9, 16)) == 0
    assert days.between(date(2024, 9, 13), date(2024, 9, 15)) == 0


def test_after_tet_work_begins_on_the_next_working_day() -> None:
    days = calendar(2024)

    assert (days.is_working(date(2024, 2, 14)), days.next_after(date(2024, 2, 9))) == (False, date(2024, 2, 15))


def test_a_term_of_no_days_is_none() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        calendar(2024).add(date(2024, 9, 5), 0)


def test_the_shipped_days_are_those_of_the_library() -> None:
    known = {(day.day, day.kind) for year in range(FIRST, LAST + 1) for day in shipped_days(year)}
    library = [Vietnam(years=year) for year in range(FIRST, LAST + 1)]
    worked = {day for year in library for day in year.weekend_workdays if FIRST <= day.year <= LAST}
    off = {day for year in library for day in year} - worked

    assert known == {(day, DayKind.OFF) for day in off} | {(day, DayKind.WORKING) for day in worked}


def test_a_year_beyond_the_data_has_the_holidays_that_do_not_follow_the_moon() -> None:
    assert [day.day for day in shipped_days(LAST + 1)] == [date(LAST + 1, *day) for day in ((1, 1), (4, 30), (5, 1), (9, 2))]
    assert DECREED < LAST
