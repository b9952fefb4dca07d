"""ID tokens that are not what we asked for: each is refused, whatever its signature says."""

import base64
import json
from collections.abc import Callable
from typing import Any, cast

import pytest
from cryptography.hazmat.primitives import serialization
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey

from papi.access.id_tokens import Expected, IdTokenInvalid, KeyUnknown, judge, read_keys
from papi.kit import clock

ISSUER, CLIENT, NONCE = "https://sso.example.vn", "papi", "n" * 43
EXPECTED = Expected(ISSUER, CLIENT, NONCE, "access")
KEY = RSAKey.generate_key(2048, {"kid": "one"})
OTHER = ECKey.generate_key("P-256", {"kid": "two"})
PUBLIC = {"keys": [KEY.as_dict(private=False) | {"kid": "one", "use": "sig"}, OTHER.as_dict(private=False) | {"kid": "two"}]}
KEYS = read_keys(PUBLIC)
Change = Callable[[dict[str, Any]], None]


def _claims(**changed: Any) -> dict[str, Any]:
    now = int(clock.real().timestamp())
    claims = {"iss": ISSUER, "aud": CLIENT, "sub": "s-1", "nonce": NONCE, "iat": now, "exp": now + 300, **changed}
    return {name: value for name, value in claims.items() if value is not None}


def _signed(claims: dict[str, Any], key: Any = KEY, **header: Any) -> str:
    return jwt.encode({"alg": "RS256", "kid": "one", **header}, claims, key)


def _part(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def test_a_genuine_token_tells_who_it_is() -> None:
    assert judge(_signed(_claims()), KEYS, EXPECTED)["sub"] == "s-1"
    assert judge(_signed(_claims(aud=["other", CLIENT], azp=CLIENT)), KEYS, EXPECTED)["sub"] == "s-1"
    assert judge(_signed(_claims(), OTHER, alg="ES256", kid="two"), KEYS, EXPECTED)["sub"] == "s-1"


@pytest.mark.parametrize(
    "changed",
    [
        {"iss": "https://sso.example.vn/"},
        {"iss": None},
        {"aud": "other"},
        {"aud": None},
        {"aud": ["other", CLIENT]},
        {"aud": ["other", CLIENT], "azp": "other"},
        {"azp": "other"},
        {"exp": None},
        {"exp": "morgen"},
        {"iat": None},
        {"nonce": "m" * 43},
        {"nonce": None},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"sub": "s" * 256},
        {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
    ],
)
def test_a_token_that_says_something_else_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(IdTokenInvalid):
        judge(_signed(_claims(**changed)), KEYS, EXPECTED)


@pytest.mark.parametrize("hours", [{"exp": -1}, {"iat": 1, "exp": 2}])
def test_a_token_of_another_hour_is_refused(hours: dict[str, int]) -> None:
    now = int(clock.real().timestamp())
    with pytest.raises(IdTokenInvalid):
        judge(_signed(_claims(**{name: now + ahead * 3600 for name, ahead in hours.items()})), KEYS, EXPECTED)


def test_a_token_without_signature_or_under_a_public_key_as_secret_is_refused() -> None:
    claims = _part(_claims())
    public = cast(Any, KEY.raw_value).public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    as_secret = jwt.encode(
        {"alg": "HS256", "kid": "one"}, _claims(), OctKey.import_key(public.replace(b"-----", b"")), algorithms=["HS256"]
    )
    genuine = _signed(_claims())
    forged = [
        f"{_part({'alg': 'none', 'kid': 'one'})}.{claims}.",
        f"{_part({'alg': 'None', 'kid': 'one'})}.{claims}.",
        as_secret,
        genuine.rpartition(".")[0] + ".",
        f"{genuine.split('.')[0]}.{_part(_claims(sub='s-2'))}.{genuine.split('.')[2]}",
        _signed(_claims(), RSAKey.generate_key(2048, {"kid": "one"})),
        f"{_part({'alg': 'RS256', 'kid': 'two'})}.{claims}.{genuine.split('.')[2]}",
        f"{_part({'alg': 'RS256', 'kid': 'one', 'crit': ['x'], 'x': 1})}.{claims}.{genuine.split('.')[2]}",
        "",
        "a.b",
        "a.b.c",
        "x" * 30_000,
    ]
    for token in forged:
        with pytest.raises(IdTokenInvalid):
            judge(token, KEYS, EXPECTED)


def test_a_provider_with_one_key_need_not_name_it() -> None:
    one = read_keys({"keys": PUBLIC["keys"][:1]})
    unnamed = jwt.encode({"alg": "RS256"}, _claims(), KEY)

    assert judge(unnamed, one, EXPECTED)["sub"] == "s-1"
    with pytest.raises(KeyUnknown):
        judge(unnamed, KEYS, EXPECTED)
    with pytest.raises(IdTokenInvalid):
        judge(jwt.encode({"alg": "RS256"}, _claims(), RSAKey.generate_key(2048)), one, EXPECTED)


def test_a_key_that_is_not_known_is_told_apart_so_that_it_can_be_fetched() -> None:
    with pytest.raises(KeyUnknown):
        judge(_signed(_claims(), kid="three"), KEYS, EXPECTED)


@pytest.mark.parametrize("answer", [None, [], "x", {"keys": 1}, {"keys": [1, {"kty": "oct", "k": "c2VjcmV0"}, {"kty": "RSA"}]}])
def test_keys_that_are_none_are_left_out(answer: Any) -> None:
    assert read_keys(answer) == {}
