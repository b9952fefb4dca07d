"""Taking over what was accepted, corrected or reopened since: shown first, paragraph by paragraph, and only what is asked for."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.consolidation import facts
from papi.consolidation.actions.producing import add_inputs, row_of
from papi.consolidation.actions.sourcing import add_sources, replace_sources
from papi.consolidation.actions.versions import keep_versions
from papi.consolidation.actions.writing import reorder, touch
from papi.consolidation.composing import Draft, compose
from papi.consolidation.differing import Pair, pairs_of, placed
from papi.consolidation.errors import RefreshOutdated
from papi.consolidation.material import Material
from papi.consolidation.models import ConsolidatedBlock, ConsolidatedInput, KeptWhen
from papi.consolidation.queries.behind import read_taken
from papi.consolidation.queries.material import read_material
from papi.consolidation.queries.moved import read_moved
from papi.consolidation.queries.reports import LoadedConsolidated, get_consolidated
from papi.consolidation.schemas.reports import RefreshWrite
from papi.consolidation.tables import tables_of
from papi.consolidation.workflow import ConsolidatedStep, take
from papi.kit import clock
from papi.kit.db import read_rows
from papi.kit.etag import Precondition
from papi.kit.types import new_id
from papi.outbox.facts import record


@dataclass(frozen=True)
class Reread:
    """What the report would be made of now."""

    material: Material
    drafts: Sequence[Draft]


@dataclass(frozen=True)
class _Compared:
    pairs: Sequence[Pair]

    @property
    def differing(self) -> list[Pair]:
        return [pair for pair in self.pairs if pair.change is not None]


async def preview_refresh(session: AsyncSession, actor: Actor, consolidated_id: UUID) -> dict[str, Any]:
    """What would change, paragraph by paragraph."""
    loaded = await get_consolidated(session, actor, consolidated_id)
    take(actor, loaded.standing, ConsolidatedStep.REFRESH)
    compared = await _compare(session, loaded, await _reread(session, actor, loaded))
    titles = {heading.key: heading.label for heading in loaded.outline.headings}
    items = [_item(pair, titles) for pair in compared.differing]
    return {**await read_moved(session, loaded.report), "items": items}


def _item(pair: Pair, titles: Mapping[str, str]) -> dict[str, Any]:
    block, draft = pair.block, pair.draft
    section = _section_of(pair)
    return {
        "key": pair.key,
        "change": pair.change,
        "section": section,
        "section_title": titles[section],
        "block_id": block.id if block else None,
        "edited": pair.edited,
        "removed": block is not None and block.removed_at is not None,
        "mine": block.text if block else None,
        "before": block.generated if block else None,
        "after": draft.text if draft else None,
    }


async def reread(session: AsyncSession, actor: Actor, consolidated_id: UUID) -> Reread:
    """Read and fold what was accepted, as for a new report; nothing is held for others meanwhile."""
    loaded = await get_consolidated(session, actor, consolidated_id)
    take(actor, loaded.standing, ConsolidatedStep.REFRESH)
    return await _reread(session, actor, loaded)


async def _reread(session: AsyncSession, actor: Actor, loaded: LoadedConsolidated) -> Reread:
    material = await read_material(session, actor, loaded.period)
    return Reread(material, await asyncio.to_thread(compose, loaded.outline, material))


async def refresh(
    session: AsyncSession, actor: Actor, consolidated_id: UUID, given: tuple[RefreshWrite, Reread], precondition: Precondition
) -> None:
    """Take the named paragraphs over, and the numbers of the tables. What is not named stays as it is, whoever wrote it."""
    asked, present = given
    loaded = await get_consolidated(session, actor, consolidated_id, lock=True)
    precondition.check(loaded.tag)
    take(actor, loaded.standing, ConsolidatedStep.REFRESH)
    compared = await _compare(session, loaded, present)
    wanted = set(asked.take)
    taken = [pair for pair in compared.differing if pair.key in wanted]
    if len(taken) < len(wanted):
        raise RefreshOutdated
    await keep_versions(session, actor, loaded.report, sorted({_section_of(pair) for pair in taken}), KeptWhen.REFRESHED)
    added = await _take(session, actor, loaded.report.id, taken)
    await _follow_sources(session, compared.pairs, wanted)
    if added:
        await _place(session, loaded.report.id, compared.pairs, added)
    report = loaded.report
    report.figures, report.figures_at = tables_of(present.material), present.material.as_of
    await session.execute(delete(ConsolidatedInput).where(ConsolidatedInput.consolidated_id == report.id))
    await add_inputs(session, report.id, present.material.inputs)
    await touch(session, actor, report)
    left = len(compared.differing) - len(taken)
    record(session, actor.author, facts.about(facts.REFRESHED, report, taken=len(taken), left=left))


def _section_of(pair: Pair) -> str:
    if pair.block is not None:
        return pair.block.section
    return pair.draft.section if pair.draft is not None else ""


async def _compare(session: AsyncSession, loaded: LoadedConsolidated, present: Reread) -> _Compared:
    blocks = await session.scalars(
        select(ConsolidatedBlock)
        .where(ConsolidatedBlock.consolidated_id == loaded.report.id)
        .order_by(ConsolidatedBlock.sort, ConsolidatedBlock.id)
    )
    behind: dict[UUID, set[UUID]] = {}
    for row in await read_taken(session, ConsolidatedBlock.consolidated_id == loaded.report.id):
        behind.setdefault(row.block_id, set()).add(row.item_id)
    known = {block_id: frozenset(ids) for block_id, ids in behind.items()}
    return _Compared(pairs_of(blocks.all(), known, present.drafts))


async def _take(session: AsyncSession, actor: Actor, consolidated_id: UUID, taken: Sequence[Pair]) -> dict[str, UUID]:
    """Carry the changes out; the ids of new paragraphs by the keys of their changes."""
    now = clock.business()
    added: dict[str, UUID] = {}
    rows: list[dict[str, Any]] = []
    for pair in taken:
        if pair.block is None and pair.draft is not None:
            added[pair.key] = new_id()
            rows.append({"id": added[pair.key], "consolidated_id": consolidated_id, "sort": 0, **row_of(pair.draft)})
        elif pair.block is not None and pair.draft is not None:
            pair.block.text = pair.block.generated = pair.draft.text
            pair.block.removed_at, pair.block.saved_at, pair.block.saved_by = None, now, actor.person_id
        elif pair.block is not None:
            pair.block.removed_at, pair.block.saved_at, pair.block.saved_by = now, now, actor.person_id
    await session.flush()
    if rows:
        await session.execute(insert(ConsolidatedBlock), rows)
        await add_sources(session, [(added[pair.key], pair.draft.sources) for pair in taken if pair.key in added and pair.draft])
    return added


async def _follow_sources(session: AsyncSession, pairs: Sequence[Pair], wanted: set[str]) -> None:
    """The paragraphs whose text of today was taken over, or is still the same, stand on what stands behind it today."""
    follow = [
        (pair.block.id, pair.draft.sources) for pair in pairs if pair.block and pair.draft and (pair.change is None or pair.key in wanted)
    ]
    await replace_sources(session, follow)


async def _place(session: AsyncSession, consolidated_id: UUID, pairs: Sequence[Pair], added: Mapping[str, UUID]) -> None:
    """Put new paragraphs where they would have been made."""
    rows = await read_rows(
        session,
        select(ConsolidatedBlock.id, ConsolidatedBlock.section)
        .where(ConsolidatedBlock.consolidated_id == consolidated_id, ConsolidatedBlock.removed_at.is_(None))
        .order_by(ConsolidatedBlock.sort, ConsolidatedBlock.id),
    )
    standing: dict[str, list[UUID]] = {}
    new = set(added.values())
    for row in rows:
        standing.setdefault(row.section, [])
        if row.id not in new:
            standing[row.section].append(row.id)
    for _section, order in placed(pairs, standing, added):
        await reorder(session, order)
