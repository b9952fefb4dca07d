"""What the province may speak of: messages that we sent, by their id."""

from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.machines import Machine
from papi.consolidation.models import ConsolidatedReport
from papi.dispatches.models import Dispatch
from papi.integration.references import Spoken, Subject


async def dispatches_named(session: AsyncSession, machine: Machine, references: Collection[str]) -> Mapping[str, Subject]:
    """Those of the references that are messages of ours; for a client of single units none is, since they speak of the whole city."""
    if machine.units is not None:
        return {}
    sent = select(Dispatch.message_id, Dispatch.id, Dispatch.consolidated_id, ConsolidatedReport.title).join(
        ConsolidatedReport, ConsolidatedReport.id == Dispatch.consolidated_id
    )
    rows = await session.execute(sent.where(Dispatch.message_id.in_(references)))
    return {row.message_id: Subject("dispatch", row.id, Spoken("consolidated_report", row.consolidated_id, row.title)) for row in rows}
