"""Other systems get tokens: by a secret or by what they sign, in their scopes, and refusals speak as RFC 6749 wants."""

import asyncio
from base64 import b64encode
from datetime import timedelta
from typing import Any

import pytest
from jose import jwt
from joserfc.jwk import ECKey, RSAKey
from sqlalchemy import select

from papi.kit import clock
from papi.outbox.models import FactRow
from tests.support.accounts_world import PASSWORD, admin_of, bearing, calling_from
from tests.support.granting import ASSERTION_TYPE, Registered, ask, ask_signed, register, signed
from tests.support.world import Someone, World

RSA = RSAKey.generate_key(2048, private=True)
EC = ECKey.generate_key("P-256", {"kid": "một".encode().hex()}, private=True)


@pytest.fixture
async def admin(world: World) -> Someone:
    return await admin_of(world)


@pytest.fixture
async def client(admin: Someone) -> Registered:
    return await register(admin)


def public(*keys: ECKey | RSAKey) -> dict[str, Any]:
    return {"keys": [key.as_dict(private=False) for key in keys]}


async def test_a_secret_by_basic_gives_a_token_without_person_unit_or_role(world: World, client: Registered) -> None:
    answer = await ask(world.anyone, auth=(client.id, client.secret))

    body = answer.json()
    assert (answer.status_code, body["token_type"], body["expires_in"]) == (200, "Bearer", 900)
    assert "refresh_token" not in body  # RFC 6749, 4.4.3: none, not an empty one
    assert (body["scope"], answer.headers["cache-control"]) == ("events:read reports:read", "no-store")
    claims = jwt.get_unverified_claims(body["access_token"])
    assert (claims["sub"], claims["client_id"], claims["aud"]) == (f"client:{client.id}", client.id, "papi-api")
    assert claims["exp"] - claims["iat"] == 900
    assert {"unit", "role", "membership", "sid"} & claims.keys() == set()
    assert jwt.get_unverified_header(body["access_token"]) | {"kid": ""} == {"alg": "ES256", "typ": "at+jwt", "kid": ""}
    assert (await bearing(world.anyone, answer).get("/integration/self")).json()["name"] == client.body["name"]


async def test_a_secret_in_the_form_serves_too_and_narrows_the_scope(world: World, client: Registered) -> None:
    answer = await ask(world.anyone, client_id=client.id, client_secret=client.secret, scope="reports:read")

    assert answer.json()["scope"] == "reports:read"
    assert (await bearing(world.anyone, answer).get("/integration/self")).json()["scopes"] == ["reports:read"]


@pytest.mark.parametrize("scope", ["scores:read", "reports:read measures:write", "papi", "khong:co"])
async def test_a_scope_that_was_not_given_is_refused_by_name(world: World, client: Registered, scope: str) -> None:
    answer = await ask(world.anyone, auth=(client.id, client.secret), scope=scope)

    assert (answer.status_code, answer.json()["error"], answer.json()["code"]) == (400, "invalid_scope", "scope_not_granted")
    assert scope.rpartition(" ")[2] in answer.json()["detail"]


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({}, "invalid_request"),
        ({"grant_type": "authorization_code"}, "unsupported_grant_type"),
        ({"grant_type": "password"}, "unauthorized_client"),
    ],
)
async def test_another_way_to_a_token_is_refused_by_its_own_name(
    world: World, client: Registered, form: dict[str, str], error: str
) -> None:
    answer = await world.anyone.post("/auth/token", data=form, auth=(client.id, client.secret))

    assert (answer.status_code, answer.json()["error"]) == (400, error)


WRONG: dict[str, Any] = {
    "a wrong secret": lambda it: {"auth": (it.id, it.secret[:-1] + "0")},
    "the secret of another": lambda it: {"auth": ("01a22112-6088-73a0-8e86-5f47aa197bcc", it.secret)},
    "no client": lambda it: {"auth": ("khong-co", it.secret)},
    "nothing": lambda it: {"client_id": it.id},
    "an empty secret": lambda it: {"client_id": it.id, "client_secret": ""},
}


@pytest.mark.parametrize("wrong", WRONG)
async def test_a_wrong_proof_is_refused_with_a_challenge(world: World, client: Registered, wrong: str) -> None:
    answer = await ask(world.anyone, **WRONG[wrong](client))

    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
    assert answer.headers["www-authenticate"].startswith("Basic ")
    assert client.secret not in answer.text


