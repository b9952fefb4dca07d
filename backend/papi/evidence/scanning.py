"""The virus scanner looks at files by jobs: at new ones before anybody reads them, at older ones when they are to be scanned again.

A file that was open stays open until something is found in it, so that a scanner that is down closes no library.
"""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.permissions import FOUNDING_ROLE
from papi.directory.models import Unit
from papi.directory.queries import reviewing_units, units_with
from papi.evidence import facts, signatures
from papi.evidence.models import Evidence, EvidenceFile, ScanState, SignatureState
from papi.evidence.queries import hold_evidence
from papi.evidence.scan_words import unscanned_words
from papi.evidence.storing import Workplace, opened_content
from papi.evidence.texts.reading import order_reading
from papi.jobs.orders import Order, enqueue
from papi.jobs.working import Finish, GivenUp, JobKind, Work
from papi.kit import clock
from papi.kit.clamav import Outcome, Scanner, ScannerFailed, ScannerSilent, Unscanned, Verdict
from papi.kit.errors import ObjectDamaged
from papi.outbox.facts import SYSTEM, record

NEW, AGAIN = "scan", "rescan"
"""The kinds of jobs: who has a library scanned again keeps no new file waiting."""

_TRIES = 1_000_000  # a scanner may be gone for days; nobody gives a file up for that
_LONGEST_PAUSE_SECONDS = 300
_FAILURES = 5
"""So often may a scanner that works fail at one file before the file counts as one that cannot be scanned."""
log = structlog.get_logger()


async def order_scan(session: AsyncSession, file_id: UUID) -> None:
    """Have a new file scanned, which its row says is waiting."""
    await enqueue(session, [scan_order(NEW, file_id, None)])


def scan_order(kind: str, file_id: UUID, scanned_at: datetime | None) -> Order:
    """The order for a file that was last scanned then: whoever asks twice before it is scanned has asked once."""
    return Order(kind, f"{file_id}:{scanned_at or ''}", {"file": str(file_id)})


def scan_jobs(place: Workplace, scanner: Scanner) -> tuple[JobKind, ...]:
    """Hands files to the scanner and keeps what it says. A file that is gone, or erased, is not missed."""

    async def do(work: Work) -> Finish | None:
        async with work.database.reading() as session:
            file = await session.get(EvidenceFile, UUID(work.payload["file"]))
        if file is None or file.erased_at is not None:
            return None
        try:
            verdict = await _verdict_on(place, scanner, file)
        except ScannerFailed as failed:
            verdict = await _verdict_after(failed, scanner, work)

        async def finish(session: AsyncSession) -> None:
            await keep_verdict(session, file.id, verdict)

        return finish

    return tuple(JobKind(kind, do, attempts=_TRIES, longest_pause=_LONGEST_PAUSE_SECONDS) for kind in (NEW, AGAIN))


