"""Digital signatures of PDFs: read by a job after the upload, because it may take long, and anew when the trusted roots change."""

import asyncio
import json
import mmap
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.evidence.filetypes import PDF
from papi.evidence.isolated.confinement import Limits
from papi.evidence.isolated.signed import MARK, fingerprint_of, roots_in
from papi.evidence.isolation import IsolationFailed, run_isolated
from papi.evidence.models import EvidenceFile, SignatureState
from papi.evidence.ordering import order_in_pages
from papi.evidence.storing import Workplace, laid_out
from papi.jobs.orders import Order, enqueue
from papi.jobs.working import Finish, JobKind, Work
from papi.kit import clock
from papi.kit.db import Database
from papi.kit.types import AnyRow

KIND = "signatures"
LIMITS = Limits(cpu_seconds=30)  # a second or two of them go into loading what reads signatures
log = structlog.get_logger()


async def _may_be_signed(media_type: str, path: Path) -> bool:
    """Whether the file is a PDF that somebody may have signed; seen without understanding it."""
    return media_type == PDF and await asyncio.to_thread(_has_mark, path)


def _has_mark(path: Path) -> bool:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return content.find(MARK) >= 0


async def order_reading(session: AsyncSession, file_id: UUID) -> None:
    """Have the signatures of a new file read, which its row says are being read."""
    await enqueue(session, [_order(file_id, "", "")])


def _order(file_id: UUID, roots: str, before: object) -> Order:
    # read once by these roots; once more when they have changed to others and back
    return Order(KIND, f"{file_id}:{roots[:16]}:{before}", {"file": str(file_id)})


def signature_jobs(place: Workplace, roots: Path | None) -> JobKind:
    """Reads the signatures of files; `roots` is the directory of those that are trusted. A file that is gone is not missed."""

    async def do(work: Work) -> Finish | None:
        async with work.database.reading() as session:
            file = await session.get(EvidenceFile, UUID(work.payload["file"]))
        if file is None or file.erased_at is not None:
            return None
        found = await _read(place, file, roots)

        async def finish(session: AsyncSession) -> None:
            stored = await session.get(EvidenceFile, file.id)
            if stored is not None and stored.erased_at is None:
                for name, value in found.items():
                    setattr(stored, name, value)

        return finish

    return JobKind(KIND, do)


async def _read(place: Workplace, file: EvidenceFile, roots: Path | None) -> Mapping[str, Any]:
    """The columns that tell what was found."""
    fingerprint, read = await asyncio.to_thread(fingerprint_in, roots), list[dict[str, Any]]()
    async with laid_out(place, file) as path:
        if not await _may_be_signed(file.media_type, path):
            state = SignatureState.NONE
        else:
            try:
                found = json.loads(await run_isolated("signing", str(path), str(roots or ""), limits=LIMITS))
                fingerprint, read = found["roots"], found["signatures"]
                state = _state_of(read)
            except (IsolationFailed, ValueError, KeyError):
                state = SignatureState.FAILED
                log.warning("signatures_unreadable", file=str(file.id))
    return {"signature_state": state, "signatures": read, "signature_roots": fingerprint, "signatures_read_at": clock.real()}


def _state_of(signatures: Sequence[Mapping[str, Any]]) -> SignatureState:
    if not signatures:
        return SignatureState.NONE
    return SignatureState.SOUND if all(signature["sound"] for signature in signatures) else SignatureState.DOUBTFUL


def fingerprint_in(roots: Path | None) -> str:
    """By what the roots of a directory are known; raises `OSError` where it cannot be read."""
    return fingerprint_of(roots_in(str(roots or "")))


async def order_rereading(database: Database, roots: Path | None, *, failed: bool = False) -> int:
    """Have every signed file judged anew that was judged by other roots than those of today, or by none; with `failed` also those that
    could not be read. How many."""
    fingerprint = await asyncio.to_thread(fingerprint_in, roots)

    async def order(session: AsyncSession, rows: Sequence[AnyRow]) -> None:
        await enqueue(session, [_order(file_id, fingerprint if at else "", at or "") for file_id, at in rows])

    stale = select(EvidenceFile.id, EvidenceFile.signatures_read_at).where(_stale(fingerprint, failed=failed))
    return await order_in_pages(database, stale, order)


def _stale(fingerprint: str, *, failed: bool) -> ColumnElement[bool]:
    judged = or_(EvidenceFile.signature_roots.is_(None), EvidenceFile.signature_roots != fingerprint)
    stale = and_(EvidenceFile.signature_state != SignatureState.NONE, judged)
    return or_(stale, EvidenceFile.signature_state == SignatureState.FAILED) if failed else stale


async def count_states(session: AsyncSession) -> dict[SignatureState, int]:
    """How many files there are of each state, but for those that nobody signed."""
    counted = select(EvidenceFile.signature_state, func.count()).group_by(EvidenceFile.signature_state)
    rows = await session.execute(counted.where(EvidenceFile.signature_state != SignatureState.NONE))
    return dict(rows.all())
