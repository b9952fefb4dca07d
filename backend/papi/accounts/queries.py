"""Reading accounts: one's own, and those that `people.read` shows."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.models import AuthSession, SecondFactor
from papi.access.passwords import MIN_LENGTH, WITH_SECOND_FACTOR
from papi.access.permissions import Role, permissions_of, role_words
from papi.access.second_factor import active_factor, count_recovery_codes, has_factor
from papi.accounts.errors import PersonNotFound
from papi.accounts.schemas import PersonQuery
from papi.directory.models import Delegation, Membership, Person, Unit
from papi.directory.queries import in_force
from papi.kit import clock
from papi.kit.documents import Column, Export
from papi.kit.installation import demo_start
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset, matches
from papi.kit.types import AnyRow
from papi.outbox.wording import signed_name

IDLE_MINUTES = 15
ADMIN_IDLE_MINUTES = 5


async def posts_of(session: AsyncSession, person_id: UUID) -> list[tuple[Membership, Unit]]:
    """The memberships of a person that hold today, in official order of the units."""
    statement = (
        select(Membership, Unit)
        .join(Unit, Unit.id == Membership.unit_id)
        .where(Membership.person_id == person_id, in_force(clock.today()))
        .order_by(Unit.sort, Membership.id)
    )
    return [(membership, unit) for membership, unit in (await session.execute(statement)).all()]


async def memberships_of(session: AsyncSession, people: Collection[UUID], *, current_only: bool = True) -> dict[UUID, list[dict[str, Any]]]:
    """The people's memberships with their units, in official order of the units."""
    statement = (
        select(Membership, Unit, Person.full_name)
        .join(Unit, Unit.id == Membership.unit_id)
        .outerjoin(Delegation, Delegation.id == Membership.delegation_id)
        .outerjoin(Person, Person.id == Delegation.giver_id)
        .where(Membership.person_id.in_(people))
        .order_by(Unit.sort, Membership.id)
    )
    if current_only:
        statement = statement.where(in_force(clock.today()))
    found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for membership, unit, giver in (await session.execute(statement)).all():
        found[membership.person_id].append(shape_membership(membership, unit, giver))
    return found


def shape_membership(membership: Membership, unit: Unit, giver: str | None) -> dict[str, Any]:
    """A membership as the wire's `MembershipRead`. `giver` is whose it is if it was delegated."""
    return {
        "id": membership.id,
        "role": membership.role,
        "unit": {"id": unit.id, "code": unit.code, "name": unit.short_name, "kind": unit.kind},
        "valid_from": membership.valid_from,
        "valid_to": membership.valid_to,
        "on_behalf_of": giver,
    }


async def read_me(session: AsyncSession, actor: Actor, *, demo: bool) -> dict[str, Any]:
    """The caller's own account."""
    person = await session.get_one(Person, actor.person_id)
    memberships = (await memberships_of(session, [person.id]))[person.id]
    minutes = ADMIN_IDLE_MINUTES if actor.may("people.manage") else IDLE_MINUTES
    return {
        "id": person.id,
        "username": person.username,
        "full_name": person.full_name,
        "email": person.email,
        "must_change_password": actor.must_change_password,
        "must_set_up_totp": actor.must_set_up_totp,
        "signed_in_by": await _method_of(session, actor),
        "membership": next(item for item in memberships if item["id"] == actor.membership_id),
        "memberships": memberships,
        "permissions": permissions_of(actor.role),
        "idle_minutes": minutes,
        "demo": {"business_now": clock.business(), "started_at": await demo_start(session)} if demo else None,
    }


async def _method_of(session: AsyncSession, actor: Actor) -> str:
    """How the caller signed in; a personal token stands for its person's password."""
    auth = await session.get(AuthSession, actor.session_id)
    return auth.method if auth is not None else "password"


async def read_sessions(session: AsyncSession, actor: Actor, person_id: UUID | None = None) -> dict[str, Any]:
    """The live sessions of the caller, or of a person in the administrator's care, the latest first."""
    rows = await session.scalars(
        select(AuthSession)
        .where(
            AuthSession.person_id == (person_id or actor.person_id),
            AuthSession.revoked_at.is_(None),
            AuthSession.expires_at > clock.real(),
        )
        .order_by(AuthSession.last_used_at.desc())
    )
    return {"items": [_session(actor, row) for row in rows]}


async def read_second_factor(session: AsyncSession, actor: Actor, strong_roles: Collection[Role]) -> dict[str, Any]:
    """The caller's second factor."""
    factor = await active_factor(session, actor.person_id)
    return {
        "active": factor is not None,
        "since": factor.confirmed_at if factor else None,
        "recovery_codes_left": await count_recovery_codes(session, actor.person_id),
        "required": actor.role in strong_roles,
        "least_password": WITH_SECOND_FACTOR if factor else MIN_LENGTH,
    }


def _session(actor: Actor, row: AuthSession) -> dict[str, Any]:
    fields = ("id", "client_id", "created_at", "last_used_at", "address", "user_agent")
    return {**{name: getattr(row, name) for name in fields}, "current": row.id == actor.session_id}


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """All people, or those who are (or will be) in the actor's own unit (permissions.csv, `people.read`)."""
    if actor.may("people.read"):
        return true()
    lasting = or_(Membership.valid_to.is_(None), Membership.valid_to >= clock.today())
    member = exists().where(Membership.person_id == Person.id, actor.sees("people.read", Membership.unit_id), lasting)
    return or_(member, Person.id == actor.person_id)


