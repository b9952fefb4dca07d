from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from papi.access.dependencies import CurrentActor
from papi.evidence.queries import name_documents
from papi.kit.db import DbSession
from papi.kit.etag import IfMatch, resource
from papi.kit.lists import answer_list, answer_whole, json_bytes
from papi.kit.paging import PageOf
from papi.kit.transport import api_router
from papi.outbox.queries import FACTS, timeline
from papi.outbox.schemas import TimelineRead
from papi.papers.paper import Format
from papi.papers.writing import PAPERS, WantedFormat, answer
from papi.unit_plans.actions import sending, writing
from papi.unit_plans.documents import all_unit_plans_paper, unit_plan_paper
from papi.unit_plans.queries import board, detail
from papi.unit_plans.queries import plans as queries
from papi.unit_plans.schemas.plans import (
    BoardQuery,
    UnitPlanBoard,
    UnitPlanCreate,
    UnitPlanExceptionCreate,
    UnitPlanMissing,
    UnitPlanQuery,
    UnitPlanRead,
    UnitPlanReturn,
    UnitPlanRow,
    UnitPlanSuggestions,
)

router = api_router("unit plans")
Number = Annotated[int | None, Query(ge=1, le=100_000, description="Which of the texts that were sent")]


@router.get("/unit-plans", response_model=PageOf[UnitPlanRow])
async def list_unit_plans(request: Request, session: DbSession, actor: CurrentActor, query: Annotated[UnitPlanQuery, Query()]) -> Response:
    """The units' own plans: the own unit's in any state, others' once they have been sent.

    `reviewable=true` is the caller's review queue.
    """
    return await answer_list(session, request, queries.list_unit_plans(actor, query), query)


@router.post("/unit-plans", response_model=UnitPlanRead, status_code=201)
async def create_unit_plan(session: DbSession, actor: CurrentActor, given: UnitPlanCreate) -> Response:
    """Begin the own unit's plan within an approved plan. 409 `unit_plan_exists` if there is one."""
    return await _answer(session, actor, await writing.create_unit_plan(session, actor, given), status=201)


@router.get("/unit-plans/board", response_model=UnitPlanBoard)
async def get_unit_plan_board(request: Request, session: DbSession, actor: CurrentActor, query: Annotated[BoardQuery, Query()]) -> Response:
    """Who has sent their plan: on time, late, missing, not yet due; bodies that are asked apart, never late, as those that have
    sent theirs and need not. Units in official order.

    Without `plan`, the one in force. A unit that reads only its own sees itself alone. `Accept` makes it a spreadsheet.
    """
    return await answer_whole(request, await board.read_board(session, actor, query), board.EXPORT)


@router.post("/unit-plans/exceptions", response_model=UnitPlanBoard, status_code=201)
async def create_unit_plan_exception(session: DbSession, actor: CurrentActor, given: UnitPlanExceptionCreate) -> Response:
    """Give one unit its own last day (gia hạn riêng), with the reason; the earlier day stays known. The answer is the board."""
    await sending.create_exception(session, actor, given)
    await session.flush()
    return resource(await board.read_board(session, actor, BoardQuery(plan=given.plan_id)), 1, status=201)


@router.get("/unit-plans/export", response_class=Response, responses=PAPERS)
async def export_unit_plans(
    session: DbSession, actor: CurrentActor, plan: UUID, wanted: WantedFormat = None, file: Format = Format.DOCX
) -> Response:
    """What all units have sent: how many, the limits by indicator, the measures by unit; as a paper with landscape tables (Nghị định
    30/2020; number, date and signature left blank), or as a workbook. 403 for who reads only their own unit's, and in a Front or Party
    body. `file` is the older name of `format`."""
    return await answer(session, await all_unit_plans_paper(session, actor, plan), wanted or file)


@router.get("/unit-plans/{unit_plan_id}", response_model=UnitPlanRead)
async def get_unit_plan(
    session: DbSession, actor: CurrentActor, unit_plan_id: UUID, precondition: IfMatch, number: Number = None
) -> Response:
    """One unit plan: what the own unit is writing, what others were sent; `number` asks for an earlier submission as it was.

    Its ETag counts its own version and its rows': `"v<version>.<content_version>-…"`.
    """
    body = await detail.read_unit_plan(session, actor, unit_plan_id, number)
    return resource(body, f"{body['version']}.{body['content_version']}", precondition)


