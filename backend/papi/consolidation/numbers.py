"""The numbers that tasks ask for, over all units: a sum where the rule is to add up, else the least and the most that was reported."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from papi.consolidation.material import Line, Material
from papi.papers.paper import Annex, Column, ColumnKind, Table
from papi.plans.models import FigureRule

_DECIMALS = 6


def numbers_of(material: Material) -> list[dict[str, Any]]:
    """A row for each figure that somebody has reported, in the order of the tasks."""
    lines: dict[UUID, list[Line]] = {}
    for line in material.lines:
        lines.setdefault(line.task.id, []).append(line)
    return [row for told in lines.values() for asked in material.figures.get(told[0].task.id, ()) if (row := _row(told, asked))]


def _row(lines: Sequence[Line], asked: Mapping[str, Any]) -> dict[str, Any] | None:
    values = [value for line in lines if isinstance(value := line.figures.get(asked["key"]), (int, float))]
    if not values:
        return None
    total = round(sum(values), _DECIMALS) if asked["rule"] == FigureRule.SUM else None
    bounds = {"least": min(values), "most": max(values), "units": len(values)}
    return {
        "task": lines[0].task.title,
        "label": asked["label"],
        "measure": asked["measure"],
        "rule": asked["rule"],
        "total": total,
        **bounds,
    }


def annex_of_numbers(rows: Sequence[Mapping[str, Any]]) -> list[Annex]:
    """None where nobody has reported a number."""
    if not rows:
        return []
    names = ("task", "label", "measure", "total", "least", "most", "units")
    cells = [[place, *(row[name] for name in names)] for place, row in enumerate(rows, 1)]
    return [Annex(title="Số liệu theo nhiệm vụ", blocks=[Table(columns=_COLUMNS, rows=cells)])]


_COLUMNS = [
    Column(title="STT", width=12, kind=ColumnKind.NUMBER),
    Column(title="Nhiệm vụ", width=84),
    Column(title="Số liệu", width=58),
    Column(title="Đơn vị tính", width=22),
    Column(title="Cộng", width=22, kind=ColumnKind.NUMBER),
    Column(title="Thấp nhất", width=22, kind=ColumnKind.NUMBER),
    Column(title="Cao nhất", width=22, kind=ColumnKind.NUMBER),
    Column(title="Số cơ quan, đơn vị có số liệu", width=28, kind=ColumnKind.NUMBER),
]
