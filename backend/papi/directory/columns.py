"""A unit's part of the rows of lists: what is asked for, and what is told of it."""

from typing import Any

from sqlalchemy.orm import aliased

from papi.directory.models import Unit
from papi.kit.types import AnyRow

UNIT_COLUMNS = (
    Unit.id.label("unit_id"),
    Unit.code.label("unit_code"),
    Unit.short_name.label("unit_name"),
    Unit.kind.label("unit_kind"),
    Unit.coordinating,
)

Shown = aliased(Unit)
"""The unit under which something of another one is told, through changes of units."""
SHOWN_COLUMNS = tuple(getattr(Shown, name).label(f"shown_{name}") for name in ("id", "code", "short_name", "kind"))


def unit_of(row: AnyRow) -> dict[str, Any]:
    """The unit of a row that was asked for these columns."""
    return {"id": row.unit_id, "code": row.unit_code, "name": row.unit_name, "kind": row.unit_kind}


def shown_unit_of(row: AnyRow) -> dict[str, Any]:
    """The unit under which a row is told (`unit`), and the one whose it is where that is another (`unit_before`)."""
    own = unit_of(row)
    if row.shown_id == row.unit_id:
        return {"unit": own, "unit_before": None}
    shown = {"id": row.shown_id, "code": row.shown_code, "name": row.shown_short_name, "kind": row.shown_kind}
    return {"unit": shown, "unit_before": own}


def names_of(item: dict[str, Any]) -> str:
    """By what a row is searched for: the names of both units."""
    before = item["unit_before"]
    return item["unit"]["name"] if before is None else f"{item['unit']['name']} {before['name']}"
