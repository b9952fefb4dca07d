"""Rows of the feed as the wire's events, by the thousand."""

from collections.abc import Iterable, Mapping
from typing import Any

import orjson

from papi.events.catalogue import KEYS_OF
from papi.events.shapes import actor_type
from papi.kit.types import AnyRow

_NOTHING: Mapping[str, Any] = {}


def shape_all(rows: Iterable[AnyRow], *, named: bool) -> list[dict[str, Any]]:
    """The events of rows in the order of the feed's columns; the same as `event_of` makes of each."""
    return [
        {
            "id": fact_id,
            "number": number,
            "type": kind,
            "at": at,
            "subject": {"type": subject_type, "id": subject_id},
            "unit_id": unit_id,
            "actor": {"type": actor_type(person_id, role), "role": role, "unit_id": acting_unit_id, "name": name if named else None},
            "data": _data(kind, data),
        }
        for number, fact_id, kind, at, subject_type, subject_id, unit_id, person_id, role, acting_unit_id, name, data in rows
    ]


def _data(kind: str, data: str) -> Mapping[str, Any]:
    keys = KEYS_OF[kind]
    if not keys:
        return _NOTHING
    held = orjson.loads(data)
    return {name: key.read(held, name) for name, key in keys.items()}
