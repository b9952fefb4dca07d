"""What a copy holds, where it comes from, and what an event says must be read anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast


@dataclass(frozen=True)
class Table:
    """One list of the API as a table: `columns` are named after the places of an item that they hold (`unit.id` for one within).

    `asked`: what else the list is asked for; what is empty it is not. `key`: the places that tell one item from another, where it has no
    id. `since`: the column by which it is asked for what has changed. `daily`: what holds today may not hold tomorrow, though nothing
    happens.
    """

    name: str
    path: str
    columns: Mapping[str, str]
    by_unit: bool = False
    asked: Mapping[str, str] = field(default_factory=dict[str, str])
    key: Sequence[str] = ("id",)
    since: str = ""
    daily: bool = False

    def key_of(self, item: Mapping[str, Any]) -> str:
        """What tells one row from another."""
        return "|".join(str(_at(item, place)) for place in self.key)

    def values_of(self, item: Mapping[str, Any]) -> list[Any]:
        """The columns of an item."""
        return [_at(item, place) for place in self.columns.values()]


def _at(item: Any, place: str) -> Any:
    for name in place.split("."):
        item = cast("dict[str, Any]", item).get(name) if isinstance(item, dict) else None
    return item if item is None or isinstance(item, str | int | float) else str(item)


def same(*names: str) -> dict[str, str]:
    return {name: name for name in names}


_OF_UNIT = {"unit_id": "unit.id"}

TABLES: tuple[Table, ...] = (
    Table("units", "/units", same("code", "name", "short_name", "kind", "parent_id", "coordinating", "valid_from", "valid_to")),
    Table("indicators", "/indicators", same("code", "level", "name_vi", "name_en", "name_status", "parent_id", "min", "max")),
    Table(
        "scores",
        "/scores",
        same("year", "province_code", "province_name", "level", "code", "value", "rank", "quartile", "source"),
        key=("year", "province_code", "code"),
    ),
    Table("plans", "/plans", same("year", "title", "number", "state", "adopted_on", "approved_at")),
    Table(
        "periods",
        "/periods",
        same("plan_id", "code", "title", "kind", "state", "data_from", "data_to", "cumulative", "opened_at", "closed_at"),
    ),
    Table(
        "tasks", "/tasks", same("title", "kind", "cadence", "mode", "dimension", "due_on", "source_ref", "requires_evidence", "dropped_on")
    ),
    Table(
        "assignments",
        "/assignments",
        {
            **_OF_UNIT,
            "task_id": "task.id",
            **same("plan_id", "part", "mandate", "work_state", "deadline_state", "due_on", "first_due_on", "percent", "submitted_on"),
        },
        by_unit=True,
        daily=True,
    ),
    Table(
        "reports",
        "/reports",
        {
            **_OF_UNIT,
            "period_id": "period.id",
            **same("state", "expected", "late", "due_at", "first_submitted_at", "submitted_at", "accepted_at", "lines_total"),
        },
        by_unit=True,
        daily=True,
    ),
    Table(
        "report_lines",
        "/report-lines",
        {
            **_OF_UNIT,
            "period_id": "period.id",
            **same("report_id", "assignment_id", "task_id", "part", "percent", "review_state", "result", "figures_text"),
            **same("difficulties", "proposals", "evidence_count"),
        },
        by_unit=True,
    ),
    Table(
        "evidence",
        "/evidence",
        {
            **_OF_UNIT,
            **same("title", "document_number", "issuing_body", "issued_on", "effective_on", "expires_on", "media_type", "size", "sha256"),
            **same("file_version", "review_state", "signature_state", "uploaded_at"),
        },
        by_unit=True,
    ),
    Table(
        "measure_values",
        "/measure-values",
        {
            **_OF_UNIT,
            **same("measure", "period", "period_code", "first_day", "last_day", "value", "numerator", "denominator", "source", "source_at"),
            **same("received_at", "received_from", "number", "supersedes", "superseded_at", "reason"),
        },
        by_unit=True,
        asked={"superseded": "true"},
    ),
)
BY_NAME: Mapping[str, Table] = {table.name: table for table in TABLES}

_WORK = ("assignments", "reports", "report_lines", "evidence")
_CHANGED_BY: Mapping[str, Sequence[str]] = {
    "unit": ("units",),
    "succession": ("units", *_WORK),
    "indicator": ("indicators",),
    "scores": ("scores",),
    "plan": ("plans", "tasks", "assignments"),
    "period": ("periods", "assignments", "reports", "report_lines"),
    "task": ("tasks", "assignments", "report_lines"),
    "assignment": ("assignments",),
    "unit_plan": ("assignments", "evidence"),
    "report": _WORK,
    "report_line": ("reports", "report_lines", "evidence"),
    "report_answer": ("reports",),
    "evidence": ("evidence",),
    "measure_value": ("measure_values",),
}
_OF_ITS_OWN: Mapping[str, Sequence[str]] = {"measure_values.received": ("measure_values",)}
"""Events that say something else than their subject does."""


def stale_after(event: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What to read anew after an event: tables, each of one unit or ("") of all."""
    unit = event["unit_id"] or ""
    changed = _OF_ITS_OWN.get(event["type"]) or _CHANGED_BY.get(event["subject"]["type"], ())
    return [(name, unit if BY_NAME[name].by_unit else "") for name in changed]
