"""Finding the one-minute right that a secret stands for."""

from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.kit import clock
from papi.packs.models import PackTicket


async def find_ticket(session: AsyncSession, secret: str) -> PackTicket | None:
    """The right, while it lasts."""
    wanted = PackTicket.ticket_hash == sha256(secret.encode()).hexdigest()
    return await session.scalar(select(PackTicket).where(wanted, PackTicket.expires_at > clock.real()))
