"""Producing a consolidated report from what has been accepted of a period."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.consolidation.actions.sourcing import add_sources
from papi.consolidation.composing import Draft, compose
from papi.consolidation.errors import ConsolidatedExists, NothingAccepted
from papi.consolidation.facts import CREATED, about
from papi.consolidation.material import Material, Source
from papi.consolidation.models import ConsolidatedBlock, ConsolidatedInput, ConsolidatedReport, ConsolidatedState
from papi.consolidation.queries.material import read_material
from papi.consolidation.tables import tables_of
from papi.kit import clock
from papi.kit.types import new_id
from papi.outbox.facts import record
from papi.reports.models import Period
from papi.reports.outline import outline_content_on, read_outline
from papi.reports.queries.periods import get_period

_START = "Báo cáo "


@dataclass(frozen=True)
class Drafted:
    """What a report would be made of: read and put into paragraphs, stored nowhere yet."""

    material: Material
    outline: dict[str, Any]
    drafts: Sequence[Draft]


async def draft(session: AsyncSession, actor: Actor, period_id: UUID) -> Drafted:
    """Read what was accepted and fold it, which takes seconds where units say much; nothing is held for others meanwhile."""
    actor.require("consolidated.edit")
    period = await get_period(session, actor, period_id)
    await _require_none(session, period_id)
    material = await read_material(session, actor, period)
    if not material.inputs:
        raise NothingAccepted(title=period.title)
    outline = await outline_content_on(session, clock.today())
    return Drafted(material, outline, await asyncio.to_thread(compose, read_outline(outline), material))


async def produce(session: AsyncSession, actor: Actor, period_id: UUID, drafted: Drafted) -> UUID:
    """Store the period's report, as a draft of the coordinator. What was accepted since it was read is offered by its refresh."""
    actor.require("consolidated.edit")
    period = await get_period(session, actor, period_id, lock=True)
    await _require_none(session, period_id)
    material = drafted.material
    report = ConsolidatedReport(
        id=new_id(),
        period_id=period.id,
        title=_title(period),
        state=ConsolidatedState.DRAFT,
        outline=drafted.outline,
        figures=tables_of(material),
        figures_at=material.as_of,
        created_at=material.as_of,
        saved_at=material.as_of,
    )
    session.add(report)
    await session.flush()
    await add_blocks(session, report.id, drafted.drafts)
    await add_inputs(session, report.id, material.inputs)
    record(session, actor.author, about(CREATED, report, reports=len(material.inputs)))
    await session.flush()
    return report.id


async def _require_none(session: AsyncSession, period_id: UUID) -> None:
    if await session.scalar(select(ConsolidatedReport.id).where(ConsolidatedReport.period_id == period_id)) is not None:
        raise ConsolidatedExists


def _title(period: Period) -> str:
    return f"{_START}tổng hợp {period.title.removeprefix(_START)}"


async def add_blocks(session: AsyncSession, consolidated_id: UUID, drafts: Iterable[Draft]) -> None:
    """Store paragraphs in order, with their sources."""
    places: dict[str, int] = {}
    blocks: list[dict[str, object]] = []
    sources: list[tuple[UUID, Sequence[Source]]] = []
    for draft in drafts:
        block_id = new_id()
        places[draft.section] = places.get(draft.section, -1) + 1
        blocks.append({"id": block_id, "consolidated_id": consolidated_id, "sort": places[draft.section], **row_of(draft)})
        sources.append((block_id, draft.sources))
    if blocks:
        await session.execute(insert(ConsolidatedBlock), blocks)
    await add_sources(session, sources)


def row_of(draft: Draft) -> dict[str, object]:
    """A paragraph that nobody has touched yet."""
    said = {"text": draft.text, "generated": draft.text}
    return {"version": 1, "section": draft.section, "kind": draft.kind, "topic": draft.topic, **said}


async def add_inputs(session: AsyncSession, consolidated_id: UUID, inputs: Mapping[UUID, int]) -> None:
    """Remember which unit reports went into it."""
    rows = [{"consolidated_id": consolidated_id, "report_id": report_id, "seal_number": number} for report_id, number in inputs.items()]
    if rows:
        await session.execute(insert(ConsolidatedInput), rows)