async def _verdict_on(place: Workplace, scanner: Scanner, file: EvidenceFile) -> Verdict:
    digest = sha256()

    async def hashed(content: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        async for piece in content:
            digest.update(piece)
            yield piece

    try:
        verdict = await scanner.scan(hashed(await opened_content(place, file)))
    except (FileNotFoundError, ObjectDamaged):  # `papi storage check` names it too
        raise GivenUp(f"file {file.id} is missing or damaged in the store") from None
    if verdict.outcome is Outcome.CLEAN and digest.hexdigest() != file.sha256:
        raise GivenUp(f"file {file.id} in the store is not what was stored: nothing is said of it")
    return verdict


async def _verdict_after(failed: ScannerFailed, scanner: Scanner, work: Work) -> Verdict:
    """What follows of a failure: a scanner that fails at everything is waited for as one that is gone; one that fails at this file alone
    is asked a few times more."""
    if not await scanner.works():
        raise ScannerSilent(f"{scanner.address}: {failed}") from None
    failures: int = work.payload.get("failures", 0) + 1
    if failures < _FAILURES:
        await work.keep(payload={**work.payload, "failures": failures})
        raise failed
    return Verdict(Outcome.UNSCANNED, Unscanned.FAILING)


async def keep_verdict(session: AsyncSession, file_id: UUID, verdict: Verdict) -> None:
    """Write down what the scanner says of a file, and tell whom it concerns."""
    file = await session.get(EvidenceFile, file_id)
    if file is None:
        return
    await hold_evidence(session, file.evidence_id)  # first the document, then its files, as whoever erases it takes them
    await session.refresh(file, with_for_update={"key_share": True})
    if file.erased_at is not None:
        return
    before = file.scan_state
    file.scan_state, file.scanned_at = _state_after(before, verdict), clock.real()
    if verdict.outcome is not Outcome.UNSCANNED or before not in (ScanState.CLEAN, ScanState.INFECTED):
        file.scan_finding = verdict.name  # of what was looked at once, that it was not again says nothing new
    if file.scan_state is before:
        return
    present = update(Evidence).where(Evidence.id == file.evidence_id, Evidence.file_version == file.number)
    await session.execute(present.values(scan_state=file.scan_state).execution_options(synchronize_session=False))
    if file.scan_state is ScanState.CLEAN and before is not ScanState.NOT_SCANNED:
        await read_at_last(session, [file], str(file.scanned_at))
    await _tell(session, file, before)


async def read_at_last(session: AsyncSession, files: Sequence[EvidenceFile], why: str) -> None:
    """Have read what their text says and who has signed them, now that they may be."""
    await order_reading(session, files, why)
    for file in files:
        if file.signature_state is SignatureState.READING:
            await signatures.order_reading(session, file.id)


def _state_after(before: ScanState, verdict: Verdict) -> ScanState:
    if verdict.outcome is Outcome.UNSCANNED:
        return ScanState.FAILED if before is ScanState.PENDING else before
    return ScanState.INFECTED if verdict.outcome is Outcome.FOUND else ScanState.CLEAN


async def _tell(session: AsyncSession, file: EvidenceFile, before: ScanState) -> None:
    """The unit hears of its document, administrators of a file in the unit: they do not read documents, nor their titles."""
    evidence = await session.get_one(Evidence, file.evidence_id)
    told: dict[str, Any] = {**facts.which(file), "notify": [str(evidence.unit_id)]}
    if file.scan_state is ScanState.INFECTED:
        log.warning("file_quarantined", file=str(file.id), finding=file.scan_finding)
        record(session, SYSTEM, facts.about(facts.INFECTED, evidence, finding=file.scan_finding, **told))
        unit = await session.get_one(Unit, evidence.unit_id)
        data = {"finding": file.scan_finding, "file": str(file.id), **await _administrators(session)}
        record(session, SYSTEM, facts.Fact(facts.QUARANTINED, "unit", unit.id, unit.short_name, unit_id=unit.id, data=data))
    elif file.scan_state is ScanState.FAILED and file.scan_finding == Unscanned.FAILING:
        record(session, SYSTEM, facts.about(facts.SCAN_FAILED, evidence, **told))
        unit = await session.get_one(Unit, evidence.unit_id)
        reviewers = {"notify": [str(unit_id) for unit_id in await reviewing_units(session, unit)]}
        data = {"file": str(file.id), **reviewers}
        record(session, SYSTEM, facts.Fact(facts.NOT_SCANNED, "unit", unit.id, unit.short_name, unit_id=unit.id, data=data))
    elif file.scan_state is ScanState.FAILED:
        vi, en = unscanned_words(file.scan_finding)
        record(session, SYSTEM, facts.about(facts.UNSCANNABLE, evidence, why=vi, why_en=en, **told))
    elif before is ScanState.INFECTED:
        record(session, SYSTEM, facts.about(facts.CLEARED, evidence, **told))


async def _administrators(session: AsyncSession) -> dict[str, Any]:
    """Those who look after the installation are told."""
    role = FOUNDING_ROLE.value
    return {"notify": [str(unit_id) for unit_id in await units_with(session, role, clock.today())], "notify_roles": [role]}
