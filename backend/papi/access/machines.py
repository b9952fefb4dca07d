"""The machine: another system that calls by itself, in the scopes and units that the administrator gave it; and the dependencies with
which routes say that it may call, alone or beside people."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request, Security
from fastapi.openapi.models import OAuthFlowClientCredentials, OAuthFlows
from fastapi.security import OAuth2
from sqlalchemy import ColumnElement, bindparam, false, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor, UnitColumn
from papi.access.addresses import is_within
from papi.access.credentials import PERSONAL_TOKEN
from papi.access.dependencies import Described, current_actor, find_actor, token_in
from papi.access.fair_use import count_call
from papi.access.models import ApiClient, ApiClientUnit
from papi.access.permissions import MACHINE_ROLE
from papi.access.scopes import (
    MACHINE_SCOPES,
    AddressRefused,
    ClientDeactivated,
    ClientExpired,
    ClientNeeded,
    ClientRefused,
    ScopeMissing,
)
from papi.access.standing_in import stand_in_of
from papi.access.tokens import ClientClaims, Issuer
from papi.access.using import Use, note_use
from papi.directory.models import UnitLineage
from papi.kit import clock
from papi.kit.db import DbSession, database_of, read_rows
from papi.kit.errors import Forbidden, Unauthenticated
from papi.kit.problems import language_of
from papi.kit.transport import refuse_unknown_parameters
from papi.kit.types import AnyRow
from papi.outbox.facts import Author


@dataclass(frozen=True)
class Machine:
    """A client that calls. `scopes` are those of its token that it still has; `units` those whose matters it sees, with the units
    after which they came, and None for all."""

    client_id: UUID
    name: str
    scopes: frozenset[str]
    units: frozenset[UUID] | None
    language: str
    address: str | None = None
    request_id: str | None = None
    author: Author = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "author", Author(None, self.name, MACHINE_ROLE, None, None, self.address, self.request_id))

    def sees(self, unit_column: UnitColumn) -> ColumnElement[bool]:
        """The condition on rows of a unit: all, or those of the client's units."""
        if self.units is None:
            return true()
        return unit_column.in_(sorted(self.units)) if self.units else false()

    def may(self, scope: str) -> bool:
        """Whether the token has the scope."""
        return scope in self.scopes

    def require(self, scope: str) -> None:
        """Refuse with 403 unless the token has the scope."""
        if not self.may(scope):
            raise ScopeMissing(scope, self.language)


# What the API's description says about other systems. The token itself is read and judged in `find_machine`.
client_bearer = OAuth2(
    flows=OAuthFlows(
        clientCredentials=OAuthFlowClientCredentials(
            tokenUrl="/api/v1/auth/token", scopes={scope: english for scope, (_, english) in MACHINE_SCOPES.items()}
        )
    ),
    scheme_name="client",
    description="An access token of 15 minutes for another system, by `grant_type=client_credentials`.",
    auto_error=False,
)


def _known(scope: str | None) -> list[str]:
    if scope is not None and scope not in MACHINE_SCOPES:
        raise ValueError(f"no such scope: {scope}")
    return [scope] if scope else []


@cache
def machine_with(scope: str | None = None) -> Callable[..., Awaitable[Machine]]:
    """The dependency of an endpoint for other systems: `Annotated[Machine, Depends(machine_with("reports:read"), scope="function")]`.

    401 without a live client; 403 for people, from a foreign address, and without the scope.
    """
    scopes = _known(scope)

    async def machine(request: Request, _client: Annotated[str | None, Security(client_bearer, scopes=scopes)] = None) -> Machine:
        return await find_machine(request, scope)

    return machine


@cache
def actor_or_machine(scope: str) -> Callable[..., Awaitable[Actor | Machine]]:
    """The dependency of an endpoint for people and other systems: a person as with `CurrentActor`, or a client with the scope."""
    scopes = _known(scope)

    async def actor_or_machine(
        request: Request,
        session: DbSession,
        _client: Annotated[str | None, Security(client_bearer, scopes=scopes)] = None,
        _described: Described = None,
    ) -> Actor | Machine:
        if is_machine(request):
            return await find_machine(request, scope)
        return await current_actor(request, session)

    return actor_or_machine


CurrentMachine = Annotated[Machine, Depends(machine_with(), scope="function")]
"""Another system, whatever its scopes."""


