"""Clients with secrets and keys, made through the administrator's endpoints, and the token endpoint as they call it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from papi.kit import clock
from papi.kit.types import new_id
from tests.support.world import BASE, Caller, Someone

TOKEN_URL = f"{BASE}/api/v1/auth/token"
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


@dataclass
class Registered:
    """A client as the administrator has just made it."""

    id: str
    secret: str
    body: dict[str, Any]


async def register(admin: Someone, *scopes: str, **fields: Any) -> Registered:
    """A new client by `POST /api-clients`."""
    given = {
        "name": f"Hệ thống {new_id().hex[-12:]}",
        "contact": "Sở Nội vụ",
        "scopes": scopes or ("reports:read", "events:read"),
        **fields,
    }
    answer = await admin.post("/api-clients", given)
    assert answer.status_code == 201, answer.text
    return Registered(answer.json()["id"], answer.json()["client_secret"], answer.json())


async def ask(caller: Caller, *, auth: tuple[str, str] | None = None, **form: str) -> httpx.Response:
    """The token endpoint, by client credentials."""
    options: dict[str, Any] = {"auth": auth} if auth else {}
    return await caller.post("/auth/token", data={"grant_type": "client_credentials", **form}, **options)


def signed(key: ECKey | RSAKey, client_id: str, *, alg: str = "ES256", header: dict[str, Any] | None = None, **changes: Any) -> str:
    """What a client signs to say who it is; `...` leaves a member out."""
    now = clock.real()
    members = {"iss": client_id, "sub": client_id, "aud": BASE, "jti": str(new_id()), "exp": int((now + timedelta(minutes=2)).timestamp())}
    claims = {name: value for name, value in {**members, **changes}.items() if value is not ...}
    return jwt.encode({"alg": alg, **(header or {})}, claims, key, algorithms=[alg])


async def ask_signed(caller: Caller, assertion: str, **form: str) -> httpx.Response:
    given = {"client_assertion_type": ASSERTION_TYPE, "client_assertion": assertion, **form}
    return await caller.post("/auth/token", data={"grant_type": "client_credentials", **given})
