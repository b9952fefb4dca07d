from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from papi.access.dependencies import CurrentActor
from papi.kit.db import DbSession
from papi.kit.documents import wanted_type
from papi.kit.etag import IfMatch, resource
from papi.kit.lists import answer_list, answer_whole
from papi.kit.paging import PageOf
from papi.kit.transport import api_router
from papi.plans import actions
from papi.plans.queries import papers as queries
from papi.plans.queries.tasks import read_task
from papi.plans.schemas.papers import (
    LegalBasisCreate,
    LegalBasisQuery,
    LegalBasisRead,
    LegalBasisUpdate,
    PlanBases,
    PlanBasesWrite,
    ReceiversRead,
    ReceiversWrite,
    StepQuery,
    StepRow,
    StepsWrite,
)
from papi.plans.schemas.tasks import TaskRead

router = api_router("plans")


@router.get("/legal-bases", response_model=PageOf[LegalBasisRead])
async def list_legal_bases(
    request: Request, session: DbSession, actor: CurrentActor, query: Annotated[LegalBasisQuery, Query()]
) -> Response:
    """Documents on which plans rest (căn cứ), the latest first."""
    return await answer_list(session, request, queries.list_legal_bases(actor, query), query)


@router.post("/legal-bases", response_model=LegalBasisRead, status_code=201)
async def create_legal_basis(session: DbSession, actor: CurrentActor, given: LegalBasisCreate) -> Response:
    """Keep a document on which plans may rest."""
    return await _basis(session, actor, await actions.create_legal_basis(session, actor, given), status=201)


@router.get("/legal-bases/{basis_id}", response_model=LegalBasisRead)
async def get_legal_basis(session: DbSession, actor: CurrentActor, basis_id: UUID, precondition: IfMatch) -> Response:
    """One legal basis."""
    basis = await queries.read_legal_basis(session, actor, basis_id)
    return resource(basis, basis["version"], precondition)


@router.patch("/legal-bases/{basis_id}", response_model=LegalBasisRead)
async def update_legal_basis(
    session: DbSession, actor: CurrentActor, basis_id: UUID, given: LegalBasisUpdate, precondition: IfMatch
) -> Response:
    """Put right what is kept of a document."""
    await actions.update_legal_basis(session, actor, basis_id, given, precondition)
    return await _basis(session, actor, basis_id)


async def _basis(session: DbSession, actor: CurrentActor, basis_id: UUID, *, status: int = 200) -> Response:
    await session.flush()
    basis = await queries.read_legal_basis(session, actor, basis_id)
    return resource(basis, basis["version"], status=status)


@router.get("/plans/{plan_id}/legal-bases", response_model=PlanBases)
async def get_plan_bases(request: Request, session: DbSession, actor: CurrentActor, plan_id: UUID, precondition: IfMatch) -> Response:
    """What the plan rests on, in the order in which it is cited. The tag carries the plan's version."""
    bases, version = await queries.read_bases_of(session, actor, plan_id)
    if wanted_type(request) is not None:
        return await answer_whole(request, bases, queries.BASES)
    return resource(bases, version, precondition)


@router.put("/plans/{plan_id}/legal-bases", response_model=PlanBases)
async def set_plan_bases(session: DbSession, actor: CurrentActor, plan_id: UUID, given: PlanBasesWrite, precondition: IfMatch) -> Response:
    """Say what the plan rests on, as a whole. `If-Match` compares the plan's version."""
    await actions.set_plan_bases(session, actor, plan_id, given, precondition)
    await session.flush()
    return resource(*await queries.read_bases_of(session, actor, plan_id))


@router.get("/plans/{plan_id}/receivers", response_model=ReceiversRead)
async def get_receivers(request: Request, session: DbSession, actor: CurrentActor, plan_id: UUID, precondition: IfMatch) -> Response:
    """The plan's "Nơi nhận", in its order. The tag carries the plan's version."""
    receivers, version = await queries.read_receivers(session, actor, plan_id)
    if wanted_type(request) is not None:
        return await answer_whole(request, receivers, queries.RECEIVERS)
    return resource(receivers, version, precondition)


@router.put("/plans/{plan_id}/receivers", response_model=ReceiversRead)
async def set_receivers(session: DbSession, actor: CurrentActor, plan_id: UUID, given: ReceiversWrite, precondition: IfMatch) -> Response:
    """Write the plan's "Nơi nhận" as a whole: lines with units, or names of those outside. `If-Match` compares the plan's version."""
    await actions.set_receivers(session, actor, plan_id, given, precondition)
    await session.flush()
    return resource(*await queries.read_receivers(session, actor, plan_id))


@router.get("/task-steps", response_model=PageOf[StepRow])
async def list_task_steps(request: Request, session: DbSession, actor: CurrentActor, query: Annotated[StepQuery, Query()]) -> Response:
    """Steps by which tasks simplify administrative procedures; `state` is `planned`, `submitted` or `applied`."""
    return await answer_list(session, request, queries.list_task_steps(actor, query), query)


@router.put("/tasks/{task_id}/steps", response_model=TaskRead)
async def set_task_steps(session: DbSession, actor: CurrentActor, task_id: UUID, given: StepsWrite, precondition: IfMatch) -> Response:
    """Name the steps by which the task simplifies procedures, as a whole. `If-Match` compares the task's version."""
    await actions.set_steps(session, actor, task_id, given, precondition)
    await session.flush()
    task = await read_task(session, actor, task_id)
    return resource(task, task["version"])
