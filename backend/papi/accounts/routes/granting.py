"""The token endpoint for other systems."""

from collections.abc import Mapping

from fastapi import Request, Response

from papi.access.tokens import LIFETIME
from papi.accounts.actions.granting import grant_to_client
from papi.accounts.proofs import proof_of
from papi.accounts.routes.browsers import device_of, require_safe_transport
from papi.kit.db import database_of
from papi.kit.lists import json_bytes
from papi.settings import Settings


async def grant(request: Request, form: Mapping[str, str]) -> Response:
    """A token for the client that the request proves to come from."""
    settings: Settings = request.app.state.settings
    require_safe_transport(request, settings)
    proof = proof_of(request, form, settings.issuer)
    device = device_of(request, proof.client_id)
    granted = await grant_to_client(database_of(request), request.app.state.issuer, proof, form["scope"], device)
    body = {
        "access_token": granted.access_token,
        "token_type": "Bearer",
        "expires_in": int(LIFETIME.total_seconds()),
        "refresh_token": None,
        "scope": " ".join(sorted(granted.scopes)),
    }
    response = json_bytes(body)
    response.headers["Cache-Control"] = "no-store"
    return response
