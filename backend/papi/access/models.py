from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import Base, Identified


class AuthSession(Identified, Base):
    """A sign-in on one device: a family of rotating refresh tokens, issued for one membership at a time."""

    __tablename__ = "auth_sessions"
    __table_args__ = (Index("ix_auth_sessions_person_id", "person_id"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    membership_id: Mapped[UUID] = mapped_column(ForeignKey("memberships.id"))
    client_id: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    address: Mapped[str | None]
    user_agent: Mapped[str | None]


class RefreshToken(Base):
    """One refresh token, known by its SHA-256 alone. Used later than its grace, it revokes its session."""

    __tablename__ = "refresh_tokens"
    __table_args__ = (Index("ix_refresh_tokens_session_id", "session_id"),)

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    session_id: Mapped[UUID] = mapped_column(ForeignKey("auth_sessions.id"))
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class SignInFailures(Base):
    """Recent failures to sign in, counted under three keys: account with address, address, account."""

    __tablename__ = "sign_in_failures"

    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    count: Mapped[int]
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]


class PasswordReset(Identified, Base):
    """A one-time code to set a new password, known by its SHA-256 alone."""

    __tablename__ = "password_resets"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