MALFORMED: dict[str, Any] = {
    "two ways at once": lambda it: {"auth": (it.id, it.secret), "client_secret": it.secret},
    "another id beside": lambda it: {"auth": (it.id, it.secret), "client_id": "01a22112-6088-73a0-8e86-5f47aa197bcc"},
    "a statement without its type": lambda it: {"client_assertion": "a.b.c"},
    "another type of statement": lambda it: {"client_assertion": "a.b.c", "client_assertion_type": "saml"},
}


@pytest.mark.parametrize("case", MALFORMED)
async def test_one_way_of_showing_who_it_is_and_one_only(world: World, client: Registered, case: str) -> None:
    answer = await ask(world.anyone, **MALFORMED[case](client))

    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")


@pytest.mark.parametrize("header", ["Basic", "Basic %%%", f"Basic {b64encode(b'no colon').decode()}", "Bearer abc", "Basic /w=="])
async def test_a_header_that_is_no_basic_is_refused(world: World, header: str) -> None:
    answer = await world.anyone.post("/auth/token", data={"grant_type": "client_credentials"}, headers={"Authorization": header})

    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")


@pytest.mark.parametrize("grant", ["password", "refresh_token"])
async def test_a_registered_client_never_signs_a_person_in(world: World, client: Registered, grant: str) -> None:
    form = {"grant_type": grant, "username": "26506.officer", "password": PASSWORD, "refresh_token": "x", "client_id": client.id}

    in_the_form = await world.anyone.post("/auth/token", data=form)
    by_basic = await world.anyone.post("/auth/token", data={**form, "client_id": ""}, auth=(client.id, client.secret))

    assert [answer.json()["error"] for answer in (in_the_form, by_basic)] == ["unauthorized_client"] * 2


async def test_wrong_secrets_are_slowed_down_while_the_right_one_goes_through(world: World, client: Registered) -> None:
    async with calling_from(world) as caller:
        answers = [await ask(caller, auth=(client.id, "papi_cs_sai")) for _ in range(12)]
        right = await ask(caller, auth=(client.id, client.secret))

    assert [answer.status_code for answer in answers] == [401] * 10 + [429] * 2
    assert int(answers[-1].headers["retry-after"]) > 800
    assert right.status_code == 200
    async with world.database.reading() as session:
        told = list(await session.scalars(select(FactRow).where(FactRow.kind == "api_client.refused")))
    assert len(told) == 10, "no more facts than were let through"


async def test_many_workers_of_one_system_get_their_tokens_at_the_same_time(world: World, client: Registered) -> None:
    answers = await asyncio.gather(*(ask(world.anyone, auth=(client.id, client.secret)) for _ in range(12)))

    assert {answer.status_code for answer in answers} == {200}


@pytest.mark.parametrize(
    ("fields", "code"),
    [({"allowed_addresses": ["198.51.100.0/24"]}, "address_refused"), ({"expires_at": True}, "client_ended")],
)
async def test_whoever_may_not_call_gets_no_token_either(world: World, admin: Someone, fields: dict[str, Any], code: str) -> None:
    soon = clock.real() + timedelta(minutes=1)
    client = await register(admin, **({"expires_at": soon.isoformat()} if "expires_at" in fields else fields))
    with clock.real_at(soon + timedelta(seconds=1)):
        answer = await ask(world.anyone, auth=(client.id, client.secret))

    assert (answer.status_code, answer.json()["error"], answer.json()["code"]) == (401, "invalid_client", code)


@pytest.mark.parametrize(("key", "alg"), [(EC, "ES256"), (RSA, "RS256"), (RSA, "PS256")], ids=["ES256", "RS256", "PS256"])
async def test_a_signed_statement_gives_a_token_once(world: World, admin: Someone, key: ECKey | RSAKey, alg: str) -> None:
    client = await register(admin, jwks=public(EC, RSA), with_secret=False)
    assertion = signed(key, client.id, alg=alg, aud=[f"{'http://127.0.0.1:8000'}/api/v1/auth/token"])

    first, again = await ask_signed(world.anyone, assertion), await ask_signed(world.anyone, assertion, client_id=client.id)

    assert client.body["client_secret"] is None
    assert first.status_code == 200, first.text
    assert (again.status_code, again.json()["error"], again.json()["code"]) == (401, "invalid_client", "assertion_used")


async def test_of_a_statement_that_comes_to_several_at_once_one_gets_a_token(world: World, admin: Someone) -> None:
    client = await register(admin, jwks=public(EC), with_secret=False)
    assertion = signed(EC, client.id)

    answers = await asyncio.gather(*(ask_signed(world.anyone, assertion) for _ in range(8)))

    assert sorted(answer.status_code for answer in answers) == [200] + [401] * 7