def is_machine(request: Request) -> bool:
    """Whether the request carries a genuine token of another system."""
    if stand_in_of(request) is not None:
        return False
    issuer: Issuer = request.app.state.issuer
    token = token_in(request.headers)
    return not token.startswith(PERSONAL_TOKEN) and isinstance(issuer.read(token), ClientClaims)


async def find_machine(request: Request, scope: str | None) -> Machine:
    """The client by the bearer token, which must be alive at this very moment and have the scope.

    The look is a short one of its own: no connection is held, so that endpoints which stream may ask as well.
    """
    machine, used_at = await _counted(request)
    await note_use(database_of(request), Use(ApiClient, machine.client_id, machine.address, used_at))
    request.scope["state"]["client_scope"] = scope
    if scope is not None:
        machine.require(scope)
    refuse_unknown_parameters(request)
    return machine


async def _counted(request: Request) -> tuple[Machine, datetime | None]:
    """The client, and when it was last used; its call counts from here on."""
    async with database_of(request).reading() as session:
        machine, row = await _look_up(request, session)
    await count_call(request, caller_name(machine.client_id), row.calls_a_minute)
    return machine, row.last_used_at


async def _look_up(request: Request, session: AsyncSession) -> tuple[Machine, AnyRow]:
    """The client, and its row."""
    issuer: Issuer = request.app.state.issuer
    token = token_in(request.headers)
    claims = None if token.startswith(PERSONAL_TOKEN) else issuer.read(token)
    if not isinstance(claims, ClientClaims):
        raise ClientNeeded
    rows = await read_rows(session, _LIVE_CLIENT, {"client_id": claims.client_id})
    if not rows:
        raise ClientRefused
    client, state = rows[0], request.scope.setdefault("state", {})
    address = request.client.host if request.client else None
    # for the log of requests, which is to tell who was refused as well
    state["client"], state["client_id"] = client.name, str(claims.client_id)
    _require_alive(client, claims, address)
    machine = Machine(
        client_id=claims.client_id,
        name=client.name,
        scopes=claims.scopes & frozenset(client.scopes),
        units=None if client.all_units else _units(rows),
        language=language_of(request),
        address=address,
        request_id=state.get("request_id"),
    )
    return machine, client


def _require_alive(client: AnyRow, claims: ClientClaims, address: str | None) -> None:
    if not client.active:
        raise ClientDeactivated
    if client.expires_at is not None and client.expires_at <= clock.real():
        raise ClientExpired
    if client.generation != claims.generation:
        raise ClientRefused
    if not is_within(address, client.allowed_addresses):
        raise AddressRefused(address)


def _units(rows: Sequence[AnyRow]) -> frozenset[UUID]:
    found = {unit for row in rows for unit in (row.unit_id, row.predecessor_id)}
    return frozenset(found - {None})


# Made once: every request of a client asks it.
_LIVE_CLIENT = (
    select(
        ApiClient.name,
        ApiClient.scopes,
        ApiClient.all_units,
        ApiClient.allowed_addresses,
        ApiClient.active,
        ApiClient.generation,
        ApiClient.expires_at,
        ApiClient.last_used_at,
        ApiClient.calls_a_minute,
        ApiClientUnit.unit_id,
        UnitLineage.predecessor_id,
    )
    .select_from(ApiClient)
    .outerjoin(ApiClientUnit, ApiClientUnit.client_id == ApiClient.id)
    .outerjoin(UnitLineage, UnitLineage.unit_id == ApiClientUnit.unit_id)
    .where(ApiClient.id == bindparam("client_id"))
)


def caller_name(client_id: UUID) -> str:
    """How a client is called where callers are told apart."""
    return f"client:{client_id}"


async def caller_of(request: Request) -> str | None:
    """Who sends the request, for what must be known before the work (idempotency keys); None for whom the endpoint will turn away."""
    try:
        if is_machine(request):
            return caller_name((await _counted(request))[0].client_id)
        async with database_of(request).reading() as session:
            actor = await find_actor(request, session)
    except (Unauthenticated, Forbidden):
        return None
    # what was answered for all areas of work is repeated to no token that is for some of them
    return "/".join([str(actor.person_id), str(actor.membership_id), *sorted(actor.areas)])
