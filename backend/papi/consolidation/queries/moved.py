"""What has moved below a consolidated report since its text was taken over."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.consolidation.models import ConsolidatedInput, ConsolidatedReport
from papi.consolidation.queries.material import accepted_now
from papi.kit.db import read_rows


async def read_moved(session: AsyncSession, report: ConsolidatedReport) -> dict[str, Any]:
    """How many unit reports were accepted since (`fresh`), and how many of those taken over have changed or were reopened."""
    taken = await inputs_of(session, report.id)
    present = await accepted_now(session, report.period_id)
    fresh = sum(report_id not in taken for report_id in present)
    changed = sum(present.get(report_id) != number for report_id, number in taken.items())
    return {"fresh": fresh, "changed": changed}


async def inputs_of(session: AsyncSession, consolidated_id: UUID) -> dict[UUID, int]:
    """The unit reports that went into it, by the number of their seal."""
    rows = await read_rows(
        session,
        select(ConsolidatedInput.report_id, ConsolidatedInput.seal_number).where(ConsolidatedInput.consolidated_id == consolidated_id),
    )
    return {row.report_id: row.seal_number for row in rows}
