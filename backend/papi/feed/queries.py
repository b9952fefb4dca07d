"""Reading the feed: by places in the chain, which committed facts are given one by one.

A place that can be seen has all earlier ones before it, so a reader who goes by places misses nothing that is committed late.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, Integer, Text, Uuid, and_, bindparam, cast, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor, anyone_as
from papi.access.permissions import Role
from papi.analytics.queries.history import visible_facts
from papi.events.catalogue import CATALOGUE
from papi.feed.schemas import MOST, EventsQuery, Page
from papi.feed.shaping import shape_all
from papi.kit.db import at_most, read_rows
from papi.kit.errors import FieldError, Invalid
from papi.kit.types import AnySelect, one_of
from papi.outbox.chain import last_place
from papi.outbox.models import ChainedFact, FactRow

_KEPT = 64
_LENGTHS = (1, 50, 200, MOST)
"""Each makes a statement of its own: few, so that few are kept."""

_STRETCH = 10_000
"""Over how many places one question looks at most, however few of them it is shown: it has an end, and the next goes on from there."""

_COLUMNS = (
    ChainedFact.number,
    FactRow.id,
    FactRow.kind,
    FactRow.business_at,
    FactRow.subject_type,
    FactRow.subject_id,
    FactRow.unit_id,
    FactRow.person_id,
    FactRow.role,
    FactRow.acting_unit_id,
    FactRow.person_name,
    cast(FactRow.data, Text),  # most types tell nothing of it: it is read for those alone that do
)


class AheadOfTheFeed(Invalid):
    code = "ahead_of_feed"
    vi = "Chưa có sự kiện nào đến số này. Có thể dữ liệu đã được khôi phục từ bản sao lưu: tải lại từ đầu."
    en = "There is no event of that number yet. The data may have been restored from a backup: begin anew."


async def read_events(session: AsyncSession, actor: Actor, query: EventsQuery) -> Page:
    """One page of what the caller may see."""
    actor.require_some("history.read")
    head = await last_place(session)
    if query.start > head:
        raise AheadOfTheFeed
    until = min(head, query.start + _STRETCH)
    statement = _statement(actor.role, _kinds(query.types), query.unit is not None, _length(query.limit))
    bound = {**actor.bound, "after": query.start, "until": until, "of_unit": query.unit}
    rows = await read_rows(session, statement, bound)
    return _page(rows, query.limit, until, head)


def _page(rows: Sequence[Any], limit: int, until: int, head: int) -> Page:
    after = rows[limit - 1][0] if len(rows) >= limit else until
    more = after < head
    return {"items": shape_all(rows[:limit]), "next_cursor": str(after) if more else None, "after": after}


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
def _statement(role: Role, kinds: tuple[str, ...], of_unit: bool, length: int) -> AnySelect:
    stretch = and_(ChainedFact.number > _place("after"), ChainedFact.number <= _place("until"))
    seen = [FactRow.private.is_(False), one_of(FactRow.kind, kinds), visible_facts(anyone_as(role))]
    if of_unit:
        seen.append(FactRow.unit_id == bindparam("of_unit", type_=Uuid[UUID]()))
    rows = select(*_COLUMNS).join(FactRow, FactRow.id == ChainedFact.fact_id).where(stretch, *seen)
    return at_most(rows.order_by(ChainedFact.number), length)


def _place(name: str) -> BindParameter[int]:
    return bindparam(name, type_=Integer())
