"""What is left of an erased document: a statement of this installation that anybody can verify without it."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import rfc8785

from papi.access.keys import SigningKey
from papi.access.signatures import sign_statement
from papi.access.verdicts import Examination, PublicKeys, is_canonical, members, note_key, read_members, signed_statement

TOMBSTONE_FORMAT = "papi-tombstone/1"
_MEMBERS: Mapping[str, type] = {"content": str, "sha256": str, "signature": str, "key_id": str, "public_key": dict}
_CONTENT: Mapping[str, type] = {"format": str, "document": dict, "erasure": dict}


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


def examine_tombstone(raw: bytes, keys: PublicKeys | None) -> Examination:
    """Examine a tombstone by itself; with `keys` only those are believed."""
    found = Examination()
    given = read_members(raw, _MEMBERS)
    content = None if given is None else read_members(given["content"], _CONTENT)
    if not found.note("form", content is not None and _is_told(content)) or given is None or content is None:
        return found
    text = given["content"].encode("utf-8", "surrogatepass")
    digest = sha256(text).hexdigest()
    whole = [found.note("canonical", is_canonical(content, text)), found.note("hash", digest == given["sha256"])]
    statement = signed_statement(found, given, keys) if all(whole) else None
    if statement is None:
        return found
    wanted = {"format": TOMBSTONE_FORMAT, "document": content["document"]["id"], "sha256": digest}
    if found.note("statement", statement == wanted) and note_key(found, given, keys):
        found.content = content
    return found


def _is_told(content: Mapping[str, Any]) -> bool:
    """Whether it says what was erased, whose it was, and when."""
    document, erasure = content["document"], content["erasure"]
    unit = members(document.get("unit")) or {}
    told = document.get("id"), unit.get("name"), erasure.get("erased_at")
    return content["format"] == TOMBSTONE_FORMAT and all(isinstance(each, str) for each in told)
