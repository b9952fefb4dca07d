"""Keeping how a section stood, and taking an earlier text up again."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.consolidation import facts
from papi.consolidation.actions.writing import reorder, touch
from papi.consolidation.models import ConsolidatedBlock, ConsolidatedReport, KeptWhen, SectionVersion
from papi.consolidation.queries.reports import get_consolidated
from papi.consolidation.queries.sections import get_version, heading_of
from papi.consolidation.workflow import ConsolidatedStep, take
from papi.kit import clock
from papi.kit.types import new_id
from papi.outbox.facts import record


async def keep_section(session: AsyncSession, actor: Actor, consolidated_id: UUID, key: str) -> None:
    """Keep the section as it stands, when somebody leaves it; what is kept already is not kept twice."""
    loaded = await get_consolidated(session, actor, consolidated_id, lock=True)
    take(actor, loaded.standing, ConsolidatedStep.EDIT)
    heading = heading_of(loaded, key)
    for kept in await keep_versions(session, actor, loaded.report, [key], KeptWhen.LEFT):
        record(session, actor.author, facts.about(facts.VERSION_KEPT, loaded.report, number=kept.number, section=heading.label))


async def keep_versions(
    session: AsyncSession, actor: Actor, report: ConsolidatedReport, keys: Collection[str], when: KeptWhen
) -> list[SectionVersion]:
    """Append the text of these sections, of each unless its last version is the same."""
    rows = await session.scalars(
        select(ConsolidatedBlock)
        .where(ConsolidatedBlock.consolidated_id == report.id, ConsolidatedBlock.removed_at.is_(None))
        .where(ConsolidatedBlock.section.in_(keys))
        .order_by(ConsolidatedBlock.sort, ConsolidatedBlock.id)
    )
    present: dict[str, list[dict[str, Any]]] = {key: [] for key in keys}
    for block in rows:
        present[block.section].append({"id": str(block.id), "text": block.text})
    latest = await _latest(session, report.id)
    kept = [
        SectionVersion(
            id=new_id(),
            consolidated_id=report.id,
            section=key,
            number=latest[key].number + 1 if key in latest else 1,
            kept_when=when,
            blocks=blocks,
            kept_at=clock.business(),
            kept_by=actor.signature,
        )
        for key, blocks in present.items()
        if blocks != (latest[key].blocks if key in latest else [])
    ]
    session.add_all(kept)
    return kept


async def _latest(session: AsyncSession, consolidated_id: UUID) -> dict[str, SectionVersion]:
    newest = (
        select(SectionVersion.section, func.max(SectionVersion.number).label("number"))
        .where(SectionVersion.consolidated_id == consolidated_id)
        .group_by(SectionVersion.section)
        .subquery()
    )
    same = and_(newest.c.section == SectionVersion.section, newest.c.number == SectionVersion.number)
    rows = await session.scalars(select(SectionVersion).join(newest, same).where(SectionVersion.consolidated_id == consolidated_id))
    return {version.section: version for version in rows}


async def restore_version(session: AsyncSession, actor: Actor, consolidated_id: UUID, key: str, number: int) -> None:
    """Let the section be what it was in an earlier version: its paragraphs and their order. How it stands now is kept first."""
    loaded = await get_consolidated(session, actor, consolidated_id, lock=True)
    take(actor, loaded.standing, ConsolidatedStep.EDIT)
    heading = heading_of(loaded, key)
    version = await get_version(session, loaded.report, key, number)
    await keep_versions(session, actor, loaded.report, [key], KeptWhen.RESTORED)
    wanted = {UUID(block["id"]): block["text"] for block in version.blocks}
    blocks = await session.scalars(
        select(ConsolidatedBlock).where(ConsolidatedBlock.consolidated_id == consolidated_id, ConsolidatedBlock.section == key)
    )
    now = clock.business()
    for block in blocks.all():
        _stand(block, wanted.get(block.id), now, actor.person_id)
    await reorder(session, list(wanted))
    await touch(session, actor, loaded.report)
    record(session, actor.author, facts.about(facts.VERSION_RESTORED, loaded.report, number=number, section=heading.label))


def _stand(block: ConsolidatedBlock, text: str | None, now: Any, person_id: UUID) -> None:
    if text is None:
        if block.removed_at is None:
            block.removed_at, block.saved_at, block.saved_by = now, now, person_id
    elif block.text != text or block.removed_at is not None:
        block.text, block.removed_at, block.saved_at, block.saved_by = text, None, now, person_id
