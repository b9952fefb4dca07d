"""The one year of a file, and the sheets that hold it.

A newer file repeats the sheets of older years, and a tab may carry the wrong year (that of 2011 says 2012): the year is the one that
is asked for, else that of the file's name, else the newest of the tabs; and it is said.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from papi.framework.official.grids import Grid
from papi.framework.reading import BadLine, BadLines

_LAST_TURNED = 2017  # since then the provinces stand in columns
_YEAR = re.compile(r"(?<!\d)(20[1-9]\d)(?!\d)")


class YearFrom(StrEnum):
    """What tells the year of a file."""

    GIVEN = "given"
    FILE_NAME = "file_name"
    SHEET_NAME = "sheet_name"


class LeftOut(StrEnum):
    """Why a sheet is not read."""

    NO_SCORES = "no_scores"
    OTHER_YEAR = "other_year"
    OTHER_LAYOUT = "other_layout"


@dataclass(frozen=True)
class Choice:
    """The year, the sheets read for it, those left out, and those whose tab says another year although they are read."""

    year: int
    year_from: YearFrom
    grids: Sequence[Grid]
    left_out: Sequence[tuple[str, LeftOut]]
    wrong_tabs: Sequence[str]


def years_in(text: str) -> list[int]:
    """The years that a name names."""
    return sorted({int(year) for year in _YEAR.findall(text)})


def choose(grids: Sequence[Grid], without: Sequence[str], file_name: str, wanted: int | None) -> Choice:
    """Decide; raises `BadLines` where the year cannot be told, or none of the sheets can be of it."""
    year, told = _year(grids, file_name, wanted)
    of_year = [grid for grid in grids if year in years_in(grid.sheet)]
    unnamed = [grid for grid in grids if not years_in(grid.sheet)]
    others = [grid for grid in grids if years_in(grid.sheet) and grid not in of_year]
    wrong: list[Grid] = []
    if of_year:
        taken = of_year + [grid for grid in unnamed if grid.turned == of_year[0].turned]
    else:
        wrong = _wrong_tabs(others, unnamed, (year, file_name))
        taken = unnamed + wrong
    if len({grid.turned for grid in taken}) > 1:  # sheets without a year, repeated from before 2018, or those of a later file
        taken = [grid for grid in taken if grid.turned == (year <= _LAST_TURNED)]
        wrong = [grid for grid in wrong if grid in taken]
    taken = [grid for grid in grids if grid in taken]  # in the order of the file
    left = [(grid.sheet, LeftOut.OTHER_YEAR if grid in others else LeftOut.OTHER_LAYOUT) for grid in grids if grid not in taken]
    left += [(name, LeftOut.NO_SCORES) for name in without]
    return Choice(year, told, taken, left, [grid.sheet for grid in wrong])


def _year(grids: Sequence[Grid], file_name: str, wanted: int | None) -> tuple[int, YearFrom]:
    if wanted is not None:
        return wanted, YearFrom.GIVEN
    named = years_in(file_name)
    if len(named) == 1:
        return named[0], YearFrom.FILE_NAME
    tabs = [year for grid in grids for year in years_in(grid.sheet)]
    if not tabs or named:
        raise BadLines(
            [
                BadLine(
                    0,
                    "Không rõ tệp công bố điểm của năm nào; đề nghị chọn năm.",
                    "It cannot be told of which year the file is: say the year.",
                )
            ]
        )
    return max(tabs), YearFrom.SHEET_NAME


def _wrong_tabs(others: Sequence[Grid], unnamed: Sequence[Grid], wanted: tuple[int, str]) -> list[Grid]:
    """The sheets that carry one wrong year: the year of the file's name, or a year asked for of a file without one, is believed."""
    year, file_name = wanted
    named = {year for grid in others for year in years_in(grid.sheet)}
    believed = not years_in(file_name) or year in years_in(file_name)
    if believed and len(named) <= 1:
        return list(others)
    if believed and unnamed:
        return []
    said = ", ".join(str(one) for one in sorted(named | set(years_in(file_name))))
    raise BadLines([BadLine(0, f"Tệp không có trang của năm {year} (có: {said}).", f"The file has no sheet of {year} (it has: {said}).")])
