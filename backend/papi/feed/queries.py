"""Reading the feed: by places in the chain, which committed facts are given one by one.

A place that can be seen has all earlier ones before it, so a reader who goes by places misses nothing that is committed late.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, Integer, Uuid, and_, bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from papi.access.actor import NOBODY, Actor, Viewer, anyone_as
from papi.access.machines import Machine
from papi.access.permissions import MACHINES_FOLLOW_AS, Role
from papi.analytics.queries.history import visible_facts
from papi.events.catalogue import CATALOGUE
from papi.feed.schemas import GREATEST, MOST, EventsQuery, Page
from papi.feed.shaping import event_columns, shape_all
from papi.kit.db import at_most, read_rows
from papi.kit.errors import FieldError, Invalid
from papi.kit.types import AnyRow, AnySelect, one_of
from papi.outbox.chain import BEGINNING, digest_at, last_place
from papi.outbox.models import ChainedFact, FactRow

_KEPT, _MARK = 64, 16
_LENGTHS = (1, 50, 200, MOST)
"""Each makes a statement of its own: few, so that few are kept."""

_STRETCH = 10_000
"""Over how many places one question looks at most, however few of them it is shown: it has an end, and the next goes on from there."""

_ALSO_FOR_MACHINES = ("consolidated.approved",)
"""Whoever pulls reports must hear that one was approved; the report itself is read by a scope of its own."""


_last = aliased(ChainedFact)
_LAST = at_most(select(_last.number).order_by(_last.number.desc()), 1).scalar_subquery().label("head")


class AheadOfTheFeed(Invalid):
    code = "ahead_of_feed"
    vi = "Chưa có sự kiện nào đến số này. Có thể dữ liệu đã được khôi phục từ bản sao lưu: tải lại từ đầu."
    en = "There is no event of that number yet. The data may have been restored from a backup: begin anew."


class OtherHistory(Invalid):
    code = "other_history"
    vi = "Các sự kiện trước số này không còn như khi đọc lần trước. Dữ liệu đã được khôi phục từ bản sao lưu: tải lại từ đầu."
    en = "The events before this number are others than were read then. The data were restored from a backup: begin anew."


async def read_events(session: AsyncSession, reader: Actor | Machine, query: EventsQuery) -> Page:
    """One page of what the reader may see."""
    if isinstance(reader, Actor):
        reader.require_some("history.read")
    if query.mark is not None and query.mark != _mark(await digest_at(session, query.start)):
        raise OtherHistory
    rows, head = await _read(session, reader, query)
    if len(rows) < query.limit:
        after = min(head, query.start + _STRETCH)
        mark = _mark(await digest_at(session, after))
    else:
        after, mark = rows[query.limit - 1].number, rows[query.limit - 1].mark
    items = await shape_all(session, rows[: query.limit])
    return {"items": items, "next_cursor": str(after) if after < head else None, "after": after, "mark": mark}


async def _read(session: AsyncSession, reader: Actor | Machine, query: EventsQuery) -> tuple[Sequence[AnyRow], int]:
    """The rows, with what was the last place when they were read: what was given a place since is not passed over."""
    statement = _statement(_reading(reader), _kinds(query.types), query.unit is not None, _length(query.limit))
    bound = {**_bound(reader), "after": query.start, "of_unit": query.unit}
    rows = await read_rows(session, statement, {**bound, "until": min(query.start + _STRETCH, GREATEST)})
    if rows:
        return rows, rows[0].head
    head = await last_place(session)
    if query.start > head:
        raise AheadOfTheFeed
    return await read_rows(session, statement, {**bound, "until": min(query.start + _STRETCH, head)}), head


def _mark(digest: str) -> str | None:
    """The digest stands for everything before it, so no other history has it at that place."""
    return None if digest == BEGINNING else digest[:_MARK]


class _Reading(NamedTuple):
    """Who reads, as far as statements differ by it."""

    role: Role
    machine: bool
    everywhere: bool


def _reading(reader: Actor | Machine) -> _Reading:
    if isinstance(reader, Actor):
        return _Reading(reader.role, machine=False, everywhere=True)
    return _Reading(MACHINES_FOLLOW_AS, machine=True, everywhere=reader.units is None)


def _bound(reader: Actor | Machine) -> Mapping[str, Any]:
    if isinstance(reader, Actor):
        return reader.bound
    return {**NOBODY, "given_units": sorted(reader.units or ())}


def _length(limit: int) -> int:
    return next(length for length in _LENGTHS if length >= limit)


@lru_cache(maxsize=_KEPT)
def _kinds(types: str | None) -> tuple[str, ...]:
    """The kinds that were asked for: named one by one, or by resource."""
    if types is None:
        return tuple(CATALOGUE)
    asked = [name.strip() for name in types.split(",")]
    found = {name: [kind for kind in CATALOGUE if name in (kind, f"{kind.partition('.')[0]}.*")] for name in asked}
    unknown = ", ".join(name for name, kinds in found.items() if not kinds)
    if unknown:
        raise Invalid(
            errors=[FieldError("?types", f"Không có loại sự kiện này: {unknown[:200]}.", f"No such type of event: {unknown[:200]}.")]
        )
    return tuple(sorted({kind for kinds in found.values() for kind in kinds}))


@lru_cache(maxsize=_KEPT)
def _statement(reading: _Reading, kinds: tuple[str, ...], of_unit: bool, length: int) -> AnySelect:
    stretch = and_(ChainedFact.number > _place("after"), ChainedFact.number <= _place("until"))
    seen = [FactRow.private.is_(False), one_of(FactRow.kind, [kind for kind in kinds if kind in CATALOGUE]), _visible(reading)]
    if of_unit:
        seen.append(FactRow.unit_id == bindparam("of_unit", type_=Uuid[UUID]()))
    rows = (  # who acted is named only to readers who may see it
        select(*event_columns(named=not reading.machine), _LAST, func.substr(ChainedFact.digest, 1, _MARK).label("mark"))
        .join(FactRow, FactRow.id == ChainedFact.fact_id)
        .where(stretch, *seen)
    )
    return at_most(rows.order_by(ChainedFact.number), length)


def _visible(reading: _Reading) -> ColumnElement[bool]:
    told = visible_facts(anyone_as(reading.role))
    if reading.machine:
        told = _also_for_machines(told)
    if reading.everywhere:
        return told
    given = FactRow.unit_id.in_(bindparam("given_units", type_=Uuid[UUID](), expanding=True))
    return and_(told, or_(FactRow.unit_id.is_(None), given))


def readable_by_machines() -> ColumnElement[bool]:
    """What other systems read, of whichever unit: for those that are told of it by webhooks."""
    nobody, none = UUID(int=0), frozenset[UUID]()
    return _also_for_machines(visible_facts(Viewer(MACHINES_FOLLOW_AS, nobody, nobody, none, none, none)))


def _also_for_machines(told: ColumnElement[bool]) -> ColumnElement[bool]:
    return or_(told, FactRow.kind.in_(_ALSO_FOR_MACHINES))


def _place(name: str) -> BindParameter[int]:
    return bindparam(name, type_=Integer())
