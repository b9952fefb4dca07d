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
from papi.kit.types import new_id
from papi.outbox.facts import record
from papi.personal_tokens import facts
from papi.personal_tokens.errors import TooManyTokens
from papi.personal_tokens.queries import MANAGE, get_token, live
from papi.personal_tokens.schemas import PersonalTokenCreate

MOST = 20


async def create_token(session: AsyncSession, actor: Actor, given: PersonalTokenCreate) -> tuple[PersonalToken, str]:
    """A token for the present membership, which nobody can read again."""
    person = await session.get_one(Person, actor.person_id, with_for_update={"key_share": True})  # or two at once make one too many
    number = await session.scalar(select(func.count()).where(PersonalToken.person_id == person.id, *live()))
    if (number or 0) >= MOST:
        raise TooManyTokens(number=MOST)
    secret, now = new_secret(PERSONAL_TOKEN), clock.real()
    token = PersonalToken(
        id=new_id(),
        person_id=person.id,
        membership_id=actor.membership_id,
        name=given.name,
        beginning=beginning_of(secret),
        token_hash=digest(secret),
        may_write=given.may_write,
        second_factor=bool(await session.scalar(select(AuthSession.second_factor).where(AuthSession.id == actor.session_id))),
        allowed_addresses=list(dict.fromkeys(given.allowed_addresses)),
        created_at=now,
        expires_at=now + timedelta(days=given.days),
    )
    session.add(token)
    record(session, actor.author, facts.about(facts.CREATED, person, token))
    await session.flush()
    return token, secret


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
