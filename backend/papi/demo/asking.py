"""How Phòng Nội vụ asks for a report ad hoc."""

from sqlalchemy.ext.asyncio import AsyncSession

from papi.demo.stage import Stage
from papi.kit.etag import Precondition
from papi.reports import actions
from papi.reports.schemas.periods import PeriodCreate


async def ask_for(session: AsyncSession, stage: Stage, given: PeriodCreate) -> None:
    """Plan the period and open it at once."""
    period = await actions.create_period(session, stage.cast.coordinator, given)
    await actions.open_period(session, stage.cast.coordinator, period.id, Precondition())
