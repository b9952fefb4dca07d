from typing import Annotated

from fastapi import Query, Request, Response

from papi.access.dependencies import CurrentActor
from papi.kit.db import DbSession
from papi.kit.etag import IfMatch, resource
from papi.kit.lists import answer_list
from papi.kit.paging import PageOf
from papi.kit.transport import api_router
from papi.oversight.actions import ladder as actions
from papi.oversight.queries.escalations import list_escalations
from papi.oversight.queries.ladder import read_ladder
from papi.oversight.schemas.escalations import EscalationQuery, EscalationRead
from papi.oversight.schemas.ladder import LadderRead, LadderWrite

router = api_router("oversight")


@router.get("/escalation-ladder", response_model=LadderRead)
async def get_escalation_ladder(session: DbSession, actor: CurrentActor, precondition: IfMatch) -> Response:
    """The ladder of escalation (thang đôn đốc): how many days before or after a deadline who hears of it. Unless somebody wrote another:
    3 working days before it the officers, on the day officers and heads, 1 day after it the heads, 3 days after it the list of Phòng Nội
    vụ, 7 days after it the leaders' list. Bodies that are asked never climb it."""
    ladder = await read_ladder(session, actor)
    return resource(ladder, ladder["version"], precondition)


@router.put("/escalation-ladder", response_model=LadderRead)
async def write_escalation_ladder(session: DbSession, actor: CurrentActor, given: LadderWrite, precondition: IfMatch) -> Response:
    """Write the whole ladder down. The coordinator does this; what was told before stays told."""
    await actions.write_ladder(session, actor, given, precondition)
    await session.flush()
    ladder = await read_ladder(session, actor)
    return resource(ladder, ladder["version"])


@router.get("/escalations", response_model=PageOf[EscalationRead])
async def list_all_escalations(
    request: Request, session: DbSession, actor: CurrentActor, query: Annotated[EscalationQuery, Query()]
) -> Response:
    """What has climbed to the list of Phòng Nội vụ (`level=coordinator`) or of the leaders (`level=leader`): assignments and reports that
    are late by so many days, the oldest first, with how often their units were reminded of them."""
    return await answer_list(session, request, await list_escalations(session, actor, query), query)
