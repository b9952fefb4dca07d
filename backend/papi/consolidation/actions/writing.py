"""Writing in a consolidated report: paragraph by paragraph, each with a version of its own."""

from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Table, bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.consolidation import facts
from papi.consolidation.actions.sourcing import copy_sources, sources_of
from papi.consolidation.errors import ConsolidatedWrongState, NotAnOrder, NotASplit, TooManyBlocks, UnknownSources
from papi.consolidation.models import BlockKind, ConsolidatedBlock, ConsolidatedReport
from papi.consolidation.queries.reports import LoadedConsolidated, get_consolidated
from papi.consolidation.queries.sections import get_block, heading_of
from papi.consolidation.schemas.sections import BlockCreate, BlockUpdate, SectionOrder, SourcesWrite
from papi.consolidation.words import STATE_WORDS
from papi.consolidation.workflow import RULES, ConsolidatedStep, take
from papi.kit import clock
from papi.kit.etag import Precondition
from papi.kit.text import spoken
from papi.kit.types import new_id
from papi.outbox.facts import changes, record

_MOST = 500
_TABLE = cast(Table, ConsolidatedBlock.__table__)  # for places, which are no part of a paragraph's version
Place = tuple[UUID, str]
"""The report and the section in which somebody wrote."""


async def update_block(session: AsyncSession, actor: Actor, block_id: UUID, given: BlockUpdate, precondition: Precondition) -> None:
    """Save a paragraph's text."""
    block, loaded = await _open(session, actor, block_id, precondition)
    before = block.text
    if before == given.text:
        return
    block.text = given.text
    block.saved_at, block.saved_by = clock.business(), actor.person_id
    await touch(session, actor, loaded.report)
    difference = changes({"text": before}, {"text": given.text})
    _record(session, actor, facts.BLOCK_SAVED, loaded, block.section, changes=difference)


async def add_block(session: AsyncSession, actor: Actor, consolidated_id: UUID, given: BlockCreate) -> Place:
    """Add a paragraph written by hand."""
    loaded = await get_consolidated(session, actor, consolidated_id, lock=True)
    take(actor, loaded.standing, ConsolidatedStep.EDIT)
    heading_of(loaded, given.section)
    await _require_room(session, loaded.report.id, given.section)
    before = -1
    if given.after is not None:
        before = (await _in_section(session, loaded.report.id, given.section, given.after)).sort
    await _make_room(session, loaded.report.id, given.section, before)
    block = ConsolidatedBlock(
        id=new_id(),
        consolidated_id=loaded.report.id,
        section=given.section,
        sort=before + 1,
        kind=BlockKind.OWN,
        text=given.text,
        saved_at=clock.business(),
        saved_by=actor.person_id,
    )
    session.add(block)
    await touch(session, actor, loaded.report)
    _record(session, actor, facts.BLOCK_ADDED, loaded, given.section, changes=changes({}, {"text": given.text}))
    return loaded.report.id, given.section


async def remove_block(session: AsyncSession, actor: Actor, block_id: UUID, precondition: Precondition) -> Place:
    """Take a paragraph out. It stays among the section's versions, and a refresh does not bring it back by itself."""
    block, loaded = await _open(session, actor, block_id, precondition)
    block.removed_at = clock.business()
    block.saved_at, block.saved_by = block.removed_at, actor.person_id
    await touch(session, actor, loaded.report)
    _record(session, actor, facts.BLOCK_REMOVED, loaded, block.section, changes=[{"field": "text", "from": block.text, "to": None}])
    return loaded.report.id, block.section


async def split_block(session: AsyncSession, actor: Actor, block_id: UUID, at: int, precondition: Precondition) -> Place:
    """Make two paragraphs of one; both keep its sources."""
    block, loaded = await _open(session, actor, block_id, precondition)
    first, second = block.text[:at].strip(), block.text[at:].strip()
    if not first or not second:
        raise NotASplit
    await _require_room(session, loaded.report.id, block.section)
    await _make_room(session, loaded.report.id, block.section, block.sort)
    block.text = first
    block.saved_at, block.saved_by = clock.business(), actor.person_id
    added = ConsolidatedBlock(
        id=new_id(),
        consolidated_id=loaded.report.id,
        section=block.section,
        sort=block.sort + 1,
        kind=BlockKind.OWN,
        text=second,
        saved_at=block.saved_at,
        saved_by=actor.person_id,
    )
    session.add(added)
    await session.flush()
    await copy_sources(session, block.id, added.id)
    await touch(session, actor, loaded.report)
    _record(session, actor, facts.BLOCK_SPLIT, loaded, block.section)
    return loaded.report.id, block.section


