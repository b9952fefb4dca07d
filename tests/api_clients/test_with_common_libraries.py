"""authlib, requests-oauthlib and curl as they come, against one real server on loopback."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from authlib.integrations.httpx_client import AsyncOAuth2Client, OAuth2Client
from authlib.oauth2.rfc6750 import InsufficientScopeError
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from authlib.oauth2.rfc8414 import AuthorizationServerMetadata
from authlib.oauth2.rfc9068 import JWTBearerTokenValidator
from joserfc.jwk import KeySet, RSAKey
from oauthlib.oauth2 import BackendApplicationClient
from requests_oauthlib import OAuth2Session

from tests.support.accounts_world import admin_of
from tests.support.databases import Databases
from tests.support.granting import Registered, register
from tests.support.processes import free_port
from tests.support.world import World, opened_world

KEY = RSAKey.generate_key(2048, private=True, auto_kid=True)


class Served:
    """The server's address, and clients of it."""

    def __init__(self, url: str, by_secret: Registered, by_key: Registered) -> None:
        self.url, self.by_secret, self.by_key = url, by_secret, by_key
        self.token_url = f"{url}/api/v1/auth/token"
        self.self_url = f"{url}/api/v1/integration/self"


@pytest.fixture(scope="module")
async def served(
    databases: Databases, empty_template: str, key_directory: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Served]:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    folder = tmp_path_factory.mktemp("served")
    async with databases.lent(empty_template) as database, opened_world(database, folder, key_directory, public_url=url) as world:
        server = uvicorn.Server(uvicorn.Config(world.app, port=port, lifespan="off", log_config=None))
        running = asyncio.create_task(server.serve())
        while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
            await asyncio.sleep(0.01)
        yield await _with_clients(world, url)
        server.should_exit = True
        await running


async def _with_clients(world: World, url: str) -> Served:
    admin = await admin_of(world)
    by_key = await register(admin, jwks={"keys": [KEY.as_dict(private=False)]}, with_secret=False)
    return Served(url, await register(admin), by_key)


@pytest.fixture(autouse=True)
def over_plain_http(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")


@pytest.mark.parametrize("method", ["client_secret_basic", "client_secret_post"])
async def test_authlib_by_secret(served: Served, method: str) -> None:
    client = served.by_secret
    library: Any = AsyncOAuth2Client(client.id, client.secret, token_endpoint_auth_method=method, scope="reports:read")
    async with library as caller:
        token = await caller.fetch_token(served.token_url)
        answer = await caller.get(served.self_url)

    assert (token["token_type"], token["scope"]) == ("Bearer", "reports:read")
    assert answer.json()["client_id"] == client.id


async def test_authlib_by_a_private_key(served: Served) -> None:
    def call() -> Any:
        library: Any = OAuth2Client(served.by_key.id, KEY.as_dict(private=True), token_endpoint_auth_method="private_key_jwt")
        with library as caller:
            caller.register_client_auth_method(PrivateKeyJWT(served.token_url))
            caller.fetch_token(served.token_url, grant_type="client_credentials")
            return caller.get(served.self_url).json()

    assert (await asyncio.to_thread(call))["client_id"] == served.by_key.id


async def test_requests_oauthlib(served: Served) -> None:
    def call() -> Any:
        client = served.by_secret
        session = OAuth2Session(client=BackendApplicationClient(client_id=client.id, scope=["events:read"]))
        session.fetch_token(served.token_url, client_id=client.id, client_secret=client.secret)
        return session.get(served.self_url).json()

    found = await asyncio.to_thread(call)

    assert (found["client_id"], found["scopes"]) == (served.by_secret.id, ["events:read"])


async def curl(*arguments: str) -> Any:
    process = await asyncio.create_subprocess_exec("curl", "-sS", *arguments, stdout=asyncio.subprocess.PIPE)
    output, _ = await asyncio.wait_for(process.communicate(), 30)
    return json.loads(output)


async def test_curl(served: Served) -> None:
    client = served.by_secret
    granted = await curl("-u", f"{client.id}:{client.secret}", "-d", "grant_type=client_credentials", served.token_url)

    assert (await curl("-H", f"Authorization: Bearer {granted['access_token']}", served.self_url))["name"] == client.body["name"]
    refused = await curl("-u", f"{client.id}:sai", "-d", "grant_type=client_credentials", served.token_url)
    assert (refused["error"], refused["status"]) == ("invalid_client", 401)


async def test_what_the_server_says_of_itself_leads_a_client_to_its_token_and_others_to_its_keys(served: Served) -> None:
    """As authlib reads it: the metadata of RFC 8414, and a peer that looks at our tokens by RFC 9068 with the published keys."""
    async with httpx.AsyncClient() as caller:
        told = (await caller.get(f"{served.url}/.well-known/oauth-authorization-server")).json()
        keys = (await caller.get(told["jwks_uri"])).json()
    metadata: Any = AuthorizationServerMetadata(told)
    metadata.validate()
    assert [] not in told.values()

    library: Any = AsyncOAuth2Client(served.by_secret.id, served.by_secret.secret)
    async with library as client:
        token = (await client.fetch_token(told["token_endpoint"]))["access_token"]

    class Peer(JWTBearerTokenValidator):
        def get_jwks(self) -> Any:
            return KeySet.import_key_set(keys)

    looks: Any = Peer(issuer=told["issuer"], resource_server="papi-api")
    claims = looks.authenticate_token(token)
    looks.validate_token(claims, ["events:read"], None)
    assert (claims["client_id"], claims["sub"]) == (served.by_secret.id, f"client:{served.by_secret.id}")
    with pytest.raises(InsufficientScopeError):
        looks.validate_token(claims, ["scores:read"], None)
