"""A pack examined by itself: the form of the archive, the manifest and its seal, and each file against what the manifest says of it.

As with sealed copies, the public key within is only a claim of the file. Files are read piece by piece, whatever their size.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from papi.access.verdicts import Examination, PublicKeys, is_canonical, members, note_key, read_members, signed_statement
from papi.evidence.packing.manifest import MANIFEST, PACK_FORMAT, SEAL, SEAL_MEMBERS
from papi.evidence.packing.reading import Broken, Found, content_of, entries_of, is_harmless, measured

LARGEST_MANIFEST = 64 << 20
_LARGEST_SEAL = 64 << 10
_SHAPE: Mapping[str, type] = {"format": str, "id": str, "made_at": str, "title": str, "files": list, "left_out": list, "index": dict}
_FILE: Mapping[str, type] = {"path": str, "size": int, "sha256": str}


@dataclass(frozen=True)
class _Pack:
    """The archive, and the files of each path: a path may stand twice in one that is not ours."""

    file: BinaryIO
    entries: Sequence[Found]

    def named(self, path: str) -> Found | None:
        return next((entry for entry in self.entries if entry.path == path), None)


def examine_pack(path: Path, keys: PublicKeys | None) -> Examination:
    """Examine a pack; with `keys` only those are believed. `content` of the answer is its manifest, once that is what was signed."""
    found = Examination()
    with path.open("rb") as file:
        try:
            entries = entries_of(file)
        except Broken as broken:
            found.note(broken.why, False, **broken.parts)
            return found
        found.note("form", count=len(entries))
        if _are_harmless(found, entries):
            _judge(found, _Pack(file, entries), keys)
    return found


def _are_harmless(found: Examination, entries: Sequence[Found]) -> bool:
    """Nothing may lie outside the folder of unpacking, or overwrite what was unpacked before it."""
    counted = Counter(entry.path.casefold() for entry in entries)
    bad = [entry.path for entry in entries if not is_harmless(entry.path)]
    twice = [path for path, count in counted.items() if count > 1]
    for path in bad:
        found.note("path", False, path=path)
    for path in twice:
        found.note("twice", False, path=path)
    return not bad and not twice


def _judge(found: Examination, pack: _Pack, keys: PublicKeys | None) -> None:
    raw, seal = _small(pack, MANIFEST, LARGEST_MANIFEST), _small(pack, SEAL, _LARGEST_SEAL)
    said = None if seal is None else _seal(seal)
    if not found.note("manifest", raw is not None and said is not None) or raw is None or said is None:
        return
    manifest = _manifest(found, raw)
    if manifest is None or not _is_signed(found, said, raw, manifest, keys):
        return
    found.content = manifest
    _compare(found, pack, manifest)


def _small(pack: _Pack, path: str, most: int) -> bytes | None:
    entry = pack.named(path)
    return None if entry is None or entry.size > most else content_of(pack.file, entry)


def _seal(raw: bytes) -> dict[str, Any] | None:
    """What the seal says, if it says nothing else and is written as we write it: nothing unsigned rides along."""
    said = read_members(raw, SEAL_MEMBERS)
    return said if said is not None and said.keys() == SEAL_MEMBERS.keys() and is_canonical(said, raw) else None


def _manifest(found: Examination, raw: bytes) -> dict[str, Any] | None:
    manifest = read_members(raw, _SHAPE)
    if not found.note("canonical", manifest is not None and is_canonical(manifest, raw)) or manifest is None:
        return None
    shaped = manifest["format"] == PACK_FORMAT and all(_is_file(each) for each in _listed(manifest))
    return manifest if found.note("format", shaped, format=PACK_FORMAT) else None


def _listed(manifest: Mapping[str, Any]) -> list[Any]:
    return [manifest["index"], *manifest["files"]]


def _is_file(value: object) -> bool:
    told = members(value) or {}
    return all(isinstance(told.get(name), kind) for name, kind in _FILE.items())


def _is_signed(found: Examination, seal: Mapping[str, Any], raw: bytes, manifest: Mapping[str, Any], keys: PublicKeys | None) -> bool:
    statement = signed_statement(found, seal, keys)
    if statement is None:
        return False
    wanted = {"format": PACK_FORMAT, "pack": manifest["id"], "made_at": manifest["made_at"], "sha256": sha256(raw).hexdigest()}
    agrees = statement == wanted and all(seal[name] == wanted[name] for name in ("pack", "made_at", "sha256"))
    return found.note("statement", agrees) and note_key(found, seal, keys)


def _compare(found: Examination, pack: _Pack, manifest: Mapping[str, Any]) -> None:
    """Each file that the manifest names, and each that it does not."""
    present = {entry.path: entry for entry in pack.entries if entry.path not in (MANIFEST, SEAL)}
    faults = list(_faults(pack.file, _listed(manifest), present))
    total = len(manifest["files"])
    wrong = {path for _why, path in faults}
    found.note("files", not faults, count=sum(each["path"] not in wrong for each in manifest["files"]), total=total)
    for why, path in faults:
        found.note(why, False, path=path)


def _faults(file: BinaryIO, listed: Sequence[Mapping[str, Any]], present: dict[str, Found]) -> Iterator[tuple[str, str]]:
    for told in listed:
        entry = present.pop(told["path"], None)
        if entry is None:
            yield "missing", told["path"]
        elif not _is_same(file, entry, told):
            yield "changed", told["path"]
    for path in present:
        yield "added", path


def _is_same(file: BinaryIO, entry: Found, told: Mapping[str, Any]) -> bool:
    if entry.size != told["size"]:
        return False
    content = measured(file, entry)
    return (content.crc, content.sha256) == (entry.crc, told["sha256"])
