from typing import Annotated

from fastapi import Query, Request, Response

from papi.access.dependencies import CurrentActor
from papi.integration.queries.log import list_exchanges as exchanges
from papi.integration.schemas.log import ExchangeQuery, ExchangeRead
from papi.kit.db import DbSession
from papi.kit.lists import answer_list
from papi.kit.paging import PageOf
from papi.kit.transport import api_router

router = api_router("integration")


@router.get("/integration/log", response_model=PageOf[ExchangeRead])
async def list_exchanges(request: Request, session: DbSession, actor: CurrentActor, query: Annotated[ExchangeQuery, Query()]) -> Response:
    """What other systems pulled and pushed, the latest first: when, who, what and how many. For Phòng Nội vụ and administrators."""
    return await answer_list(session, request, exchanges(actor, query), query)
