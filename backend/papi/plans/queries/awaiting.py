"""What was sent late and waits for its reviewer: the late sending is the unit's, the time that reviewing takes is not."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.plans.models import AssignmentCount, Mandate, Outcome
from papi.plans.progress import TOTAL


async def sent_late_by_unit(session: AsyncSession, plan_id: UUID) -> Mapping[UUID, int]:
    """How many tasks each unit of a plan has sent late that wait for their reviewer."""
    counted = select(AssignmentCount.unit_id, func.sum(AssignmentCount.number).label("number")).where(
        AssignmentCount.plan_id == plan_id,
        AssignmentCount.dimension == TOTAL,
        AssignmentCount.outcome == Outcome.AWAITING_LATE,
        AssignmentCount.mandate == Mandate.ASSIGNED,
    )
    rows = await session.execute(counted.group_by(AssignmentCount.unit_id))
    return {row.unit_id: row.number for row in rows}