async def order_section(session: AsyncSession, actor: Actor, consolidated_id: UUID, key: str, given: SectionOrder) -> None:
    """Put a section's paragraphs in another order."""
    loaded = await get_consolidated(session, actor, consolidated_id, lock=True)
    take(actor, loaded.standing, ConsolidatedStep.EDIT)
    heading_of(loaded, key)
    present = await blocks_of(session, consolidated_id, key)
    if sorted(given.block_ids) != sorted(block.id for block in present):
        raise NotAnOrder
    await reorder(session, given.block_ids)
    await touch(session, actor, loaded.report)
    _record(session, actor, facts.ORDERED, loaded, key)


async def set_sources(session: AsyncSession, actor: Actor, block_id: UUID, given: SourcesWrite, precondition: Precondition) -> None:
    """Say which lines and answers do not count as sources of a paragraph."""
    block, loaded = await _open(session, actor, block_id, precondition)
    sources = await sources_of(session, block_id)
    hidden = set(given.hidden)
    if not hidden <= {source.item_id for source in sources}:
        raise UnknownSources
    before = sum(source.hidden for source in sources)
    for source in sources:
        source.hidden = source.item_id in hidden
    block.saved_at, block.saved_by = clock.business(), actor.person_id
    await touch(session, actor, loaded.report)
    _record(session, actor, facts.SOURCES_SET, loaded, block.section, changes=changes({"hidden": before}, {"hidden": len(hidden)}))


async def blocks_of(session: AsyncSession, consolidated_id: UUID, key: str) -> Sequence[ConsolidatedBlock]:
    """A section's paragraphs in order."""
    rows = await session.scalars(
        select(ConsolidatedBlock)
        .where(
            ConsolidatedBlock.consolidated_id == consolidated_id, ConsolidatedBlock.section == key, ConsolidatedBlock.removed_at.is_(None)
        )
        .order_by(ConsolidatedBlock.sort, ConsolidatedBlock.id)
    )
    return rows.all()


async def reorder(session: AsyncSession, block_ids: Sequence[UUID]) -> None:
    """The places of paragraphs, which are no part of their versions."""
    await session.flush()
    places = [{"block": block_id, "place": place} for place, block_id in enumerate(block_ids)]
    if places:
        await session.execute(update(_TABLE).where(_TABLE.c.id == bindparam("block")).values(sort=bindparam("place")), places)


async def touch(session: AsyncSession, actor: Actor, report: ConsolidatedReport) -> None:
    """Move the report's content on."""
    # by SQL and not through the object: two people on two paragraphs must not collide on the report's own version; and a report that
    # was submitted meanwhile takes no more text
    await session.flush()
    touched = await session.execute(
        update(ConsolidatedReport)
        .where(ConsolidatedReport.id == report.id, ConsolidatedReport.state.in_(RULES[ConsolidatedStep.EDIT].sources))
        .values(content_version=ConsolidatedReport.content_version + 1, saved_at=clock.business())
        .returning(ConsolidatedReport.id)
        .execution_options(synchronize_session=False)
    )
    if touched.scalar_one_or_none() is None:
        words = spoken(STATE_WORDS, report.state, actor.language)
        raise ConsolidatedWrongState(state=words[:1].lower() + words[1:])


async def _open(
    session: AsyncSession, actor: Actor, block_id: UUID, precondition: Precondition
) -> tuple[ConsolidatedBlock, LoadedConsolidated]:
    block, loaded = await get_block(session, actor, block_id, lock=True)
    take(actor, loaded.standing, ConsolidatedStep.EDIT)
    precondition.check(block.version)
    return block, loaded


async def _in_section(session: AsyncSession, consolidated_id: UUID, key: str, block_id: UUID) -> ConsolidatedBlock:
    found = next((block for block in await blocks_of(session, consolidated_id, key) if block.id == block_id), None)
    if found is None:
        raise NotAnOrder
    return found


async def _require_room(session: AsyncSession, consolidated_id: UUID, key: str) -> None:
    standing = (ConsolidatedBlock.consolidated_id == consolidated_id, ConsolidatedBlock.section == key)
    number = await session.scalar(select(func.count()).where(*standing, ConsolidatedBlock.removed_at.is_(None)))
    if (number or 0) >= _MOST:
        raise TooManyBlocks


async def _make_room(session: AsyncSession, consolidated_id: UUID, key: str, after: int) -> None:
    behind = (_TABLE.c.consolidated_id == consolidated_id, _TABLE.c.section == key, _TABLE.c.sort > after)
    await session.execute(update(_TABLE).where(*behind).values(sort=_TABLE.c.sort + 1))


def _record(session: AsyncSession, actor: Actor, kind: Any, loaded: LoadedConsolidated, key: str, **data: Any) -> None:
    heading = heading_of(loaded, key)
    record(session, actor.author, facts.about(kind, loaded.report, section=heading.label, **data))
