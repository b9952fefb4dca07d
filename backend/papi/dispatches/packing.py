"""The signed package: the way that always works. A pack like those of evidence (`papi pack verify` checks it), with the frozen report as
data, its seal, and the papers that people read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

import rfc8785

from papi.access.actor import Actor
from papi.access.keys import SigningKey
from papi.consolidation.models import ConsolidatedSeal
from papi.consolidation.paper import consolidated_paper
from papi.consolidation.queries.detail import seal_of
from papi.consolidation.queries.reports import get_consolidated
from papi.dispatches.errors import NotApproved
from papi.evidence.packing.archive import Content, Entry, archived, length_of
from papi.evidence.packing.manifest import MANIFEST, PACK_FORMAT, SEAL, canonical, sealed
from papi.kit import clock
from papi.kit.db import Database
from papi.kit.types import new_id
from papi.papers.paper import Format
from papi.papers.writing import MEDIA_TYPES, write

_NOTE = "DOC_TRUOC.txt"
_NOTE_TEXT = (
    "Gói báo cáo tổng hợp đã được lãnh đạo phê duyệt và ký số.\r\n"
    "report.json: nội dung báo cáo như khi ký; report.seal.json: chữ ký; báo cáo bằng DOCX và PDF để đọc.\r\n"
    "Kiểm tra gói không cần mạng: papi pack verify TEP.zip --key papi-seal-keys.json\r\n"
)
"""What stands in the place of a pack's index: whoever unpacks it by hand reads this first."""


@dataclass(frozen=True)
class Packed:
    """A package ready to be sent."""

    name: str
    length: int
    entries: Sequence[Entry]
    contents: Sequence[bytes]

    def pieces(self) -> Iterator[bytes]:
        """The archive, piece by piece."""
        return archived(self.entries, map(Content.of, self.contents))


async def pack_report(database: Database, actor: Actor, consolidated_id: UUID, edition: int | None, key: SigningKey) -> Packed:
    """The package of an approved edition, the latest unless another is named."""
    async with database.reading() as session:
        loaded = await get_consolidated(session, actor, consolidated_id)
        wanted = edition or loaded.report.approved_edition
        if not loaded.report.approved_edition or wanted > loaded.report.approved_edition:
            raise NotApproved
        made = await consolidated_paper(session, actor, consolidated_id, wanted)
        seal = await seal_of(session, consolidated_id, wanted)
    papers = {f"{made.name}.{kind.value}": (await write(made.paper, kind), MEDIA_TYPES[kind]) for kind in (Format.DOCX, Format.PDF)}
    files = {**_frozen(seal), **papers}
    made_at = clock.real()
    manifest = _manifest(f"{loaded.report.title}, bản số {wanted}", files, (actor, made_at))
    head = canonical(manifest)
    note = _NOTE_TEXT.encode()
    contents = {MANIFEST: head, SEAL: sealed(manifest, head, key), _NOTE: note, **{path: content for path, (content, _) in files.items()}}
    entries = [Entry(path, len(content), made_at) for path, content in contents.items()]
    return Packed(f"{made.name}-ban-{wanted}.zip", length_of(entries), entries, list(contents.values()))


def _frozen(seal: ConsolidatedSeal) -> Mapping[str, tuple[bytes, str]]:
    names = ("number", "sha256", "signature", "key_id")
    said = {**{name: getattr(seal, name) for name in names}, "sealed_at": seal.sealed_at.isoformat()}
    return {"report.json": (seal.content.encode(), "application/json"), "report.seal.json": (rfc8785.dumps(said), "application/json")}


def _manifest(title: str, files: Mapping[str, tuple[bytes, str]], made: tuple[Actor, datetime]) -> dict[str, Any]:
    actor, made_at = made
    note = _NOTE_TEXT.encode()
    return {
        "format": PACK_FORMAT,
        "id": str(new_id()),
        "title": title,
        "made_at": made_at.isoformat(timespec="seconds"),
        "made_by": {"name": actor.signature, "unit": {"code": actor.unit_code, "name": actor.unit_name}},
        "files": [{"path": path, "media_type": kind, **_measured(content)} for path, (content, kind) in files.items()],
        "left_out": [],
        "index": {"path": _NOTE, **_measured(note)},
    }


def _measured(content: bytes) -> dict[str, Any]:
    return {"size": len(content), "sha256": sha256(content).hexdigest()}
