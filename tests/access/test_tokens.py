"""What is not a genuine, current token of this installation is refused, however it was made."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from jose import jwk

from papi.access.keys import SigningKey, load_keys
from papi.access.models import AuthSession
from papi.access.permissions import Role
from papi.access.tokens import LIFETIME
from papi.kit import clock
from tests.support.world import Caller, Someone, World

Forge = Callable[["Forgery"], str]


class Forgery:
    """A genuine token taken apart, and the key that signed it."""

    def __init__(self, token: str, key: SigningKey, foreign: SigningKey) -> None:
        self.token, self.key, self.foreign = token, key, foreign
        parts = token.split(".")
        self.header: dict[str, Any] = json.loads(unpacked(parts[0]))
        self.payload: dict[str, Any] = json.loads(unpacked(parts[1]))
        self.signature = parts[2]

    def signed(self, *, header: dict[str, Any] | None = None, key: SigningKey | None = None, **changes: Any) -> str:
        """Signed anew, by default with the installation's own key: what a flaw elsewhere might bring about. `...` leaves a member out."""
        text = ".".join(
            packed(json.dumps(without_gaps(part)).encode()) for part in ({**self.header, **(header or {})}, {**self.payload, **changes})
        )
        signer = jwk.construct((key or self.key).private_pem, "ES256")
        return f"{text}.{packed(signer.sign(text.encode()))}"


def without_gaps(members: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value is not ...}


