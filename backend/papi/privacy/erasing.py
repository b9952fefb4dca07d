"""The job that erases: bytes go first, at least once; then what is left is signed, exactly once."""

from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.keys import SigningKey
from papi.comments.models import Comment
from papi.directory.models import Unit
from papi.directory.queries import signature_of
from papi.evidence.erasing import erase_bytes, forget_derived
from papi.evidence.facts import about
from papi.evidence.models import Evidence, EvidenceFile
from papi.evidence.storing import Workplace
from papi.jobs.working import Finish, JobKind, Work
from papi.kit import clock
from papi.kit.text import searchable
from papi.notifications.models import Notification
from papi.outbox.facts import SYSTEM, record
from papi.privacy import facts
from papi.privacy.actions.erasing import KIND
from papi.privacy.models import Erasure, ErasureState
from papi.privacy.queries.protection import sealed_reports
from papi.privacy.tombstones import make_tombstone

_GONE = "(đã xóa cùng tài liệu)"


def erasure_jobs(place: Workplace, key: SigningKey) -> JobKind:
    """Erases documents that were decided on. A worker that dies leaves the job, and the next one goes on: what is gone is not missed."""

    async def do(work: Work) -> Finish | None:
        async with work.database.reading() as session:
            erasure = await session.get(Erasure, UUID(work.payload["erasure"]))
        if erasure is None or erasure.state is not ErasureState.ERASING:
            return None
        await erase_bytes(place, erasure.evidence_id)

        async def finish(session: AsyncSession) -> None:
            await _bury(session, erasure.id, key)

        return finish

    return JobKind(KIND, do, attempts=30)


async def _bury(session: AsyncSession, erasure_id: UUID, key: SigningKey) -> None:
    """Sign what is left, and take the words that named it out of what is not kept for good."""
    erasure = await session.get_one(Erasure, erasure_id, with_for_update={"key_share": True})
    if erasure.state is not ErasureState.ERASING:
        return
    evidence = await session.get_one(Evidence, erasure.evidence_id)
    await forget_derived(session, evidence.id)  # what somebody was reading while it was decided
    erasure.state, erasure.erased_at = ErasureState.ERASED, clock.business()
    tombstone = make_tombstone(key, await _content(session, erasure, evidence))
    erasure.content, erasure.sha256 = tombstone.content, tombstone.sha256
    erasure.signature, erasure.key_id = tombstone.signature, tombstone.key_id
    about_it = {"subject_type": "evidence", "subject_id": evidence.id}
    told = update(Notification).filter_by(**about_it).values(subject_label=evidence.title, data={})
    said = update(Comment).filter_by(**about_it).values(text=_GONE, folded=searchable(_GONE))
    for statement in (told, said):
        await session.execute(statement.execution_options(synchronize_session=False))
    record(session, SYSTEM, about(facts.ERASED, evidence, sha256=tombstone.sha256))


async def _content(session: AsyncSession, erasure: Erasure, evidence: Evidence) -> dict[str, Any]:
    unit = await session.get_one(Unit, evidence.unit_id)
    files = await session.scalars(select(EvidenceFile).where(EvidenceFile.evidence_id == evidence.id).order_by(EvidenceFile.number))
    return {
        "document": {
            "id": str(evidence.id),
            "unit": {"code": unit.code, "name": unit.name},
            "files": [_file(file) for file in files],
            "sealed": await sealed_reports(session, evidence.id),
        },
        "erasure": {
            "id": str(erasure.id),
            "ground": erasure.ground.value,
            "reason": erasure.reason,
            "proposed_by": await signature_of(session, erasure.proposed_by, erasure.proposed_for, "vi"),
            "proposed_at": erasure.proposed_at.isoformat(),
            "approved_by": await signature_of(session, erasure.decided_by, None, "vi"),
            "approved_at": erasure.decided_at.isoformat() if erasure.decided_at else None,
            "erased_at": erasure.erased_at.isoformat() if erasure.erased_at else None,
        },
    }


def _file(file: EvidenceFile) -> dict[str, Any]:
    return {
        "number": file.number,
        "redacts": file.redacts,
        "size": file.size,
        "sha256": file.sha256,
        "received_sha256": file.received_sha256,
        "uploaded_at": file.uploaded_at.isoformat(),
    }
