"""Reads the official workbook: its scores as lines like those of scores.csv, and the names of what they are scores of."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from papi.framework.models import ScoreLevel
from papi.framework.official.choosing import Choice, choose
from papi.framework.official.figures import BadCell, columns_of, figure_of, is_figure
from papi.framework.official.grids import Grid, grid_of
from papi.framework.official.labels import Statistic
from papi.framework.official.lines import Lines, Node, NodeLine, language_columns, lines_of
from papi.framework.official.provinces import SIXTY_THREE, Provinces
from papi.framework.reading import BadLine, BadLines, Place, ScoreFile, ScoreLine
from papi.kit.text import fold
from papi.kit.workbooks import Sheet

_SAME = 1e-4  # a figure that stands in two sheets may be rounded in one of them


class Layout(StrEnum):
    """How the workbooks of the years lie."""

    PROVINCES_IN_ROWS = "provinces_in_rows"
    INDICATORS_IN_ROWS = "indicators_in_rows"
    INDICATORS_WITH_SCALE = "indicators_with_scale"


@dataclass
class Names:
    """What a node is called; several names in one language are none."""

    vi: list[str] = field(default_factory=list[str])
    en: list[str] = field(default_factory=list[str])


@dataclass
class Official:
    """What was read of a workbook."""

    choice: Choice
    layout: Layout
    scores: ScoreFile
    names: Mapping[Node, Names]
    missing: Sequence[str]  # provinces without a total
    other_statistics: int
    unknown_lines: Sequence[tuple[str, int]]
    zeros: int

    @property
    def levels(self) -> dict[ScoreLevel, int]:
        """How many figures of each level there are."""
        counted = Counter(line.level for line in self.scores.lines)
        return {level: counted[level] for level in ScoreLevel}


def read_official(sheets: Sequence[Sheet], provinces: Provinces, file_name: str, wanted: int | None) -> Official | None:
    """The workbook's figures; None where no sheet has the provinces in a line. Raises `BadLines` where the year cannot be told."""
    found = [(sheet.name, grid_of(sheet, provinces)) for sheet in sheets]
    grids = [grid for _name, grid in found if grid is not None]
    if not grids:
        return None
    choice = choose(grids, [name for name, grid in found if grid is None], file_name, wanted)
    return _Reading(choice, provinces).read()


class _Reading:
    """Gathers the figures of the chosen sheets, and all that is wrong with them, in the order of the file."""

    def __init__(self, choice: Choice, provinces: Provinces) -> None:
        self.choice = choice
        self.provinces = provinces
        self.lines: dict[tuple[str, Node], ScoreLine] = {}
        self.where: dict[int, Place] = {}
        self.bad: list[BadLine] = []
        self.names: dict[Node, Names] = defaultdict(Names)
        self.unknown: list[tuple[str, int]] = []
        self.other_statistics = 0
        self.zeros = 0

    def read(self) -> Official:
        read = [(grid, lines_of(grid)) for grid in self.choice.grids]
        explicit = {
            (line.label.level, line.label.code)
            for _grid, lines in read
            for line in lines.nodes
            if line.label.statistic is Statistic.UNWEIGHTED
        }
        for grid, lines in read:
            self._grid(grid, lines, explicit)
        if not self.lines and not self.bad:
            raise BadLines([BadLine(0, "Tệp không có dòng điểm nào.", "The file holds no scores.")])
        totals = {code for code, node in self.lines if node[0] is ScoreLevel.TOTAL}
        return Official(
            self.choice,
            self._layout(),
            ScoreFile(list(self.lines.values()), self.bad, self.where),
            self.names,
            [self.provinces.names[code] for code in SIXTY_THREE if code not in totals],
            self.other_statistics,
            self.unknown,
            self.zeros,
        )

    def _layout(self) -> Layout:
        if self.choice.grids[0].turned:
            return Layout.PROVINCES_IN_ROWS
        scaled = any(grid.has_scale for grid in self.choice.grids)
        return Layout.INDICATORS_WITH_SCALE if scaled else Layout.INDICATORS_IN_ROWS

    def _grid(self, grid: Grid, lines: Lines, explicit: set[Node]) -> None:
        columns = columns_of(grid, self.provinces, [line.number for line in lines.nodes])
        for cell in columns.bad:
            self._refuse(cell)
        for number in self._used(grid, lines.contradictory, columns.codes):
            place = grid.place(number, grid.label_columns[0])
            self._refuse(BadCell(grid.sheet, place, "Các nhãn ghi mã khác nhau.", "The labels name different codes."))
        for line in lines.nodes:
            node = (line.label.level, line.label.code)
            if line.label.statistic is Statistic.UNWEIGHTED or node not in explicit:
                self._line(grid, line, columns.codes)
        self.other_statistics += lines.other_statistics
        self.unknown += [(grid.sheet, number) for number in self._used(grid, lines.unknown, columns.codes)]
        self._name(lines)

    @staticmethod
    def _used(grid: Grid, numbers: Iterable[int], columns: Iterable[int]) -> list[int]:
        """The lines that hold figures."""
        taken = list(columns)
        return [number for number in numbers if any(is_figure(grid.lines[number][column]) for column in taken)]

    def _line(self, grid: Grid, line: NodeLine, codes: Mapping[int, str]) -> None:
        for column, code in codes.items():
            cell = grid.lines[line.number][column]
            try:
                value = figure_of(cell, line.label.level)
            except ValueError:
                place = grid.place(line.number, column)
                vi, en = "Không phải là điểm: cần số lớn hơn 0, hoặc để trống.", "Not a score: a number above 0 is needed, or nothing."
                self._refuse(BadCell(grid.sheet, place, vi, en, code))
                continue
            if value is None:
                self.zeros += is_figure(cell)
            else:
                self._figure(grid, (line, column), (code, value))

    def _figure(self, grid: Grid, at: tuple[NodeLine, int], figure: tuple[str, float]) -> None:
        line, column = at
        code, value = figure
        node = (line.label.level, line.label.code)
        place = grid.place(line.number, column)
        before = self.lines.get((code, node))
        if before is None:
            number = self._number(grid.sheet, place)
            self.lines[code, node] = ScoreLine(number, self.choice.year, code, self.provinces.names[code], *node, value)
        elif abs(before.value - value) > _SAME:
            there = self.where[before.line]
            vi = f"Điểm {node[1]} khác với ô {there.cell}, trang “{there.sheet}”."
            en = f"{node[1]} differs from cell {there.cell} of sheet “{there.sheet}”."
            self._refuse(BadCell(grid.sheet, place, vi, en, code))

    def _name(self, lines: Lines) -> None:
        vi, en = language_columns(lines.nodes)
        for line in lines.nodes:
            known = self.names[line.label.level, line.label.code]
            for column, names in ((vi, known.vi), (en, known.en)):
                name = line.names.get(column) if column is not None else None
                if name and fold(name) not in {fold(other) for other in names}:
                    names.append(name)

    def _refuse(self, cell: BadCell) -> None:
        number = self._number(cell.sheet, cell.cell)
        self.bad.append(BadLine(number, cell.vi, cell.en, (str(self.choice.year), cell.province)))

    def _number(self, sheet: str, cell: str) -> int:
        number = len(self.where) + 1
        self.where[number] = Place(sheet, cell)
        return number
