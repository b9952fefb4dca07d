"""Passwords: changed by their owner, or set anew with a one-time code."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.models import PasswordReset
from papi.access.passwords import check_new_password, hash_password, verify_password
from papi.access.sessions import digest, revoke_sessions
from papi.access.throttle import remember_failure, require_patience
from papi.accounts.errors import PasswordWrong, ResetInvalid
from papi.accounts.facts import PASSWORD_CHANGED, about
from papi.accounts.schemas import PasswordChange, PasswordResetUse
from papi.directory.models import Person
from papi.kit import clock
from papi.kit.db import Database
from papi.outbox.facts import Author, record


class WrongPassword(PasswordWrong):
    """The wrong guess itself is remembered."""

    persist = True


class WrongReset(ResetInvalid):
    """The wrong guess itself is remembered."""

    persist = True


async def change_password(database: Database, actor: Actor, given: PasswordChange) -> None:
    """Set a new password; all other sessions of the person end."""
    async with database.reading() as session:
        person = await session.get_one(Person, actor.person_id)
        await require_patience(session, person.username, actor.address)
    check_new_password(given.new_password, person.username, person.full_name)
    fits = await verify_password(given.current_password, person.password_hash)
    hashed = await hash_password(given.new_password) if fits else None
    async with database.writing() as session:
        if hashed is None:
            await remember_failure(session, person.username, actor.address)
            raise WrongPassword
        person = await session.get_one(Person, actor.person_id)
        _set(session, person, hashed, actor.author)
        await revoke_sessions(session, person.id, except_id=actor.session_id)


async def reset_password(database: Database, given: PasswordResetUse, address: str | None) -> None:
    """Set a new password with a one-time code; all sessions of the person end."""
    account = given.username.strip().lower()
    async with database.reading() as session:
        await require_patience(session, account, address)
    check_new_password(given.new_password, account)
    hashed = await hash_password(given.new_password)
    async with database.writing() as session:
        found = await _unused_code(session, account, given.code)
        if found is None:
            await remember_failure(session, account, address)
            raise WrongReset
        person, reset = found
        reset.used_at = clock.real()
        _set(session, person, hashed, Author(person.id, person.full_name, None, None, None, address, None))
        await revoke_sessions(session, person.id)


async def _unused_code(session: AsyncSession, account: str, code: str) -> tuple[Person, PasswordReset] | None:
    row = (
        await session.execute(
            select(Person, PasswordReset)
            .join(PasswordReset, PasswordReset.person_id == Person.id)
            .where(
                Person.username == account,
                Person.active.is_(True),
                PasswordReset.code_hash == digest(code.strip().lower()),
                PasswordReset.used_at.is_(None),
                PasswordReset.expires_at > clock.real(),
            )
        )
    ).one_or_none()
    return (row[0], row[1]) if row is not None else None


def _set(session: AsyncSession, person: Person, hashed: str, author: Author) -> None:
    person.password_hash = hashed
    person.password_changed_at = clock.real()
    person.must_change_password = False
    record(session, author, about(PASSWORD_CHANGED, person))
