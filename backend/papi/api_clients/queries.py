"""Reading connected systems: for those alone who manage them."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy import Text as SqlText
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.models import ApiClient, ApiClientSecret, ApiClientUnit
from papi.access.scopes import scope_words
from papi.api_clients.errors import ApiClientNotFound
from papi.api_clients.schemas import ApiClientQuery, keys_of
from papi.api_clients.workflow import MANAGE, STATE_WORDS, STEPS, ClientState, state_at
from papi.directory.models import Person, Unit
from papi.kit import clock
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset, matches
from papi.kit.text import words_of
from papi.kit.types import AnyRow, AnySelect

_COLUMNS = (
    ApiClient.id,
    ApiClient.version,
    ApiClient.name,
    ApiClient.contact,
    ApiClient.scopes,
    ApiClient.all_units,
    ApiClient.allowed_addresses,
    ApiClient.jwks,
    ApiClient.active,
    ApiClient.expires_at,
    ApiClient.created_at,
    ApiClient.last_used_at,
    ApiClient.last_used_address,
    ApiClient.calls_a_minute,
)
_AS_THEY_ARE = (
    *("id", "version", "name", "contact", "scopes", "allowed_addresses"),
    *("expires_at", "created_at", "last_used_at", "calls_a_minute"),
)


async def get_api_client(session: AsyncSession, actor: Actor, client_id: UUID) -> ApiClient:
    """A client to be changed: of two who change it at once, one sees the other."""
    actor.require(MANAGE)
    found = select(ApiClient).where(ApiClient.id == client_id).with_for_update(key_share=True)
    client = await session.scalar(found)
    if client is None:
        raise ApiClientNotFound
    return client


async def read_api_client(session: AsyncSession, actor: Actor, client_id: UUID) -> dict[str, Any]:
    """A client as its page shows it."""
    actor.require(MANAGE)
    row = (await session.execute(_rows().where(ApiClient.id == client_id))).one_or_none()
    if row is None:
        raise ApiClientNotFound
    item = _item(actor, row)
    await _add_parts(session, [item])
    return item


def list_api_clients(actor: Actor, query: ApiClientQuery) -> Listing:
    """All clients, also those that are deactivated."""
    actor.require(MANAGE)
    statement = _rows().where(*_filters(query))
    return Listing(Pages(statement, _KEYSET), lambda row: _item(actor, row), _EXPORT, enrich=_add_parts)


def _rows() -> AnySelect:
    return select(*_COLUMNS, Person.full_name.label("creator")).join(Person, Person.id == ApiClient.created_by)


def _filters(query: ApiClientQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    now = clock.real()
    lasting = or_(ApiClient.expires_at.is_(None), ApiClient.expires_at > now)
    by_state = {
        ClientState.DEACTIVATED: [ApiClient.active.is_(False)],
        ClientState.EXPIRED: [ApiClient.active.is_(True), ~lasting],
        ClientState.ACTIVE: [ApiClient.active.is_(True), lasting],
    }
    if query.state is not None:
        found += by_state[query.state]
    if query.scope is not None:
        found.append(ApiClient.scopes.cast(SqlText).like(f'%"{query.scope}"%'))
    if query.q:
        found.append(matches(ApiClient.folded, query.q))
    return found


def _item(actor: Actor, row: AnyRow) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in _AS_THEY_ARE},
        "units": None if row.all_units else [],
        "keys": keys_of(row.jwks),
        "secrets": [],
        "state": state_at(row.active, row.expires_at, clock.real()),
        "created_by": row.creator,
        "last_used_address": row.last_used_address,
        "allowed_actions": STEPS.allowed(actor, row.active),
    }


async def _add_parts(session: AsyncSession, items: list[Any]) -> None:
    """Units and live secrets of the page's clients."""
    ids = [item["id"] for item in items]
    units, live = await units_of(session, ids), await secrets_of(session, ids)
    for item in items:
        item["secrets"] = [
            {"beginning": one.beginning, "created_at": one.created_at, "expires_at": one.expires_at} for one in live[item["id"]]
        ]
        if item["units"] is not None:
            item["units"] = [{"id": unit.id, "code": unit.code, "name": unit.short_name} for unit in units[item["id"]]]


async def units_of(session: AsyncSession, clients: Collection[UUID]) -> dict[UUID, list[Unit]]:
    """The units of each client, in official order."""
    rows = await session.execute(
        select(ApiClientUnit.client_id, Unit)
        .join(Unit, Unit.id == ApiClientUnit.unit_id)
        .where(ApiClientUnit.client_id.in_(clients))
        .order_by(Unit.sort, Unit.id)
    )
    found: dict[UUID, list[Unit]] = defaultdict(list)
    for client_id, unit in rows.all():
        found[client_id].append(unit)
    return found


async def secrets_of(session: AsyncSession, clients: Collection[UUID]) -> dict[UUID, list[ApiClientSecret]]:
    """The live secrets of each client, the newest first."""
    live = or_(ApiClientSecret.expires_at.is_(None), ApiClientSecret.expires_at > clock.real())
    rows = await session.scalars(
        select(ApiClientSecret).where(ApiClientSecret.client_id.in_(clients), live).order_by(ApiClientSecret.id.desc())
    )
    found: dict[UUID, list[ApiClientSecret]] = defaultdict(list)
    for secret in rows:
        found[secret.client_id].append(secret)
    return found


def _scopes_said(scopes: list[str], language: str) -> list[str]:
    return [scope_words(scope, language) for scope in scopes]


def _units_said(units: list[dict[str, Any]] | None, language: str) -> list[str]:
    if units is None:
        return ["All units" if language == "en" else "Mọi đơn vị"]
    return [unit["name"] for unit in units]


_KEYSET = Keyset(
    {
        "name": Key(ApiClient.name, str),
        "created_at": Key(ApiClient.created_at, datetime),
        "last_used_at": Key(ApiClient.last_used_at, datetime, nullable=True),
    },
    default="name",
    id=ApiClient.id,
)
_EXPORT = Export(
    "ket-noi-he-thong",
    [
        Column("name", "Tên kết nối", "Name", 32),
        Column("contact", "Đầu mối liên hệ", "Contact", 28),
        Column("scopes", "Phạm vi", "Scopes", 48, said=_scopes_said),
        Column("units", "Đơn vị", "Units", 36, said=_units_said),
        Column("state", "Tình trạng", "State", 16, words_of(STATE_WORDS)),
        Column("expires_at", "Hết hạn", "Expires", 18),
        Column("last_used_at", "Dùng gần nhất", "Last used", 18),
        Column("calls_a_minute", "Số lượt gọi mỗi phút", "Calls a minute", 14),
        Column("created_by", "Người tạo", "Made by", 24),
    ],
)
