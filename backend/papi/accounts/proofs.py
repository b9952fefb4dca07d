"""How a client shows who it is at the token endpoint: one way, and one only (RFC 6749, 2.3)."""

from base64 import b64decode
from collections.abc import Mapping
from urllib.parse import unquote_plus

from fastapi import Request

from papi.access.assertions import subject_of
from papi.accounts.actions.granting import ClientProof
from papi.accounts.errors import ProofMissing, RequestInvalid
from papi.kit.transport import API

_ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


def proof_of(request: Request, form: Mapping[str, str], issuer: str) -> ClientProof:
    """The proof that a request carries."""
    basic, posted, signed = request.headers.get("authorization"), form["client_secret"], form["client_assertion"]
    given = [way for way in (basic, posted, signed) if way]
    if not given:
        raise ProofMissing
    if len(given) > 1 or bool(signed) != (form["client_assertion_type"] == _ASSERTION_TYPE):
        raise RequestInvalid
    audiences = (issuer, f"{issuer}{API}/auth/token")
    if signed:
        return ClientProof(form["client_id"] or subject_of(signed), None, signed, audiences)
    client_id, secret = _basic(basic) if basic else (form["client_id"], posted)
    if form["client_id"] not in {"", client_id}:
        raise RequestInvalid
    return ClientProof(client_id, secret, None, audiences)


def _basic(header: str) -> tuple[str, str]:
    kind, _, packed = header.partition(" ")
    try:
        client_id, colon, secret = b64decode(packed.strip(), validate=True).decode().partition(":")
    except ValueError:
        raise RequestInvalid from None
    if kind.lower() != "basic" or not colon:
        raise RequestInvalid
    return unquote_plus(client_id), unquote_plus(secret)
