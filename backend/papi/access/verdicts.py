"""Judging by itself what this installation has signed, with public keys alone: findings step by step, and the verdict that follows."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, cast

import rfc8785

from papi.access.signatures import key_id_of, read_header, read_statement

PublicKeys = Sequence[Mapping[str, Any]]
"""Keys that are believed, as JWKs."""


class Verdict(StrEnum):
    GENUINE = "genuine"
    UNPROVEN = "unproven"
    REFUSED = "refused"


@dataclass
class Examination:
    """What was found, step by step: the name of a sentence, whether it is well, and its parts."""

    steps: list[tuple[str, bool, Mapping[str, object]]] = field(default_factory=list[tuple[str, bool, Mapping[str, object]]])
    content: Mapping[str, Any] = field(default_factory=dict[str, Any])
    proven: bool = False

    def note(self, name: str, well: bool = True, **parts: object) -> bool:
        self.steps.append((name, well, parts))
        return well

    @property
    def verdict(self) -> Verdict:
        if not all(well for _name, well, _parts in self.steps):
            return Verdict.REFUSED
        return Verdict.GENUINE if self.proven else Verdict.UNPROVEN


def read_members(raw: bytes | str, shape: Mapping[str, type]) -> dict[str, Any] | None:
    """A JSON object with these members, each once; None for anything else. A member that stands twice is two objects to two readers."""
    try:
        text = raw.decode("utf-8") if isinstance(raw, bytes) else raw
        found = members(json.loads(text, object_pairs_hook=_once))
    except (ValueError, RecursionError):
        return None
    if found is None:
        return None
    shaped = all(isinstance(found.get(name), kind) and not isinstance(found[name], bool) for name, kind in shape.items())
    return found if shaped else None


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a member stands twice")
    return found


def members(value: object) -> dict[str, Any] | None:
    """The value if it is a JSON object."""
    return cast(dict[str, Any], value) if isinstance(value, dict) else None


def is_canonical(content: Mapping[str, Any], raw: bytes) -> bool:
    """Whether the bytes are the one way in which RFC 8785 writes the content."""
    try:
        return rfc8785.dumps(dict(content)) == raw
    except (ValueError, RecursionError, rfc8785.CanonicalizationError):
        return False


def signed_statement(found: Examination, seal: Mapping[str, Any], keys: PublicKeys | None) -> dict[str, Any] | None:
    """What the seal's signature says, by its key among `keys`, or by the one that it brings along; None if it is not genuine."""
    key = seal["public_key"] if keys is None else next((key for key in keys if key.get("kid") == seal["key_id"]), None)
    if key is None:
        found.note("key_unknown", False, key=seal["key_id"])
        return None
    if not found.note("key_named", key_id_of(key) == seal["key_id"], key=seal["key_id"]):
        return None
    header = read_header(seal["signature"])
    statement = read_statement(key, seal["signature"]) if header.get("kid") == seal["key_id"] else None
    found.note("signature", statement is not None)
    return statement


def note_key(found: Examination, seal: Mapping[str, Any], keys: PublicKeys | None) -> bool:
    """Whose key it was: one that was brought along from elsewhere, or a claim of the file."""
    found.proven = keys is not None
    return found.note("key_given" if found.proven else "key_claimed", key=seal["key_id"])


def keys_in(documents: Iterable[bytes]) -> list[Mapping[str, Any]]:
    """The public keys of key sets (RFC 7517), or of single keys; ValueError where there is none."""
    found: list[Mapping[str, Any]] = []
    for raw in documents:
        given = members(json.loads(raw.decode("utf-8"))) or {}
        keys = [members(key) or {} for key in given.get("keys", [given])]
        if not all(key.get("kty") == "EC" for key in keys):
            raise ValueError("no key")
        found.extend(keys)
    return found
