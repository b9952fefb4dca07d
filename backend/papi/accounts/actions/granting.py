"""Access tokens for other systems (RFC 6749, client credentials): who it is, by a secret or by a signed statement, and in which scopes."""

import hmac
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

import structlog
from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.addresses import is_within
from papi.access.assertions import Assertion, AssertionUnfit, believe
from papi.access.models import ApiClient, ApiClientSecret, ClientAssertion
from papi.access.sessions import Device, digest
from papi.access.throttle import TooManyWrongSecrets, secret_was_wrong
from papi.access.tokens import ClientClaims
from papi.access.using import EVERY
from papi.accounts.errors import (
    AssertionUsed,
    ClientAddressRefused,
    ClientEnded,
    ClientProofWrong,
    OAuthRefusal,
    ScopeNotGranted,
)
from papi.accounts.facts import CLIENT_REFUSED, about_client
from papi.kit import clock
from papi.kit.db import Database, insert_for
from papi.outbox.facts import Author, record

log = structlog.get_logger()


@dataclass(frozen=True)
class ClientProof:
    """Who a client says it is, and how it shows it: by a secret, or by a statement that it has signed for one of the audiences."""

    client_id: str
    secret: str | None
    assertion: str | None
    audiences: tuple[str, ...]


@dataclass(frozen=True)
class GrantedToClient:
    """What a token for another system says, and how often that may call."""

    claims: ClientClaims
    name: str
    calls_a_minute: int | None


async def grant_to_client(database: Database, proof: ClientProof, wanted: str, device: Device) -> GrantedToClient:
    """Check who it is and what it asks for. Wrong proofs are counted and told."""
    async with database.writing() as session:
        client = await _find(session, proof.client_id)
        fault = await _fault(session, client, proof)
        if client is None or fault is not None:
            raise await _refused(session, client, proof, device, fault or "unknown client")
        _require_usable(session, client, device)
        await _use_up(session, client, proof, device)
        claims = ClientClaims(client.id, client.generation, _scopes(client, wanted))
        await _note_use(session, client, device)
    return GrantedToClient(claims, client.name, client.calls_a_minute)


async def _find(session: AsyncSession, client_id: str) -> ApiClient | None:
    try:
        return await session.get(ApiClient, UUID(client_id))
    except ValueError:
        return None


async def _fault(session: AsyncSession, client: ApiClient | None, proof: ClientProof) -> str | None:
    """Why the proof proves nothing, for the log; None where it does."""
    if client is None:
        return "unknown client"
    if proof.secret is not None:
        return None if await _is_its_secret(session, client, proof.secret) else "wrong secret"
    try:
        _believed(client, proof)
    except AssertionUnfit as unfit:
        return str(unfit)
    return None


async def _is_its_secret(session: AsyncSession, client: ApiClient, secret: str) -> bool:
    live = or_(ApiClientSecret.expires_at.is_(None), ApiClientSecret.expires_at > clock.real())
    known = await session.scalars(select(ApiClientSecret.secret_hash).where(ApiClientSecret.client_id == client.id, live))
    return any(hmac.compare_digest(digest(secret), one) for one in known.all())


def _believed(client: ApiClient, proof: ClientProof) -> Assertion:
    if client.jwks is None:
        raise AssertionUnfit("no keys are registered")
    return believe(proof.assertion or "", client.jwks, str(client.id), proof.audiences)


async def _refused(
    session: AsyncSession, client: ApiClient | None, proof: ClientProof, device: Device, fault: str
) -> OAuthRefusal | TooManyWrongSecrets:
    log.warning("client_refused", client=client.name if client else None, address=device.address, fault=fault)
    too_many = await secret_was_wrong(session, f"client:{proof.client_id}", device.address)
    if too_many is not None:
        return too_many
    if client is not None:
        _tell(session, client, device)
    return ClientProofWrong()


def _tell(session: AsyncSession, client: ApiClient, device: Device) -> None:
    author = Author(None, "–", None, None, None, device.address, device.request_id)
    record(session, author, about_client(CLIENT_REFUSED, client))


def _require_usable(session: AsyncSession, client: ApiClient, device: Device) -> None:
    ended = not client.active or (client.expires_at is not None and client.expires_at <= clock.real())
    if ended or not is_within(device.address, client.allowed_addresses):
        _tell(session, client, device)
        raise ClientEnded() if ended else ClientAddressRefused()


async def _use_up(session: AsyncSession, client: ApiClient, proof: ClientProof, device: Device) -> None:
    """A signed statement is good once, whichever process hears it first."""
    if proof.secret is not None:
        return
    now, said = clock.real(), _believed(client, proof)
    await session.execute(delete(ClientAssertion).where(ClientAssertion.expires_at < now - timedelta(minutes=1)))
    row = {"digest": sha256(f"{client.id}\n{said.jti}".encode()).hexdigest(), "expires_at": said.expires_at}
    first = insert_for(session, ClientAssertion).values(**row).on_conflict_do_nothing().returning(ClientAssertion.digest)
    if (await session.execute(first)).scalar_one_or_none() is None:
        log.warning("client_assertion_used_again", client=client.name, address=device.address)
        _tell(session, client, device)
        raise AssertionUsed


def _scopes(client: ApiClient, wanted: str) -> frozenset[str]:
    """The scopes that are asked for, or all that the client has; none beyond those."""
    granted, asked = frozenset(client.scopes), frozenset(wanted.split())
    if beyond := asked - granted:
        raise ScopeNotGranted(scopes=" ".join(sorted(beyond)))
    return asked or granted


async def _note_use(session: AsyncSession, client: ApiClient, device: Device) -> None:
    now = clock.real()
    if client.last_used_at is None or client.last_used_at <= now - EVERY:
        used = update(ApiClient).where(ApiClient.id == client.id).values(last_used_at=now, last_used_address=device.address)
        await session.execute(used.execution_options(synchronize_session=False))
