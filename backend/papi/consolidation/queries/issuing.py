"""In whose name the report to the province is issued, and whether its paper is addressed to anybody."""

from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor, UnitRef
from papi.consolidation.models import ConsolidatedReport, ConsolidatedState
from papi.directory.models import Unit
from papi.directory.queries import coordinating_unit
from papi.kit import clock
from papi.papers.queries.letterheads import issuer_of


async def issuing_unit(session: AsyncSession, actor: Actor) -> Unit:
    """The committee that the coordinating unit works for; where there is none, the unit of whoever asks."""
    unit = await coordinating_unit(session)
    return await session.get_one(Unit, (unit.parent_id or unit.id) if unit is not None else actor.unit_id)


def day_of_paper(approved_at: datetime | str | None) -> date:
    """The day of approval, also as a frozen report keeps it; today for what is being written."""
    if isinstance(approved_at, datetime):
        return approved_at.astimezone(clock.TIMEZONE).date()
    return date.fromisoformat(approved_at[:10]) if approved_at else clock.today()


async def read_unaddressed(session: AsyncSession, actor: Actor, report: ConsolidatedReport) -> dict[str, Any] | None:
    """Whose letterhead names nobody whom the report is addressed to, and whether the actor may write it down; None if it names somebody."""
    unit = await issuing_unit(session, actor)
    day = day_of_paper(report.approved_at if report.state is ConsolidatedState.APPROVED else None)
    if (await issuer_of(session, unit.id, day)).collectors:
        return None
    may_edit = actor.may("letterhead.edit", UnitRef(unit.id, unit.coordinating))
    return {"unit_id": unit.id, "unit": unit.name, "allowed_actions": ["edit"] if may_edit else []}
