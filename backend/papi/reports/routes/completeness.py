from typing import Annotated

from fastapi import Query, Request, Response

from papi.access.dependencies import CurrentActor
from papi.kit.db import DbSession
from papi.kit.documents import wanted_type
from papi.kit.lists import answer_list, answer_whole, json_bytes
from papi.kit.paging import PageOf
from papi.kit.transport import api_router
from papi.plans.queries.plans import plan_meant
from papi.reports.queries import completeness as queries
from papi.reports.schemas.completeness import CompletenessOverPeriods, CompletenessQuery, SendingQuery, SendingRow

router = api_router("periods")


@router.get("/completeness", response_model=CompletenessOverPeriods)
async def get_completeness_over_periods(
    request: Request, session: DbSession, actor: CurrentActor, query: Annotated[CompletenessQuery, Query()]
) -> Response:
    """Who has reported over all opened periods of a plan, by unit, group of units or dimension: on time, late, missing, not yet due, and
    the update rate; bodies that are asked apart. The list behind each number: `/completeness/reports` with the same keys."""
    found = await queries.read_completeness_over_periods(session, actor, query)
    if wanted_type(request) is None:
        return json_bytes(found)
    return await answer_whole(request, *queries.matrix_export(found, actor.language))


@router.get("/completeness/reports", response_model=PageOf[SendingRow])
async def list_sendings(request: Request, session: DbSession, actor: CurrentActor, query: Annotated[SendingQuery, Query()]) -> Response:
    """The reports behind a number of the matrix, sent or not: units in official order."""
    actor.require_some("report.read")
    plan = await plan_meant(session, actor, query.plan)
    return await answer_list(session, request, queries.list_sendings(actor, plan.id if plan else None, query), query)