def packed(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def unpacked(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def now() -> int:
    return int(clock.real().timestamp())


def tampered(forgery: Forgery) -> str:
    header, payload, signature = forgery.token.split(".")
    changed = {**json.loads(unpacked(payload)), "role": "admin"}
    return f"{header}.{packed(json.dumps(changed).encode())}.{signature}"


def unsigned(forgery: Forgery) -> str:
    header = packed(json.dumps({**forgery.header, "alg": "none"}).encode())
    return f"{header}.{forgery.token.split('.')[1]}."


def signed_with_the_public_key_as_a_secret(forgery: Forgery) -> str:
    text = f"{packed(json.dumps({**forgery.header, 'alg': 'HS256'}).encode())}.{forgery.token.split('.')[1]}"
    secret = json.dumps(forgery.key.public).encode()
    return f"{text}.{packed(hmac.new(secret, text.encode(), hashlib.sha256).digest())}"


FORGERIES: dict[str, Forge] = {
    "the role changed": tampered,
    "the signature cut": lambda it: it.token[:-4],
    "no signature": lambda it: it.token.rpartition(".")[0] + ".",
    "alg none": unsigned,
    "alg HS256 with the public key": signed_with_the_public_key_as_a_secret,
    "a foreign key under our kid": lambda it: it.signed(key=it.foreign),
    "a foreign key under its own kid": lambda it: it.signed(key=it.foreign, header={"kid": it.foreign.kid}),
    "an unknown kid": lambda it: it.signed(header={"kid": "0000000000000000"}),
    "no kid": lambda it: it.signed(header={"kid": ...}),
    "typ JWT": lambda it: it.signed(header={"typ": "JWT"}),
    "no typ": lambda it: it.signed(header={"typ": ...}),
    "an unknown crit": lambda it: it.signed(header={"crit": ["b64"]}),
    "a key in the header": lambda it: it.signed(header={"jwk": it.foreign.public}),
    "no aud": lambda it: it.signed(aud=...),
    "another audience": lambda it: it.signed(aud="another-api"),
    "another issuer": lambda it: it.signed(iss="https://papi.elsewhere.example"),
    "no issuer": lambda it: it.signed(iss=...),
    "no exp": lambda it: it.signed(exp=...),
    "a far exp": lambda it: it.signed(exp=now() + 365 * 24 * 3600),
    "exp as a text": lambda it: it.signed(exp=str(now() + 60)),
    "iat of tomorrow": lambda it: it.signed(iat=now() + 24 * 3600, exp=now() + 24 * 3600 + 900),
    "no iat": lambda it: it.signed(iat=...),
    "no sub": lambda it: it.signed(sub=...),
    "no jti": lambda it: it.signed(jti=...),
    "no session": lambda it: it.signed(sid=...),
    "a subject that is no id": lambda it: it.signed(sub="admin"),
    "not a token": lambda it: "abc.def.ghi",
    "four parts": lambda it: f"{it.token}.{it.signature}",
    "very long": lambda it: it.token + "A" * 10_000,
    "nothing": lambda it: "",
}


@pytest.fixture
async def someone(world: World) -> Someone:
    return await world.person(Role.OFFICER, await world.unit())


def bearing(who: Caller, token: str) -> Caller:
    return Caller(who.client, who.app, {"Authorization": f"Bearer {token}"})


def token_of(who: Someone) -> str:
    return who.headers["Authorization"].removeprefix("Bearer ")


@pytest.fixture(scope="session")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> SigningKey:
    return load_keys(Path(tmp_path_factory.mktemp("foreign"))).tokens[0]


@pytest.mark.parametrize("name", FORGERIES)
async def test_a_forged_token_is_refused(world: World, someone: Someone, foreign: SigningKey, name: str) -> None:
    forgery = Forgery(token_of(someone), world.app.state.issuer.keys.tokens[0], foreign)
    assert (await bearing(someone, forgery.signed()).get("/me")).status_code == 200, "the forger's own way of signing works"

    answer = await bearing(someone, FORGERIES[name](forgery)).get("/me")

    assert answer.status_code == 401
    assert answer.json()["code"] in {"token_invalid", "not_signed_in"}
    said = ', error="invalid_token"' if answer.json()["code"] == "token_invalid" else ""
    assert answer.headers["www-authenticate"] == f'Bearer realm="papi"{said}'


async def test_a_token_ends_after_a_quarter_of_an_hour_and_says_so(someone: Someone) -> None:
    with clock.real_at(clock.real() + LIFETIME - timedelta(seconds=5)):
        assert (await someone.get("/me")).status_code == 200
    with clock.real_at(clock.real() + LIFETIME + timedelta(seconds=1)):
        answer = await someone.get("/me")

    assert (answer.status_code, answer.json()["code"]) == (401, "token_expired")
    assert answer.json()["detail"] == "Phiên làm việc đã hết. Đăng nhập lại để tiếp tục; nội dung đã nhập vẫn còn."


async def test_a_revoked_session_is_over_in_whatever_way_its_token_is_written(world: World, someone: Someone) -> None:
    header, payload, signature = token_of(someone).split(".")
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    last = alphabet[alphabet.index(signature[-1]) ^ 1]  # the same bytes: the last letter of 64 bytes has bits to spare
    rewritten = bearing(someone, f"{header}.{payload}.{signature[:-1]}{last}")
    session_id = json.loads(unpacked(payload))["sid"]

    assert (await someone.delete(f"/me/sessions/{session_id}")).status_code == 204

    assert (await someone.get("/me")).json()["code"] == "token_expired"
    assert (await rewritten.get("/me")).status_code == 401


async def test_an_expired_session_is_over_though_the_token_is_young(world: World, someone: Someone) -> None:
    session_id = UUID(json.loads(unpacked(token_of(someone).split(".")[1]))["sid"])
    async with world.database.writing() as session:
        (await session.get_one(AuthSession, session_id)).expires_at = clock.real() - timedelta(seconds=1)

    assert (await someone.get("/me")).json()["code"] == "token_expired"


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic YWRtaW46YWRtaW4=", "Bearer a b", "bearer\tx"])
async def test_a_header_that_carries_no_token_is_not_signed_in(world: World, header: str) -> None:
    answer = await world.anyone.get("/me", headers={"Authorization": header})

    assert answer.status_code == 401
