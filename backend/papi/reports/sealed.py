"""A sealed copy examined by itself: form, canonical JSON, hash, signature, key, and the files that it names. No database is asked.

The public key within the file is only a claim of the file: who wants to know who sealed it brings the key from elsewhere.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

import rfc8785

from papi.access.signatures import key_id_of, read_header, read_statement

SEAL_FORMAT = "papi-report-seal/1"
_MEMBERS: Mapping[str, type] = {
    "report_id": str,
    "number": int,
    "sealed_at": str,
    "sha256": str,
    "key_id": str,
    "signature": str,
    "content": str,
    "public_key": dict,
}
_PIECE = 1 << 20


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


class _Twice(ValueError):
    """A member that stands twice: two readers might read two different seals."""


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise _Twice
    return members


def examine(raw: bytes, keys: Sequence[Mapping[str, Any]] | None, files: Path | None = None) -> Examination:
    """Examine a sealed copy; with `keys` only those are believed, with `files` the documents are looked for in that directory."""
    found = Examination()
    seal = _read(raw)
    if not found.note("form", seal is not None) or seal is None:
        return found
    if _is_content_whole(found, seal) and _is_signed(found, seal, keys) and files is not None:
        _look_for(found, files)
    return found


def _members(value: object) -> dict[str, Any] | None:
    return cast(dict[str, Any], value) if isinstance(value, dict) else None


def _read(raw: bytes) -> dict[str, Any] | None:
    try:
        seal = _members(json.loads(raw.decode("utf-8"), object_pairs_hook=_once))
    except (ValueError, RecursionError):
        return None
    if seal is None:
        return None
    shaped = all(isinstance(seal.get(name), kind) and not isinstance(seal[name], bool) for name, kind in _MEMBERS.items())
    return seal if shaped else None


def _is_content_whole(found: Examination, seal: Mapping[str, Any]) -> bool:
    raw = seal["content"].encode("utf-8", "surrogatepass")
    try:
        content = _members(json.loads(seal["content"], object_pairs_hook=_once)) or {}
        canonical = rfc8785.dumps(content) == raw
    except (ValueError, RecursionError, rfc8785.CanonicalizationError):
        return found.note("canonical", False)
    known = content.get("format") == SEAL_FORMAT
    if not (found.note("canonical", canonical) and found.note("format", known, format=SEAL_FORMAT)):
        return False
    found.content = content
    digest = sha256(raw).hexdigest()
    return found.note("hash", digest == seal["sha256"], sha256=digest)


def _is_signed(found: Examination, seal: Mapping[str, Any], keys: Sequence[Mapping[str, Any]] | None) -> bool:
    key = seal["public_key"] if keys is None else next((key for key in keys if key.get("kid") == seal["key_id"]), None)
    if key is None:
        return found.note("key_unknown", False, key=seal["key_id"])
    if not found.note("key_named", key_id_of(key) == seal["key_id"], key=seal["key_id"]):
        return False
    header = read_header(seal["signature"])
    statement = read_statement(key, seal["signature"]) if header.get("kid") == seal["key_id"] else None
    if not found.note("signature", statement is not None) or statement is None:
        return False
    said = {"format": SEAL_FORMAT, "report": seal["report_id"], "number": seal["number"], "sha256": seal["sha256"]}
    agrees = all(statement.get(name) == value for name, value in said.items()) and statement.get("sealed_at") == seal["sealed_at"]
    inner = found.content.get("report", {}).get("id") == seal["report_id"]
    if not found.note("statement", agrees and inner, number=seal["number"]):
        return False
    found.proven = keys is not None
    return found.note("key_given" if found.proven else "key_claimed", key=seal["key_id"])


def documents_of(content: Mapping[str, Any]) -> Mapping[str, str]:
    """The sealed documents: hash → title."""
    return {document["sha256"]: document["title"] for line in content["lines"] for document in line["evidence"]}


def _look_for(found: Examination, directory: Path) -> None:
    wanted = documents_of(found.content)
    present = {_hash(path) for path in _files(directory)}
    missing = [title for digest, title in wanted.items() if digest not in present]
    found.note("files", not missing, count=len(wanted) - len(missing), total=len(wanted))
    for title in missing:
        found.note("file_missing", False, title=title)


def _files(directory: Path) -> Iterator[Path]:
    return (path for path in sorted(directory.rglob("*")) if path.is_file())


def _hash(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def keys_in(documents: Iterable[bytes]) -> list[Mapping[str, Any]]:
    """The public keys of key sets (RFC 7517), or of single keys; ValueError where there is none."""
    found: list[Mapping[str, Any]] = []
    for raw in documents:
        given = _members(json.loads(raw.decode("utf-8"))) or {}
        keys = [_members(key) or {} for key in given.get("keys", [given])]
        if not all(key.get("kty") == "EC" for key in keys):
            raise ValueError("no key")
        found.extend(keys)
    return found
