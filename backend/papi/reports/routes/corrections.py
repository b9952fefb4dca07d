from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from papi.access.dependencies import CurrentActor
from papi.kit.db import DbSession
from papi.kit.etag import IfMatch, resource
from papi.kit.lists import answer_list, answer_whole
from papi.kit.paging import PageOf
from papi.kit.transport import api_router
from papi.reports import actions
from papi.reports.queries import corrections as queries
from papi.reports.routes.answers import Ceremony
from papi.reports.schemas.corrections import (
    CorrectionQuery,
    CorrectionRead,
    CorrectionReturn,
    CorrectionRow,
    CorrectionsRead,
    CorrectionWrite,
)

router = api_router("corrections")


@router.get("/reports/{report_id}/corrections", response_model=CorrectionsRead)
async def get_report_corrections(request: Request, session: DbSession, actor: CurrentActor, report_id: UUID) -> Response:
    """All corrections of a report, the latest first, each line before and after. Drafts are seen by the own unit alone."""
    return await answer_whole(request, await queries.read_corrections(session, actor, report_id), queries.CORRECTIONS)


@router.post("/reports/{report_id}/corrections", response_model=CorrectionRead, status_code=201)
async def create_correction(session: DbSession, actor: CurrentActor, report_id: UUID, given: CorrectionWrite) -> Response:
    """Draft a correction (đính chính) of an accepted report, its period open or closed. 409 `correction_open` while one is under way."""
    return await _answer(session, actor, await actions.create_correction(session, actor, report_id, given), status=201)


@router.get("/corrections", response_model=PageOf[CorrectionRow])
async def list_corrections(
    request: Request, session: DbSession, actor: CurrentActor, query: Annotated[CorrectionQuery, Query()]
) -> Response:
    """Corrections that the caller may see; `reviewable=true`: those that wait for the caller's decision."""
    return await answer_list(session, request, queries.list_corrections(actor, query), query)


@router.get("/corrections/{correction_id}", response_model=CorrectionRead)
async def get_correction(session: DbSession, actor: CurrentActor, correction_id: UUID, precondition: IfMatch) -> Response:
    """One correction with its lines before and after."""
    correction = await queries.read_correction(session, actor, correction_id)
    return resource(correction, correction["version"], precondition)


@router.patch("/corrections/{correction_id}", response_model=CorrectionRead)
async def update_correction(
    session: DbSession, actor: CurrentActor, correction_id: UUID, given: CorrectionWrite, precondition: IfMatch
) -> Response:
    """Write a correction that was not sent, or came back, anew: reason and lines as a whole."""
    await actions.update_correction(session, actor, correction_id, given, precondition)
    return await _answer(session, actor, correction_id)


@router.post("/corrections/{correction_id}/submit", response_model=CorrectionRead)
async def submit_correction(session: DbSession, actor: CurrentActor, correction_id: UUID, precondition: IfMatch) -> Response:
    """Send the correction to whoever reviews the unit. The unit's head does this."""
    await actions.submit_correction(session, actor, correction_id, precondition)
    return await _answer(session, actor, correction_id)


@router.post("/corrections/{correction_id}/withdraw", response_model=CorrectionRead)
async def withdraw_correction(session: DbSession, actor: CurrentActor, correction_id: UUID, precondition: IfMatch) -> Response:
    """Give up a correction that was not sent, or came back."""
    await actions.withdraw_correction(session, actor, correction_id, precondition)
    return await _answer(session, actor, correction_id)


@router.post("/corrections/{correction_id}/return", response_model=CorrectionRead)
async def return_correction(
    session: DbSession, actor: CurrentActor, correction_id: UUID, given: CorrectionReturn, precondition: IfMatch
) -> Response:
    """Refuse the correction with a reason; what was accepted stands. Nobody decides on the own unit (403 `own_report`)."""
    await actions.return_correction(session, actor, correction_id, given.reason, precondition)
    return await _answer(session, actor, correction_id)


@router.post("/corrections/{correction_id}/accept", response_model=CorrectionRead)
async def accept_correction(session: DbSession, actor: CurrentActor, correction_id: UUID, ceremony: Ceremony) -> Response:
    """Let the corrected lines stand: new texts, a new seal with the next number. The old ones stay, and cumulative reports that were filled
    from the lines are offered the new ones."""
    await actions.accept_correction(session, actor, correction_id, ceremony)
    return await _answer(session, actor, correction_id)


async def _answer(session: DbSession, actor: CurrentActor, correction_id: UUID, *, status: int = 200) -> Response:
    await session.flush()
    correction = await queries.read_correction(session, actor, correction_id)
    return resource(correction, correction["version"], status=status)
