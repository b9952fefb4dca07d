"""Accounts of others: made, changed, locked and given roles by the administrator; nothing is ever deleted."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.models import AuthSession, PasswordReset
from papi.access.passwords import one_time_password
from papi.access.permissions import Role, role_words
from papi.access.personal import revoke_tokens
from papi.access.sessions import digest, revoke_sessions
from papi.accounts import facts
from papi.accounts.actions.lending import end_lent
from papi.accounts.errors import (
    MembershipDelegated,
    MembershipEnded,
    MembershipHeld,
    MembershipNotFound,
    OwnAccount,
    SessionNotFound,
    UsernameTaken,
)
from papi.accounts.queries import get_person
from papi.accounts.schemas import MembershipCreate, PersonCreate, PersonUpdate
from papi.directory.models import Membership, Person, Unit
from papi.kit import clock
from papi.kit.errors import FieldError, Invalid
from papi.kit.etag import Precondition
from papi.kit.text import format_day, nfc
from papi.kit.types import new_id
from papi.outbox.facts import Author, changes, record

RESET_LASTS = timedelta(hours=24)


async def create_user(session: AsyncSession, author: Author, given: PersonCreate, password_hash: str) -> Person:
    """A new account with its first membership; the password behind the hash is for one use."""
    if await session.scalar(select(Person.id).where(Person.username == given.username)) is not None:
        taken = FieldError("/username", "Tên đăng nhập đã có người dùng.", "The user name is taken.")
        raise UsernameTaken(errors=[taken], username=given.username)
    unit = await _unit(session, given.unit_id)
    person = Person(
        id=new_id(),
        username=given.username,
        full_name=nfc(given.full_name),
        email=given.email,
        password_hash=password_hash,
        must_change_password=True,
        created_at=clock.real(),
    )
    session.add(person)
    await session.flush()
    record(session, author, facts.about(facts.CREATED, person))
    _join(session, author, person, unit, MembershipCreate(unit_id=unit.id, role=given.role))
    await session.flush()
    return person


async def _unit(session: AsyncSession, unit_id: UUID) -> Unit:
    unit = await session.get(Unit, unit_id)
    if unit is None:
        raise Invalid(errors=[FieldError("/unit_id", "Không có đơn vị này.", "No such unit.")])
    if unit.has_ended(clock.today()):
        raise Invalid(errors=[FieldError("/unit_id", "Đơn vị này đã ngừng sử dụng.", "This unit is no longer in use.")])
    return unit


def _join(session: AsyncSession, author: Author, person: Person, unit: Unit, given: MembershipCreate) -> Membership:
    membership = Membership(
        id=new_id(),
        person_id=person.id,
        unit_id=unit.id,
        role=given.role.value,
        valid_from=given.valid_from or clock.today(),
        valid_to=given.valid_to,
    )
    session.add(membership)
    record(session, author, facts.about(facts.JOINED, person, role=role_words(given.role, "vi"), unit=unit.short_name))
    return membership


async def update_user(session: AsyncSession, actor: Actor, person_id: UUID, given: PersonUpdate, precondition: Precondition) -> None:
    """Change an account; deactivating it ends its sessions and personal tokens at once and for good."""
    person = await get_person(session, actor, person_id)
    precondition.check(person.version)
    actor.require("people.manage")
    if given.active is False and person.id == actor.person_id:
        raise OwnAccount
    wanted: dict[str, Any] = {name: getattr(given, name) for name in given.model_fields_set}
    if empty := [name for name, value in wanted.items() if value is None and name != "email"]:
        raise Invalid(errors=[FieldError(f"/{name}", "Cần có giá trị.", "This is required.") for name in empty])
    changed = changes({name: getattr(person, name) for name in wanted}, wanted)
    if not changed:
        return
    for name, value in wanted.items():
        setattr(person, name, value)
    if given.active is False:
        await revoke_sessions(session, person.id)
        await revoke_tokens(session, person.id, actor.person_id)
        await end_lent(session, person.id)
    record(session, actor.author, facts.about(facts.CHANGED, person, changes=changed))


async def add_membership(session: AsyncSession, actor: Actor, person_id: UUID, given: MembershipCreate) -> None:
    """Give a person a further role in a unit."""
    person = await get_person(session, actor, person_id)
    actor.require("people.manage")
    unit = await _unit(session, given.unit_id)
    held = select(Membership.id).where(
        Membership.person_id == person.id,
        Membership.unit_id == unit.id,
        Membership.role == given.role.value,
        Membership.delegation_id.is_(None),
        or_(Membership.valid_to.is_(None), Membership.valid_to >= (given.valid_from or clock.today())),
    )
    if given.valid_to is not None:
        held = held.where(Membership.valid_from <= given.valid_to)
    if await session.scalar(held.limit(1)) is not None:
        raise MembershipHeld
    _join(session, actor.author, person, unit, given)


async def end_membership(session: AsyncSession, actor: Actor, person_id: UUID, membership_id: UUID) -> None:
    """End a membership with yesterday; it counts no more at once, and stays as history."""
    person = await get_person(session, actor, person_id)
    actor.require("people.manage")
    membership = await session.get(Membership, membership_id)
    if membership is None or membership.person_id != person.id:
        raise MembershipNotFound
    if membership.id == actor.membership_id:
        raise OwnAccount
    if membership.delegation_id is not None:
        raise MembershipDelegated
    if membership.valid_to is not None and membership.valid_to < clock.today():
        raise MembershipEnded(day=format_day(membership.valid_to))
    membership.valid_to = clock.today() - timedelta(days=1)
    await end_lent(session, person.id)
    unit = await session.get_one(Unit, membership.unit_id)
    words = role_words(Role(membership.role), "vi")
    record(session, actor.author, facts.about(facts.LEFT, person, role=words, unit=unit.short_name))


async def end_session_of(session: AsyncSession, actor: Actor, person_id: UUID, session_id: UUID) -> None:
    """End one session of another person, at once: a lost phone, a computer left open."""
    person = await get_person(session, actor, person_id)
    actor.require("people.manage")
    auth = await session.get(AuthSession, session_id)
    if auth is None or auth.person_id != person.id or auth.revoked_at is not None:
        raise SessionNotFound
    auth.revoked_at = clock.real()
    record(session, actor.author, facts.about(facts.SIGNED_OUT, person))


async def give_reset_code(session: AsyncSession, actor: Actor, person_id: UUID) -> tuple[str, PasswordReset]:
    """A one-time code with which the person sets a new password; shown once, valid for a day. Earlier codes lose their force."""
    person = await get_person(session, actor, person_id)
    actor.require("people.manage")
    code = one_time_password()
    now = clock.real()
    earlier = update(PasswordReset).where(PasswordReset.person_id == person.id, PasswordReset.used_at.is_(None))
    await session.execute(earlier.values(expires_at=now))
    reset = PasswordReset(id=new_id(), person_id=person.id, code_hash=digest(code), created_at=now, expires_at=now + RESET_LASTS)
    session.add(reset)
    record(session, actor.author, facts.about(facts.RESET_GIVEN, person))
    return code, reset


async def import_users(session: AsyncSession, actor: Actor, people: Sequence[tuple[PersonCreate, str]]) -> None:
    """Make many accounts, all or none; each comes with the hash of its one-time password."""
    actor.require("people.manage")
    for given, password_hash in people:
        await create_user(session, actor.author, given, password_hash)
