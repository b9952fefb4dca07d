"""Boards of units: how those stand that must send something, and which of them are asked for."""

from typing import Any

from papi.directory.columns import names_of
from papi.kit.text import is_found_in


def sending(*, sent: bool, late: bool) -> str:
    """on_time, late, missing or waiting (not yet due)."""
    if sent:
        return "late" if late else "on_time"
    return "missing" if late else "waiting"


def is_asked_for(item: dict[str, Any], q: str | None, standing: str | None) -> bool:
    """Whether the row of a board passes its two filters."""
    return is_found_in(names_of(item), q) and standing in (None, item["standing"])
