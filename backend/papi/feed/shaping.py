"""Rows of the feed as the wire's events, by the thousand: the database writes the JSON of each, but for what its type tells of its data."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Text, case, cast

from papi.access.permissions import MACHINE_ROLE
from papi.events.catalogue import KEYS_OF
from papi.events.keys import HELD, KeyKind
from papi.kit.jsontext import IdText, Joined, QuotedCode, QuotedMoment, quoted_id, written
from papi.kit.types import AnyRow
from papi.outbox.models import ChainedFact, FactRow

_NOTHING = "{}"


def written_event() -> ColumnElement[str]:
    """The JSON of an event up to the name of who acted."""
    acts = case(
        (FactRow.person_id.is_not(None), written("person")), (FactRow.role == MACHINE_ROLE, written("api_client")), else_=written("system")
    )
    return Joined(
        *(written('{"id":"'), IdText(FactRow.id), written('","number":'), cast(ChainedFact.number, Text)),
        *(written(',"type":"'), FactRow.kind, written('","at":'), QuotedMoment(FactRow.business_at)),
        *(written(',"subject":{"type":"'), FactRow.subject_type, written('","id":"'), IdText(FactRow.subject_id)),
        *(written('"},"unit_id":'), quoted_id(FactRow.unit_id), written(',"actor":{"type":"'), acts),
        *(written('","role":'), QuotedCode(FactRow.role), written(',"unit_id":'), quoted_id(FactRow.acting_unit_id)),
        written(',"name":'),
    )


def shape_all(rows: Iterable[AnyRow]) -> list[Any]:
    """The events of rows in the order of the feed's columns, as they are sent; the same as `event_of` makes of each."""
    return [
        orjson.Fragment(f'{head}{orjson.dumps(name).decode()}}},"data":{_data(kind, data)}}}')
        for _number, kind, head, name, data, _last, _mark in rows
    ]


def _data(kind: str, text: str) -> str:
    keys = _keys(kind)
    if not keys:
        return _NOTHING
    held: Mapping[str, Any] = orjson.loads(text)
    told: dict[str, Any] = {}
    for name, wanted, key in keys:
        value = held.get(name)
        told[name] = value if type(value) is wanted else key and key.read(held, name)
    return orjson.dumps(told).decode()


@cache
def _keys(kind: str) -> tuple[tuple[str, Any, Any], ...]:
    """Name and type of each key of a kind; with the key itself where it must read the value, which then has no such type."""
    found = KEYS_OF[kind].items()
    return tuple((name, None, key) if key.kind in _READ else (name, HELD[key.kind], None) for name, key in found)


_READ = (KeyKind.DAY, KeyKind.CODES)
"""What is not told as it is recorded: days in the words of papers, and names of the fields that changed."""
