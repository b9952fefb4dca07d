from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from papi.access.dependencies import CurrentActor
from papi.kit.db import DbSession
from papi.kit.etag import IfMatch, resource
from papi.kit.lists import answer_list
from papi.kit.paging import PageOf
from papi.kit.transport import api_router
from papi.plans import actions
from papi.plans.queries import tasks as queries
from papi.plans.schemas.assignments import TaskCreate, UnitsGive
from papi.plans.schemas.tasks import TaskPatch, TaskQuery, TaskRead, TaskRow

router = api_router("tasks")


@router.get("/tasks", response_model=PageOf[TaskRow])
async def list_tasks(request: Request, session: DbSession, actor: CurrentActor, query: Annotated[TaskQuery, Query()]) -> Response:
    """Tasks in the order of the plan."""
    return await answer_list(session, request, queries.list_tasks(actor, query), query)


@router.post("/tasks", response_model=TaskRead, status_code=201)
async def create_task(session: DbSession, actor: CurrentActor, given: TaskCreate) -> Response:
    """Add a task; `key` is unique within its plan. With `units` it is given to all of them, or nothing is stored."""
    return await _answer(session, actor, await actions.create_task(session, actor, given), status=201)


@router.get("/tasks/{task_id}", response_model=TaskRead)
async def get_task(session: DbSession, actor: CurrentActor, task_id: UUID, precondition: IfMatch) -> Response:
    """One task in full, with its indicators."""
    task = await queries.read_task(session, actor, task_id)
    return resource(task, task["version"], precondition)


@router.patch("/tasks/{task_id}", response_model=TaskRead)
async def update_task(session: DbSession, actor: CurrentActor, task_id: UUID, given: TaskPatch, precondition: IfMatch) -> Response:
    """Change what a task says."""
    await actions.update_task(session, actor, task_id, given, precondition)
    return await _answer(session, actor, task_id)


@router.post("/tasks/{task_id}/drop", response_model=TaskRead)
async def drop_task(session: DbSession, actor: CurrentActor, task_id: UUID, precondition: IfMatch) -> Response:
    """Take a task out of a plan that is still a draft. 409 `plan_in_force` afterwards: then an amendment drops it."""
    await actions.drop_task(session, actor, task_id, precondition)
    return await _answer(session, actor, task_id)


@router.post("/tasks/{task_id}/units", response_model=TaskRead)
async def give_units(session: DbSession, actor: CurrentActor, task_id: UUID, given: UnitsGive) -> Response:
    """Give the task to several units in one act: to all of them, or to none. One from which it was withdrawn takes it up again."""
    await actions.give_units(session, actor, task_id, given)
    return await _answer(session, actor, task_id)


async def _answer(session: DbSession, actor: CurrentActor, task_id: UUID, *, status: int = 200) -> Response:
    await session.flush()
    task = await queries.read_task(session, actor, task_id)
    return resource(task, task["version"], status=status)
