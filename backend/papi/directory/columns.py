"""A unit's part of the rows of lists: what is asked for, and what is told of it."""

from typing import Any

from papi.directory.models import Unit
from papi.kit.types import AnyRow

UNIT_COLUMNS = (
    Unit.id.label("unit_id"),
    Unit.code.label("unit_code"),
    Unit.short_name.label("unit_name"),
    Unit.kind.label("unit_kind"),
    Unit.coordinating,
)


def unit_of(row: AnyRow) -> dict[str, Any]:
    """The unit of a row that was asked for these columns."""
    return {"id": row.unit_id, "code": row.unit_code, "name": row.unit_name, "kind": row.unit_kind}
