"""A consolidated report as the screen shows it: where it stands, its headings, its tables; and all of its text."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.keys import Keys
from papi.consolidation.errors import VersionNotFound
from papi.consolidation.models import ConsolidatedBlock, ConsolidatedReport, ConsolidatedSeal, ConsolidatedState
from papi.consolidation.queries.behind import counted_sources, read_taken
from papi.consolidation.queries.issuing import read_unaddressed
from papi.consolidation.queries.moved import read_moved
from papi.consolidation.queries.reports import LoadedConsolidated, get_consolidated, reads_drafts, shown
from papi.consolidation.workflow import ConsolidatedStep, allowed_actions, refusal
from papi.directory.queries import signature_of
from papi.kit.db import read_rows

_TOLD = ("created_at", "returned_at", "reopened_at", "reopen_reason")


async def read_consolidated(session: AsyncSession, actor: Actor, consolidated_id: UUID) -> dict[str, Any]:
    """Where the report stands for this reader."""
    loaded = await get_consolidated(session, actor, consolidated_id)
    report, whole = loaded.report, reads_drafts(actor)
    counts = await _counts(session, report.id) if whole else await _counts_approved(session, report)
    return {
        **shown(actor, report),
        "content_version": report.content_version if whole else 0,
        "period": _period(loaded),
        **{name: getattr(report, name) if whole else None for name in _TOLD},
        "return_reason": report.return_reason if whole and report.state is ConsolidatedState.RETURNED else None,
        "submitted_by": await signature_of(session, report.submitted_by, report.submitted_for, actor.language) if whole else None,
        "figures_at": report.figures_at if whole else await _figures_approved_at(session, report),
        "unconfirmed_outline": loaded.outline.unconfirmed,
        "outline_source": loaded.outline.source,
        "sections": [_section(heading, counts.get(heading.key, {})) for heading in loaded.outline.headings],
        "moved": await read_moved(session, report) if whole else None,
        "unaddressed": await read_unaddressed(session, actor, report) if whole else None,
        "allowed_actions": allowed_actions(actor, loaded.standing),
        "blocked": _blocked(actor, loaded),
    }


def _period(loaded: LoadedConsolidated) -> dict[str, Any]:
    names = ("id", "code", "title", "kind", "state", "data_from", "data_to")
    return {name: getattr(loaded.period, name) for name in names}


def _section(heading: Any, counts: Mapping[str, int]) -> dict[str, Any]:
    about = {name: getattr(heading, name) for name in ("key", "number", "level", "title")}
    return {**about, **{name: counts.get(name, 0) for name in ("blocks", "words", "moved")}}


async def _counts(session: AsyncSession, consolidated_id: UUID) -> dict[str, dict[str, int]]:
    """How many paragraphs and words each section has, and how many of its sources have moved."""
    text = ConsolidatedBlock.text
    words = func.sum(func.length(text) - func.length(func.replace(text, " ", "")) + 1)
    standing = (ConsolidatedBlock.consolidated_id == consolidated_id, ConsolidatedBlock.removed_at.is_(None))
    rows = await read_rows(
        session,
        select(ConsolidatedBlock.section, func.count().label("blocks"), words.label("words"))
        .where(*standing)
        .group_by(ConsolidatedBlock.section),
    )
    found = {row.section: {"blocks": row.blocks, "words": int(row.words)} for row in rows}
    sources = counted_sources(ConsolidatedBlock.consolidated_id == consolidated_id)
    moved = await read_rows(
        session,
        select(ConsolidatedBlock.section, func.sum(sources.c.moved).label("moved"))
        .join(sources, sources.c.block_id == ConsolidatedBlock.id)
        .group_by(ConsolidatedBlock.section),
    )
    for row in moved:
        found[row.section]["moved"] = int(row.moved)
    return found


async def _counts_approved(session: AsyncSession, report: ConsolidatedReport) -> dict[str, dict[str, int]]:
    frozen = await read_frozen(session, report, report.approved_edition)
    return {
        section["key"]: {
            "blocks": len(section["paragraphs"]),
            "words": sum(len(paragraph["text"].split()) for paragraph in section["paragraphs"]),
        }
        for section in frozen["sections"]
    }


async def _figures_approved_at(session: AsyncSession, report: ConsolidatedReport) -> datetime:
    return datetime.fromisoformat((await read_frozen(session, report, report.approved_edition))["tables"]["as_of"])


def _blocked(actor: Actor, loaded: LoadedConsolidated) -> dict[str, str] | None:
    """Why a leader may not approve what waits for a leader."""
    if loaded.report.state is not ConsolidatedState.SUBMITTED or not actor.scopes("consolidated.approve"):
        return None
    refused = refusal(actor, loaded.standing, ConsolidatedStep.APPROVE)
    return {"code": refused.code, "detail": refused.detail(actor.language)} if refused else None


async def read_contents(session: AsyncSession, actor: Actor, consolidated_id: UUID, edition: int | None) -> dict[str, Any]:
    """The whole text with its tables: as it stands for who writes and approves it until it is approved; else, and by `edition`, as it was
    approved."""
    loaded = await get_consolidated(session, actor, consolidated_id)
    report = loaded.report
    if edition is None and (report.state is ConsolidatedState.APPROVED or not reads_drafts(actor)):
        edition = report.approved_edition
    if edition is not None:
        frozen = await read_frozen(session, report, edition)
        about = frozen["report"]
        approved = {"approved_at": about["approved_at"], "approved_by": about["approved_by"]}
        return {"id": report.id, "title": about["title"], "edition": edition, "frozen": True, **approved, **_told(frozen)}
    present = await contents_of(session, loaded)
    as_it_is = {
        "id": report.id,
        "title": report.title,
        "edition": report.edition,
        "frozen": False,
        "approved_at": None,
        "approved_by": None,
    }
    return {**as_it_is, **_told(present)}


def _told(contents: Mapping[str, Any]) -> dict[str, Any]:
    sections = [{**section, "paragraphs": [paragraph["text"] for paragraph in section["paragraphs"]]} for section in contents["sections"]]
    return {"sections": sections, "tables": {"numbers": [], "questions": [], **contents["tables"]}}  # what is older has neither


async def contents_of(session: AsyncSession, loaded: LoadedConsolidated) -> dict[str, Any]:
    """The report as it stands: every section with its paragraphs and their sources, and the tables."""
    standing = (ConsolidatedBlock.consolidated_id == loaded.report.id, ConsolidatedBlock.removed_at.is_(None))
    blocks = await read_rows(
        session,
        select(ConsolidatedBlock.id, ConsolidatedBlock.section, ConsolidatedBlock.text)
        .where(*standing)
        .order_by(ConsolidatedBlock.sort, ConsolidatedBlock.id),
    )
    sources: dict[UUID, list[dict[str, Any]]] = {}
    for row in await read_taken(session, *standing):
        if not row.hidden:
            sources.setdefault(row.block_id, []).append({row.kind: str(row.item_id), "number": row.number, "sha256": row.sha256})
    paragraphs: dict[str, list[dict[str, Any]]] = {}
    for row in blocks:
        paragraphs.setdefault(row.section, []).append({"text": row.text, "sources": sources.get(row.id, [])})
    sections = [
        {
            "key": heading.key,
            "number": heading.number,
            "level": heading.level,
            "title": heading.title,
            "paragraphs": paragraphs.get(heading.key, []),
        }
        for heading in loaded.outline.headings
    ]
    return {"sections": sections, "tables": loaded.report.figures}


async def read_frozen(session: AsyncSession, report: ConsolidatedReport, edition: int) -> dict[str, Any]:
    """What was approved as this edition."""
    return orjson.loads((await seal_of(session, report.id, edition)).content)


async def seal_of(session: AsyncSession, consolidated_id: UUID, edition: int) -> ConsolidatedSeal:
    """An approved edition as it was frozen and signed; `VersionNotFound` where there is none."""
    found = await session.scalar(
        select(ConsolidatedSeal).where(ConsolidatedSeal.consolidated_id == consolidated_id, ConsolidatedSeal.number == edition)
    )
    if found is None:
        raise VersionNotFound
    return found


async def read_seal(session: AsyncSession, actor: Actor, consolidated_id: UUID, edition: int | None, keys: Keys) -> dict[str, Any]:
    """The seal of an approved edition, the latest unless one is named, with the key that verifies it."""
    loaded = await get_consolidated(session, actor, consolidated_id)
    seal = await seal_of(session, loaded.report.id, edition if edition is not None else loaded.report.approved_edition)
    key = keys.seal_key(seal.key_id)
    names = ("number", "sealed_at", "sha256", "key_id", "signature", "content")
    return {**{name: getattr(seal, name) for name in names}, "public_key": key.public if key else {}}