def _at(**delta: float) -> int:
    return int((clock.real() + timedelta(**delta)).timestamp())


UNFIT: dict[str, Any] = {
    "another issuer": lambda it: signed(EC, it, iss="ai-do"),
    "another audience": lambda it: signed(EC, it, aud="https://elsewhere.example"),
    "two audiences": lambda it: signed(EC, it, aud=["http://127.0.0.1:8000", "https://elsewhere.example"]),
    "no audience": lambda it: signed(EC, it, aud=...),
    "no id": lambda it: signed(EC, it, jti=...),
    "no end": lambda it: signed(EC, it, exp=...),
    "ended": lambda it: signed(EC, it, exp=_at(seconds=-1)),
    "a far end": lambda it: signed(EC, it, exp=_at(hours=1)),
    "made six minutes ago": lambda it: signed(EC, it, iat=_at(minutes=-6), exp=_at(hours=1)),
    "an end that is no number": lambda it: signed(EC, it, exp=float("inf")),
    "not yet": lambda it: signed(EC, it, nbf=_at(minutes=2)),
    "of tomorrow": lambda it: signed(EC, it, iat=_at(days=1)),
    "an unknown crit": lambda it: signed(EC, it, header={"crit": ["b64"], "b64": True}),
    "a foreign key": lambda it: signed(ECKey.generate_key("P-256", private=True), it),
    "a foreign key that it brings": lambda it: _bringing(ECKey.generate_key("P-256", private=True), it),
    "another key named": lambda it: signed(EC, it, header={"kid": "khac"}),
    "no signature": lambda it: signed(EC, it).rpartition(".")[0] + ".",
    "not a statement": lambda it: "abc",
}


def _bringing(key: ECKey, client_id: str) -> str:
    return signed(key, client_id, header={"jwk": key.as_dict(private=False)})


async def test_a_statement_that_is_not_for_us_or_not_for_now_is_not_believed(world: World, admin: Someone) -> None:
    client = await register(admin, jwks=public(EC), with_secret=False)
    assert (await ask_signed(world.anyone, signed(EC, client.id), client_id=client.id)).status_code == 200
    found: dict[str, Any] = {}
    for number, (name, forged) in enumerate(UNFIT.items()):
        async with calling_from(world, f"203.0.113.{number + 1}") as caller:
            answer = await ask_signed(caller, forged(client.id), client_id=client.id)
        found[name] = (answer.status_code, answer.json().get("error"))

    assert {name: answer for name, answer in found.items() if answer != (401, "invalid_client")} == {}


@pytest.mark.parametrize(
    "jwks",
    [
        {"keys": []},
        {"keys": "x"},
        {"keys": [EC.as_dict(private=True)]},
        {"keys": [{"kty": "oct", "k": "c2VjcmV0"}]},
        {"keys": [{**RSA.as_dict(private=False), "n": RSA.as_dict(private=False)["n"][:171]}]},
        {"keys": [ECKey.generate_key("P-384", private=True).as_dict(private=False)]},
        {"keys": [{"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}]},
        {"keys": [{**EC.as_dict(private=False), "use": "enc"}]},
    ],
    ids=["none", "a text", "private", "symmetric", "short", "another curve", "no point", "for something else"],
)
async def test_keys_that_prove_nothing_are_not_taken(admin: Someone, jwks: dict[str, Any]) -> None:
    given = {"name": "Trục liên thông", "contact": "Sở Nội vụ", "scopes": ["reports:read"], "jwks": jwks}

    answer = await admin.post("/api-clients", given)

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/jwks")


async def test_a_token_of_a_client_is_not_revoked_one_by_one(world: World, client: Registered) -> None:
    token = (await ask(world.anyone, auth=(client.id, client.secret))).json()["access_token"]

    answer = await world.anyone.post("/auth/revoke", data={"token": token})

    assert (answer.status_code, answer.json()["error"]) == (400, "unsupported_token_type")


async def test_the_server_says_what_it_takes(world: World) -> None:
    told = (await world.anyone.get("/.well-known/oauth-authorization-server")).json()

    assert told["grant_types_supported"] == ["client_credentials", "password", "refresh_token"]
    assert {"client_secret_basic", "private_key_jwt"} <= set(told["token_endpoint_auth_methods_supported"])
    assert told["token_endpoint_auth_signing_alg_values_supported"] == ["ES256", "PS256", "RS256"]
    assert {"papi", "reports:read", "measures:write"} <= set(told["scopes_supported"])
    assert ASSERTION_TYPE.startswith("urn:ietf")
