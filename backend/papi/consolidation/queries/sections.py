"""A section as it is being written: its paragraphs, and how much stands behind each."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.consolidation.errors import BlockNotFound, SectionNotFound, VersionNotFound
from papi.consolidation.models import ConsolidatedBlock, ConsolidatedReport, SectionVersion
from papi.consolidation.queries.behind import counted_sources
from papi.consolidation.queries.reports import READ, LoadedConsolidated, get_consolidated
from papi.directory.models import Person
from papi.kit.db import read_rows
from papi.kit.documents import Column, Export
from papi.kit.types import AnyRow
from papi.reports.outline import Heading


def heading_of(loaded: LoadedConsolidated, key: str) -> Heading:
    """The heading of a section of this report."""
    found = next((heading for heading in loaded.outline.headings if heading.key == key), None)
    if found is None:
        raise SectionNotFound
    return found


async def get_block(
    session: AsyncSession, actor: Actor, block_id: UUID, *, lock: bool = False
) -> tuple[ConsolidatedBlock, LoadedConsolidated]:
    """A paragraph that stands in a report which the actor may see, for an action; `lock` keeps others from moving its report meanwhile."""
    actor.require(READ)
    if lock:
        # the report before its paragraphs, as whoever refreshes or submits it takes them: otherwise the two would wait for each other
        of_block = select(ConsolidatedBlock.consolidated_id).where(ConsolidatedBlock.id == block_id).scalar_subquery()
        await session.execute(select(ConsolidatedReport.id).where(ConsolidatedReport.id == of_block).with_for_update(key_share=True))
    block = await session.scalar(select(ConsolidatedBlock).where(ConsolidatedBlock.id == block_id, ConsolidatedBlock.removed_at.is_(None)))
    if block is None:
        raise BlockNotFound
    return block, await get_consolidated(session, actor, block.consolidated_id)


async def read_section(session: AsyncSession, actor: Actor, consolidated_id: UUID, key: str) -> dict[str, Any]:
    """One section, for those who read reports before they are approved."""
    actor.require(READ)
    loaded = await get_consolidated(session, actor, consolidated_id)
    heading = heading_of(loaded, key)
    blocks = await _blocks(session, ConsolidatedBlock.consolidated_id == consolidated_id, ConsolidatedBlock.section == key)
    latest = select(func.max(SectionVersion.number)).where(SectionVersion.consolidated_id == consolidated_id, SectionVersion.section == key)
    return {
        "key": key,
        "number": heading.number,
        "title": heading.title,
        "level": heading.level,
        "content_version": loaded.report.content_version,
        "versions": await session.scalar(latest) or 0,
        "blocks": blocks,
    }


async def read_block(session: AsyncSession, actor: Actor, block_id: UUID) -> dict[str, Any]:
    """One paragraph as it stands."""
    actor.require(READ)
    return (await _blocks(session, ConsolidatedBlock.id == block_id))[0]


async def _blocks(session: AsyncSession, *which: Any) -> list[dict[str, Any]]:
    columns = ("id", "version", "section", "kind", "text", "generated", "saved_at")
    rows = await read_rows(
        session,
        select(*(getattr(ConsolidatedBlock, name) for name in columns), Person.full_name.label("saved_by"))
        .outerjoin(Person, Person.id == ConsolidatedBlock.saved_by)
        .where(*which, ConsolidatedBlock.removed_at.is_(None))
        .order_by(ConsolidatedBlock.sort, ConsolidatedBlock.id),
    )
    sources = counted_sources(*which)
    counts = await read_rows(
        session,
        select(sources.c.block_id, func.count().label("number"), func.sum(sources.c.moved).label("moved")).group_by(sources.c.block_id),
    )
    behind = {row.block_id: row for row in counts}
    return [_block(row, columns, behind.get(row.id)) for row in rows]


def _block(row: AnyRow, columns: tuple[str, ...], behind: AnyRow | None) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in columns},
        "saved_by": row.saved_by,
        "edited": row.generated is not None and row.text != row.generated,
        "sources": behind.number if behind else 0,
        "moved": int(behind.moved) if behind else 0,
    }


async def list_versions(session: AsyncSession, actor: Actor, consolidated_id: UUID, key: str) -> dict[str, Any]:
    """The versions of a section that were kept, the latest first, each with its paragraphs."""
    actor.require(READ)
    loaded = await get_consolidated(session, actor, consolidated_id)
    heading_of(loaded, key)
    rows = await session.scalars(
        select(SectionVersion)
        .where(SectionVersion.consolidated_id == consolidated_id, SectionVersion.section == key)
        .order_by(SectionVersion.number.desc())
    )
    names = ("number", "kept_when", "kept_at", "kept_by")
    return {
        "items": [{**{name: getattr(row, name) for name in names}, "paragraphs": [block["text"] for block in row.blocks]} for row in rows]
    }


async def get_version(session: AsyncSession, report: ConsolidatedReport, key: str, number: int) -> SectionVersion:
    """A version of a section, for an action."""
    found = await session.scalar(
        select(SectionVersion).where(
            SectionVersion.consolidated_id == report.id, SectionVersion.section == key, SectionVersion.number == number
        )
    )
    if found is None:
        raise VersionNotFound
    return found


VERSIONS = Export(
    "cac-ban-cua-muc",
    [
        Column("number", "Bản số", "Number", 8),
        Column("kept_at", "Lưu lúc", "Kept", 20),
        Column("kept_by", "Người lưu", "Kept by", 26),
        Column("paragraphs", "Nội dung", "Text", 100),
    ],
)
