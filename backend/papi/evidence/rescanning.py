"""Having files scanned that were there before the scanner, or before what it knows today; and how they all stand with it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from papi.evidence import facts
from papi.evidence.models import Evidence, EvidenceFile, ScanState
from papi.evidence.ordering import order_in_pages
from papi.evidence.scanning import AGAIN, NEW, read_at_last, scan_order
from papi.jobs.orders import enqueue
from papi.kit.db import Database
from papi.kit.types import AnyRow
from papi.outbox.facts import SYSTEM, record

_THERE = EvidenceFile.erased_at.is_(None)


async def order_missing(database: Database) -> int:
    """Have scanned what never was: files from before there was a scanner, and those whose job somebody dropped. How many."""
    never = and_(EvidenceFile.scan_state == ScanState.NOT_SCANNED, EvidenceFile.scanned_at.is_(None))
    return await _order_all(database, or_(never, EvidenceFile.scan_state == ScanState.PENDING))


async def order_rescan(database: Database, since: datetime | None) -> int:
    """Have files scanned again, all or those that came since a moment; what is still waiting is not asked for twice. How many."""
    return await _order_all(database, EvidenceFile.uploaded_at >= since if since else true())


async def _order_all(database: Database, wanted: ColumnElement[bool]) -> int:
    async def order(session: AsyncSession, rows: Sequence[AnyRow]) -> None:
        kinds = [NEW if state is ScanState.PENDING else AGAIN for _, _, state in rows]
        await enqueue(session, [scan_order(kind, file_id, at) for kind, (file_id, at, _) in zip(kinds, rows, strict=True)])

    columns = select(EvidenceFile.id, EvidenceFile.scanned_at, EvidenceFile.scan_state)
    return await order_in_pages(database, columns.where(wanted, _THERE), order)


async def release_unscanned(database: Database) -> int:
    """Let those files be read that wait for a scanner that is no longer there, or that it could not look at; how many."""
    closed = EvidenceFile.scan_state.in_((ScanState.PENDING, ScanState.FAILED))
    async with database.writing() as session:
        # held, so that what the scanner says of one meanwhile is not overwritten
        files = (await session.scalars(select(EvidenceFile).where(closed, _THERE).with_for_update(key_share=True))).all()
        for file in files:
            file.scan_state = ScanState.NOT_SCANNED
            evidence = await session.get_one(Evidence, file.evidence_id)
            if evidence.file_version == file.number:
                evidence.scan_state = ScanState.NOT_SCANNED
            record(session, SYSTEM, facts.about(facts.WAIVED, evidence, **facts.which(file)))
        await read_at_last(session, files, "waived")
    return len(files)


async def count_scans(session: AsyncSession) -> dict[ScanState, int]:
    """How many files there are of each state."""
    rows = await session.execute(select(EvidenceFile.scan_state, func.count()).where(_THERE).group_by(EvidenceFile.scan_state))
    return dict(rows.all())


async def waiting_since(session: AsyncSession) -> datetime | None:
    """Since when the file has waited that has waited longest: since it came, or since it was last tried."""
    since = func.min(func.coalesce(EvidenceFile.scanned_at, EvidenceFile.uploaded_at))
    return await session.scalar(select(since).where(EvidenceFile.scan_state == ScanState.PENDING, _THERE))
