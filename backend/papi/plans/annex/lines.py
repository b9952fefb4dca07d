"""The rows of a table that say something: what heads a section, repeats the headings or sums up is told apart."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from papi.kit.text import fold
from papi.plans.annex.grids import Grid
from papi.plans.annex.headings import Field, Header, find_header
from papi.plans.annex.sections import Sections, annex_of, is_running_number

_TOTAL = re.compile(r"(?:tong|tong cong|tong so|cong)(?: (?:\d+|[ivxlc]+|nhiem vu|chi tieu|phu luc|muc|nhom))*")
_NUMBERING = re.compile(r"^\(?(?:\d{1,2}|[A-Za-z])\)?$")
_OF_TASK = (Field.LEAD, Field.SUPPORT, Field.DUE, Field.DELIVERABLE)
_OF_TARGET = (Field.BASELINE, Field.TARGET)


@dataclass
class Line:
    """A row that gives a task, or what is wanted of an indicator; `cells` are its words as they stand, under their headings."""

    grid: Grid
    row: int
    number: str
    values: dict[Field, Any]
    texts: dict[Field, str]
    cells: list[tuple[str, str]]
    section: str
    section_numbers: str
    annex: str
    headings: tuple[str, ...] = ()  # those of the sections around it, the innermost first
    above: str = ""  # the indicator of the row above, where this row's is left empty
    detailed: bool = False

    @property
    def gives_task(self) -> bool:
        return bool(self.texts[Field.TASK])


@dataclass
class Lines:
    """What was found in the tables of a file."""

    lines: list[Line] = field(default_factory=list[Line])
    tables: list[str] = field(default_factory=list[str])
    skipped: list[str] = field(default_factory=list[str])
    passed: list[tuple[Grid, int, str]] = field(
        default_factory=list[tuple[Grid, int, str]]
    )  # what is no task: headings of sections, totals
    headings: list[tuple[Grid, int, int | None]] = field(default_factory=list[tuple[Grid, int, int | None]])  # and where errors were told


def lines_of(grids: Sequence[Grid], year: int) -> Lines:
    """All lines of all tables, in the order of the file."""
    found = Lines()
    for grid in grids:
        reader = _Table(grid, year)
        lines = list(reader.lines())
        if reader.header is None:
            found.skipped += [grid.name] if grid.rows else []
        else:
            found.tables.append(grid.name)
            found.lines += lines
            found.headings += [(grid, row, column) for row, column in reader.headings]
            found.passed += [(grid, row, words) for row, words in reader.passed]
    return found


class _Table:
    """Goes down a table; its headings may come again after a page break, or those of another annex below."""

    def __init__(self, grid: Grid, year: int) -> None:
        self.grid = grid
        self.year = year
        self.header: Header | None = None
        self.sections = Sections()
        self.title = grid.title
        self.above = ""
        self.last: Line | None = None
        self.headings: list[tuple[int, int | None]] = []
        self.passed: list[tuple[int, str]] = []
        self.broken = False  # whether the row above is no task: other headings may begin here

    def lines(self) -> Iterator[Line]:
        row = 0
        while row < len(self.grid.rows):
            header = find_header(self.grid, row, self.year)
            if header is not None and self._may_begin(header):
                self.headings.append((row, header.columns.get(Field.ERRORS)))
                self._begin(header)
                row = header.first_line
                continue
            if self.header is None:
                self.title = f"{self.title}\n{self._words(row)}".strip()
            elif (line := self._line(self.header, row)) is not None:
                self.last, self.broken = line, False
                yield line
            row += 1

    def _may_begin(self, header: Header) -> bool:
        """The first headings; the same again after a page break; or others below a title or a gap. Tasks may speak of tasks."""
        return self.header is None or header.columns == self.header.columns or (self.broken and header.plain)

    def _begin(self, header: Header) -> None:
        again = self.header is not None and list(self.header.names.values()) == list(header.names.values())
        self.header = header
        if not again:
            self.sections, self.above, self.last = Sections(), "", None

    def _words(self, row: int) -> str:
        return "\n".join(dict.fromkeys(text for column in range(self.grid.width) if (text := self.grid.text(row, column))))

    def _line(self, header: Header, row: int) -> Line | None:
        texts = {known: self.grid.text(row, column) for known, column in header.columns.items()}
        texts = {known: texts.get(known, "") for known in Field}
        if self._says_nothing(header, row):
            self.broken = True
            return None
        wide = self._is_wide(header, row)
        if not wide and self._goes_on(header, row):
            return None
        if wide or self._heads(header, row, texts):
            self.passed.append((row, self._words(row)))
            self.broken = True
            self._enter(texts)
            return None
        line = self._make(header, row, texts)
        if texts[Field.INDICATOR]:
            self.above = texts[Field.INDICATOR]
        return line

    def _says_nothing(self, header: Header, row: int) -> bool:
        """Empty, a total, or the numbers of the columns below the headings."""
        own = [text for column in range(self.grid.width) if (text := self._own(row, column))]
        if not own:
            return True
        if all(_NUMBERING.match(text) for text in own) and len(own) >= min(3, len(header.columns)):
            return True
        return self._is_total(header, row, own)

    def _is_total(self, header: Header, row: int, own: Sequence[str]) -> bool:
        """A word for a sum as the whole text, perhaps with its figures; neither unit nor time nor product beside it."""
        said = next((text for text in own if not is_running_number(text)), "")
        given = any(self._own(row, column) for known, column in header.columns.items() if known in _OF_TASK)
        total = len(said) < 40 and not given and _TOTAL.fullmatch(fold(said)) is not None
        if total:
            self.passed.append((row, self._words(row)))
        return total

    def _own(self, row: int, column: int) -> str:
        """The words of a cell, but not those that a merged range brings down from a row above or from the left."""
        return self.grid.text(row, column) if self.grid.first_cell(row, column) == (row, column) else ""

    def _is_wide(self, header: Header, row: int) -> bool:
        """One text over several columns that hold different things, beginning in this row."""
        for known in (Field.TASK, Field.INDICATOR, Field.NUMBER):
            column = header.columns.get(known)
            if column is None or not self.grid.text(row, column):
                continue
            first = self.grid.first_cell(row, column)
            wide = self.grid.columns_of.get(first, 1)
            within = [other for other in header.columns.values() if first[1] <= other < first[1] + wide]
            if first[0] == row and len(within) > 1:
                return True
        return False

    def _heads(self, header: Header, row: int, texts: Mapping[Field, str]) -> bool:
        """Words alone: no unit, no time, no product, no figure beside them, nor merged down to them; and a task's number is not theirs."""
        own = {known: self._own(row, column) for known, column in header.columns.items()}
        said = [known for known, text in own.items() if text and known not in (Field.NUMBER, Field.NOTE, Field.ERRORS)]
        if any(own.get(known) for known in (*_OF_TASK, *_OF_TARGET)) or len(said) > 1 or self._is_given_above(header, row):
            return False
        number = texts[Field.NUMBER]
        if said == [Field.TASK] or not said:
            return not is_running_number(number)
        return said == [Field.INDICATOR] and Field.TASK in header.columns

    def _is_given_above(self, header: Header, row: int) -> bool:
        """Whether a unit, a time or a product of a row above is merged down to this one."""
        columns = [column for known, column in header.columns.items() if known in _OF_TASK and self.grid.text(row, column)]
        return any(header.first_line <= self.grid.first_cell(row, column)[0] < row for column in columns)

    def _enter(self, texts: Mapping[Field, str]) -> None:
        number, *words = dict.fromkeys(
            text for known in (Field.NUMBER, Field.INDICATOR, Field.TASK) if (text := texts[known]) or known is Field.NUMBER
        )
        self.sections.enter(number, " ".join(words) or number)
        self.above, self.last = "", None

    def _goes_on(self, header: Header, row: int) -> bool:
        """Whether the task is that of the row above, which is merged into this one: what stands beside it belongs to that task."""
        column = header.columns.get(Field.TASK)
        if self.last is None or column is None or not self.grid.text(row, column) or self.grid.first_cell(row, column)[0] == row:
            return False
        for known in _OF_TASK:
            text = self._own(row, header.columns[known]) if known in header.columns else ""
            if text and text not in self.last.texts[known]:
                self.last.texts[known] = "\n".join(part for part in (self.last.texts[known], text) if part)
                self.last.values[known] = self.last.texts[known]
                self.last.cells.append((header.names[header.columns[known]], text))
        return True

    def _make(self, header: Header, row: int, texts: dict[Field, str]) -> Line:
        named = [(header.names[column] or "–", text) for column in range(self.grid.width) if (text := self.grid.text(row, column))]
        written = header.columns.get(Field.ERRORS)
        cells = [pair for pair in named if written is None or pair[0] != header.names[written]]
        values = {known: self.grid.value(row, column) for known, column in header.columns.items()}
        return Line(
            grid=self.grid,
            row=row,
            number=texts[Field.NUMBER],
            values=values,
            texts=texts,
            cells=cells,
            section=self.sections.words,
            section_numbers=self.sections.numbers,
            annex=annex_of(self.grid.name, self.title),
            headings=tuple(section.text for section in reversed(self.sections.path)),
            above="" if texts[Field.INDICATOR] else self.above,
            detailed=Field.TEXT in header.columns,
        )
