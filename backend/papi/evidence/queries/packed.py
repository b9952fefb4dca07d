"""Packs of ours that were uploaded as evidence, told in one plain sentence."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Viewer
from papi.directory.models import Unit
from papi.evidence.models import Evidence, EvidenceFile, PackedFile
from papi.evidence.queries.visibility import visible_to
from papi.evidence.schemas import PackedRead
from papi.kit.db import at_most
from papi.kit.text import format_moment

_MOST = 20


async def packs_with(session: AsyncSession, viewer: Viewer, evidence_id: UUID) -> list[dict[str, Any]]:
    """The packs, taken as evidence, that hold a file of the document, whichever version, as far as the viewer sees them; the latest
    first. Also of an erased document, whose hashes stay."""
    own = select(EvidenceFile.sha256).where(EvidenceFile.evidence_id == evidence_id)
    holding = (
        select(EvidenceFile.evidence_id)
        .join(PackedFile, PackedFile.file_id == EvidenceFile.id)
        .where(PackedFile.sha256.in_(own), EvidenceFile.evidence_id != evidence_id, EvidenceFile.erased_at.is_(None))
    )
    seen = (Evidence.id.in_(holding), visible_to(viewer))
    statement = select(Evidence.id, Evidence.title, Unit.short_name).join(Unit, Unit.id == Evidence.unit_id).where(*seen)
    rows = await session.execute(at_most(statement.order_by(Evidence.uploaded_at.desc(), Evidence.id), _MOST))
    return [{"id": row.id, "title": row.title, "unit": row.short_name} for row in rows]


def packed(stored: Mapping[str, Any], language: str) -> dict[str, Any]:
    """What was read of a pack as the wire's `PackedRead`."""
    made_at = datetime.fromisoformat(stored["made_at"])
    title, files, moment = stored["title"], stored["files"], format_moment(made_at)
    sentence = (
        f"A pack of evidence of {title} with {files} files, made at {moment}; signed by this system and not changed since."
        if language == "en"
        else f"Gói minh chứng của {title} gồm {files} tệp, lập lúc {moment}; hệ thống này đã ký, chưa bị sửa."
    )
    return PackedRead(sentence=sentence, title=title, files=files, left_out=stored["left_out"], made_at=made_at).model_dump()
