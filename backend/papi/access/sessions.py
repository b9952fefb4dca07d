"""Sign-in sessions: families of rotating refresh tokens.

The successor of a refresh token is derived from it with a key of the installation, so that the same old token gives the same
successor for a few seconds: a browser that lost the answer may ask again. Used later, it revokes the whole family.
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.models import AuthSession, RefreshToken
from papi.kit import clock
from papi.kit.errors import Refusal
from papi.kit.types import new_id

GRACE = timedelta(seconds=20)
IDLE = timedelta(hours=12)
LONGEST = timedelta(days=7)


class GrantInvalid(Refusal):
    """`invalid_grant` of RFC 6749."""

    code = "session_ended"
    vi = "Phiên làm việc đã hết. Đăng nhập lại để tiếp tục; nội dung đã nhập vẫn còn."
    en = "The session has ended. Sign in again to go on; what you typed is still there."

    def __init__(self) -> None:
        super().__init__(members={"error": "invalid_grant"})


class RefreshReused(GrantInvalid):
    """An old token came back too late: somebody else may hold it, so the family is revoked, and that is remembered."""

    code = "session_revoked"
    persist = True

    def __init__(self, person_id: UUID) -> None:
        super().__init__()
        self.person_id = person_id


@dataclass(frozen=True)
class Device:
    """From where a session is used."""

    client_id: str
    address: str | None
    user_agent: str | None
    request_id: str | None = None


def digest(secret: str) -> str:
    """How a secret is known to the database."""
    return sha256(secret.encode()).hexdigest()


def start_session(session: AsyncSession, person_id: UUID, membership_id: UUID, device: Device) -> tuple[AuthSession, str]:
    """A new session and its first refresh token."""
    now = clock.real()
    auth = AuthSession(
        id=new_id(),
        person_id=person_id,
        membership_id=membership_id,
        client_id=device.client_id,
        created_at=now,
        last_used_at=now,
        expires_at=now + IDLE,
        address=device.address,
        user_agent=(device.user_agent or "")[:300] or None,
    )
    session.add(auth)
    return auth, secrets.token_urlsafe(32)


def keep_token(session: AsyncSession, auth: AuthSession, token: str) -> None:
    """Store a refresh token's digest; the session must have been flushed."""
    session.add(RefreshToken(token_hash=digest(token), session_id=auth.id, created_at=clock.real()))


async def rotate(session: AsyncSession, token: str, key: bytes) -> tuple[AuthSession, str]:
    """The session of a refresh token, and the token that follows it."""
    now = clock.real()
    statement = select(RefreshToken).where(RefreshToken.token_hash == digest(token)).with_for_update(key_share=True)
    known = await session.scalar(statement)
    if known is None:
        raise GrantInvalid
    auth = await session.get_one(AuthSession, known.session_id)
    if auth.revoked_at is not None or auth.expires_at <= now:
        raise GrantInvalid
    successor = hmac.new(key, token.encode(), sha256).hexdigest()
    if known.used_at is None:
        known.used_at = now
        keep_token(session, auth, successor)
    elif now - known.used_at > GRACE:
        auth.revoked_at = now
        raise RefreshReused(auth.person_id)
    auth.last_used_at = now
    auth.expires_at = min(now + IDLE, auth.created_at + LONGEST)
    return auth, successor


async def revoke_sessions(session: AsyncSession, person_id: UUID, *, except_id: UUID | None = None) -> None:
    """End all sessions of a person at once, but one."""
    statement = update(AuthSession).where(AuthSession.person_id == person_id, AuthSession.revoked_at.is_(None))
    if except_id is not None:
        statement = statement.where(AuthSession.id != except_id)
    await session.execute(statement.values(revoked_at=clock.real()).execution_options(synchronize_session=False))


async def find_session_of(session: AsyncSession, refresh_token: str) -> AuthSession | None:
    """The session that a refresh token belongs to, however old the token is."""
    known = await session.get(RefreshToken, digest(refresh_token))
    return await session.get_one(AuthSession, known.session_id) if known is not None else None
