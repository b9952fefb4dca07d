"""Packs as somebody has them who downloaded them: taken apart, verified, and made hostile."""

import io
import json
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx

from papi.access.keys import SigningKey
from papi.access.verdicts import Examination
from papi.evidence.packing.archive import Content, Entry, archived
from papi.evidence.packing.manifest import INDEX, MANIFEST, PACK_FORMAT, SEAL, canonical, sealed
from papi.evidence.packing.verifying import examine_pack
from tests.support.archive import Archive

MADE = datetime(2024, 9, 18, 2, 0, tzinfo=UTC)


@dataclass
class Unpacked:
    """A downloaded pack, read by Python's own reader of archives."""

    content: bytes
    archive: zipfile.ZipFile

    @property
    def manifest(self) -> dict[str, Any]:
        return json.loads(self.archive.read(MANIFEST))

    @property
    def paths(self) -> list[str]:
        return [name for name in self.archive.namelist() if name not in (MANIFEST, SEAL, INDEX)]

    @property
    def files(self) -> dict[str, bytes]:
        return {path: self.archive.read(path) for path in self.paths}


def unpacked(answer: httpx.Response) -> Unpacked:
    """The pack that was answered: whole by its length and by its checksums."""
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-length"] == str(len(answer.content))
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert archive.testzip() is None
    return Unpacked(answer.content, archive)


def examined(archive: Archive, content: bytes, folder: Path) -> Examination:
    """What an auditor finds who has the published keys."""
    path = folder / "goi.zip"
    path.write_bytes(content)
    return examine_pack(path, [key.public for key in archive.world.app.state.issuer.keys.seals])


def packed(key: SigningKey, files: dict[str, bytes], **said: Any) -> bytes:
    """A pack made without the product's database; `said` changes the manifest before it is sealed."""
    index = b"PK of an index"
    manifest = {
        "format": PACK_FORMAT,
        "id": "0190c000-0000-7000-8000-000000000001",
        "title": "Phường 1 – Báo cáo quý III/2024",
        "made_at": MADE.isoformat(),
        "files": [_told(path, content) for path, content in files.items()],
        "left_out": [],
        "index": _told(INDEX, index),
        **said,
    }
    content = canonical(manifest)
    return zipped({MANIFEST: content, SEAL: sealed(manifest, content, key), INDEX: index, **files})


def zipped(members: dict[str, bytes]) -> bytes:
    """An archive of the form of packs, whatever is in it."""
    entries = [Entry(path, len(content), MADE) for path, content in members.items()]
    return b"".join(archived(entries, map(Content.of, members.values())))


def _told(path: str, content: bytes) -> dict[str, Any]:
    return {"path": path, "size": len(content), "sha256": sha256(content).hexdigest()}
