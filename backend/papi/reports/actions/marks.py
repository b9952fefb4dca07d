"""A reviewer's own marks on lines: set one by one or many at once, kept while the line stays as it was."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.kit import clock
from papi.kit.db import insert_for
from papi.kit.errors import Refusal, StaleVersion
from papi.kit.etag import Precondition
from papi.reports.actions.claims import hold
from papi.reports.errors import LineNotFound, ReasonRequired
from papi.reports.models import MarkKind, ReasonCode, Report, ReportLine, ReviewMark
from papi.reports.queries.lines import get_line
from papi.reports.queries.reports import get_report
from papi.reports.schemas.lines import MarkUpdate
from papi.reports.schemas.reports import ReturnedLine
from papi.reports.schemas.review import MarkedLine, MarksUpdate
from papi.reports.workflow import ReportStep, take


async def set_review_mark(session: AsyncSession, actor: Actor, line_id: UUID, given: MarkUpdate, precondition: Precondition) -> None:
    """Keep the reviewer's own mark on the line as it stands; a mark to return needs its reason."""
    loaded = await get_line(session, actor, line_id, lock=True)
    precondition.check(loaded.line.version)
    take(actor, loaded.loaded.standing, ReportStep.MARK)
    _require_reason(given)
    await hold(session, actor, loaded.loaded.report)
    await _store(session, actor, {line_id: given}, {line_id: loaded.line.version})


async def set_review_marks(session: AsyncSession, actor: Actor, report_id: UUID, given: MarksUpdate) -> list[dict[str, Any]]:
    """Mark many lines of a report in one act; one that changed meanwhile is told and does not keep the others back."""
    loaded = await get_report(session, actor, report_id, lock=True)
    take(actor, loaded.standing, ReportStep.MARK)
    await hold(session, actor, loaded.report)
    rows = await session.execute(select(ReportLine.id, ReportLine.version).where(ReportLine.report_id == report_id))
    versions = {row.id: row.version for row in rows}
    refusals = [_refusal(item, versions) for item in given.items]
    wanted = {item.id: item for item, refused in zip(given.items, refusals, strict=True) if refused is None}
    await _store(session, actor, wanted, versions)
    return [_outcome(actor, item, refused) for item, refused in zip(given.items, refusals, strict=True)]


def _refusal(item: MarkedLine, versions: Mapping[UUID, int]) -> Refusal | None:
    version = versions.get(item.id)
    if version is None:
        return LineNotFound()
    if version != item.version:
        return StaleVersion(str(version))
    return ReasonRequired() if _lacks_reason(item) else None


def _outcome(actor: Actor, item: MarkedLine, refused: Refusal | None) -> dict[str, Any]:
    if refused is None:
        return {"id": item.id, "status": 200, "code": None, "detail": None}
    return {"id": item.id, "status": refused.status, "code": refused.code, "detail": refused.detail(actor.language)}


def _lacks_reason(given: MarkUpdate) -> bool:
    return given.mark is MarkKind.RETURN and not given.reason


def _require_reason(given: MarkUpdate) -> None:
    if _lacks_reason(given):
        raise ReasonRequired


async def _store(session: AsyncSession, actor: Actor, wanted: Mapping[UUID, MarkUpdate], versions: Mapping[UUID, int]) -> None:
    own = ReviewMark.person_id == actor.person_id
    taken_back = [line_id for line_id, given in wanted.items() if given.mark is None]
    if taken_back:
        await session.execute(delete(ReviewMark).where(ReviewMark.line_id.in_(taken_back), own))
    rows = [_row(actor, line_id, given, versions[line_id]) for line_id, given in wanted.items() if given.mark is not None]
    if rows:
        statement = insert_for(session, ReviewMark).values(rows)
        changed = {name: statement.excluded[name] for name in rows[0] if name not in {"line_id", "person_id"}}
        await session.execute(statement.on_conflict_do_update(index_elements=["line_id", "person_id"], set_=changed))


def _row(actor: Actor, line_id: UUID, given: MarkUpdate, version: int) -> dict[str, Any]:
    return {
        "line_id": line_id,
        "person_id": actor.person_id,
        "mark": given.mark,
        "reason_code": given.reason_code or (ReasonCode.OTHER if given.mark is MarkKind.RETURN else None),
        "reason": given.reason,
        "not_confirmed": given.not_confirmed,
        "line_version": version,
        "marked_at": clock.business(),
    }


async def marked_to_return(session: AsyncSession, actor: Actor, report: Report) -> Mapping[UUID, ReturnedLine]:
    """The reviewer's own marks to return that still hold."""
    rows = await session.execute(
        select(ReviewMark.line_id, ReviewMark.reason_code, ReviewMark.reason)
        .join(ReportLine, ReportLine.id == ReviewMark.line_id)
        .where(
            ReportLine.report_id == report.id,
            ReviewMark.person_id == actor.person_id,
            ReviewMark.mark == MarkKind.RETURN,
            ReviewMark.line_version == ReportLine.version,
        )
    )
    return {row.line_id: ReturnedLine(id=row.line_id, reason_code=row.reason_code or ReasonCode.OTHER, reason=row.reason) for row in rows}


async def doubted_lines(session: AsyncSession, actor: Actor, report: Report) -> Sequence[UUID]:
    """The lines whose tasks the reviewer does not take as done."""
    rows = await session.scalars(
        select(ReviewMark.line_id)
        .join(ReportLine, ReportLine.id == ReviewMark.line_id)
        .where(
            ReportLine.report_id == report.id,
            ReviewMark.person_id == actor.person_id,
            ReviewMark.not_confirmed.is_(True),
            ReviewMark.line_version == ReportLine.version,
        )
    )
    return rows.all()


@asynccontextmanager
async def marks_kept(session: AsyncSession, report: Report) -> AsyncGenerator[None]:
    """A decision moves the lines' versions, not what stands in them: everybody's marks that held before it hold after it, so that of two
    reviewers none loses a mark, and lines in order stay so when the report comes again."""
    marks = select(ReviewMark.line_id, ReviewMark.person_id).join(ReportLine, ReportLine.id == ReviewMark.line_id)
    held = await session.execute(marks.where(ReportLine.report_id == report.id, ReviewMark.line_version == ReportLine.version))
    keys = [(row.line_id, row.person_id) for row in held]
    yield
    await session.flush()
    if keys:
        now = select(ReportLine.version).where(ReportLine.id == ReviewMark.line_id).scalar_subquery()
        moved = update(ReviewMark).where(tuple_(ReviewMark.line_id, ReviewMark.person_id).in_(keys)).values(line_version=now)
        await session.execute(moved.execution_options(synchronize_session=False))
