"""Rows of the feed as the wire's events, by the thousand: their JSON is written of the texts that the database has."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import cache, lru_cache
from typing import Any

import orjson
from sqlalchemy import SQLColumnExpression, Text, cast, null

from papi.events.catalogue import KEYS_OF
from papi.events.keys import HELD, KeyKind
from papi.events.shapes import actor_type
from papi.kit.as_text import IdText, MomentText
from papi.kit.types import AnyRow
from papi.outbox.models import ChainedFact, FactRow

_NOTHING = "{}"


def event_columns(*, named: bool) -> tuple[SQLColumnExpression[Any], ...]:
    """What an event is written of. The data as text, for most types tell nothing of it: it is read for those alone that do."""
    subject = (FactRow.subject_type, IdText(FactRow.subject_id), IdText(FactRow.unit_id))
    actor = (IdText(FactRow.person_id), FactRow.role, IdText(FactRow.acting_unit_id), cast(FactRow.person_name if named else null(), Text))
    return (
        ChainedFact.number,
        FactRow.kind,
        IdText(FactRow.id),
        MomentText(FactRow.business_at),
        *subject,
        *actor,
        cast(FactRow.data, Text),
    )


def shape_all(rows: Iterable[AnyRow]) -> list[Any]:
    """The events of rows that begin with the columns above, as they are sent; the same as `event_of` makes of each."""
    return [
        orjson.Fragment(
            f'{{"id":"{_id(event)}","number":{number},"type":"{kind}","at":"{_minute(at[:16])}{at[16:]}{_OFFSET}",'
            f'"subject":{{"type":"{of}","id":"{_id(subject)}"}},"unit_id":{_unit(unit)},"actor":{{"type":"{actor_type(person, role)}",'
            f'"role":{_json(role)},"unit_id":{_unit(acting)},"name":{_json(name)}}},"data":{_data(kind, data)}}}'
        )
        for number, kind, event, at, of, subject, unit, person, role, acting, name, data, *_others in rows
    ]


def _id(digits: str) -> str:
    if "-" in digits:
        return digits
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


@lru_cache(maxsize=1024)
def _unit(digits: str | None) -> str:
    return "null" if digits is None else f'"{_id(digits)}"'


@lru_cache(maxsize=1024)
def _json(text: str | None) -> str:
    return orjson.dumps(text).decode()


_AHEAD, _OFFSET = timedelta(hours=7), "+07:00"
"""The city's time, since there are facts."""


@lru_cache(maxsize=1024)
def _minute(utc: str) -> str:
    """A minute of the city's time; events of one minute are many, and their seconds are the same everywhere."""
    return (datetime.fromisoformat(utc) + _AHEAD).isoformat()[:16]


def _data(kind: str, text: str) -> str:
    keys = _keys(kind)
    if not keys:
        return _NOTHING
    held: Mapping[str, Any] = orjson.loads(text)
    told = {name: value if type(value := held.get(name)) is wanted else key and key.read(held, name) for name, wanted, key in keys}
    return orjson.dumps(told).decode()


@cache
def _keys(kind: str) -> tuple[tuple[str, Any, Any], ...]:
    """Name and type of each key of a kind; with the key itself where it must read the value, which then has no such type."""
    found = KEYS_OF[kind].items()
    return tuple((name, None, key) if key.kind in _READ else (name, HELD[key.kind], None) for name, key in found)


_READ = (KeyKind.DAY, KeyKind.CODES)
"""What is not told as it is recorded: days in the words of papers, and names of the fields that changed."""
