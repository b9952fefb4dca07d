"""The periods that figures are of: months, and the reports of văn bản 581/BNV-CCHC. Each has one code of ours, and that of QCVN 125.

| ours | QCVN 125 | days |
|---|---|---|
| `202408` (`2024-08` is taken as well) | `YYYYMM` | the month |
| `2024Q1` | `YYYYQ`: `20241` | 15/12 of the year before – 14/3 |
| `20246M` | `YYYYQ`: `20242`, for there is no report of a second quarter and the six months end with it | 15/12 – 14/6 |
| `2024Q3` | `YYYYQ`: `20243` | 15/6 – 14/9 |
| `2024Y` | `YYYY`: `2024` | 15/12 – 14/12 |
"""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import NamedTuple

_MONTH = re.compile(r"(\d{4})-?(0[1-9]|1[0-2])")
_REPORT = re.compile(r"(\d{4})(Q1|6M|Q3|Y)")
_OUTER = re.compile(r"(\d{4})([123]?)")
_BY_NUMBER = {"1": "Q1", "2": "6M", "3": "Q3", "": "Y"}
_NUMBERS = {kind: number for number, kind in _BY_NUMBER.items()}
_WINDOWS = {
    "Q1": ((-1, 12, 15), (0, 3, 14)),
    "6M": ((-1, 12, 15), (0, 6, 14)),
    "Q3": ((0, 6, 15), (0, 9, 14)),
    "Y": ((-1, 12, 15), (0, 12, 14)),
}
_WORDS = {
    "Q1": ("Quý I/{year}", "Quarter I/{year}"),
    "6M": ("6 tháng đầu năm {year}", "First six months of {year}"),
    "Q3": ("Quý III/{year}", "Quarter III/{year}"),
    "Y": ("Năm {year}", "Year {year}"),
}
_YEARS = range(2000, 2100)


class MeasuredPeriod(NamedTuple):
    """A period by our code, with that of QCVN 125 and its first and last day."""

    code: str
    outer_code: str
    first: date
    last: date


@lru_cache(maxsize=2048)
def period_of(text: str) -> MeasuredPeriod | None:
    """The period that a code names, in either spelling; None for anything else."""
    if not text.isascii() or not text[:4].isdigit() or int(text[:4]) not in _YEARS:
        return None
    if month := _MONTH.fullmatch(text):
        return _month(int(month[1]), int(month[2]))
    if report := _REPORT.fullmatch(text):
        return _report(int(report[1]), report[2])
    outer = _OUTER.fullmatch(text)
    return _report(int(outer[1]), _BY_NUMBER[outer[2]]) if outer else None


def _month(year: int, month: int) -> MeasuredPeriod:
    code = f"{year}{month:02d}"
    return MeasuredPeriod(code, code, date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _report(year: int, kind: str) -> MeasuredPeriod:
    (before, *first), (_same, *last) = _WINDOWS[kind]
    return MeasuredPeriod(f"{year}{kind}", f"{year}{_NUMBERS[kind]}", date(year + before, *first), date(year, *last))


def period_words(code: str, language: str) -> str:
    """A period as people say it; a code that is none of these as it is."""
    period = period_of(code)
    if period is None:
        return code
    year, kind = period.code[:4], period.code[4:]
    if kind in _WORDS:
        return _WORDS[kind][1 if language == "en" else 0].format(year=year)
    return f"{kind}/{year}" if language == "en" else f"Tháng {int(kind)}/{year}"
