"""What is left of an erased document: a statement of this installation that anybody can verify without it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, cast

import rfc8785

from papi.access.keys import SigningKey
from papi.access.signatures import key_id_of, read_header, read_statement, sign_statement

TOMBSTONE_FORMAT = "papi-tombstone/1"


@dataclass(frozen=True)
class Tombstone:
    """The content as canonical JSON (RFC 8785), its hash, and the signature over both."""

    content: str
    sha256: str
    signature: str
    key_id: str


def make_tombstone(key: SigningKey, content: Mapping[str, Any]) -> Tombstone:
    """Sign what is told of an erased document."""
    raw = rfc8785.dumps({"format": TOMBSTONE_FORMAT, **content})
    digest = sha256(raw).hexdigest()
    statement = {"format": TOMBSTONE_FORMAT, "document": content["document"]["id"], "sha256": digest}
    return Tombstone(raw.decode(), digest, sign_statement(key, statement), key.kid)


def examine_tombstone(raw: bytes, keys: Sequence[Mapping[str, Any]] | None) -> tuple[list[tuple[str, bool]], Mapping[str, Any]]:
    """Examine a tombstone by itself: the steps, each with whether it is well, and its content. With `keys` only those are believed."""
    try:
        given: dict[str, Any] = json.loads(raw)
        text, signature, key_id = str(given["content"]), str(given["signature"]), str(given["key_id"])
        content: dict[str, Any] = json.loads(text)
        canonical = rfc8785.dumps(content) == text.encode()
        document = content["document"]["id"]
    except (ValueError, TypeError, KeyError, RecursionError, rfc8785.CanonicalizationError):
        return [("form", False)], {}
    digest = sha256(text.encode()).hexdigest()
    steps = [
        ("form", content.get("format") == TOMBSTONE_FORMAT),
        ("canonical", canonical),
        ("hash", digest == given.get("sha256")),
    ]
    key = _key_of(given, key_id, keys)
    steps.append(("key", key_id_of(key) == key_id))
    if all(well for _name, well in steps):
        genuine = read_statement(key, signature) if read_header(signature).get("kid") == key_id else None
        steps.append(("signature", genuine == {"format": TOMBSTONE_FORMAT, "document": document, "sha256": digest}))
    return steps, content


def _key_of(given: Mapping[str, Any], key_id: str, keys: Sequence[Mapping[str, Any]] | None) -> Mapping[str, Any]:
    """The key of this id among those that are believed, or the file's own where none are given."""
    nothing: Mapping[str, Any] = {}
    if keys is not None:
        return next((one for one in keys if one.get("kid") == key_id), nothing)
    own = given.get("public_key")
    return cast(Mapping[str, Any], own) if isinstance(own, dict) else nothing
