"""Reading live tokens: one's own, and everybody's for the administrator."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.areas import in_words
from papi.access.models import PersonalToken
from papi.access.permissions import role_words
from papi.directory.models import Membership, Person, Unit
from papi.directory.queries import in_force
from papi.kit import clock
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset, matches
from papi.kit.types import AnyRow, AnySelect
from papi.personal_tokens.errors import MembershipEnded, PersonalTokenNotFound
from papi.personal_tokens.schemas import PersonalTokenQuery

MANAGE = "people.manage"
_COLUMNS = (
    PersonalToken.id,
    PersonalToken.name,
    PersonalToken.beginning,
    PersonalToken.may_write,
    PersonalToken.scopes,
    PersonalToken.allowed_addresses,
    PersonalToken.created_at,
    PersonalToken.expires_at,
    PersonalToken.replaced_at,
    PersonalToken.last_used_at,
    PersonalToken.last_used_address,
)


def live() -> list[ColumnElement[bool]]:
    """Tokens that were neither revoked nor have ended."""
    return [PersonalToken.revoked_at.is_(None), PersonalToken.expires_at > clock.real()]


async def get_token(session: AsyncSession, token_id: UUID, *whose: ColumnElement[bool]) -> tuple[PersonalToken, Person]:
    """A live token of those, to be revoked or replaced, and its person; of two who do so at once, one comes too late."""
    found = (
        select(PersonalToken, Person)
        .join(Person, Person.id == PersonalToken.person_id)
        .where(PersonalToken.id == token_id, *live(), *whose)
        .with_for_update(of=PersonalToken, key_share=True)
    )
    row = (await session.execute(found)).one_or_none()
    if row is None:
        raise PersonalTokenNotFound
    return row[0], row[1]


async def require_membership(session: AsyncSession, token: PersonalToken) -> None:
    """Refuse where the membership of a token is over: nothing takes the place of what serves no more."""
    held = select(Membership.id).where(Membership.id == token.membership_id, in_force(clock.today()))
    if await session.scalar(held) is None:
        raise MembershipEnded


async def read_own_tokens(session: AsyncSession, actor: Actor) -> dict[str, Any]:
    """The caller's live tokens, in whatever membership, the newest first."""
    rows = await session.execute(_rows().where(PersonalToken.person_id == actor.person_id).order_by(PersonalToken.id.desc()))
    return {"items": [_item(row) for row in rows.all()]}


async def read_own_token(session: AsyncSession, actor: Actor, token_id: UUID) -> dict[str, Any]:
    """One of them."""
    mine = _rows().where(PersonalToken.person_id == actor.person_id, PersonalToken.id == token_id)
    return _item((await session.execute(mine)).one())


def list_personal_tokens(actor: Actor, query: PersonalTokenQuery) -> Listing:
    """Everybody's live tokens."""
    actor.require(MANAGE)
    statement = _rows(Person.id.label("person_id"), Person.username, Person.full_name)
    if query.person is not None:
        statement = statement.where(PersonalToken.person_id == query.person)
    if query.q:
        statement = statement.where(matches(Person.folded, query.q))
    return Listing(Pages(statement, _KEYSET), _item_of_somebody, _EXPORT)


def _rows(*more: Any) -> AnySelect:
    return (
        select(*_COLUMNS, Membership.role, Unit.short_name, *more)
        .join(Membership, Membership.id == PersonalToken.membership_id)
        .join(Unit, Unit.id == Membership.unit_id)
        .join(Person, Person.id == PersonalToken.person_id)
        .where(*live())
    )


def _item(row: AnyRow) -> dict[str, Any]:
    return {**{column.key: getattr(row, column.key) for column in _COLUMNS}, "role": row.role, "unit_name": row.short_name}


def _item_of_somebody(row: AnyRow) -> dict[str, Any]:
    return {**_item(row), "person": {"id": row.person_id, "username": row.username, "full_name": row.full_name}}


def _areas(scopes: list[str], language: str) -> str:
    """What a token is for, in a file."""
    return in_words(scopes, language) or ("All that the person may" if language == "en" else "Mọi việc được làm")


_KEYSET = Keyset(
    {
        "person": Key(Person.full_name, str),
        "expires_at": Key(PersonalToken.expires_at, datetime),
        "last_used_at": Key(PersonalToken.last_used_at, datetime, nullable=True),
    },
    default="person",
    id=PersonalToken.id,
)
OWN = [
    Column("name", "Tên mã", "Name", 32),
    Column("beginning", "Mã bắt đầu bằng", "Begins with", 20),
    Column("may_write", "Được ghi", "May write", 10),
    Column("scopes", "Mảng việc", "Areas", 32, said=_areas),
    Column("role", "Vai trò", "Role", 20, role_words),
    Column("unit_name", "Đơn vị", "Unit", 28),
    Column("created_at", "Tạo lúc", "Made at", 18),
    Column("expires_at", "Hết hạn", "Expires", 18),
    Column("last_used_at", "Dùng gần nhất", "Last used", 18),
]
OWN_TOKENS = Export("ma-truy-cap-cua-toi", OWN)
_EXPORT = Export("ma-truy-cap-ca-nhan", [Column("person.full_name", "Người dùng", "Person", 28), *OWN])
