"""Documents are looked at by those who review their unit; what they decide holds for the file that they saw."""

from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor, UnitRef
from papi.evidence import facts
from papi.evidence.actions.adding import require_there
from papi.evidence.errors import AlreadyReviewed, FileReplaced, OwnUpload
from papi.evidence.models import Evidence, EvidenceFile, RejectionCode, ReviewState
from papi.evidence.queries import file_of, get_with_unit, uploaded_by
from papi.evidence.review_schemas import BulkReview, ReviewedItem, Why
from papi.evidence.words import said_reason
from papi.kit import clock
from papi.kit.etag import Precondition
from papi.kit.many import try_alone
from papi.outbox.facts import record


@dataclass(frozen=True)
class Verdict:
    """How a document was found, and why; `sha256` is the file's that was looked at, where the reviewer says so."""

    state: ReviewState
    code: RejectionCode | None = None
    reason: str | None = None
    sha256: str | None = None

    @classmethod
    def accepted(cls, sha256: str | None) -> "Verdict":
        return cls(ReviewState.ACCEPTED, sha256=sha256)

    @classmethod
    def rejected(cls, given: Why, sha256: str | None) -> "Verdict":
        return cls(ReviewState.REJECTED, given.reason_code, given.reason, sha256)


async def review_evidence(session: AsyncSession, actor: Actor, evidence_id: UUID, verdict: Verdict, precondition: Precondition) -> None:
    """Accept or reject a document of another unit. A stale `If-Match`, or another hash, says that the file is no longer the one that was
    looked at."""
    evidence, unit = await get_with_unit(session, actor, evidence_id)
    actor.require("evidence.review", UnitRef(unit.id, unit.coordinating))
    require_there(evidence)
    if verdict.sha256 is not None and verdict.sha256 != evidence.sha256:
        raise FileReplaced(str(evidence.version))
    precondition.check(evidence.version)
    mine = select(EvidenceFile.id).where(EvidenceFile.evidence_id == evidence.id, uploaded_by(actor))
    if await session.scalar(mine.limit(1)) is not None:
        raise OwnUpload
    if evidence.review_state is verdict.state:
        raise AlreadyReviewed
    await _note(session, evidence, verdict)
    data = {"number": evidence.file_version, "sha256": evidence.sha256}
    if verdict.code is None:
        record(session, actor.author, facts.about(facts.ACCEPTED, evidence, **data))
    else:
        told = {"reason_code": verdict.code, "reason": said_reason(verdict.code, verdict.reason), "notify": [str(unit.id)]}
        record(session, actor.author, facts.about(facts.REJECTED, evidence, **data, **told))


async def _note(session: AsyncSession, evidence: Evidence, verdict: Verdict) -> None:
    """What was said stands with the document until it has another file, and with the file for good."""
    if verdict.state is ReviewState.ACCEPTED:
        await file_of(session, evidence)  # nobody accepts what nobody may read
        evidence.accepted_version = evidence.file_version
    elif evidence.accepted_version == evidence.file_version:
        evidence.accepted_version = await _accepted_before(session, evidence)
    present = select(EvidenceFile).where(EvidenceFile.evidence_id == evidence.id, EvidenceFile.number == evidence.file_version)
    file = (await session.scalars(present)).one()
    for reviewed in (evidence, file):
        reviewed.review_state, reviewed.review_code, reviewed.review_reason = verdict.state, verdict.code, verdict.reason
    file.reviewed_at = clock.business()


async def _accepted_before(session: AsyncSession, evidence: Evidence) -> int | None:
    """The latest file before the present one of which was said last that it is accepted."""
    file = EvidenceFile
    kept = file.evidence_id == evidence.id, file.number.between(1, evidence.file_version - 1), file.review_state == ReviewState.ACCEPTED
    return await session.scalar(select(func.max(file.number)).where(*kept))


async def review_many(session: AsyncSession, actor: Actor, given: BulkReview) -> list[dict[str, Any]]:
    """The same decision on many documents: each stands or falls alone, and every outcome is told."""
    actor.require_some("evidence.review")
    outcomes: dict[int, dict[str, Any]] = {}
    # in one order everywhere, so that two reviewers with the same documents do not wait for each other
    for place, item in sorted(enumerate(given.items), key=lambda placed: placed[1].id):
        _none, outcome = await try_alone(session, actor.language, partial(_review, session, actor, given, item))
        outcomes[place] = {"id": item.id, **outcome}
    return [outcomes[place] for place in sorted(outcomes)]


async def _review(session: AsyncSession, actor: Actor, given: BulkReview, item: ReviewedItem) -> None:
    verdict = Verdict.accepted(item.sha256) if given.action == "accept" else Verdict.rejected(given, item.sha256)
    await review_evidence(session, actor, item.id, verdict, Precondition(f'"v{item.version}"'))
