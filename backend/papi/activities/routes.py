from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from papi.access.dependencies import CurrentActor
from papi.activities.actions import writing
from papi.activities.queries import activities as queries
from papi.activities.queries import summary
from papi.activities.schemas import (
    ActivityCancel,
    ActivityCreate,
    ActivityHold,
    ActivityPatch,
    ActivityQuery,
    ActivityRead,
    ActivityRow,
    ActivitySummary,
    SummaryQuery,
)
from papi.evidence.queries import name_documents
from papi.kit.db import DbSession
from papi.kit.etag import IfMatch, resource
from papi.kit.lists import answer_list, answer_whole
from papi.kit.paging import PageOf
from papi.kit.transport import api_router
from papi.outbox.queries import FACTS, timeline
from papi.outbox.schemas import TimelineRead

router = api_router("activities")


@router.get("/activities", response_model=PageOf[ActivityRow])
async def list_activities(request: Request, session: DbSession, actor: CurrentActor, query: Annotated[ActivityQuery, Query()]) -> Response:
    """Communication, legal education, training, dialogue and self-inspection (plan II.1, III.1, III.3–7), the latest first: all for who
    sees everyone's work, the own unit's for its people. An activity counts on the day on which it ends."""
    return await answer_list(session, request, queries.list_activities(actor, query), query)


@router.post("/activities", response_model=ActivityRead, status_code=201)
async def create_activity(session: DbSession, actor: CurrentActor, given: ActivityCreate) -> Response:
    """Write an activity down, planned or held. Documents are linked to it by `POST /evidence/{id}/links` with `type: activity`."""
    return await _answer(session, actor, await writing.create_activity(session, actor, given), status=201)


@router.get("/activities/summary", response_model=ActivitySummary)
async def get_activity_summary(
    request: Request, session: DbSession, actor: CurrentActor, query: Annotated[SummaryQuery, Query()]
) -> Response:
    """How many were held and how many people came, per unit and kind. `Accept` makes it a spreadsheet."""
    return await answer_whole(request, await summary.summarise(session, actor, query), summary.EXPORT)


@router.get("/activities/{activity_id}", response_model=ActivityRead)
async def get_activity(session: DbSession, actor: CurrentActor, activity_id: UUID, precondition: IfMatch) -> Response:
    """One activity with its documents. Its version counts its words; attaching a document does not move it."""
    body = await queries.read_activity(session, actor, activity_id)
    return resource(body, body["version"], precondition)


@router.get("/activities/{activity_id}/timeline", response_model=TimelineRead)
async def get_activity_timeline(request: Request, session: DbSession, actor: CurrentActor, activity_id: UUID) -> Response:
    """What happened to the activity, oldest first, in words; of corrections what stood there before."""
    await queries.get_activity(session, actor, activity_id)
    body = await timeline(session, "activity", activity_id, language=actor.language, private=False)
    await name_documents(session, actor, body["items"])
    return await answer_whole(request, body, FACTS)


@router.patch("/activities/{activity_id}", response_model=ActivityRead)
async def update_activity(
    session: DbSession, actor: CurrentActor, activity_id: UUID, given: ActivityPatch, precondition: IfMatch
) -> Response:
    """Change what is planned or correct what was held; history keeps what stood there. 409 `activity_wrong_state` once cancelled."""
    await writing.update_activity(session, actor, activity_id, given, precondition)
    return await _answer(session, actor, activity_id)


@router.post("/activities/{activity_id}/hold", response_model=ActivityRead)
async def hold_activity(session: DbSession, actor: CurrentActor, activity_id: UUID, given: ActivityHold, precondition: IfMatch) -> Response:
    """Say that a planned activity was held, who came, and what came of it. Supervisors read its documents from here on."""
    await writing.hold_activity(session, actor, activity_id, given, precondition)
    return await _answer(session, actor, activity_id)


@router.post("/activities/{activity_id}/cancel", response_model=ActivityRead)
async def cancel_activity(
    session: DbSession, actor: CurrentActor, activity_id: UUID, given: ActivityCancel, precondition: IfMatch
) -> Response:
    """Cancel a planned activity, or withdraw one that was written down as held by mistake, with the reason. It counts no more, and keeps
    what it said."""
    await writing.cancel_activity(session, actor, activity_id, given, precondition)
    return await _answer(session, actor, activity_id)


async def _answer(session: DbSession, actor: CurrentActor, activity_id: UUID, *, status: int = 200) -> Response:
    await session.flush()
    body = await queries.read_activity(session, actor, activity_id)
    return resource(body, body["version"], status=status)