async def get_person(session: AsyncSession, actor: Actor, person_id: UUID) -> Person:
    """A person that the actor may see."""
    actor.require_some("people.read")
    person = await session.scalar(select(Person).where(Person.id == person_id, visible_to(actor)))
    if person is None:
        raise PersonNotFound
    return person


async def read_person(session: AsyncSession, actor: Actor, person_id: UUID) -> dict[str, Any]:
    """An account as its page shows it, with past memberships too."""
    person = await get_person(session, actor, person_id)
    memberships = (await memberships_of(session, [person.id], current_only=False))[person.id]
    strong = await has_factor(session, person.id)
    fields = {name: getattr(person, name) for name in _FIELDS if name != "second_factor"}
    shown = strong if actor.may("people.manage") else None
    return {**fields, "second_factor": shown, "memberships": memberships, "allowed_actions": _actions(actor, person.id, strong=strong)}


_FIELDS = ("id", "version", "username", "full_name", "email", "active", "must_change_password", "second_factor", "last_signed_in_at")
_ROW = (
    Person.id,
    Person.version,
    Person.username,
    Person.full_name,
    Person.email,
    Person.active,
    Person.must_change_password,
    exists().where(SecondFactor.person_id == Person.id, SecondFactor.confirmed_at.is_not(None)).label("second_factor"),
    Person.last_signed_in_at,
)


def _actions(actor: Actor, person_id: UUID, *, strong: bool) -> list[str]:
    if not actor.may("people.manage"):
        return []
    return ["edit", "reset_password", "add_membership", *(["take_totp_off"] if strong and person_id != actor.person_id else [])]


def list_users(actor: Actor, query: PersonQuery) -> Listing:
    """People with accounts and their memberships."""
    actor.require_some("people.read")
    statement = select(*_ROW).where(visible_to(actor), *_filters(query))

    async def enrich(session: AsyncSession, items: list[Any]) -> None:
        await _add_memberships(session, items)

    return Listing(Pages(statement, _KEYSET), lambda row: _item(actor, row), _EXPORT, enrich=enrich)


def _filters(query: PersonQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if query.unit is not None or query.role is not None:
        wanted = [Membership.person_id == Person.id, in_force(clock.today())]
        if query.unit is not None:
            wanted.append(Membership.unit_id == query.unit)
        if query.role is not None:
            wanted.append(Membership.role == query.role.value)
        found.append(exists().where(*wanted))
    if query.active is not None:
        found.append(Person.active.is_(query.active))
    if query.q:
        found.append(matches(Person.folded, query.q))
    return found


def posts_in_words(memberships: list[dict[str, Any]], language: str) -> list[str]:
    """Roles and units as people say them."""
    said: list[str] = []
    for post in memberships:
        role = signed_name(role_words(post["role"], language), post["on_behalf_of"], language)
        said.append(f"{role}, {post['unit']['name']}")
    return said


_KEYSET = Keyset(
    {
        "full_name": Key(Person.full_name, str),
        "username": Key(Person.username, str),
        "last_signed_in_at": Key(Person.last_signed_in_at, datetime, nullable=True),
    },
    default="username",
    id=Person.id,
)
_EXPORT = Export(
    "nguoi-dung",
    [
        Column("full_name", "Họ và tên", "Full name", 28),
        Column("username", "Tên đăng nhập", "User name", 20),
        Column("email", "Thư điện tử", "E-mail", 28),
        Column("memberships", "Vai trò", "Roles", 48, said=posts_in_words),
        Column("active", "Đang sử dụng", "Active", 12),
        Column("second_factor", "Xác thực hai bước", "Second factor", 12),
        Column("last_signed_in_at", "Đăng nhập gần nhất", "Last signed in", 18),
    ],
)


def _item(actor: Actor, row: AnyRow) -> dict[str, Any]:
    item = {name: getattr(row, name) for name in _FIELDS}
    if not actor.may("people.manage"):
        item["second_factor"] = None  # whom a stolen password would be enough for
    return {**item, "allowed_actions": _actions(actor, row.id, strong=row.second_factor)}


async def _add_memberships(session: AsyncSession, items: list[Any]) -> None:
    memberships = await memberships_of(session, [item["id"] for item in items])
    for item in items:
        item["memberships"] = memberships[item["id"]]


async def read_demo_accounts(session: AsyncSession) -> list[dict[str, Any]]:
    """The accounts of the demo, the first of each role and kind of unit before all others."""
    rows = await session.execute(
        select(Person.username, Person.full_name, Membership.role, Unit.short_name, Unit.kind)
        .join(Membership, Membership.person_id == Person.id)
        .join(Unit, Unit.id == Membership.unit_id)
        .where(Person.demo.is_(True), Person.active.is_(True), in_force(clock.today()))
        .order_by(Unit.sort, Person.username, Membership.id)
    )
    seen: set[tuple[str, str]] = set()
    first: list[dict[str, Any]] = []
    others: list[dict[str, Any]] = []
    for row in rows.all():
        shown = {"username": row.username, "full_name": row.full_name, "role": row.role, "unit_name": row.short_name}
        (others if (row.role, row.kind) in seen else first).append(shown)
        seen.add((row.role, row.kind))
    return [*first, *others]


SESSIONS = Export(
    "phien-lam-viec",
    [
        Column("client_id", "Phần mềm", "Client", 16),
        Column("user_agent", "Thiết bị", "Device", 48),
        Column("address", "Địa chỉ", "Address", 18),
        Column("created_at", "Đăng nhập lúc", "Signed in", 18),
        Column("last_used_at", "Dùng gần nhất", "Last used", 18),
        Column("current", "Phiên này", "This one", 10),
    ],
)
