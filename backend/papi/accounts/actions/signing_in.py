"""Signing in, going on, switching membership, signing out."""

import asyncio
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.models import AuthSession
from papi.access.passwords import verify_password
from papi.access.permissions import Role, role_words
from papi.access.sessions import Device, GrantInvalid, keep_token, rotate, start_session
from papi.access.throttle import forget_failures, remember_failure, require_patience
from papi.access.tokens import Issuer, TokenClaims
from papi.accounts.errors import CredentialsInvalid, NoMembership
from papi.accounts.facts import SIGN_IN_FAILED, SIGNED_IN, about
from papi.accounts.queries import in_force
from papi.directory.models import Membership, Person, Unit
from papi.kit import clock
from papi.kit.db import Database
from papi.kit.text import nfc
from papi.outbox.facts import Author, record


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
    account = nfc(given.username).strip().lower()
    address = given.device.address
    async with database.reading() as session:
        delay = await require_patience(session, account, address)
        person = await session.scalar(select(Person).where(Person.username == account))
    if delay:
        await asyncio.sleep(delay)
    fits = await verify_password(given.password, person.password_hash if person and person.active else None)
    async with database.writing() as session:
        if person is None or not fits:
            await _remember(session, person, account, address)
            raise CredentialsInvalid
        return await _start(session, issuer, person, given)


async def _remember(session: AsyncSession, person: Person | None, account: str, address: str | None) -> None:
    await remember_failure(session, account, address)
    if person is not None:
        record(session, Author(None, "–", None, None, None, address, None), about(SIGN_IN_FAILED, person))


async def _start(session: AsyncSession, issuer: Issuer, person: Person, given: Credentials) -> Granted:
    person = await session.get_one(Person, person.id)
    membership, unit = await choose_membership(session, person, given.membership)
    auth, refresh_token = start_session(session, person.id, membership.id, given.device)
    await session.flush()
    keep_token(session, auth, refresh_token)
    await forget_failures(session, person.username, given.device.address)
    person.last_signed_in_at = clock.real()
    person.last_membership_id = membership.id
    author = Author(person.id, person.full_name, membership.role, unit.id, unit.short_name, given.device.address, None)
    record(session, author, about(SIGNED_IN, person, role=role_words(Role(membership.role), "vi")))
    return _granted(issuer, auth, (membership, unit), refresh_token)


async def choose_membership(session: AsyncSession, person: Person, wanted: UUID | None) -> tuple[Membership, Unit]:
    """The membership that was named; else the last used; else the first by official order of units."""
    statement = (
        select(Membership, Unit)
        .join(Unit, Unit.id == Membership.unit_id)
        .where(Membership.person_id == person.id, in_force(clock.today()))
        .order_by(Unit.sort, Membership.id)
    )
    rows = [(membership, unit) for membership, unit in (await session.execute(statement)).all()]
    chosen = wanted or person.last_membership_id
    found = next((row for row in rows if row[0].id == chosen), None)
    if found is None and (wanted is not None or not rows):
        raise NoMembership
    return found or rows[0]


def _granted(issuer: Issuer, auth: AuthSession, post: tuple[Membership, Unit], refresh_token: str) -> Granted:
    membership, unit = post
    claims = TokenClaims(auth.person_id, auth.id, membership.id)
    access_token = issuer.issue(claims, client_id=auth.client_id, unit=unit.code, role=membership.role)
    return Granted(access_token, refresh_token)


async def go_on(session: AsyncSession, issuer: Issuer, refresh_token: str, wanted: UUID | None) -> tuple[Granted, str]:
    """Trade a refresh token for its successor, perhaps in another membership; also the client that holds it."""
    auth, successor = await rotate(session, refresh_token, issuer.keys.secret)
    person = await session.get_one(Person, auth.person_id)
    if not person.active:
        raise GrantInvalid
    membership, unit = await choose_membership(session, person, wanted or auth.membership_id)
    auth.membership_id = membership.id
    person_seen = person.last_membership_id
    if wanted is not None and person_seen != membership.id:
        person.last_membership_id = membership.id
    return _granted(issuer, auth, (membership, unit), successor), auth.client_id
