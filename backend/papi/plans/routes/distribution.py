from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from papi.access.dependencies import CurrentActor
from papi.kit.db import DbSession
from papi.kit.lists import answer_whole, json_bytes
from papi.kit.transport import api_router
from papi.plans import actions
from papi.plans.queries.baselines import BASELINES, read_baselines
from papi.plans.queries.distribution import DISTRIBUTION, read_distribution
from papi.plans.queries.low_rated import LOW_RATED, read_low_rated
from papi.plans.schemas.copying import CopyQuery, CopyRead, PlanCopy
from papi.plans.schemas.low_rated import BaselinesRead, LowRatedBoard, LowRatedQuery
from papi.plans.schemas.papers import DistributionQuery, DistributionRead

router = api_router("plans")


@router.get("/plans/{plan_id}/distribution", response_model=DistributionRead)
async def get_distribution(
    request: Request, session: DbSession, actor: CurrentActor, plan_id: UUID, query: Annotated[DistributionQuery, Query()]
) -> Response:
    """To whom a version was sent and who has acknowledged it. A unit reads its own line."""
    return await answer_whole(request, await read_distribution(session, actor, plan_id, query.version), DISTRIBUTION)


@router.post("/plans/{plan_id}/distribute", response_model=DistributionRead)
async def distribute_plan(session: DbSession, actor: CurrentActor, plan_id: UUID) -> Response:
    """Send the version in force to everybody of the plan's "Nơi nhận". Each version once: 409 `already_sent`."""
    await actions.distribute_plan(session, actor, plan_id)
    return await _answer(session, actor, plan_id)


@router.post("/plans/{plan_id}/acknowledge", response_model=DistributionRead)
async def acknowledge_plan(session: DbSession, actor: CurrentActor, plan_id: UUID) -> Response:
    """Say for the own unit that the version sent last came. 409 `nothing_to_acknowledge` where nothing waits for it."""
    await actions.acknowledge_plan(session, actor, plan_id)
    return await _answer(session, actor, plan_id)


@router.post("/plans/{plan_id}/remind-receivers", response_model=DistributionRead)
async def remind_receivers(session: DbSession, actor: CurrentActor, plan_id: UUID) -> Response:
    """Remind the units that have not acknowledged the version sent last; bodies that are asked get the words of a request."""
    await actions.remind_receivers(session, actor, plan_id)
    return await _answer(session, actor, plan_id)


async def _answer(session: DbSession, actor: CurrentActor, plan_id: UUID) -> Response:
    await session.flush()
    return json_bytes(await read_distribution(session, actor, plan_id, None))


@router.post("/plans/{plan_id}/copy", response_model=CopyRead, status_code=201, responses={200: {"model": CopyRead}})
async def copy_plan(
    session: DbSession, actor: CurrentActor, plan_id: UUID, given: PlanCopy, query: Annotated[CopyQuery, Query()]
) -> Response:
    """A later year's plan from this one, as a draft: days moved on by whole years, done once-tasks left, open ones marked, indicators
    found by code in the new edition, baselines from the latest published scores. `dry_run=true` (200) only says what would go over."""
    told = await actions.copy_plan(session, actor, plan_id, given, dry_run=query.dry_run)
    return json_bytes(told, 200 if query.dry_run else 201)


@router.get("/plans/{plan_id}/baselines", response_model=BaselinesRead)
async def get_baselines(request: Request, session: DbSession, actor: CurrentActor, plan_id: UUID) -> Response:
    """Every node of the plan's edition with the province's last score published before the plan's year, or the score above it."""
    return await answer_whole(request, await read_baselines(session, actor, plan_id), BASELINES)


@router.get("/plans/{plan_id}/low-rated", response_model=LowRatedBoard)
async def get_low_rated(
    request: Request, session: DbSession, actor: CurrentActor, plan_id: UUID, query: Annotated[LowRatedQuery, Query()]
) -> Response:
    """What people rated low, with its source, target, and how the work on it stands as far as the caller sees it."""
    return await answer_whole(request, await read_low_rated(session, actor, plan_id, query), LOW_RATED)
