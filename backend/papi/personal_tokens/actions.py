"""Making tokens for oneself and ending them; the administrator ends those of others."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.credentials import PERSONAL_TOKEN, beginning_of, new_secret
from papi.access.models import AuthSession, PersonalToken
from papi.access.sessions import digest
from papi.directory.models import Person
from papi.kit import clock
from papi.kit.text import format_moment
from papi.kit.types import new_id
from papi.outbox.facts import record
from papi.personal_tokens import facts
from papi.personal_tokens.errors import TokenReplaced, TooManyTokens
from papi.personal_tokens.queries import MANAGE, get_token, live, require_membership
from papi.personal_tokens.schemas import PersonalTokenCreate

MOST = 20


async def create_token(session: AsyncSession, actor: Actor, given: PersonalTokenCreate) -> tuple[PersonalToken, str]:
    """A token for the present membership, which nobody can read again."""
    person = await _person(session, actor)
    addresses = list(dict.fromkeys(given.allowed_addresses))
    named = {"name": given.name, "may_write": given.may_write, "scopes": list(given.scopes), "allowed_addresses": addresses}
    token = PersonalToken(membership_id=actor.membership_id, **named)
    secret = await _issue(session, actor, token, timedelta(days=given.days))
    record(session, actor.author, facts.made(person, token))
    await session.flush()
    return token, secret


async def rotate_own_token(session: AsyncSession, actor: Actor, token_id: UUID, hours: int) -> tuple[PersonalToken, str]:
    """A new token with the rights, areas, addresses and length of one of one's own, which serves for some hours more."""
    person = await _person(session, actor)
    old, _person_of_it = await get_token(session, token_id, PersonalToken.person_id == person.id)
    if old.replaced_at is not None:  # its days are no longer those that it was given
        raise TokenReplaced
    await require_membership(session, old)
    lasts, now = old.expires_at - old.created_at, clock.real()
    old.replaced_at, old.expires_at = now, min(old.expires_at, now + timedelta(hours=hours))
    await session.flush()  # one that ends at once makes room
    token = PersonalToken(
        membership_id=old.membership_id,
        name=old.name,
        may_write=old.may_write,
        scopes=list(old.scopes),
        allowed_addresses=list(old.allowed_addresses),
    )
    secret = await _issue(session, actor, token, lasts)
    record(session, actor.author, facts.about(facts.ROTATED, person, token, replaced=old.beginning, until=format_moment(old.expires_at)))
    await session.flush()
    return token, secret


async def _person(session: AsyncSession, actor: Actor) -> Person:
    """The caller, held: or two tokens at once make one too many."""
    return await session.get_one(Person, actor.person_id, with_for_update={"key_share": True})


async def _issue(session: AsyncSession, actor: Actor, token: PersonalToken, lasts: timedelta) -> str:
    """Give the token its secret, and as much trust as the session in which it is made."""
    number = await session.scalar(select(func.count()).where(PersonalToken.person_id == actor.person_id, *live()))
    if (number or 0) >= MOST:
        raise TooManyTokens(number=MOST)
    secret, now = new_secret(PERSONAL_TOKEN), clock.real()
    token.id, token.person_id = new_id(), actor.person_id
    token.beginning, token.token_hash = beginning_of(secret), digest(secret)
    token.second_factor = bool(await session.scalar(select(AuthSession.second_factor).where(AuthSession.id == actor.session_id)))
    token.created_at, token.expires_at = now, now + lasts
    session.add(token)
    return secret


async def revoke_own_token(session: AsyncSession, actor: Actor, token_id: UUID) -> None:
    """End one of one's own tokens, at once."""
    _revoke(session, actor, *await get_token(session, token_id, PersonalToken.person_id == actor.person_id))


async def revoke_token(session: AsyncSession, actor: Actor, token_id: UUID) -> None:
    """End somebody's token, at once."""
    actor.require(MANAGE)
    _revoke(session, actor, *await get_token(session, token_id))


def _revoke(session: AsyncSession, actor: Actor, token: PersonalToken, person: Person) -> None:
    token.revoked_at = clock.real()
    token.revoked_by = actor.person_id
    record(session, actor.author, facts.about(facts.REVOKED, person, token))
