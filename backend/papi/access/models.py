from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import PASSING, Base, Identified, Searchable, Versioned


class AuthSession(Identified, Base):
    """A sign-in on one device: a family of rotating refresh tokens, issued for one membership at a time.

    `method` says how the person signed in (`password`, `sso`), `second_factor` that more than that was proved.
    """

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
    method: Mapped[str] = mapped_column(String(16), default="password")
    second_factor: Mapped[bool] = mapped_column(default=False)


class RefreshToken(Base):
    """One refresh token, known by its SHA-256 alone. Used later than its grace, it revokes its session."""

    __tablename__ = "refresh_tokens"
    __table_args__ = (Index("ix_refresh_tokens_session_id", "session_id"),)

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    session_id: Mapped[UUID] = mapped_column(ForeignKey("auth_sessions.id"))
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class SecondFactor(Base):
    """A person's authenticator (RFC 6238). It counts once a code has confirmed it; `last_step` is that of the last code taken."""

    __tablename__ = "second_factors"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    key_id: Mapped[UUID]
    begun_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    last_step: Mapped[int] = mapped_column(default=0)


class RecoveryCode(Identified, Base):
    """A code for whoever has lost the authenticator, known by its SHA-256 alone; each opens once."""

    __tablename__ = "recovery_codes"
    __table_args__ = (Index("ix_recovery_codes_person_id", "person_id"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    code_hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class LinkedIdentity(Identified, Base):
    """An account at the identity provider, known by issuer and subject for good, that opens the account of a person. `name` is how
    the provider called it last."""

    __tablename__ = "linked_identities"
    __table_args__ = (UniqueConstraint("issuer", "subject"), UniqueConstraint("issuer", "person_id"))

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), index=True)
    issuer: Mapped[str] = mapped_column(String(255))
    subject: Mapped[str] = mapped_column(String(255))
    name: Mapped[str]
    linked_at: Mapped[datetime]
    last_used_at: Mapped[datetime]


class SsoAttempt(Base):
    """A way to the identity provider and back, for one browser and ten minutes: state and browser are known by their SHA-256 alone.

    `person_id` is of somebody who came back and has still to type the code of the second factor.
    """

    __tablename__ = "sso_attempts"
    __table_args__ = (Index("ix_sso_attempts_browser_hash", "browser_hash"), {"info": PASSING})

    state_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    browser_hash: Mapped[str] = mapped_column(String(64))
    nonce: Mapped[str] = mapped_column(String(64))
    verifier: Mapped[str] = mapped_column(String(128))
    next_path: Mapped[str]
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))


class SignInFailures(Base):
    """Recent failures to sign in, counted under keys: account with address, address, account; codes of a known password's account.

    Beside them, by address, ways to the identity provider that did not arrive.
    """

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


class ApiClient(Identified, Versioned, Searchable, Base):
    """Another system that calls by itself, and what it may. Clients are deactivated, never deleted.

    Its access tokens name the `generation` they were issued in: to count it up ends all of them at once. `all_units` false means
    the units of `api_client_units`. No `allowed_addresses` means any; `jwks` are the public keys with which it may sign who it is; without
    `calls_a_minute` it may call as often as any.
    """

    __tablename__ = "api_clients"
    search_in = ("name", "contact")

    name: Mapped[str] = mapped_column(String(120), unique=True)
    contact: Mapped[str]
    scopes: Mapped[list[str]]
    all_units: Mapped[bool]
    allowed_addresses: Mapped[list[str]]
    jwks: Mapped[dict[str, Any] | None]
    active: Mapped[bool] = mapped_column(default=True)
    generation: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    created_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    expires_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    last_used_address: Mapped[str | None]
    calls_a_minute: Mapped[int | None]


class ApiClientUnit(Base):
    """A unit whose matters a client reads and writes, with those of the units after which it came."""

    __tablename__ = "api_client_units"

    client_id: Mapped[UUID] = mapped_column(ForeignKey("api_clients.id"), primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"), primary_key=True)


class ApiClientSecret(Identified, Base):
    """One secret of a client, known by its SHA-256 and its `beginning`, by which people find it again. A second one is live during a
    rotation alone: the earlier then has an end."""

    __tablename__ = "api_client_secrets"
    __table_args__ = (Index("ix_api_client_secrets_client_id", "client_id"),)

    client_id: Mapped[UUID] = mapped_column(ForeignKey("api_clients.id"))
    beginning: Mapped[str] = mapped_column(String(24))
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]


class ClientAssertion(Base):
    """A signed statement of a client that was used (RFC 7523): it is good once. Kept until it would have ended by itself."""

    __tablename__ = "client_assertions"
    __table_args__ = (Index("ix_client_assertions_expires_at", "expires_at"), {"info": PASSING})

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    expires_at: Mapped[datetime]


class CallsOfMinute(Base):
    """How much of a minute's calls the processes have taken for a client or a personal token, since when."""

    __tablename__ = "calls_of_minute"
    __table_args__ = ({"info": PASSING},)

    caller: Mapped[str] = mapped_column(String(80), primary_key=True)
    began_at: Mapped[datetime]
    taken: Mapped[int]


class PersonalToken(Identified, Base):
    """A person's own token for scripts, for one membership; known by its SHA-256 and its `beginning`. It does what the person may, and
    without `may_write` it only reads; where it names `scopes`, in these areas of work alone. `second_factor` says that the session in
    which it was made had proved one; `replaced_at` that another was made in its place, once."""

    __tablename__ = "personal_tokens"
    __table_args__ = (Index("ix_personal_tokens_person_id", "person_id"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    membership_id: Mapped[UUID] = mapped_column(ForeignKey("memberships.id"))
    name: Mapped[str]
    beginning: Mapped[str] = mapped_column(String(24))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    may_write: Mapped[bool]
    scopes: Mapped[list[str]]
    second_factor: Mapped[bool] = mapped_column(default=False)
    allowed_addresses: Mapped[list[str]]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    replaced_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    last_used_at: Mapped[datetime | None]
    last_used_address: Mapped[str | None]
