from uuid import UUID

from fastapi import Response

from papi.access.dependencies import CurrentActor
from papi.kit.db import DbSession
from papi.kit.etag import IfMatch
from papi.kit.transport import api_router
from papi.reports import actions
from papi.reports.routes.answers import Ceremony, SealingKeys, answer_line, answer_report
from papi.reports.schemas.lines import LineRead, MarkUpdate
from papi.reports.schemas.reports import (
    BulkAction,
    BulkResult,
    ItemOutcome,
    LineReturn,
    ReportAccept,
    ReportRead,
    ReportReturn,
)
from papi.reports.schemas.review import ClaimRequest, MarksResult, MarksUpdate

router = api_router("reports")


@router.post("/reports/{report_id}/accept", response_model=ReportRead)
async def accept_report(
    session: DbSession, actor: CurrentActor, report_id: UUID, ceremony: Ceremony, given: ReportAccept | None = None
) -> Response:
    """Accept and seal a sent report. Its `self_done` lines become completed, except those named as not confirmed.

    Nobody accepts their own unit's report, nor one that they sent (403 `own_report`); rejected evidence stands in the way (409).
    """
    await actions.accept_report(session, actor, report_id, given or ReportAccept(), ceremony)
    return await answer_report(session, actor, report_id)


@router.post("/reports/{report_id}/return", response_model=ReportRead)
async def return_report(session: DbSession, actor: CurrentActor, report_id: UUID, given: ReportReturn, precondition: IfMatch) -> Response:
    """Return a sent report in one act: the named lines with their reasons, the caller's own marks, or every line.

    Only returned lines can be edited then; the others are in order and locked.
    """
    await actions.return_report(session, actor, report_id, given, precondition)
    return await answer_report(session, actor, report_id)


@router.post("/reports/{report_id}/reopen", response_model=ReportRead)
async def reopen_report(session: DbSession, actor: CurrentActor, report_id: UUID, given: ReportReturn, precondition: IfMatch) -> Response:
    """Take an accepted report up again, with a reason: it is returned to the unit. The old seal stays."""
    await actions.reopen_report(session, actor, report_id, given, precondition)
    return await answer_report(session, actor, report_id)


@router.post("/report-lines/{line_id}/return", response_model=ReportRead)
async def return_report_line(session: DbSession, actor: CurrentActor, line_id: UUID, given: LineReturn, precondition: IfMatch) -> Response:
    """Return a single line, until the unit resubmits. `If-Match` compares the line's version; the answer is the report."""
    return await answer_report(session, actor, await actions.return_report_line(session, actor, line_id, given, precondition))


@router.put("/report-lines/{line_id}/review-mark", response_model=LineRead)
async def set_review_mark(session: DbSession, actor: CurrentActor, line_id: UUID, given: MarkUpdate, precondition: IfMatch) -> Response:
    """Keep the caller's own mark on a line: `ok`, `return` (with a reason), `later`, or null for none.

    A mark falls off when the line changes; `return` with `marks: true` gathers them.
    """
    await actions.set_review_mark(session, actor, line_id, given, precondition)
    return await answer_line(session, actor, line_id)


@router.put("/reports/{report_id}/review-marks")
async def set_review_marks(session: DbSession, actor: CurrentActor, report_id: UUID, given: MarksUpdate) -> MarksResult:
    """Keep the caller's own marks on many lines and answers in one act, each on the version that was read.

    What has changed meanwhile is told as 412 and does not keep the others back.
    """
    return MarksResult.model_validate(await actions.set_review_marks(session, actor, report_id, given))


@router.post("/reports/{report_id}/claim", response_model=ReportRead)
async def claim_report(session: DbSession, actor: CurrentActor, report_id: UUID, given: ClaimRequest | None = None) -> Response:
    """Put a sent report on the caller's desk for 30 minutes, or for as long again; each mark does the same.

    409 `report_claimed` while a colleague has it, unless `take_over`, of which the colleague is told. It keeps nobody from marking.
    """
    await actions.claim_report(session, actor, report_id, take_over=given is not None and given.take_over)
    return await answer_report(session, actor, report_id)


@router.post("/reports/{report_id}/release", response_model=ReportRead)
async def release_report(session: DbSession, actor: CurrentActor, report_id: UUID) -> Response:
    """Take the report off the caller's desk. The marks stay."""
    await actions.release_report(session, actor, report_id)
    return await answer_report(session, actor, report_id)


@router.post("/reports/bulk")
async def change_reports(session: DbSession, actor: CurrentActor, given: BulkAction, keys: SealingKeys) -> BulkResult:
    """Accept or return many reports; each stands or falls alone, and every outcome is told."""
    outcomes = await actions.change_reports(session, actor, given, keys.seals[0])
    return BulkResult(items=[ItemOutcome(**outcome) for outcome in outcomes])
