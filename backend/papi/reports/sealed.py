"""A sealed copy examined by itself: form, canonical JSON, hash, signature, key, and the files that it names. No database is asked.

The public key within the file is only a claim of the file: who wants to know who sealed it brings the key from elsewhere.
"""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from papi.access.verdicts import Examination, PublicKeys, is_canonical, note_key, read_members, signed_statement

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


def examine(raw: bytes, keys: PublicKeys | None, files: Path | None = None) -> Examination:
    """Examine a sealed copy; with `keys` only those are believed, with `files` the documents are looked for in that directory."""
    found = Examination()
    seal = read_members(raw, _MEMBERS)
    if not found.note("form", seal is not None) or seal is None:
        return found
    if _is_content_whole(found, seal) and _is_signed(found, seal, keys) and files is not None:
        _look_for(found, files)
    return found


def _is_content_whole(found: Examination, seal: Mapping[str, Any]) -> bool:
    raw = seal["content"].encode("utf-8", "surrogatepass")
    content = read_members(seal["content"], {})
    if content is None or not is_canonical(content, raw):
        return found.note("canonical", False)
    known = content.get("format") == SEAL_FORMAT
    if not (found.note("canonical") and found.note("format", known, format=SEAL_FORMAT)):
        return False
    found.content = content
    digest = sha256(raw).hexdigest()
    return found.note("hash", digest == seal["sha256"], sha256=digest)


def _is_signed(found: Examination, seal: Mapping[str, Any], keys: PublicKeys | None) -> bool:
    statement = signed_statement(found, seal, keys)
    if statement is None:
        return False
    said = {"format": SEAL_FORMAT, "report": seal["report_id"], "number": seal["number"], "sha256": seal["sha256"]}
    agrees = all(statement.get(name) == value for name, value in said.items()) and statement.get("sealed_at") == seal["sealed_at"]
    inner = found.content.get("report", {}).get("id") == seal["report_id"]
    if not found.note("statement", agrees and inner, number=seal["number"]):
        return False
    return note_key(found, seal, keys)


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
