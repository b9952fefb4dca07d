"""Keeping what stands behind paragraphs: lines and answers, each in its own table."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.consolidation.material import Source
from papi.consolidation.models import ConsolidatedAnswerSource, ConsolidatedSource
from papi.consolidation.queries.behind import SOURCE_TABLES
from papi.kit.db import read_rows

Behind = Sequence[tuple[UUID, Sequence[Source]]]
"""Paragraphs with their sources."""


async def add_sources(session: AsyncSession, behind: Behind) -> None:
    """Store the sources of new paragraphs, each once."""
    for kind, table in SOURCE_TABLES.items():
        rows = [row for block_id, sources in behind for row in _rows(block_id, (source for source in sources if source.kind is kind))]
        if rows:
            await session.execute(insert(table), rows)


def _rows(block_id: UUID, sources: Iterable[Source]) -> list[dict[str, object]]:
    known = {source.id: source for source in sources}
    return [
        {"block_id": block_id, "item_id": source.id, "number": source.number, "sha256": source.sha256, "hidden": False}
        for source in known.values()
    ]


async def replace_sources(session: AsyncSession, behind: Behind) -> None:
    """Let paragraphs stand on other sources; what was set aside stays so."""
    ids = [block_id for block_id, _sources in behind]
    if not ids:
        return
    aside = {
        kind: await read_rows(session, select(table.block_id, table.item_id).where(table.block_id.in_(ids), table.hidden.is_(True)))
        for kind, table in SOURCE_TABLES.items()
    }
    for table in SOURCE_TABLES.values():
        await session.execute(delete(table).where(table.block_id.in_(ids)))
    await add_sources(session, behind)
    for kind, table in SOURCE_TABLES.items():
        for block_id, item_id in aside[kind]:
            await session.execute(update(table).where(table.block_id == block_id, table.item_id == item_id).values(hidden=True))


async def sources_of(session: AsyncSession, block_id: UUID) -> list[ConsolidatedSource | ConsolidatedAnswerSource]:
    """Everything behind a paragraph."""
    return [
        source
        for table in SOURCE_TABLES.values()
        for source in (await session.scalars(select(table).where(table.block_id == block_id))).all()
    ]


async def copy_sources(session: AsyncSession, block_id: UUID, other: UUID) -> None:
    """Let another paragraph stand on the same."""
    for source in await sources_of(session, block_id):
        same = {"item_id": source.item_id, "number": source.number, "sha256": source.sha256, "hidden": source.hidden}
        session.add(type(source)(block_id=other, **same))
