"""Setting up a second factor, taking it off, making recovery codes anew. Hashing happens while no connection is held."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.models import AuthSession, SecondFactor
from papi.access.passwords import is_short, verify_password
from papi.access.personal import weaken_tokens
from papi.access.second_factor import (
    active_factor,
    address_of,
    forget_recovery_codes,
    new_recovery_codes,
    new_secret,
    plain_code,
    step_of,
    take_code,
)
from papi.access.sessions import revoke_sessions
from papi.access.throttle import attempt_failed, attempt_succeeded, begin_attempt, begin_code, code_fits
from papi.accounts import facts
from papi.accounts.actions.entering import SSO
from papi.accounts.errors import CodeWrong, FactorActive, FactorMissing, FactorNotBegun, OwnFactor, PasswordTooShortAlone, PasswordWrong
from papi.accounts.queries import get_person
from papi.directory.models import Membership, Person
from papi.directory.queries import in_force
from papi.kit import clock
from papi.kit.db import Database
from papi.kit.errors import FieldError
from papi.kit.secretbox import SecretBox
from papi.outbox.facts import Author, record

SET_UP_WITHIN = timedelta(minutes=30)
FRESH = timedelta(minutes=10)


async def begin_setting_up(database: Database, box: SecretBox, actor: Actor, password: str) -> tuple[str, str]:
    """A new secret and its address, shown this once; it counts only once a code of it was typed."""
    person = await _proved(database, actor, password)
    secret = new_secret()
    async with database.writing() as session:
        factor = await session.get(SecondFactor, person.id, with_for_update={"key_share": True})  # perhaps it is being confirmed
        if factor is not None and factor.confirmed_at is not None:
            raise FactorActive
        await session.execute(delete(SecondFactor).where(SecondFactor.person_id == person.id))
        sealed, key_id = box.seal(secret, person.id)
        session.add(SecondFactor(person_id=person.id, sealed=sealed, key_id=key_id, begun_at=clock.real(), confirmed_at=None))
        record(session, actor.author, facts.about(facts.FACTOR_BEGUN, person))
    return secret, address_of(secret, person.username)


async def confirm(session: AsyncSession, box: SecretBox, actor: Actor, code: str) -> list[str]:
    """From now on the factor is asked for. The recovery codes are shown this once; all other sessions end."""
    factor = await session.get(SecondFactor, actor.person_id, with_for_update={"key_share": True})
    if factor is not None and factor.confirmed_at is not None:
        raise FactorActive
    if factor is None or factor.begun_at + SET_UP_WITHIN < clock.real():
        raise FactorNotBegun
    step = step_of(box.open(factor.sealed, factor.key_id, factor.person_id), plain_code(code), factor.last_step)
    if step is None:
        raise CodeWrong(errors=[FieldError("/code", CodeWrong.vi, CodeWrong.en)])
    factor.confirmed_at, factor.last_step = clock.real(), step
    codes = await new_recovery_codes(session, actor.person_id)
    await revoke_sessions(session, actor.person_id, except_id=actor.session_id)
    (await session.get_one(AuthSession, actor.session_id)).second_factor = True
    record(session, actor.author, facts.about(facts.FACTOR_SET, await session.get_one(Person, actor.person_id)))
    return codes


async def renew_codes(database: Database, box: SecretBox, actor: Actor, given: tuple[str, str]) -> list[str]:
    """Ten new recovery codes; those of before lose their force. `given` are password and code."""
    person = await _proved(database, actor, given[0])
    async with database.writing() as session:
        await _require_code(session, box, actor, person, given[1])
        codes = await new_recovery_codes(session, person.id)
        record(session, actor.author, facts.about(facts.RECOVERY_MADE, person))
    return codes


async def take_off(database: Database, box: SecretBox, actor: Actor, given: tuple[str, str]) -> None:
    """Do without the factor from now on. `given` are password and code; sessions stay, but count as begun by password alone."""
    person = await _proved(database, actor, given[0])
    if given[0] and is_short(given[0]):
        raise PasswordTooShortAlone
    async with database.writing() as session:
        await _require_code(session, box, actor, person, given[1])
        await _forget(session, person.id)
        weak = update(AuthSession).where(AuthSession.person_id == person.id).values(second_factor=False)
        await session.execute(weak.execution_options(synchronize_session=False))
        record(session, actor.author, facts.about(facts.FACTOR_REMOVED, person))


async def take_off_of(session: AsyncSession, actor: Actor, person_id: UUID) -> None:
    """The administrator takes a lost factor off. All sessions of the person end, and the person is told."""
    person = await get_person(session, actor, person_id)
    actor.require("people.manage")
    if person.id == actor.person_id:
        raise OwnFactor
    await let_go(session, actor.author, person)


async def let_go(session: AsyncSession, author: Author, person: Person) -> None:
    """A second factor is lost: nothing asks for it any more, every session ends, and the person is told."""
    if await active_factor(session, person.id) is None:
        raise FactorMissing
    await _forget(session, person.id)
    await revoke_sessions(session, person.id)
    units = await session.scalars(select(Membership.unit_id).where(Membership.person_id == person.id, in_force(clock.today())).distinct())
    told = {"notify": sorted(map(str, units)), "notify_only": [str(person.id)]}
    record(session, author, facts.about(facts.FACTOR_TAKEN_OFF, person, **told))


async def _proved(database: Database, actor: Actor, password: str) -> Person:
    """The actor's own account, once the password was typed again; guesses are counted as at the sign-in.

    Whoever has just come from the identity provider, and may have no password, need not type one.
    """
    async with database.writing() as session:
        person = await session.get_one(Person, actor.person_id)
        auth = await session.get_one(AuthSession, actor.session_id)
        if not password and auth.method == SSO and auth.created_at > clock.real() - FRESH:
            return person
        await begin_attempt(session, person.username, actor.address)
    fits = await verify_password(password, person.password_hash)
    async with database.writing() as session:
        if not fits:
            await attempt_failed(session, person.username, actor.address)
            raise PasswordWrong(errors=[FieldError("/current_password", PasswordWrong.vi, PasswordWrong.en)])
        await attempt_succeeded(session, person.username, actor.address)
    return person


async def _require_code(session: AsyncSession, box: SecretBox, actor: Actor, person: Person, code: str) -> None:
    factor = await active_factor(session, person.id)
    if factor is None:
        raise FactorMissing
    await begin_code(session, person.username)
    if await take_code(session, box, factor, code) is None:
        raise CodeWrong(errors=[FieldError("/code", CodeWrong.vi, CodeWrong.en)])
    await code_fits(session, person.username)


async def _forget(session: AsyncSession, person_id: UUID) -> None:
    await forget_recovery_codes(session, person_id)
    await weaken_tokens(session, person_id)
    await session.execute(delete(SecondFactor).where(SecondFactor.person_id == person_id))
