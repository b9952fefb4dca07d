"""Signed statements: what this installation vouches for with a key that is never discarded."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import orjson
from jose import jwk, jws
from jose.exceptions import JOSEError

from papi.access.keys import SigningKey

_ALGORITHM = "ES256"
_TYPE = "papi-seal+json"


def sign_statement(key: SigningKey, statement: Mapping[str, Any]) -> str:
    """The statement as a compact JWS (RFC 7515), ES256."""
    return jws.sign(dict(statement), key.private_pem, headers={"kid": key.kid, "typ": _TYPE}, algorithm=_ALGORITHM)


def read_statement(public_key: Mapping[str, Any], signature: str) -> dict[str, Any] | None:
    """What was signed with this key; None if the signature is not genuine."""
    try:
        header = jws.get_unverified_header(signature)
        if (header.get("alg"), header.get("typ")) != (_ALGORITHM, _TYPE) or "crit" in header:
            return None
        return orjson.loads(jws.verify(signature, dict(public_key), [_ALGORITHM]))
    except (JOSEError, ValueError, TypeError):
        return None


def read_header(signature: str) -> Mapping[str, Any]:
    """What a signature says of itself; nothing if it is none."""
    try:
        return jws.get_unverified_header(signature)
    except (JOSEError, ValueError, TypeError):
        return {}


def key_id_of(public_key: Mapping[str, Any]) -> str | None:
    """The id that follows from a public key itself, whatever id it claims; None if it is no key."""
    try:
        pem = jwk.construct({name: public_key[name] for name in ("kty", "crv", "x", "y")}, _ALGORITHM).to_pem()
    except (JOSEError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return sha256(pem).hexdigest()[:16]
