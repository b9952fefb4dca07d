"""Decisions to reorganise units: the list, one of them, and the trace of what moved."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Person
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset, matches
from papi.kit.text import words_of
from papi.kit.types import AnyRow, AnySelect
from papi.plans.queries.plans import in_hidden_plan
from papi.reorganisation.errors import SuccessionNotFound
from papi.reorganisation.models import Succession, SuccessionMember, SuccessionMove
from papi.reorganisation.queries.shapes import MOVE_FIELDS, by_succession
from papi.reorganisation.schemas import MoveQuery, SuccessionQuery
from papi.reorganisation.words import HOW_WORDS, MOVED_WORDS, STATE_WORDS
from papi.reorganisation.workflow import allowed_actions


async def get_succession(session: AsyncSession, actor: Actor, succession_id: UUID, *, lock: bool = False) -> Succession:
    """A decision; everyone inside may see them, as they see units."""
    actor.require_some("units.read")
    statement = select(Succession).where(Succession.id == succession_id)
    succession = await session.scalar(statement.with_for_update(key_share=True) if lock else statement)
    if succession is None:
        raise SuccessionNotFound
    return succession


def list_successions(actor: Actor, query: SuccessionQuery) -> Listing:
    """All decisions, the latest day first."""
    actor.require_some("units.read")
    statement = _rows()
    if query.state is not None:
        statement = statement.where(Succession.state == query.state)
    if query.unit is not None:
        named = exists().where(SuccessionMember.succession_id == Succession.id, SuccessionMember.unit_id == query.unit)
        statement = statement.where(named)
    if query.q:
        statement = statement.where(matches(Succession.folded, query.q))
    return Listing(Pages(statement, _KEYSET), lambda row: _item(actor, row), _EXPORT, enrich=_add_members)


_COLUMNS = (
    Succession.id,
    Succession.version,
    Succession.title,
    Succession.legal_basis,
    Succession.effective_on,
    Succession.state,
    Succession.decided_at,
    Succession.effective_at,
    Succession.withdrawn_at,
    Succession.withdraw_reason,
    Succession.failure,
)
_KEYSET = Keyset({"effective_on": Key(Succession.effective_on, date)}, default="-effective_on", id=Succession.id)
_EXPORT = Export(
    "sap-xep-don-vi",
    [
        Column("title", "Quyết định", "Decision", 48),
        Column("legal_basis", "Căn cứ", "Legal basis", 48),
        Column("effective_on", "Ngày hiệu lực", "In effect from", 14),
        Column("state", "Tình trạng", "State", 24, words_of(STATE_WORDS)),
        Column("decided_by", "Người quyết định trên hệ thống", "Decided by", 28),
        Column("decided_at", "Lúc", "At", 18),
    ],
)


def _rows() -> AnySelect:
    return select(*_COLUMNS, Person.full_name.label("decider")).join(Person, Person.id == Succession.decided_by)


def _item(actor: Actor, row: AnyRow) -> dict[str, Any]:
    return {
        **{column.key: getattr(row, column.key) for column in _COLUMNS},
        "decided_by": row.decider,
        "members": [],
        "allowed_actions": allowed_actions(actor, row.state),
    }


async def _add_members(session: AsyncSession, items: list[Any]) -> None:
    """The units of all decisions of a page, in one question."""
    rows = await session.scalars(_members().where(SuccessionMember.succession_id.in_([item["id"] for item in items])))
    members = by_succession(rows)
    for item in items:
        item["members"] = members.get(item["id"], [])


def _members() -> Select[SuccessionMember]:
    order = (SuccessionMember.succession_id, SuccessionMember.part, SuccessionMember.side, SuccessionMember.place)
    return select(SuccessionMember).order_by(*order)


async def read_succession(session: AsyncSession, actor: Actor, succession_id: UUID) -> dict[str, Any]:
    """A decision as its page shows it."""
    succession = await get_succession(session, actor, succession_id)
    row = (await session.execute(_rows().where(Succession.id == succession.id))).one()
    item = _item(actor, row)
    await _add_members(session, [item])
    return {
        **item,
        "decision": {**succession.decision, "confirmed_on": None},
        "before": succession.totals.get("before"),
        "after": succession.totals.get("after"),
    }


async def list_moves(session: AsyncSession, actor: Actor, succession_id: UUID, query: MoveQuery) -> Listing:
    """The trace: everything that moved, in the order in which it did; a unit reads what moved from it or to it."""
    actor.require_some("succession.read")
    await get_succession(session, actor, succession_id)
    seen = or_(
        actor.sees("succession.read", SuccessionMove.from_unit_id),
        actor.sees("succession.read", SuccessionMove.to_unit_id),
    )
    statement = select(SuccessionMove.id, SuccessionMove.moved_at, *(getattr(SuccessionMove, name) for name in MOVE_FIELDS))
    statement = statement.where(SuccessionMove.succession_id == succession_id, seen, ~in_hidden_plan(actor, SuccessionMove.thing_id))
    exact = (
        (SuccessionMove.what, query.what),
        (SuccessionMove.how, query.how),
        (SuccessionMove.from_unit_id, query.from_unit),
        (SuccessionMove.to_unit_id, query.to_unit),
    )
    statement = statement.where(*(column == wanted for column, wanted in exact if wanted is not None))
    if query.q:
        statement = statement.where(matches(SuccessionMove.folded, query.q))
    return Listing(Pages(statement, _MOVE_KEYSET), _move, _MOVE_EXPORT)


async def hidden_moves(session: AsyncSession, actor: Actor, succession: Succession) -> set[UUID]:
    """The moves of a decision that speak of drafts of plans which the actor may not see."""
    hidden = select(SuccessionMove.id).where(SuccessionMove.succession_id == succession.id, in_hidden_plan(actor, SuccessionMove.thing_id))
    return set(await session.scalars(hidden))


def _move(row: AnyRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("id", "moved_at", *MOVE_FIELDS)}


_MOVE_KEYSET = Keyset(
    {"label": Key(SuccessionMove.folded, str), "from": Key(SuccessionMove.from_name, str)}, default="from", id=SuccessionMove.id
)
_MOVE_EXPORT = Export(
    "sap-xep-don-vi-chi-tiet",
    [
        Column("what", "Loại", "What", 18, words_of(MOVED_WORDS)),
        Column("label", "Nội dung", "Content", 60),
        Column("from_name", "Từ đơn vị", "From", 24),
        Column("how", "Xử lý", "How", 30, words_of(HOW_WORDS)),
        Column("to_name", "Đến đơn vị", "To", 24),
        Column("moved_at", "Lúc", "At", 18),
    ],
)
