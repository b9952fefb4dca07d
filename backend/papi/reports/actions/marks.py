"""A reviewer's own marks: on lines one by one, on lines and answers many at once."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.kit.errors import Refusal, StaleVersion
from papi.kit.etag import Precondition
from papi.reports.actions.claims import hold
from papi.reports.actions.marking import ANSWERS, LINES, Marked, lacks_reason, store_marks
from papi.reports.errors import ReasonRequired
from papi.reports.models import Report, ReviewMark
from papi.reports.queries.lines import get_line
from papi.reports.queries.reports import get_report
from papi.reports.schemas.lines import MarkUpdate
from papi.reports.schemas.review import MarkedAnswer, MarkedLine, MarksUpdate
from papi.reports.workflow import ReportStep, take


async def set_review_mark(session: AsyncSession, actor: Actor, line_id: UUID, given: MarkUpdate, precondition: Precondition) -> None:
    """Keep the reviewer's own mark on the line as it stands; a mark to return needs its reason."""
    loaded = await get_line(session, actor, line_id, lock=True)
    precondition.check(loaded.line.version)
    take(actor, loaded.loaded.standing, ReportStep.MARK)
    if lacks_reason(given):
        raise ReasonRequired
    await hold(session, actor, loaded.loaded.report)
    await store_marks(session, actor, LINES, {line_id: given}, {line_id: loaded.line.version})


async def set_review_marks(session: AsyncSession, actor: Actor, report_id: UUID, given: MarksUpdate) -> dict[str, list[dict[str, Any]]]:
    """Mark many lines and answers of a report in one act; one that changed meanwhile is told and does not keep the others back."""
    loaded = await get_report(session, actor, report_id, lock=True)
    take(actor, loaded.standing, ReportStep.MARK)
    await hold(session, actor, loaded.report)
    return {
        "items": await _mark_parts(session, actor, LINES, loaded.report, given.items),
        "answers": await _mark_parts(session, actor, ANSWERS, loaded.report, given.answers),
    }


async def _mark_parts(
    session: AsyncSession, actor: Actor, marked: Marked, report: Report, items: Sequence[MarkedLine | MarkedAnswer]
) -> list[dict[str, Any]]:
    if not items:
        return []
    parts = marked.parts
    rows = await session.execute(select(parts.id, parts.version).where(parts.report_id == report.id))
    versions = {row.id: row.version for row in rows}
    refusals = [_refusal(item, marked, versions) for item in items]
    wanted = {item.id: item for item, refused in zip(items, refusals, strict=True) if refused is None}
    await store_marks(session, actor, marked, wanted, versions)
    return [_outcome(actor, item, refused) for item, refused in zip(items, refusals, strict=True)]


def _refusal(item: MarkedLine | MarkedAnswer, marked: Marked, versions: Mapping[UUID, int]) -> Refusal | None:
    version = versions.get(item.id)
    if version is None:
        return marked.unknown()
    if version != item.version:
        return StaleVersion(str(version))
    return ReasonRequired() if lacks_reason(item) else None


def _outcome(actor: Actor, item: MarkedLine | MarkedAnswer, refused: Refusal | None) -> dict[str, Any]:
    if refused is None:
        return {"id": item.id, "status": 200, "code": None, "detail": None}
    return {"id": item.id, "status": refused.status, "code": refused.code, "detail": refused.detail(actor.language)}


async def doubted_lines(session: AsyncSession, actor: Actor, report: Report) -> Sequence[UUID]:
    """The lines whose tasks the reviewer does not take as done."""
    rows = await session.scalars(
        select(ReviewMark.line_id).where(
            *LINES.hold_in(report), ReviewMark.person_id == actor.person_id, ReviewMark.not_confirmed.is_(True)
        )
    )
    return rows.all()
