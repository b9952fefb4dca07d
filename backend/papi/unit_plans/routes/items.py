from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from papi.access.dependencies import CurrentActor
from papi.kit.db import DbSession
from papi.kit.etag import IfMatch, resource
from papi.kit.lists import answer_list
from papi.kit.paging import PageOf
from papi.kit.transport import api_router
from papi.unit_plans.actions import following, writing
from papi.unit_plans.queries import detail, items
from papi.unit_plans.schemas.items import ItemQuery, UnitPlanItemRow, UnitPlanItemsCreate, UnitPlanItemUpdate
from papi.unit_plans.schemas.plans import UnitPlanRead

router = api_router("unit plans")


@router.get("/unit-plan-items", response_model=PageOf[UnitPlanItemRow])
async def list_unit_plan_items(request: Request, session: DbSession, actor: CurrentActor, query: Annotated[ItemQuery, Query()]) -> Response:
    """The consolidated list: what the units have sent, row by row. Measures unless `kind=limit`; `Accept` makes it a spreadsheet."""
    return await answer_list(session, request, items.list_unit_plan_items(actor, query), query)


@router.post("/unit-plans/{unit_plan_id}/items", response_model=UnitPlanRead, status_code=201)
async def add_unit_plan_items(session: DbSession, actor: CurrentActor, unit_plan_id: UUID, given: UnitPlanItemsCreate) -> Response:
    """Add limits and measures at the end of the unit's draft, up to 100 at once. 409 `unit_plan_full` beyond 500 rows."""
    await writing.add_items(session, actor, unit_plan_id, given)
    return await _answer(session, actor, unit_plan_id, status=201)


@router.patch("/unit-plan-items/{item_id}", response_model=UnitPlanRead)
async def update_unit_plan_item(
    session: DbSession, actor: CurrentActor, item_id: UUID, given: UnitPlanItemUpdate, precondition: IfMatch
) -> Response:
    """Save one row. It has its own version, so two officers on two rows do not collide; the answer is the whole plan."""
    return await _answer(session, actor, await writing.update_item(session, actor, item_id, given, precondition))


@router.delete("/unit-plan-items/{item_id}", response_model=UnitPlanRead)
async def remove_unit_plan_item(session: DbSession, actor: CurrentActor, item_id: UUID, precondition: IfMatch) -> Response:
    """Take a row out of the draft; what was sent with it before stays as it was."""
    return await _answer(session, actor, await writing.remove_item(session, actor, item_id, precondition))


@router.post("/unit-plan-items/{item_id}/follow", response_model=UnitPlanRead)
async def follow_measure(session: DbSession, actor: CurrentActor, item_id: UUID) -> Response:
    """Make a measure of the accepted plan a task of the unit: reported in the same quarterly report, in none of the plan's numbers."""
    return await _answer(session, actor, await following.follow_measure(session, actor, item_id))


async def _answer(session: DbSession, actor: CurrentActor, unit_plan_id: UUID, *, status: int = 200) -> Response:
    await session.flush()
    session.expire_all()
    body = await detail.read_unit_plan(session, actor, unit_plan_id)
    return resource(body, f"{body['version']}.{body['content_version']}", status=status)
