"""Writing the outline of the report down."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.kit import clock
from papi.kit.etag import Precondition
from papi.kit.text import format_day
from papi.kit.types import new_id
from papi.outbox.facts import record
from papi.reports.facts import OUTLINE_WRITTEN, about_outline
from papi.reports.models import ReportOutline
from papi.reports.schemas.outlines import OutlineWrite


async def write_outline(session: AsyncSession, actor: Actor, given: OutlineWrite, precondition: Precondition) -> None:
    """Put an outline in force from a day on. Reports that were made before keep the headings with which they were made."""
    actor.require("period.manage")
    kept = await session.scalar(select(ReportOutline).where(ReportOutline.valid_from == given.valid_from).with_for_update(key_share=True))
    precondition.check(kept.version if kept else 0)
    content = given.model_dump(mode="json", exclude={"valid_from"})
    if kept is None:
        kept = ReportOutline(
            id=new_id(), valid_from=given.valid_from, content=content, changed_by=actor.person_id, changed_at=clock.business()
        )
        session.add(kept)
    else:
        kept.content, kept.changed_by, kept.changed_at = content, actor.person_id, clock.business()
    record(session, actor.author, about_outline(OUTLINE_WRITTEN, kept, day=format_day(given.valid_from), count=len(given.headings)))
