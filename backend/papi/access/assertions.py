"""What a client signs to say who it is (`private_key_jwt`, RFC 7523): which public keys are taken, which statements are believed."""

import json
from base64 import urlsafe_b64decode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeGuard, cast

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey

from papi.kit import clock

ALGORITHMS = ("ES256", "PS256", "RS256")
LONGEST = timedelta(minutes=5)
_SKEW = 30
_MEMBERS = {"EC": ("kty", "crv", "x", "y"), "RSA": ("kty", "n", "e")}
_NAMING = ("kid", "alg", "use")
MOST_KEYS = 10
_BEYOND_CLOCKS = 10**15
_SHORTEST_RSA, _LONGEST_RSA = 2048, 4096


class KeysUnfit(ValueError):
    """Why a key set is not taken, in both languages."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.vi, self.en = vi, en


class AssertionUnfit(Exception):
    """A statement that is not believed; the reason is for the log alone."""


@dataclass(frozen=True)
class Assertion:
    """A statement that was believed: its id, and when it would have ended."""

    jti: str
    expires_at: datetime


def public_keys(jwks: Mapping[str, Any]) -> dict[str, Any]:
    """The key set with the public members of each key alone; KeysUnfit unless each is a public key of a kind that signs safely."""
    keys = jwks.get("keys")
    if not isinstance(keys, list) or not 1 <= len(cast(list[Any], keys)) <= MOST_KEYS:
        raise KeysUnfit(f"Cần từ 1 đến {MOST_KEYS} khóa trong “keys”.", f"From 1 to {MOST_KEYS} keys are needed in “keys”.")
    return {"keys": [_public(key) for key in cast(list[Any], keys)]}


def _public(key: Any) -> dict[str, str]:
    given = cast(dict[str, Any], key) if isinstance(key, dict) else {}
    names = _MEMBERS.get(str(given.get("kty")), ())
    if {"d", "p", "q", "k"} & given.keys():
        raise KeysUnfit("Chỉ gửi khóa công khai, không gửi khóa bí mật.", "Send public keys only, never private ones.")
    kept = {name: given[name] for name in (*names, *_NAMING) if isinstance(given.get(name), str)}
    try:
        fits = given.get("crv") == "P-256" if kept["kty"] == "EC" else _SHORTEST_RSA <= _bits(kept["n"]) <= _LONGEST_RSA
        if fits:
            _import(kept)
    except (JoseError, ValueError, KeyError, TypeError):
        fits = False
    if not fits or given.get("use", "sig") != "sig" or given.get("alg", "ES256") not in ALGORITHMS:
        raise KeysUnfit(
            "Cần khóa EC P-256 hoặc RSA từ 2048 đến 4096 bit, dùng để ký.", "EC P-256 or RSA keys of 2048 to 4096 bits are needed."
        )
    return kept


def _bits(number: str) -> int:
    return int.from_bytes(urlsafe_b64decode(number + "=" * (-len(number) % 4))).bit_length()


def _import(key: Mapping[str, str]) -> ECKey | RSAKey:
    kind = ECKey if key.get("kty") == "EC" else RSAKey
    return kind.import_key(dict(key))


def thumbprint_of(key: Mapping[str, str]) -> str:
    """By what a public key is told from every other, whatever it is called (RFC 7638)."""
    return _import(key).thumbprint()


def subject_of(assertion: str) -> str:
    """Whom an unverified statement is about; empty for none, and for what is no name of ours."""
    try:
        part = assertion.split(".")[1]
        found = json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4)))
        subject = found.get("sub")
        return subject if isinstance(subject, str) and subject.isascii() else ""
    except (ValueError, IndexError, AttributeError, RecursionError):
        return ""


def believe(assertion: str, jwks: Mapping[str, Any], client_id: str, audiences: Sequence[str]) -> Assertion:
    """What the statement says, if a key of the client signed it, for us and for now; AssertionUnfit else. Its caller sees to it
    that it is used once."""
    claims = _signed(assertion, jwks)
    now = clock.real().timestamp()
    if not claims.get("iss") == claims.get("sub") == client_id:
        raise AssertionUnfit("issuer and subject are not the client")
    audience = claims.get("aud")
    named = [audience] if isinstance(audience, str) else audience
    if not isinstance(named, list) or len(cast(list[Any], named)) != 1 or named[0] not in audiences:
        raise AssertionUnfit("another audience, or more than one")
    jti = claims.get("jti")
    if not isinstance(jti, str) or not jti.isprintable() or not 8 <= len(jti) <= 200:
        raise AssertionUnfit("no id")
    if not all(name not in claims or (_is_time(claims[name]) and claims[name] <= now + _SKEW) for name in ("iat", "nbf")):
        raise AssertionUnfit("not yet")
    end = _end(claims)
    if not now < end <= now + LONGEST.total_seconds() + _SKEW:
        raise AssertionUnfit("no end within five minutes")
    return Assertion(jti, datetime.fromtimestamp(end, UTC))


def _end(claims: Mapping[str, Any]) -> float:
    """When it ends: five minutes after it was made at the latest. Common libraries write an hour, which nobody needs for one request."""
    expires, made = claims.get("exp"), claims.get("iat")
    if not _is_time(expires):
        raise AssertionUnfit("no end")
    return min(float(expires), made + LONGEST.total_seconds()) if _is_time(made) else float(expires)


def _is_time(value: Any) -> TypeGuard[int | float]:
    """A number of seconds, as far as a clock goes; `NaN` is beyond all."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _BEYOND_CLOCKS


def _signed(assertion: str, jwks: Mapping[str, Any]) -> dict[str, Any]:
    for key in jwks["keys"]:
        algorithms = [key["alg"]] if "alg" in key else ["ES256"] if key["kty"] == "EC" else ["RS256", "PS256"]
        try:
            found = jws.deserialize_compact(assertion, _import(key), algorithms=algorithms)
            if "crit" in found.headers():
                raise AssertionUnfit("asks for an extension")
            if found.headers().get("kid", key.get("kid")) != key.get("kid") and "kid" in key:
                continue
            claims = json.loads(found.payload)
        except (JoseError, ValueError, KeyError, TypeError, RecursionError):
            continue
        if isinstance(claims, dict):
            return cast(dict[str, Any], claims)
    raise AssertionUnfit("no key of the client signed it")
