from typing import Any

from fastapi import Request

from papi.access.assertions import ALGORITHMS
from papi.access.scopes import MACHINE_SCOPES
from papi.access.tokens import Issuer
from papi.kit.transport import api_router

router = api_router("identity", prefix="/.well-known")


@router.get("/jwks.json")
async def get_jwks(request: Request) -> dict[str, Any]:
    """The public keys that verify access tokens, the newest first (RFC 7517); rotation overlaps."""
    issuer: Issuer = request.app.state.issuer
    return {"keys": [key.public for key in issuer.keys.tokens]}


@router.get("/papi-seal-keys.json")
async def get_seal_keys(request: Request) -> dict[str, Any]:
    """The public keys that verify the seals of accepted reports (RFC 7517). None is ever discarded."""
    issuer: Issuer = request.app.state.issuer
    return {"keys": [key.public for key in issuer.keys.seals]}


@router.get("/oauth-authorization-server")
async def get_server_metadata(request: Request) -> dict[str, Any]:
    """What this server offers (RFC 8414)."""
    issuer: Issuer = request.app.state.issuer
    return {
        "issuer": issuer.url,
        "token_endpoint": f"{issuer.url}/api/v1/auth/token",
        "revocation_endpoint": f"{issuer.url}/api/v1/auth/revoke",
        "jwks_uri": f"{issuer.url}/.well-known/jwks.json",
        # required, and never an empty list (RFC 8414, 3.2): nobody is sent here by a browser, which is what `none` is for
        "response_types_supported": ["none"],
        "grant_types_supported": ["client_credentials", "password", "refresh_token"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post", "private_key_jwt", "none"],
        "token_endpoint_auth_signing_alg_values_supported": list(ALGORITHMS),
        "revocation_endpoint_auth_methods_supported": ["none"],
        "scopes_supported": ["papi", *MACHINE_SCOPES],
        "service_documentation": f"{issuer.url}/openapi.json",
        "ui_locales_supported": ["vi", "en"],
    }
