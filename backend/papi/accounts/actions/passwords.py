"""Setting passwords: one's own, or with a one-time code. Hashing happens while no connection is held."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.models import PasswordReset
from papi.access.passwords import (
    MIN_LENGTH,
    WITH_SECOND_FACTOR,
    PasswordRefused,
    check_new_password,
    hash_password,
    is_short,
    verify_password,
)
from papi.access.second_factor import has_factor
from papi.access.sessions import Device, digest, revoke_sessions
from papi.access.throttle import attempt_failed, attempt_succeeded, begin_attempt
from papi.accounts.errors import FactorMissing, PasswordWrong, ResetInvalid
from papi.accounts.facts import PASSWORD_CHANGED, about
from papi.accounts.schemas import PasswordChange, PasswordResetUse
from papi.directory.models import Person
from papi.kit import clock
from papi.kit.db import Database
from papi.kit.errors import FieldError
from papi.outbox.facts import Author, record


async def change_password(database: Database, actor: Actor, given: PasswordChange) -> None:
    """Set a new password; all other sessions of the person end."""
    async with database.reading() as session:
        person = await session.get_one(Person, actor.person_id)
        least = WITH_SECOND_FACTOR if await has_factor(session, person.id) else MIN_LENGTH
    _check_new(given, person, least)
    async with database.writing() as session:
        await begin_attempt(session, person.username, actor.address)
    fits = await verify_password(given.current_password, person.password_hash)
    hashed = await hash_password(given.new_password) if fits else None
    async with database.writing() as session:
        if hashed is None:
            await attempt_failed(session, person.username, actor.address)
            raise PasswordWrong(errors=[FieldError("/current_password", PasswordWrong.vi, PasswordWrong.en)])
        await attempt_succeeded(session, person.username, actor.address)
        if is_short(given.new_password) and not await has_factor(session, person.id):
            raise FactorMissing  # it was taken off while the password was hashed
        person = await session.get_one(Person, actor.person_id)
        _set(session, person, hashed, actor.author)
        await revoke_sessions(session, person.id, except_id=actor.session_id)


def _check_new(given: PasswordChange, person: Person, least: int) -> None:
    check_new_password(given.new_password, person.username, person.full_name, least=least)
    if given.new_password == given.current_password:
        same = FieldError(
            "/new_password", "Mật khẩu mới phải khác mật khẩu hiện tại.", "The new password must differ from the present one."
        )
        raise PasswordRefused(errors=[same])


async def reset_password(database: Database, given: PasswordResetUse, device: Device) -> None:
    """Set a new password with a one-time code; all sessions of the person end."""
    account = given.username.strip().lower()
    check_new_password(given.new_password, account)
    async with database.writing() as session:
        await begin_attempt(session, account, device.address)
    hashed = await hash_password(given.new_password)
    async with database.writing() as session:
        found = await _unused_code(session, account, given.code)
        if found is None:
            await attempt_failed(session, account, device.address)
            raise ResetInvalid
        await attempt_succeeded(session, account, device.address)
        person, reset = found
        reset.used_at = clock.real()
        _set(session, person, hashed, Author(person.id, person.full_name, None, None, None, device.address, device.request_id))
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
            .with_for_update(key_share=True)
        )
    ).one_or_none()
    return (row[0], row[1]) if row is not None else None


def _set(session: AsyncSession, person: Person, hashed: str, author: Author) -> None:
    person.password_hash = hashed
    person.password_changed_at = clock.real()
    person.must_change_password = False
    record(session, author, about(PASSWORD_CHANGED, person))
