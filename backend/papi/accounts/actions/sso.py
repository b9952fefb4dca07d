"""Signing in by the identity provider: there, back, and perhaps a code. No connection is held while the provider is asked."""

import re
import secrets
from dataclasses import dataclass
from datetime import timedelta

import structlog
from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.entrance import Entrance
from papi.access.identity_provider import IdentityProvider, Question
from papi.access.models import SsoAttempt
from papi.access.second_factor import has_factor
from papi.access.sessions import Device, digest
from papi.access.throttle import attempt_succeeded, begin_attempt, begin_way, way_arrives
from papi.accounts.actions.coding import demand_code
from papi.accounts.actions.entering import SSO, Entry, Granted, enter
from papi.accounts.actions.linking import Rule, person_of
from papi.accounts.sso_errors import SsoCancelled, SsoStateInvalid
from papi.directory.models import Person
from papi.kit import clock
from papi.kit.db import Database

LASTS = timedelta(minutes=10)
_KEPT = timedelta(hours=1)
_OWN_PATH = re.compile(r"/(?![/\\])[^\x00-\x20\x7f\\]*")
log = structlog.get_logger()


@dataclass(frozen=True)
class Way:
    """Everything that a sign-in by the provider passes."""

    database: Database
    entrance: Entrance
    provider: IdentityProvider
    rule: Rule


@dataclass(frozen=True)
class Arrival:
    """With what the browser comes back: the query of the provider's answer, and the cookie of the beginning."""

    state: str
    code: str
    error: str
    issuer: str | None
    browser: str


@dataclass(frozen=True)
class Arrived:
    """Where to go on, and the tokens; None while the code of the second factor is still to come."""

    next_path: str
    granted: Granted | None


def own_path(wanted: str) -> str:
    """The path if it is one of our own pages; the first page instead of anything else."""
    return wanted if _OWN_PATH.fullmatch(wanted) and not wanted.startswith(("/sign-in", "/api")) else "/"


async def begin(way: Way, next_path: str, address: str | None) -> tuple[str, str]:
    """Where to send the browser, and the secret by which it will be known."""
    async with way.database.writing() as session:
        await begin_way(session, address)
    question, url = await way.provider.ask()
    browser, now = secrets.token_urlsafe(32), clock.real()
    async with way.database.writing() as session:
        await session.execute(delete(SsoAttempt).where(SsoAttempt.created_at < now - _KEPT))
        session.add(
            SsoAttempt(
                state_hash=digest(question.state),
                browser_hash=digest(browser),
                nonce=question.nonce,
                verifier=question.verifier,
                next_path=own_path(next_path),
                created_at=now,
            )
        )
    return url, browser


async def arrive(way: Way, arrival: Arrival, device: Device) -> Arrived:
    """The browser is back. Each question is answered once, whatever comes of it."""
    async with way.database.writing() as session:
        attempt = await _take(session, arrival)
    if arrival.error or not arrival.code:
        raise SsoCancelled
    question = Question(arrival.state, attempt.nonce, attempt.verifier)
    claims = await way.provider.answer(arrival.code, arrival.issuer, question, way.rule.claim)
    strong = way.provider.proves_second_factor(claims)
    async with way.database.writing() as session:
        person = await person_of(session, way.rule, claims, device)
        await way_arrives(session, device.address)
        if not strong and await has_factor(session, person.id):
            waiting = update(SsoAttempt).where(SsoAttempt.state_hash == attempt.state_hash)
            await session.execute(waiting.values(person_id=person.id).execution_options(synchronize_session=False))
            return Arrived(attempt.next_path, None)
        return Arrived(attempt.next_path, await enter(session, way.entrance.issuer, person, Entry(device, None, SSO, strong)))


async def _take(session: AsyncSession, arrival: Arrival) -> SsoAttempt:
    """The question of this very browser, if it was not answered yet and is not too old."""
    mine = (SsoAttempt.state_hash == digest(arrival.state), SsoAttempt.browser_hash == digest(arrival.browser))
    fresh = (SsoAttempt.used_at.is_(None), SsoAttempt.created_at > clock.real() - LASTS)
    taken = update(SsoAttempt).where(*mine, *fresh).values(used_at=clock.real()).returning(SsoAttempt)
    attempt = await session.scalar(taken.execution_options(synchronize_session=False))
    if attempt is None:
        raise SsoStateInvalid
    return attempt


async def finish(way: Way, browser: str, code: str, device: Device) -> Granted:
    """Who is back from the provider types the code of the second factor; guesses are counted as at the sign-in by password."""
    async with way.database.writing() as session:
        _, person = await _waiting(session, browser)
        await begin_attempt(session, person.username, device.address)
    async with way.database.writing() as session:
        attempt, person = await _waiting(session, browser)
        strong = await demand_code(session, way.entrance, person, code, device)
        await attempt_succeeded(session, person.username, device.address)
        await session.delete(attempt)
        return await enter(session, way.entrance.issuer, person, Entry(device, None, SSO, strong))


async def _waiting(session: AsyncSession, browser: str) -> tuple[SsoAttempt, Person]:
    found = (
        await session.execute(
            select(SsoAttempt, Person)
            .join(Person, Person.id == SsoAttempt.person_id)
            .where(SsoAttempt.browser_hash == digest(browser), SsoAttempt.used_at > clock.real() - LASTS, Person.active.is_(True))
            .with_for_update(key_share=True, of=SsoAttempt)
        )
    ).first()
    if found is None:
        raise SsoStateInvalid
    return found[0], found[1]
