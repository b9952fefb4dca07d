"""Rows of the feed as the wire's events, by the thousand: their JSON is written of the texts that the database has.

It is written once, when a fact gets its place in the chain, up to the name of who acted, which is told to people alone. What has no such
text, or one that another release wrote by another form, is written by the same function when it is read.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache, lru_cache
from hashlib import sha256
from typing import Any

import orjson
from sqlalchemy import SQLColumnExpression, Text, cast, null, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.events.catalogue import KEYS_OF, leaves
from papi.events.keys import HELD, KeyKind
from papi.events.shapes import actor_type
from papi.kit.as_text import IdText, MomentText
from papi.kit.db import read_rows
from papi.kit.in_lists import among
from papi.kit.types import AnyRow
from papi.outbox.chain import Telling
from papi.outbox.models import ChainedFact, FactRow

_NOTHING = "{}"

_WRITING = 2
"""Counted up whenever an event comes to be written otherwise than before: what older releases wrote is then told anew."""

_OF_FACT: tuple[SQLColumnExpression[Any], ...] = (
    FactRow.kind,
    IdText(FactRow.id),
    MomentText(FactRow.business_at),
    FactRow.subject_type,
    IdText(FactRow.subject_id),
    IdText(FactRow.unit_id),
    IdText(FactRow.person_id),
    FactRow.role,
    IdText(FactRow.acting_unit_id),
    cast(FactRow.data, Text),  # for most types tell nothing of it: it is read for those alone that do
)
_FACTS = select(ChainedFact.number, *_OF_FACT).join(FactRow, FactRow.id == ChainedFact.fact_id)


def event_columns(*, named: bool) -> tuple[SQLColumnExpression[Any], ...]:
    """What is read of an event: its place, what is kept of its text, and who acted, for whom that may be told."""
    return (ChainedFact.number, ChainedFact.form, ChainedFact.told, cast(FactRow.person_name if named else null(), Text))


async def shape_all(session: AsyncSession, rows: Sequence[AnyRow]) -> list[Any]:
    """The events of rows that begin with the columns above, as they are sent; the same as `event_of` makes of each."""
    facts = await _facts_at(session, [number for number, form, *_others in rows if form not in _FORMS])
    return [
        orjson.Fragment(f"{told if form in _FORMS else _write(number, facts[number])}{_json(name)}}}}}")
        for number, form, told, name, *_others in rows
    ]


async def _facts_at(session: AsyncSession, numbers: Sequence[int]) -> Mapping[int, Sequence[Any]]:
    """What the events at some places, which the reader was shown, are written of."""
    if not numbers:
        return {}
    first, last = numbers[0], numbers[-1]
    if last - first < 2 * len(numbers):  # to name each of a thousand takes longer than to read some that are not asked for
        found = await read_rows(session, _FACTS.where(ChainedFact.number.between(first, last)))
    else:
        found = await read_rows(session, _FACTS.where(among(session, ChainedFact.number, numbers)))
    return {number: values for number, *values in found}


def _write(number: int, values: Sequence[Any]) -> str:
    """The event of a fact up to the name, without which it would end."""
    kind, event, at, of, subject, unit, person, role, acting, data = values
    return (
        f'{{"id":"{_id(event)}","number":{number},"type":"{kind}","at":"{_minute(at[:16])}{_seconds(at)}{_OFFSET}",'
        f'"subject":{{"type":"{of}","id":"{_id(subject)}"}},"unit_id":{_unit(unit)},"data":{_data(kind, data)},'
        f'"actor":{{"type":"{actor_type(person, role)}","role":{_json(role)},"unit_id":{_unit(acting)},"name":'
    )


def _tell(number: int, values: Sequence[Any]) -> tuple[str, str] | None:
    private, kind, *_others = values
    return (_form_of(kind), _write(number, values[1:])) if leaves(kind, private=private) else None


@cache
def _form_of(kind: str) -> str:
    """What stands for the way in which events of a kind are written: all of one mark are written alike."""
    keys = [(name, key.kind.value) for name, key in KEYS_OF[kind].items()]
    return sha256(orjson.dumps((_WRITING, kind, keys))).hexdigest()[:8]


_FORMS = frozenset(map(_form_of, KEYS_OF))
TELLING = Telling((FactRow.private, *_OF_FACT), _tell, _FORMS)
"""How the chain writes what leaves the house."""


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


def _seconds(utc: str) -> str:
    """The rest of a moment, one way whatever database it is from: an archive of one restores into the other, texts and all."""
    fraction = f"{utc[20:]:0<6}"
    return utc[16:19] if fraction == "000000" else f"{utc[16:19]}.{fraction}"


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
