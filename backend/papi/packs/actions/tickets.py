"""One-minute addresses, for the browser's own downloads carry no header."""

import secrets
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.kit import clock
from papi.packs.models import PackTicket
from papi.packs.schemas import PackWish

_LASTS = timedelta(minutes=1)


async def create_ticket(session: AsyncSession, actor: Actor, wish: PackWish) -> tuple[str, PackTicket]:
    """A secret of 128 random bits that draws the pack for one minute, and what is kept of it."""
    secret, now = secrets.token_urlsafe(16), clock.real()
    await session.execute(delete(PackTicket).where(PackTicket.expires_at < now))
    ticket = PackTicket(
        ticket_hash=sha256(secret.encode()).hexdigest(),
        wish=wish.model_dump(mode="json", exclude_defaults=True),
        person_id=actor.person_id,
        session_id=actor.session_id,
        membership_id=actor.membership_id,
        expires_at=now + _LASTS,
    )
    session.add(ticket)
    return secret, ticket
