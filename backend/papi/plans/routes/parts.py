from uuid import UUID

from fastapi import Response

from papi.access.dependencies import CurrentActor
from papi.kit.db import DbSession
from papi.kit.etag import IfMatch, resource
from papi.kit.lists import json_bytes
from papi.kit.transport import api_router
from papi.plans.actions import bulk, parts, sub_tasks
from papi.plans.queries.parts import read_part
from papi.plans.queries.sub_tasks import read_sub_task, read_sub_tasks
from papi.plans.schemas.bulk import BulkAct, BulkOutcomes
from papi.plans.schemas.parts import PartAnswer, PartMark, PartQuestion, PartRead, SubTaskCreate, SubTaskRead, SubTasksRead, SubTaskUpdate

router = api_router("parts")


@router.post("/assignments/bulk", response_model=BulkOutcomes)
async def change_assignments(session: DbSession, actor: CurrentActor, given: BulkAct) -> Response:
    """Many at once: give a task to units and groups (`assign`), another day for many (`dates`), or say that parts are taken (`accept`).

    Each stands or falls alone, by the rules of the single act; `dry_run` tells the outcomes and changes nothing. An assignment with an
    extension keeps its day: 409 `extended_by_itself`.
    """
    return json_bytes(await bulk.change_assignments(session, actor, given))


@router.get("/assignments/{assignment_id}/part", response_model=PartRead)
async def get_part(session: DbSession, actor: CurrentActor, assignment_id: UUID, precondition: IfMatch) -> Response:
    """What units have said about a part: whether the unit takes it, and what the lead makes of it."""
    part = await read_part(session, actor, assignment_id)
    return resource(part, part["version"], precondition)


@router.post("/assignments/{assignment_id}/accept-part", response_model=PartRead)
async def accept_part(session: DbSession, actor: CurrentActor, assignment_id: UUID, precondition: IfMatch) -> Response:
    """The unit, leading or supporting, says that it takes its part (đã nhận việc)."""
    await parts.accept_part(session, actor, assignment_id, precondition)
    return await _part(session, actor, assignment_id)


@router.post("/assignments/{assignment_id}/question-part", response_model=PartRead)
async def question_part(
    session: DbSession, actor: CurrentActor, assignment_id: UUID, given: PartQuestion, precondition: IfMatch
) -> Response:
    """The unit asks for a change of its part, with the reason. The assignment stands until whoever gave it changes it."""
    await parts.question_part(session, actor, assignment_id, given.reason, precondition)
    return await _part(session, actor, assignment_id)


@router.post("/assignments/{assignment_id}/answer-part", response_model=PartRead)
async def answer_part(session: DbSession, actor: CurrentActor, assignment_id: UUID, given: PartAnswer, precondition: IfMatch) -> Response:
    """Answer a unit that asks for a change of its part: it stays as given, and why. The unit then says again whether it takes it.

    Whoever confirms assignments answers; changing the assignment (`PATCH`) or withdrawing it answers as well. 409 `part_not_questioned`.
    """
    await parts.answer_part(session, actor, assignment_id, given.reason, precondition)
    return await _part(session, actor, assignment_id)


@router.post("/assignments/{assignment_id}/mark-part", response_model=PartRead)
async def mark_part(session: DbSession, actor: CurrentActor, assignment_id: UUID, given: PartMark, precondition: IfMatch) -> Response:
    """The lead unit of a joint task says whether a supporter's part, reported done, is enough. The coordinator still confirms it.

    409 `not_the_lead` for all others. The mark falls off when the supporter reports again.
    """
    await parts.mark_part(session, actor, assignment_id, given, precondition)
    return await _part(session, actor, assignment_id)


@router.get("/assignments/{assignment_id}/sub-tasks", response_model=SubTasksRead)
async def list_sub_tasks(session: DbSession, actor: CurrentActor, assignment_id: UUID) -> Response:
    """The pieces that the own unit has given to its people. Nobody outside the unit sees them."""
    return json_bytes(await read_sub_tasks(session, actor, assignment_id))


@router.post("/assignments/{assignment_id}/sub-tasks", response_model=SubTaskRead, status_code=201)
async def add_sub_task(session: DbSession, actor: CurrentActor, assignment_id: UUID, given: SubTaskCreate) -> Response:
    """Give a piece to a person of the own unit, who is told. It moves neither the assignment nor any count."""
    return await _sub_task(session, actor, await sub_tasks.add_sub_task(session, actor, assignment_id, given), status=201)


@router.patch("/sub-tasks/{sub_task_id}", response_model=SubTaskRead)
async def update_sub_task(
    session: DbSession, actor: CurrentActor, sub_task_id: UUID, given: SubTaskUpdate, precondition: IfMatch
) -> Response:
    """Change a piece, or give it to somebody else."""
    await sub_tasks.update_sub_task(session, actor, sub_task_id, given, precondition)
    return await _sub_task(session, actor, sub_task_id)


@router.post("/sub-tasks/{sub_task_id}/done", response_model=SubTaskRead)
async def finish_sub_task(session: DbSession, actor: CurrentActor, sub_task_id: UUID, precondition: IfMatch) -> Response:
    """Say that a piece is done."""
    await sub_tasks.finish_sub_task(session, actor, sub_task_id, precondition)
    return await _sub_task(session, actor, sub_task_id)


@router.post("/sub-tasks/{sub_task_id}/reopen", response_model=SubTaskRead)
async def reopen_sub_task(session: DbSession, actor: CurrentActor, sub_task_id: UUID, precondition: IfMatch) -> Response:
    """Say that it is not done after all."""
    await sub_tasks.reopen_sub_task(session, actor, sub_task_id, precondition)
    return await _sub_task(session, actor, sub_task_id)


@router.delete("/sub-tasks/{sub_task_id}", status_code=204)
async def remove_sub_task(session: DbSession, actor: CurrentActor, sub_task_id: UUID, precondition: IfMatch) -> Response:
    """Take a piece away."""
    await sub_tasks.remove_sub_task(session, actor, sub_task_id, precondition)
    return Response(status_code=204)


async def _part(session: DbSession, actor: CurrentActor, assignment_id: UUID) -> Response:
    await session.flush()
    part = await read_part(session, actor, assignment_id)
    return resource(part, part["version"])


async def _sub_task(session: DbSession, actor: CurrentActor, sub_task_id: UUID, *, status: int = 200) -> Response:
    await session.flush()
    sub_task = await read_sub_task(session, actor, sub_task_id)
    return resource(sub_task, sub_task["version"], status=status)
