"""A sealed report as a package: what was accepted and nothing else, without the names of people and the titles of documents."""

from collections.abc import Mapping
from typing import Any

import orjson

from papi.integration.queries.paging import name_period
from papi.integration.queries.reference import name_unit
from papi.kit.types import AnyRow

_LINE = ("number", "result", "percent", "figures", "difficulties", "proposals")
_FILE = ("id", "version", "sha256", "size")


def shape_report(row: AnyRow, edition: Any = None) -> dict[str, Any]:
    """The package of a row with its latest seal, told by another edition where one is given. Editions, changes and codes are added."""
    seal = edition or row
    content: Mapping[str, Any] = orjson.loads(seal.content)
    is_unit = row.kind == "unit"
    return {
        "id": row.report_id,
        "kind": row.kind,
        "unit": name_unit(row) if is_unit else None,
        "period": name_period(row),
        "status": _status(content["report"], holds=row.holds, is_unit=is_unit),
        "source": {
            "edition": seal.number,
            "sealed_at": seal.sealed_at,
            "sha256": seal.sha256,
            "key_id": seal.key_id,
            "signature": seal.signature,
        },
        "updated_at": row.sealed_at,
        "data": unit_data(content) if is_unit else consolidated_data(content),
        "corrections": [{name: one[name] for name in ("number", "reason", "accepted_at")} for one in content.get("corrections", ())],
        "editions": [],
        "changes": [],
    }


def _status(report: Mapping[str, Any], *, holds: bool, is_unit: bool) -> dict[str, Any]:
    stands = "accepted" if is_unit else "approved"
    return {
        "state": stands if holds else "reopened",
        "submitted_at": report.get("submitted_at"),
        "accepted_at": report.get(f"{stands}_at"),
        "due_at": report.get("due_at"),
    }


def unit_data(content: Mapping[str, Any]) -> dict[str, Any]:
    """Lines and answers of a unit's report."""
    return {"lines": [_line(line) for line in content["lines"]], "answers": [_answer(answer) for answer in content.get("answers", ())]}


def _line(line: Mapping[str, Any]) -> dict[str, Any]:
    task = line["task"]
    return {
        **{name: line[name] for name in _LINE},
        "task_key": task["key"],
        "task_title": task["title"],
        "source_ref": task["source_ref"],
        "completed": line["self_done"] and not line["not_confirmed"],
        "evidence": [{name: file[name] for name in _FILE} for file in line["evidence"]],
    }


def _answer(answer: Mapping[str, Any]) -> dict[str, Any]:
    asked = answer["question"]
    told = {name: answer[name] for name in ("number", "value", "said")}  # the value of a choice is a key, which says nothing over there
    return {**told, "question": asked["text"], "kind": asked["kind"], "measure": asked["measure"]}


def consolidated_data(content: Mapping[str, Any]) -> dict[str, Any]:
    """Sections and tables of a consolidated report."""
    shown = ("key", "number", "level", "title")
    sections = [
        {**{name: section[name] for name in shown}, "paragraphs": [paragraph["text"] for paragraph in section["paragraphs"]]}
        for section in content["sections"]
    ]
    return {"sections": sections, "tables": content["tables"]}
