"""What the province may speak of: messages that we sent, by their id."""

from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.machines import Machine
from papi.dispatches.models import Dispatch
from papi.integration.references import Subject


async def dispatches_named(session: AsyncSession, machine: Machine, references: Collection[str]) -> Mapping[str, Subject]:
    """Those of the references that are messages of ours; for a client of single units none is, since they speak of the whole city."""
    if machine.units is not None:
        return {}
    rows = await session.execute(select(Dispatch.message_id, Dispatch.id).where(Dispatch.message_id.in_(references)))
    return {row.message_id: Subject("dispatch", row.id) for row in rows}
