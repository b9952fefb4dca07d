"""Signing in, going on, switching membership, signing out."""

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.models import AuthSession
from papi.access.passwords import verify_password
from papi.access.permissions import Role, role_words
from papi.access.sessions import Device, GrantInvalid, RefreshReused, find_session_of, keep_token, rotate, start_session
from papi.access.throttle import attempt_failed, attempt_succeeded, begin_attempt
from papi.access.tokens import Issuer, TokenClaims, TokenInvalid
from papi.accounts.errors import CredentialsInvalid, FirstPasswordExpired, MembershipNotHeld, NoMembership, SessionNotFound
from papi.accounts.facts import REFRESH_REUSED, SIGN_IN_FAILED, SIGNED_IN, SIGNED_OUT, about
from papi.accounts.queries import posts_of
from papi.directory.models import Delegation, Membership, Person, Unit
from papi.kit import clock
from papi.kit.db import Database
from papi.kit.errors import Unauthenticated
from papi.outbox.facts import Author, Behalf, record

FIRST_PASSWORD_LASTS = timedelta(days=30)
log = structlog.get_logger()


@dataclass(frozen=True)
class Credentials:
    """What was typed, and from where. `membership` is the one to act in, None for the last used."""

    username: str
    password: str
    membership: UUID | None
    device: Device


@dataclass(frozen=True)
class Granted:
    """Tokens for one membership."""

    access_token: str
    refresh_token: str


async def sign_in(database: Database, issuer: Issuer, given: Credentials) -> Granted:
    """Check the password and start a session. Hashing happens while no connection is held; failures are remembered."""
    account = given.username.strip().lower()
    address = given.device.address
    async with database.writing() as session:
        delay = await begin_attempt(session, account, address)
        person = await session.scalar(select(Person).where(Person.username == account))
    if delay:
        await asyncio.sleep(delay)
    fits = await verify_password(given.password, person.password_hash if person and person.active else None)
    async with database.writing() as session:
        if person is None or not fits:
            await attempt_failed(session, account, address)
            _remember(session, person, given.device)
            raise CredentialsInvalid
        await attempt_succeeded(session, account, address)
        return await _start(session, issuer, person.id, given)


def _remember(session: AsyncSession, person: Person | None, device: Device) -> None:
    # what was typed as a name is not kept: it may be the password, typed into the wrong field
    log.warning("sign_in_refused", address=device.address, person_id=str(person.id) if person else None)
    if person is not None:
        author = Author(None, "–", None, None, None, device.address, device.request_id)
        record(session, author, about(SIGN_IN_FAILED, person))


async def _start(session: AsyncSession, issuer: Issuer, person_id: UUID, given: Credentials) -> Granted:
    person = await session.get_one(Person, person_id)
    issued_at = person.password_changed_at or person.created_at
    if person.must_change_password and issued_at + FIRST_PASSWORD_LASTS < clock.real():
        raise FirstPasswordExpired
    post = await _choose(session, person, given.membership, person.last_membership_id)
    if post is None:
        raise NoMembership
    auth, refresh_token = start_session(session, person.id, post[0].id, given.device)
    await session.flush()
    keep_token(session, auth, refresh_token)
    person.last_signed_in_at = clock.real()
    person.last_membership_id = auth.membership_id
    author = replace(_author(person, post, given.device), behalf=await _behalf(session, post[0]))
    record(session, author, about(SIGNED_IN, person, role=role_words(Role(post[0].role), "vi")))
    return _granted(issuer, auth, post, refresh_token)


async def _choose(session: AsyncSession, person: Person, wanted: UUID | None, preferred: UUID | None) -> tuple[Membership, Unit] | None:
    """The membership that was named; else the preferred one; else the first by official order of units."""
    posts = await posts_of(session, person.id)
    if wanted is not None:
        named = next((post for post in posts if post[0].id == wanted), None)
        if named is None:
            raise MembershipNotHeld
        return named
    return next((post for post in posts if post[0].id == preferred), posts[0] if posts else None)


def _author(person: Person, post: tuple[Membership, Unit], device: Device) -> Author:
    membership, unit = post
    return Author(person.id, person.full_name, membership.role, unit.id, unit.short_name, device.address, device.request_id)


async def _behalf(session: AsyncSession, membership: Membership) -> Behalf | None:
    """Whose membership it is, if it was delegated."""
    delegated = select(Person.id, Person.full_name).join(Delegation, Delegation.giver_id == Person.id)
    row = (await session.execute(delegated.where(Delegation.id == membership.delegation_id))).one_or_none()
    return Behalf(row.id, row.full_name) if row is not None else None


def _granted(issuer: Issuer, auth: AuthSession, post: tuple[Membership, Unit], refresh_token: str) -> Granted:
    membership, unit = post
    claims = TokenClaims(auth.person_id, auth.id, membership.id)
    access_token = issuer.issue(claims, client_id=auth.client_id, unit=unit.code, role=membership.role)
    return Granted(access_token, refresh_token)


async def go_on(session: AsyncSession, issuer: Issuer, token: str, wanted: UUID | None, device: Device) -> Granted:
    """Trade a refresh token for its successor, perhaps in another membership. Only the client that it was given to may."""
    try:
        auth, successor = await rotate(session, token, issuer.keys.secret)
    except RefreshReused as reused:
        await _remember_reuse(session, reused.person_id, device)
        raise
    person = await session.get_one(Person, auth.person_id)
    if auth.client_id != device.client_id or not person.active:
        raise GrantInvalid
    post = await _choose(session, person, wanted, auth.membership_id)
    if post is None:
        raise GrantInvalid
    auth.membership_id = post[0].id
    if person.last_membership_id != auth.membership_id:
        person.last_membership_id = auth.membership_id
    return _granted(issuer, auth, post, successor)


async def _remember_reuse(session: AsyncSession, person_id: UUID, device: Device) -> None:
    log.warning("refresh_token_reused", address=device.address, person_id=str(person_id))
    person = await session.get_one(Person, person_id)
    author = Author(None, "–", None, None, None, device.address, device.request_id)
    record(session, author, about(REFRESH_REUSED, person))


async def sign_out(session: AsyncSession, issuer: Issuer, token: str, device: Device) -> None:
    """End the session of a refresh or access token. One that is unknown, or ended already, is no error (RFC 7009)."""
    auth = await find_session_of(session, token) or await _by_access_token(session, issuer, token)
    if auth is None or auth.revoked_at is not None:
        return
    auth.revoked_at = clock.real()
    person = await session.get_one(Person, auth.person_id)
    author = Author(person.id, person.full_name, None, None, None, device.address, device.request_id)
    record(session, author, about(SIGNED_OUT, person))


async def _by_access_token(session: AsyncSession, issuer: Issuer, token: str) -> AuthSession | None:
    try:
        return await session.get(AuthSession, issuer.verify(token).session_id)
    except (TokenInvalid, Unauthenticated):
        return None


async def end_session(session: AsyncSession, actor: Actor, session_id: UUID) -> None:
    """End one of the actor's own sessions, at once."""
    auth = await session.get(AuthSession, session_id)
    if auth is None or auth.person_id != actor.person_id or auth.revoked_at is not None:
        raise SessionNotFound
    auth.revoked_at = clock.real()
    record(session, actor.author, about(SIGNED_OUT, await session.get_one(Person, actor.person_id)))
