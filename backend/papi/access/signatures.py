"""Signed statements: what this installation vouches for with a key that is never discarded."""

from collections.abc import Mapping
from typing import Any

import orjson
from jose import jws
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
        if jws.get_unverified_header(signature).get("alg") != _ALGORITHM:
            return None
        return orjson.loads(jws.verify(signature, dict(public_key), [_ALGORITHM]))
    except (JOSEError, ValueError, TypeError):
        return None
