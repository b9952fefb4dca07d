"""The token endpoint for other systems."""

from collections.abc import Mapping

import structlog
from fastapi import Request, Response

from papi.access.fair_use import count_call
from papi.access.machines import caller_name
from papi.access.tokens import LIFETIME, Issuer
from papi.accounts.actions.granting import grant_to_client
from papi.accounts.proofs import proof_of
from papi.accounts.routes.browsers import device_of, require_safe_transport
from papi.kit.db import database_of
from papi.kit.lists import json_bytes
from papi.settings import Settings

log = structlog.get_logger()


async def grant(request: Request, form: Mapping[str, str]) -> Response:
    """A token for the client that the request proves to come from."""
    settings: Settings = request.app.state.settings
    require_safe_transport(request, settings)
    proof = proof_of(request, form, settings.issuer)
    device = device_of(request, proof.client_id)
    granted = await grant_to_client(database_of(request), proof, form["scope"], device)
    # only now is it known who calls: nobody else uses up its minute
    await count_call(request, caller_name(granted.claims.client_id), granted.calls_a_minute)
    issuer: Issuer = request.app.state.issuer
    scope = " ".join(sorted(granted.claims.scopes))
    body = {
        "access_token": issuer.issue_to_client(granted.claims),
        "token_type": "Bearer",
        "expires_in": int(LIFETIME.total_seconds()),
        "scope": scope,
    }
    log.info("client_token_issued", client=granted.name, client_id=str(granted.claims.client_id), scope=scope, address=device.address)
    response = json_bytes(body)
    response.headers["Cache-Control"] = "no-store"
    return response