@router.get("/unit-plans/{unit_plan_id}/timeline", response_model=TimelineRead)
async def get_unit_plan_timeline(request: Request, session: DbSession, actor: CurrentActor, unit_plan_id: UUID) -> Response:
    """What happened to the unit plan, oldest first, in words."""
    loaded = await queries.get_unit_plan(session, actor, unit_plan_id)
    own = loaded.unit.id == actor.unit_id
    body = await timeline(session, "unit_plan", unit_plan_id, language=actor.language, private=own)
    await name_documents(session, actor, body["items"])
    return await answer_whole(request, body, FACTS)


@router.get("/unit-plans/{unit_plan_id}/missing", response_model=UnitPlanMissing)
async def get_unit_plan_missing(session: DbSession, actor: CurrentActor, unit_plan_id: UUID) -> Response:
    """What is not yet enough, by the same rule as the submission, each with its row."""
    loaded = await queries.get_unit_plan(session, actor, unit_plan_id)
    actor.require("unit_plan.edit", loaded.standing.unit)
    return json_bytes(await detail.find_missing(session, loaded, actor.language))


@router.get("/unit-plans/{unit_plan_id}/suggestions", response_model=UnitPlanSuggestions)
async def get_unit_plan_suggestions(session: DbSession, actor: CurrentActor, unit_plan_id: UUID) -> Response:
    """What the unit may start from: low-rated indicators that no limit names yet, and the rows of its plan of the year before."""
    return json_bytes(await detail.read_suggestions(session, actor, unit_plan_id))


@router.get("/unit-plans/{unit_plan_id}/export", response_class=Response, responses=PAPERS)
async def export_unit_plan(session: DbSession, actor: CurrentActor, unit_plan_id: UUID, wanted: WantedFormat = None) -> Response:
    """The unit plan as a paper with a landscape table (Nghị định 30/2020), to who collects on its day; number, date and signature are
    left blank, and what was not sent yet is marked as a draft. 409 `unit_plan_no_paper` for bodies that are asked."""
    return await answer(session, await unit_plan_paper(session, actor, unit_plan_id), wanted or Format.DOCX)


@router.post("/unit-plans/{unit_plan_id}/submit", response_model=UnitPlanRead)
async def submit_unit_plan(session: DbSession, actor: CurrentActor, unit_plan_id: UUID, precondition: IfMatch) -> Response:
    """Send the unit's plan to its reviewer. The unit's head does this; lateness counts from the first time.

    The task that asks for it is thereby said to be done. 409 `unit_plan_incomplete` while something is lacking.
    """
    await sending.submit_unit_plan(session, actor, unit_plan_id, precondition)
    return await _answer(session, actor, unit_plan_id)


@router.post("/unit-plans/{unit_plan_id}/accept", response_model=UnitPlanRead)
async def accept_unit_plan(session: DbSession, actor: CurrentActor, unit_plan_id: UUID, precondition: IfMatch) -> Response:
    """Accept a sent plan; the task that asked for it is completed. Nobody accepts their own unit's, nor one that they sent."""
    await sending.accept_unit_plan(session, actor, unit_plan_id, precondition)
    return await _answer(session, actor, unit_plan_id)


@router.post("/unit-plans/{unit_plan_id}/return", response_model=UnitPlanRead)
async def return_unit_plan(
    session: DbSession, actor: CurrentActor, unit_plan_id: UUID, given: UnitPlanReturn, precondition: IfMatch
) -> Response:
    """Return a plan that was sent or accepted, with a coded reason and words."""
    await sending.return_unit_plan(session, actor, unit_plan_id, given, precondition)
    return await _answer(session, actor, unit_plan_id)


@router.post("/unit-plans/{unit_plan_id}/amend", response_model=UnitPlanRead)
async def amend_unit_plan(session: DbSession, actor: CurrentActor, unit_plan_id: UUID, precondition: IfMatch) -> Response:
    """Take an accepted plan up to amend it; others read what was accepted until the whole is sent again."""
    await sending.amend_unit_plan(session, actor, unit_plan_id, precondition)
    return await _answer(session, actor, unit_plan_id)


async def _answer(session: DbSession, actor: CurrentActor, unit_plan_id: UUID, *, status: int = 200) -> Response:
    await session.flush()
    session.expire_all()
    body = await detail.read_unit_plan(session, actor, unit_plan_id)
    return resource(body, f"{body['version']}.{body['content_version']}", status=status)
