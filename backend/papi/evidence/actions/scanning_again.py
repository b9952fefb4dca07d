"""A unit has the scanner try again at what it could not scan."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.evidence import facts
from papi.evidence.actions.adding import find_own
from papi.evidence.errors import NoScanner, NothingToScanAgain
from papi.evidence.models import EvidenceFile, ScanState
from papi.evidence.queries import hold_evidence
from papi.evidence.scanning import NEW, scan_order
from papi.jobs.orders import enqueue
from papi.outbox.facts import record


async def scan_again(session: AsyncSession, actor: Actor, evidence_id: UUID, *, scans: bool) -> None:
    """Let all files of the document that could not be scanned wait for the scanner once more, as if they were new."""
    await find_own(session, actor, evidence_id)
    if not scans:
        raise NoScanner
    evidence = await hold_evidence(session, evidence_id)
    failed = select(EvidenceFile).where(EvidenceFile.evidence_id == evidence_id, EvidenceFile.scan_state == ScanState.FAILED)
    files = (await session.scalars(failed.order_by(EvidenceFile.number).with_for_update(key_share=True))).all()
    if not files:
        raise NothingToScanAgain
    for file in files:
        file.scan_state, file.scan_finding = ScanState.PENDING, None
        if file.number == evidence.file_version:
            evidence.scan_state = ScanState.PENDING
        record(session, actor.author, facts.about(facts.SCAN_ASKED, evidence, **facts.which(file)))
    await enqueue(session, [scan_order(NEW, file.id, file.scanned_at) for file in files])
