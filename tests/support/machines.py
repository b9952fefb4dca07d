"""Other systems that call: clients with their tokens, made without the administrator's pages."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx
from fastapi import FastAPI

from papi.access.machines import MACHINE_SCOPES
from papi.access.models import ApiClient, ApiClientUnit
from papi.access.permissions import Role
from papi.access.tokens import ClientClaims
from papi.directory.models import Unit, UnitKind
from papi.kit import clock
from papi.kit.types import new_id
from tests.support.world import Caller, World


@dataclass
class MachineCaller(Caller):
    """Another system with an access token."""

    client: httpx.AsyncClient
    app: FastAPI
    id: UUID
    name: str
    headers: dict[str, str] = field(default_factory=dict)


async def machine(
    world: World, *scopes: str, units: Collection[Unit] | None = None, created_by: UUID | None = None, **fields: Any
) -> MachineCaller:
    """A new client and its token: with the scopes, or with all there are; of the units, or of all there are."""
    made_by = created_by or (await world.person(Role.ADMIN, await world.unit("UBND thành phố", UnitKind.CITY))).id
    client_id = new_id()
    granted = sorted(scopes or MACHINE_SCOPES)
    values: dict[str, Any] = {
        "name": f"Hệ thống {client_id.hex[-12:]}",
        "contact": "tich-hop@tinh.example.vn",
        "scopes": granted,
        "all_units": units is None,
        "allowed_addresses": [],
        "jwks": None,
        "created_at": clock.real(),
        "created_by": made_by,
        **fields,
    }
    await world.add(ApiClient(id=client_id, **values))
    await world.add(*(ApiClientUnit(client_id=client_id, unit_id=unit.id) for unit in units or ()))
    return MachineCaller(world.client, world.app, client_id, values["name"], token_for(world, client_id, granted))


def token_for(world: World, client_id: UUID, scopes: Collection[str], generation: int = 1) -> dict[str, str]:
    """The header with a token as the token endpoint would issue it."""
    token = world.app.state.issuer.issue_to_client(ClientClaims(client_id, generation, frozenset(scopes)))
    return {"Authorization": f"Bearer {token}"}
