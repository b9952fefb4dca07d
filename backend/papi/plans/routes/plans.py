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
from papi.plans.queries import plans as queries
from papi.plans.schemas.plans import PlanCreate, PlanQuery, PlanRead, PlanReturn, PlanUpdate, TargetsRead, TargetsWrite

router = api_router("plans")


@router.get("/plans", response_model=PageOf[PlanRead])
async def list_plans(request: Request, session: DbSession, actor: CurrentActor, query: Annotated[PlanQuery, Query()]) -> Response:
    """Plans, the latest year first. Drafts are seen by coordinator and leader; those that were given up by `state=discarded`."""
    return await answer_list(session, request, queries.list_plans(actor, query), query)


@router.post("/plans", response_model=PlanRead, status_code=201)
async def create_plan(session: DbSession, actor: CurrentActor, given: PlanCreate) -> Response:
    """A new year's plan, as a draft of the coordinator. 409 `plan_year_taken`: there is one plan a year."""
    return await _answer(session, actor, await actions.create_plan(session, actor, given), status=201)


@router.get("/plans/{plan_id}", response_model=PlanRead)
async def get_plan(session: DbSession, actor: CurrentActor, plan_id: UUID, precondition: IfMatch) -> Response:
    """One plan."""
    plan = await queries.read_plan(session, actor, plan_id)
    return resource(plan, plan["version"], precondition)


@router.patch("/plans/{plan_id}", response_model=PlanRead)
async def update_plan(session: DbSession, actor: CurrentActor, plan_id: UUID, given: PlanUpdate, precondition: IfMatch) -> Response:
    """Change a draft, or amend an approved plan: its version moves on, its history keeps what was. 409 while it is submitted."""
    await actions.update_plan(session, actor, plan_id, given, precondition)
    return await _answer(session, actor, plan_id)


@router.post("/plans/{plan_id}/submit", response_model=PlanRead)
async def submit_plan(session: DbSession, actor: CurrentActor, plan_id: UUID, precondition: IfMatch) -> Response:
    """Submit a draft to the leader."""
    await actions.submit_plan(session, actor, plan_id, precondition)
    return await _answer(session, actor, plan_id)


@router.post("/plans/{plan_id}/approve", response_model=PlanRead)
async def approve_plan(session: DbSession, actor: CurrentActor, plan_id: UUID, precondition: IfMatch) -> Response:
    """Approve a submitted plan. The leader does this."""
    await actions.approve_plan(session, actor, plan_id, precondition)
    return await _answer(session, actor, plan_id)


@router.post("/plans/{plan_id}/return", response_model=PlanRead)
async def return_plan(session: DbSession, actor: CurrentActor, plan_id: UUID, given: PlanReturn, precondition: IfMatch) -> Response:
    """Return a submitted plan with a reason; it is a draft again."""
    await actions.return_plan(session, actor, plan_id, given, precondition)
    return await _answer(session, actor, plan_id)


@router.post("/plans/{plan_id}/discard", response_model=PlanRead)
async def discard_plan(session: DbSession, actor: CurrentActor, plan_id: UUID, precondition: IfMatch) -> Response:
    """Give a draft up: nothing of it is lost, it leaves the lists, and its year is free for another plan."""
    await actions.discard_plan(session, actor, plan_id, precondition)
    return await _answer(session, actor, plan_id)


@router.post("/plans/{plan_id}/restore", response_model=PlanRead)
async def restore_plan(session: DbSession, actor: CurrentActor, plan_id: UUID, precondition: IfMatch) -> Response:
    """Take a draft up again that was given up. 409 `plan_year_taken` where its year has another plan meanwhile."""
    await actions.restore_plan(session, actor, plan_id, precondition)
    return await _answer(session, actor, plan_id)


@router.get("/plans/{plan_id}/targets", response_model=TargetsRead)
async def get_targets(request: Request, session: DbSession, actor: CurrentActor, plan_id: UUID, precondition: IfMatch) -> Response:
    """What the plan wants of the framework's nodes: baseline (null: "chưa có số liệu"), target, maintain or improve, low-rated.

    The tag carries the plan's version.
    """
    targets, version = await queries.read_targets(session, actor, plan_id)
    if wanted_type(request) is not None:
        return await answer_whole(request, queries.rows_of_targets(targets, actor.language), queries.TARGETS)
    return resource(targets, version, precondition)


@router.put("/plans/{plan_id}/targets", response_model=TargetsRead)
async def set_targets(session: DbSession, actor: CurrentActor, plan_id: UUID, given: TargetsWrite, precondition: IfMatch) -> Response:
    """Set all targets of the plan. `If-Match` compares the plan's version."""
    await actions.set_targets(session, actor, plan_id, given, precondition)
    await session.flush()
    targets, version = await queries.read_targets(session, actor, plan_id)
    return resource(targets, version)


async def _answer(session: DbSession, actor: CurrentActor, plan_id: UUID, *, status: int = 200) -> Response:
    await session.flush()
    plan = await queries.read_plan(session, actor, plan_id)
    return resource(plan, plan["version"], status=status)
