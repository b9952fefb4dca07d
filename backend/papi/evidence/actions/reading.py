"""Files go out: by one-minute addresses, and remembered where they hold personal data."""

import secrets
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.evidence import facts
from papi.evidence.models import Evidence, EvidenceFile, EvidenceTicket
from papi.kit import clock
from papi.outbox.facts import record

_TICKET_LASTS = timedelta(minutes=1)


def record_read(session: AsyncSession, actor: Actor, evidence: Evidence, number: int, page: int | None = None) -> None:
    """Every read of a document with personal data is remembered (Luật Bảo vệ dữ liệu cá nhân 91/2025); of a drawn page, which one."""
    data = {"number": number} if page is None else {"number": number, "page": page}
    record(session, actor.author, facts.about(facts.READ, evidence, **data))


async def create_ticket(session: AsyncSession, actor: Actor, file: EvidenceFile) -> tuple[str, EvidenceTicket]:
    """A secret of 128 random bits that fetches the file for one minute, and what is kept of it."""
    secret, now = secrets.token_urlsafe(16), clock.real()
    await session.execute(delete(EvidenceTicket).where(EvidenceTicket.expires_at < now))
    ticket = EvidenceTicket(
        ticket_hash=sha256(secret.encode()).hexdigest(),
        evidence_id=file.evidence_id,
        person_id=actor.person_id,
        session_id=actor.session_id,
        membership_id=actor.membership_id,
        file_version=file.number,
        expires_at=now + _TICKET_LASTS,
    )
    session.add(ticket)
    return secret, ticket
