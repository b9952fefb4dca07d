"""The lines of a grid: of which node each tells, and what it calls it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from papi.framework.models import ScoreLevel
from papi.framework.official.grids import Grid
from papi.framework.official.labels import Label, Statistic, clean_name, read_label, statistic_of
from papi.kit.text import fold

Node = tuple[ScoreLevel, str]
# letters that no English name has
_VIETNAMESE = frozenset("ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ")


@dataclass(frozen=True)
class NodeLine:
    """A line of one node, and its names by the column that holds them."""

    number: int
    label: Label
    names: Mapping[int, str]


@dataclass
class Lines:
    """What a grid's lines are."""

    nodes: list[NodeLine] = field(default_factory=list[NodeLine])
    contradictory: list[int] = field(default_factory=list[int])
    other_statistics: int = 0
    unknown: list[int] = field(default_factory=list[int])


def lines_of(grid: Grid) -> Lines:
    """Each line below the provinces: a node's, another statistic of one, or none that is known."""
    found = Lines()
    above: Node | None = None
    for number in range(grid.header + 1, len(grid.lines)):
        texts = _texts(grid, number)
        if not texts:
            found.unknown.append(number)
            continue
        nodes = _nodes(grid, texts)
        node = _deepest(set(nodes.values()))
        statistic = statistic_of(list(texts.values()))
        if nodes and node is None:
            found.contradictory.append(number)
        elif statistic is Statistic.OTHER:
            found.other_statistics += 1
        elif node or (above and statistic is Statistic.UNWEIGHTED):  # such a row may stand under the one that is named
            taken = node or above
            assert taken is not None
            names = _names(texts, nodes, taken) if node else {}
            found.nodes.append(NodeLine(number, Label(*taken, statistic), names))
        else:
            found.unknown.append(number)
        above = node or above
    return found


def _texts(grid: Grid, number: int) -> dict[int, str]:
    cells = ((column, _label_text(grid.lines[number][column])) for column in grid.label_columns)
    return {column: text for column, text in cells if text}


def _label_text(cell: Any) -> str:
    if isinstance(cell, str):
        return cell.strip()
    # a code that Excel keeps as a number; a whole number only counts the lines
    return str(cell) if isinstance(cell, float) and not cell.is_integer() else ""


def _nodes(grid: Grid, texts: Mapping[int, str]) -> dict[int, Node]:
    """The node that each label names, if it names one."""
    part = "thanh phan" in fold(grid.sheet)  # what such a sheet calls the total is a dimension's
    read = {column: label for column, text in texts.items() if (label := read_label(text)) is not None}
    return {
        column: (level, code)
        for column, (level, code, _name) in read.items()
        if not (grid.is_numbering(column) and level is ScoreLevel.DIMENSION) and not (part and level is ScoreLevel.TOTAL)
    }


def _deepest(nodes: Iterable[Node]) -> Node | None:
    """The node of a line: the deepest, if the others are the dimension and sub-dimension above it, or PAPI as a whole."""
    named = list(nodes)
    ordered = sorted((node for node in named if node[0] is not ScoreLevel.TOTAL), key=lambda node: node[1].count("."))
    if not ordered:
        return named[0] if named else None
    deepest = ordered[-1]
    fits = all(deepest[1].startswith(f"{code}.") for _level, code in ordered[:-1])
    return deepest if fits else None


def _names(texts: Mapping[int, str], nodes: Mapping[int, Node], node: Node) -> dict[int, str]:
    names: dict[int, str] = {}
    for column, text in texts.items():
        if column in nodes:
            read = read_label(text)
            name = read[2] if read and nodes[column] == node else ""
        else:
            name = clean_name(text) if statistic_of([text]) is Statistic.PLAIN else ""
        if name and node[0] is not ScoreLevel.TOTAL:
            names[column] = name
    return names


def is_vietnamese(text: str) -> bool:
    """Whether the text has letters that only Vietnamese has."""
    return not _VIETNAMESE.isdisjoint(text.casefold())


def language_columns(lines: Iterable[NodeLine]) -> tuple[int | None, int | None]:
    """The columns of Vietnamese and of English names: those with the most different names. None where there is none."""
    vietnamese: dict[int, set[str]] = defaultdict(set)
    other: dict[int, set[str]] = defaultdict(set)
    for line in lines:
        for column, name in line.names.items():
            (vietnamese if is_vietnamese(name) else other)[column].add(fold(name))
    vi = max(vietnamese, key=lambda column: len(vietnamese[column]), default=None)
    rest = {column: names for column, names in other.items() if column != vi and len(names) > len(vietnamese.get(column, ()))}
    en = max(rest, key=lambda column: len(rest[column]), default=None)
    enough = vi is None or en is None or len(rest[en]) * 2 >= len(vietnamese[vi])
    return vi, en if enough else None
