"""The report's tables: by dimension, by unit, numbers of tasks, answers, evidence. Kept as they stood when it was made or refreshed."""

from collections.abc import Mapping
from typing import Any

from papi.consolidation.asking import table_of_question
from papi.consolidation.material import Material
from papi.consolidation.numbers import numbers_of
from papi.consolidation.summing import COUNTS, done_share


def tables_of(material: Material) -> dict[str, Any]:
    """All of them, as JSON keeps it."""
    board = material.board
    counts = {name: board[name] for name in ("expected", "on_time", "late", "missing", "waiting", "asked", "asked_submitted", "voluntary")}
    return {
        "as_of": material.as_of.isoformat(),
        "reports": len(material.inputs),
        "completeness": counts,
        "total": _counted(material.status_by_unit["total"]),
        "dimensions": [{"code": row["key"], "name": row["label"], **_counted(row)} for row in material.status_by_dimension["items"]],
        "units": _units(material),
        "numbers": numbers_of(material),
        "questions": [table_of_question(question, material.naming) for question in material.questions],
        "evidence": [dict(document) for document in material.documents],
    }


def _counted(row: Mapping[str, Any]) -> dict[str, Any]:
    share = done_share(row)
    return {**{name: row[name] for name in COUNTS}, "percent": None if share is None else round(100 * share, 1)}


def _units(material: Material) -> list[dict[str, Any]]:
    """Every unit that reports or has work, in official order; bodies that are asked at the end, with no word of lateness."""
    status = {material.unit_ids[row["key"]]: row for row in material.status_by_unit["items"]}
    board = {row["unit"]["id"]: row for row in material.board["items"]}
    known = sorted((material.naming.units[unit_id] for unit_id in {*status, *board}), key=lambda unit: (unit.asked, unit.sort))
    return [
        {
            "id": str(unit.id),
            "name": unit.name,
            "asked": unit.asked,
            "standing": board[unit.id]["standing"] if unit.id in board else None,
            **(_requested(status.get(unit.id)) if unit.asked else _counted(status.get(unit.id, _NONE))),
        }
        for unit in known
    ]


_NONE: Mapping[str, Any] = dict.fromkeys(COUNTS, 0)


def _requested(row: Mapping[str, Any] | None) -> dict[str, Any]:
    done, under_way = (row["requested"][name] if row else 0 for name in ("done", "open"))
    given = done + under_way
    counts = {**_NONE, "done_on_time": done, "no_deadline": under_way}
    return {**counts, "percent": round(100 * done / given, 1) if given else None}
