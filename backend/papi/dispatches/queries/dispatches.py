"""Dispatches: who may see them, lists, and one with all that came of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, false, func, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor, Viewer
from papi.consolidation.models import ConsolidatedReport
from papi.consolidation.queries.reports import get_consolidated
from papi.dispatches.errors import DispatchNotFound
from papi.dispatches.models import Dispatch, DispatchAttempt, DispatchState, DispatchWay
from papi.dispatches.schemas import DispatchQuery
from papi.dispatches.sending import JOB
from papi.dispatches.words import OUTCOME_WORDS, STATE_WORDS, TROUBLE_WORDS, WAY_WORDS
from papi.dispatches.workflow import DELIVER, Standing, allowed_actions
from papi.integration.queries.statuses import statuses_of
from papi.jobs.models import Job, JobState
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset, matches
from papi.kit.text import words_of
from papi.kit.types import AnyRow, AnySelect

READ = "dispatch.read"
_MOST = 50
_TOLD = ("message_id", "state", "happened_on", "reason", "their_reference", "received_at")
_OWN = (
    *("id", "version", "edition", "way", "state", "message_id", "created_at", "created_by", "delivered_at"),
    *("sent_on", "document_number", "receiver", "channel", "note"),
)


def visible_to(viewer: Viewer) -> ColumnElement[bool]:
    """All for who has the permission: they concern the whole city."""
    return true() if viewer.scopes(READ) else false()


def list_dispatches(actor: Actor, query: DispatchQuery, *, connected: bool) -> Listing:
    """Dispatches, the latest first."""
    actor.require_some(READ)
    wanted = ((Dispatch.consolidated_id, query.consolidated), (Dispatch.state, query.state), (Dispatch.way, query.way))
    found = [column == value for column, value in wanted if value is not None]
    if query.q:
        found.append(matches(ConsolidatedReport.folded, query.q))
    rows = _rows(actor).where(*found)

    async def add_told(session: AsyncSession, items: list[Any]) -> None:
        await _add_told(session, items)

    return Listing(Pages(rows, _KEYSET), lambda row: _shown(actor, row, connected=connected), EXPORT, enrich=add_told)


async def read_dispatch(session: AsyncSession, actor: Actor, dispatch_id: UUID, *, connected: bool) -> dict[str, Any]:
    """One dispatch with its attempts, its receipt, and what the province told."""
    actor.require_some(READ)
    row = (await session.execute(_rows(actor).where(Dispatch.id == dispatch_id))).one_or_none()
    if row is None:
        raise DispatchNotFound
    shown = _shown(actor, row, connected=connected)
    history = await _add_told(session, [shown])
    tried = select(DispatchAttempt).where(DispatchAttempt.dispatch_id == dispatch_id).order_by(DispatchAttempt.number.desc())
    log = [_attempt(each, actor.language) for each in await session.scalars(tried.limit(200))]
    return {**shown, "log": log, "receipt": row.receipt, "history": history[dispatch_id]}


async def read_of_report(session: AsyncSession, actor: Actor, consolidated_id: UUID, *, connected: bool) -> dict[str, Any]:
    """What was sent of a report, the latest first as far as a page goes, and what can be done with it now."""
    actor.require_some(READ)
    report = (await get_consolidated(session, actor, consolidated_id)).report
    rows = await session.execute(_rows(actor).where(Dispatch.consolidated_id == report.id).order_by(Dispatch.id.desc()).limit(_MOST))
    items = [_shown(actor, row, connected=connected) for row in rows]
    await _add_told(session, items)
    sent = await session.scalar(select(Dispatch.id).where(*sent_already(report)).limit(1)) is not None
    may = actor.may(DELIVER) and report.approved_edition > 0
    possible = {"deliver": may and connected and not sent, "record": may}
    allowed = [name for name, holds in possible.items() if holds]
    return {"connected": connected, "approved_edition": report.approved_edition, "items": items, "allowed_actions": allowed}


def sent_already(report: ConsolidatedReport) -> tuple[ColumnElement[bool], ...]:
    """That the approved edition was given to the province's system, whatever came of it: it goes there as one message."""
    return (Dispatch.consolidated_id == report.id, Dispatch.edition == report.approved_edition, Dispatch.way == DispatchWay.SYSTEM)


def _rows(viewer: Viewer) -> AnySelect:
    tried = select(func.count()).where(DispatchAttempt.dispatch_id == Dispatch.id).correlate(Dispatch).scalar_subquery()
    waits = (Job.kind == JOB, Job.state == JobState.WAITING)
    return (
        select(
            *(getattr(Dispatch, name) for name in _OWN),
            Dispatch.receipt,
            Dispatch.queued_at,
            tried.label("attempts"),
            select(Job.due_at).where(*waits, Job.key == Dispatch.job_key).correlate(Dispatch).scalar_subquery().label("next_at"),
            ConsolidatedReport.id.label("report_id"),
            ConsolidatedReport.title,
            ConsolidatedReport.approved_edition,
        )
        .join(ConsolidatedReport, ConsolidatedReport.id == Dispatch.consolidated_id)
        .where(visible_to(viewer))
    )


def _shown(actor: Actor, row: AnyRow, *, connected: bool) -> dict[str, Any]:
    receipt: Mapping[str, Any] = row.receipt or {}
    standing = Standing(row.state, row.edition, row.approved_edition, connected)
    return {
        **{name: getattr(row, name) for name in _OWN},
        "report": {"id": row.report_id, "title": row.title},
        "attempts": row.attempts,
        "next_at": row.next_at if row.state is DispatchState.QUEUED else None,
        "receipt_id": receipt.get("receipt_id"),
        "received_at": receipt.get("received_at"),
        "told": None,
        "allowed_actions": allowed_actions(actor, standing),
    }


async def _add_told(session: AsyncSession, items: Sequence[dict[str, Any]]) -> Mapping[UUID, list[dict[str, Any]]]:
    """All that was told of each, the latest first; the latest also stands with the item."""
    found = await statuses_of(session, [item["id"] for item in items])
    told = {item["id"]: [{name: each[name] for name in _TOLD} for each in found.get(item["id"], ())] for item in items}
    for item in items:
        item["told"] = next(iter(told[item["id"]]), None)
    return told


def _attempt(attempt: DispatchAttempt, language: str) -> dict[str, Any]:
    names = ("number", "at", "outcome", "status", "trouble", "answer", "milliseconds")
    words = TROUBLE_WORDS.get(attempt.trouble or "") or OUTCOME_WORDS[attempt.outcome]
    return {**{name: getattr(attempt, name) for name in names}, "words": words[language == "en"]}


_KEYSET = Keyset({"created_at": Key(Dispatch.created_at, datetime)}, default="-created_at", id=Dispatch.id)
EXPORT = Export(
    "nhat-ky-gui-tinh",
    [
        Column("report.title", "Báo cáo", "Report", 48),
        Column("edition", "Bản số", "Edition", 8),
        Column("way", "Cách gửi", "Way", 24, words_of(WAY_WORDS)),
        Column("state", "Trạng thái", "State", 18, words_of(STATE_WORDS)),
        Column("created_at", "Gửi lúc", "Sent at", 20),
        Column("created_by", "Người gửi", "Sent by", 26),
        Column("attempts", "Số lần thử", "Attempts", 10),
        Column("delivered_at", "Tỉnh nhận lúc", "Taken at", 20),
        Column("receipt_id", "Mã biên nhận", "Receipt", 24),
        Column("document_number", "Số văn bản", "Number", 18),
        Column("receiver", "Nơi nhận", "Receiver", 30),
        Column("channel", "Hình thức", "Channel", 24),
    ],
)
