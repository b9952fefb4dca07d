from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from papi.access.dependencies import CurrentActor
from papi.kit.db import DbSession
from papi.kit.etag import IfMatch, resource
from papi.kit.lists import answer_list, answer_whole, json_bytes
from papi.kit.paging import PageOf
from papi.kit.transport import api_router
from papi.outbox.queries import FACTS, timeline
from papi.outbox.schemas import TimelineRead
from papi.plans import actions
from papi.plans.queries.assignment_detail import read_assignment
from papi.plans.queries.assignments import get_assignment as find_assignment
from papi.plans.queries.assignments import list_assignments as find_assignments
from papi.plans.queries.status import STATUS, read_task_status
from papi.plans.queries.view_counts import count_views
from papi.plans.schemas.assignments import (
    AssignmentCreate,
    AssignmentPatch,
    AssignmentQuery,
    AssignmentRead,
    AssignmentRow,
    ReportDone,
    StateChange,
    StatusQuery,
    StatusRead,
)
from papi.plans.schemas.terms import RedoChange
from papi.plans.schemas.views import ViewCounts, ViewsQuery

router = api_router("assignments")


@router.get("/assignments", response_model=PageOf[AssignmentRow])
async def list_assignments(
    request: Request, session: DbSession, actor: CurrentActor, query: Annotated[AssignmentQuery, Query()]
) -> Response:
    """Assignments with both status axes. A unit sees its own and those of its supporters; supervisors see all."""
    return await answer_list(session, request, find_assignments(actor, query), query)


@router.post("/assignments", response_model=AssignmentRead, status_code=201)
async def create_assignment(session: DbSession, actor: CurrentActor, given: AssignmentCreate) -> Response:
    """Give a task to a unit. Front and Party bodies are asked (`requested`), never assigned. What was withdrawn is taken up again."""
    return await _answer(session, actor, await actions.create_assignment(session, actor, given), status=201)


@router.get("/assignments/counts", response_model=ViewCounts)
async def get_assignment_counts(session: DbSession, actor: CurrentActor, query: Annotated[ViewsQuery, Query()]) -> Response:
    """How many assignments each of the usual views of the list shows, in one answer."""
    return json_bytes(await count_views(session, actor, query))


@router.get("/assignments/{assignment_id}", response_model=AssignmentRead)
async def get_assignment(session: DbSession, actor: CurrentActor, assignment_id: UUID, precondition: IfMatch) -> Response:
    """One assignment in full: task, documents, partners of a joint task."""
    assignment = await read_assignment(session, actor, assignment_id)
    return resource(assignment, assignment["version"], precondition)


@router.patch("/assignments/{assignment_id}", response_model=AssignmentRead)
async def update_assignment(
    session: DbSession, actor: CurrentActor, assignment_id: UUID, given: AssignmentPatch, precondition: IfMatch
) -> Response:
    """Change who and when. The state moves by its own acts."""
    await actions.update_assignment(session, actor, assignment_id, given, precondition)
    return await _answer(session, actor, assignment_id)


@router.get("/assignments/{assignment_id}/timeline", response_model=TimelineRead)
async def get_assignment_timeline(request: Request, session: DbSession, actor: CurrentActor, assignment_id: UUID) -> Response:
    """What happened to the assignment, oldest first, in words."""
    loaded = await find_assignment(session, actor, assignment_id)
    own = loaded.unit.id in actor.inherited
    return await answer_whole(request, await timeline(session, "assignment", assignment_id, language=actor.language, private=own), FACTS)


@router.post("/assignments/{assignment_id}/report-done", response_model=AssignmentRead)
async def report_done(session: DbSession, actor: CurrentActor, assignment_id: UUID, given: ReportDone, precondition: IfMatch) -> Response:
    """Say that a once-task is done, at any time; it waits for confirmation and fills the next report's line.

    Lateness is measured by the day of this call. 422 `evidence_required` where the task demands proof.
    """
    await actions.report_done(session, actor, assignment_id, given, precondition)
    return await _answer(session, actor, assignment_id)


@router.post("/assignments/{assignment_id}/confirm", response_model=AssignmentRead)
async def confirm_assignment(session: DbSession, actor: CurrentActor, assignment_id: UUID, precondition: IfMatch) -> Response:
    """Confirm a once-task that was reported done. Nobody confirms a matter of their own unit."""
    await actions.confirm_assignment(session, actor, assignment_id, precondition)
    return await _answer(session, actor, assignment_id)


@router.post("/assignments/{assignment_id}/redo", response_model=AssignmentRead)
async def redo_assignment(
    session: DbSession, actor: CurrentActor, assignment_id: UUID, given: RedoChange, precondition: IfMatch
) -> Response:
    """Ask for a once-task again, with the reason; with another day, or a number of working days, where the old one will not do."""
    await actions.redo_assignment(session, actor, assignment_id, given, precondition)
    return await _answer(session, actor, assignment_id)


@router.post("/assignments/{assignment_id}/suspend", response_model=AssignmentRead)
async def suspend_assignment(
    session: DbSession, actor: CurrentActor, assignment_id: UUID, given: StateChange, precondition: IfMatch
) -> Response:
    """Set an assignment aside (tạm hoãn); it counts nowhere until it is resumed."""
    await actions.suspend_assignment(session, actor, assignment_id, given, precondition)
    return await _answer(session, actor, assignment_id)


@router.post("/assignments/{assignment_id}/resume", response_model=AssignmentRead)
async def resume_assignment(
    session: DbSession, actor: CurrentActor, assignment_id: UUID, given: StateChange, precondition: IfMatch
) -> Response:
    """Take a suspended assignment up where it stood."""
    await actions.resume_assignment(session, actor, assignment_id, given, precondition)
    return await _answer(session, actor, assignment_id)


@router.post("/assignments/{assignment_id}/cancel", response_model=AssignmentRead)
async def cancel_assignment(
    session: DbSession, actor: CurrentActor, assignment_id: UUID, given: StateChange, precondition: IfMatch
) -> Response:
    """Withdraw an assignment (thu hồi); its history stays."""
    await actions.cancel_assignment(session, actor, assignment_id, given, precondition)
    return await _answer(session, actor, assignment_id)


@router.post("/assignments/{assignment_id}/take-out", response_model=AssignmentRead)
async def take_out(session: DbSession, actor: CurrentActor, assignment_id: UUID, precondition: IfMatch) -> Response:
    """Take the unit out of a draft's task, of which no unit has heard yet; it can be given the task again. 409 `plan_in_force` afterwards:
    then an amendment does it."""
    await actions.take_out(session, actor, assignment_id, precondition)
    return await _answer(session, actor, assignment_id)


@router.get("/task-status", response_model=StatusRead)
async def get_task_status(request: Request, session: DbSession, actor: CurrentActor, query: Annotated[StatusQuery, Query()]) -> Response:
    """Counts by unit, dimension, indicator or task: done on time, done late, open in time, open overdue, without a day.

    A task of several dimensions counts in each of them and once in the total. What is requested of bodies is counted apart, under
    `requested`, and never late: the list behind it is `/assignments?mandate=requested&work_state=completed` or `=open`.
    """
    return await answer_whole(request, await read_task_status(session, actor, query), STATUS)


async def _answer(session: DbSession, actor: CurrentActor, assignment_id: UUID, *, status: int = 200) -> Response:
    await session.flush()
    assignment = await read_assignment(session, actor, assignment_id)
    return resource(assignment, assignment["version"], status=status)
