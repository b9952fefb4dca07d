"""Signing in by password, going on, switching membership, signing out."""

import asyncio
from dataclasses import dataclass
from uuid import UUID

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.entrance import Entrance
from papi.access.models import AuthSession, PersonalToken
from papi.access.passwords import is_short, verify_password
from papi.access.personal import find_live_token
from papi.access.sessions import Device, GrantInvalid, RefreshReused, find_session_of, rotate
from papi.access.throttle import attempt_failed, attempt_succeeded, begin_attempt
from papi.access.tokens import Issuer, PersonNeeded, TokenInvalid
from papi.accounts.actions.coding import demand_code
from papi.accounts.actions.entering import PASSWORD, Entry, Granted, choose_post, enter, granted_for, manages_people
from papi.accounts.errors import CredentialsInvalid, PasswordSignInOff, SessionNotFound, TokenOfClient
from papi.accounts.facts import REFRESH_REUSED, SIGN_IN_FAILED, SIGNED_OUT, TOKEN_GIVEN_UP, about
from papi.directory.models import Person
from papi.kit import clock
from papi.kit.db import Database
from papi.kit.errors import Unauthenticated
from papi.outbox.facts import Author, record

log = structlog.get_logger()


@dataclass(frozen=True)
class Credentials:
    """What was typed, and from where. `membership` is the one to act in, None for the last used; `code` is of the second factor."""

    username: str
    password: str
    membership: UUID | None
    device: Device
    code: str = ""


async def sign_in(database: Database, entrance: Entrance, given: Credentials) -> Granted:
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
        person = await session.get_one(Person, person.id)
        strong = await demand_code(session, entrance, person, given.code, given.device)
        await attempt_succeeded(session, account, address)
        if entrance.admins_only and not await manages_people(session, person):
            raise PasswordSignInOff
        short = is_short(given.password)
        return await enter(session, entrance.issuer, person, Entry(given.device, given.membership, PASSWORD, strong, short))


def _remember(session: AsyncSession, person: Person | None, device: Device) -> None:
    # what was typed as a name is not kept: it may be the password, typed into the wrong field
    log.warning("sign_in_refused", address=device.address, person_id=str(person.id) if person else None)
    if person is not None:
        author = Author(None, "–", None, None, None, device.address, device.request_id)
        record(session, author, about(SIGN_IN_FAILED, person))


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
    post = await choose_post(session, person, wanted, auth.membership_id)
    if post is None:
        raise GrantInvalid
    auth.membership_id = post[0].id
    if person.last_membership_id != auth.membership_id:
        person.last_membership_id = auth.membership_id
    return granted_for(issuer, auth, post, successor)


async def _remember_reuse(session: AsyncSession, person_id: UUID, device: Device) -> None:
    log.warning("refresh_token_reused", address=device.address, person_id=str(person_id))
    person = await session.get_one(Person, person_id)
    author = Author(None, "–", None, None, None, device.address, device.request_id)
    record(session, author, about(REFRESH_REUSED, person))


async def sign_out(session: AsyncSession, issuer: Issuer, token: str, device: Device) -> None:
    """End a personal token, or the session of a refresh or access token. One that is unknown, or ended already, is no error (RFC 7009)."""
    personal = await find_live_token(session, token)
    if personal is not None:
        await _give_up(session, personal, device)
        return
    auth = await find_session_of(session, token) or await _by_access_token(session, issuer, token)
    if auth is None or auth.revoked_at is not None:
        return
    auth.revoked_at = clock.real()
    person = await session.get_one(Person, auth.person_id)
    author = Author(person.id, person.full_name, None, None, None, device.address, device.request_id)
    record(session, author, about(SIGNED_OUT, person))


async def _give_up(session: AsyncSession, token: PersonalToken, device: Device) -> None:
    """Whoever holds a personal token may end it: who has found one that leaked as well."""
    token.revoked_at = clock.real()
    author = Author(None, "–", None, None, None, device.address, device.request_id)
    person = await session.get_one(Person, token.person_id)
    record(session, author, about(TOKEN_GIVEN_UP, person, name=token.name, beginning=token.beginning))


async def _by_access_token(session: AsyncSession, issuer: Issuer, token: str) -> AuthSession | None:
    try:
        return await session.get(AuthSession, issuer.verify(token).session_id)
    except PersonNeeded:
        raise TokenOfClient from None
    except (TokenInvalid, Unauthenticated):
        return None


async def end_session(session: AsyncSession, actor: Actor, session_id: UUID) -> None:
    """End one of the actor's own sessions, at once."""
    auth = await session.get(AuthSession, session_id)
    if auth is None or auth.person_id != actor.person_id or auth.revoked_at is not None:
        raise SessionNotFound
    auth.revoked_at = clock.real()
    record(session, actor.author, about(SIGNED_OUT, await session.get_one(Person, actor.person_id)))
