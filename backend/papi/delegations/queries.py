"""Delegations: all for the administrator, the own unit's for its head."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from papi.access.actor import Actor
from papi.access.permissions import role_words
from papi.delegations.errors import DelegationNotFound
from papi.delegations.schemas import DelegationQuery
from papi.delegations.workflow import STATE_WORDS, Standing, allowed_actions, standing_of, state_on
from papi.directory.models import Delegation, Membership, Person, Unit
from papi.directory.queries import in_force
from papi.kit import clock
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset, matches
from papi.kit.text import words_of
from papi.kit.types import AnyRow, AnySelect

_Giver = aliased(Person)
_Receiver = aliased(Person)


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """By `delegation.manage`: all, or the own unit's."""
    return actor.sees("delegation.manage", Delegation.unit_id)


def _holds() -> ColumnElement[bool]:
    return exists().where(Membership.delegation_id == Delegation.id, in_force(clock.today())).correlate(Delegation)


async def get_delegation(session: AsyncSession, actor: Actor, delegation_id: UUID, *, lock: bool = False) -> tuple[Delegation, Standing]:
    """A delegation that the actor may see, and how it stands."""
    actor.require_some("delegation.manage")
    statement = select(Delegation, _holds()).where(Delegation.id == delegation_id, visible_to(actor))
    row = (await session.execute(statement.with_for_update(of=Delegation, key_share=True) if lock else statement)).one_or_none()
    if row is None:
        raise DelegationNotFound
    return row[0], standing_of(row[0], holds=bool(row[1]))


async def read_delegation(session: AsyncSession, actor: Actor, delegation_id: UUID) -> dict[str, Any]:
    """A delegation as the screen shows it."""
    actor.require_some("delegation.manage")
    row = (await session.execute(_rows(actor).where(Delegation.id == delegation_id))).one_or_none()
    if row is None:
        raise DelegationNotFound
    return _item(actor, row)


def list_delegations(actor: Actor, query: DelegationQuery) -> Listing:
    """Delegations, the latest first, with those that are over."""
    actor.require_some("delegation.manage")
    return Listing(Pages(_rows(actor).where(*_filters(query)), _KEYSET), lambda row: _item(actor, row), _EXPORT)


def _filters(query: DelegationQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if query.unit is not None:
        found.append(Delegation.unit_id == query.unit)
    if query.person is not None:
        found.append(or_(Delegation.giver_id == query.person, Delegation.receiver_id == query.person))
    if query.current is not None:
        lasting = and_(Delegation.ended_at.is_(None), Delegation.valid_to >= clock.today())
        found.append(lasting if query.current else ~lasting)
    if query.q:
        found.append(matches(Delegation.folded + Unit.folded, query.q))
    return found


def _rows(actor: Actor) -> AnySelect:
    return (
        select(
            Delegation.id,
            Delegation.version,
            Delegation.unit_id,
            Delegation.role,
            Delegation.giver_id,
            Delegation.receiver_id,
            Delegation.valid_from,
            Delegation.valid_to,
            Delegation.reason,
            Delegation.created_at,
            Delegation.ended_at,
            _holds().label("holds"),
            _Giver.full_name.label("giver"),
            _Receiver.full_name.label("receiver"),
            Unit.code,
            Unit.short_name,
        )
        .join(Unit, Unit.id == Delegation.unit_id)
        .join(_Giver, _Giver.id == Delegation.giver_id)
        .join(_Receiver, _Receiver.id == Delegation.receiver_id)
        .where(visible_to(actor))
    )


_KEYSET = Keyset(
    {"valid_from": Key(Delegation.valid_from, date), "valid_to": Key(Delegation.valid_to, date), "unit": Key(Unit.sort, int)},
    default="-valid_from",
    id=Delegation.id,
)
_EXPORT = Export(
    "uy-quyen",
    [
        Column("unit.name", "Đơn vị", "Unit", 28),
        Column("giver.full_name", "Người ủy quyền", "Given by", 28),
        Column("receiver.full_name", "Người được ủy quyền", "Given to", 28),
        Column("role", "Vai trò", "Role", 20, role_words),
        Column("valid_from", "Từ ngày", "From", 14),
        Column("valid_to", "Đến hết ngày", "Until", 14),
        Column("state", "Hiệu lực", "State", 18, words_of(STATE_WORDS)),
        Column("reason", "Lý do", "Reason", 40),
        Column("ended_at", "Chấm dứt lúc", "Ended at", 18),
    ],
)


def _item(actor: Actor, row: AnyRow) -> dict[str, Any]:
    standing, today = standing_of(row, holds=bool(row.holds)), clock.today()
    return {
        "id": row.id,
        "version": row.version,
        "unit": {"id": row.unit_id, "code": row.code, "name": row.short_name},
        "role": row.role,
        "giver": {"id": row.giver_id, "full_name": row.giver},
        "receiver": {"id": row.receiver_id, "full_name": row.receiver},
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
        "reason": row.reason,
        "state": state_on(standing, today),
        "created_at": row.created_at,
        "ended_at": row.ended_at,
        "allowed_actions": allowed_actions(actor, standing, today),
    }
