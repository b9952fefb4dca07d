"""Templates: which one a paper follows."""

from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.papers.models import PaperTemplate
from papi.papers.paper import PaperKind


async def template_for(session: AsyncSession, kind: PaperKind, unit_id: UUID) -> bytes | None:
    """The template of the unit's papers: its own, else that of all; None where the shipped one is used."""
    of_whom = or_(PaperTemplate.unit_id == unit_id, PaperTemplate.unit_id.is_(None))
    chosen = select(PaperTemplate.content).where(PaperTemplate.kind == kind, PaperTemplate.in_use.is_(True), of_whom)
    return await session.scalar(chosen.order_by(PaperTemplate.unit_id.is_(None)).limit(1))
