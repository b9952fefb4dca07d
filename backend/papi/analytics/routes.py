from typing import Annotated

from fastapi import Query, Request, Response

from papi.access.dependencies import CurrentActor
from papi.analytics.queries.audit import list_audit as find_audit
from papi.analytics.queries.audit import verify_audit as verify_chain
from papi.analytics.queries.history import list_history as find_history
from papi.analytics.queries.matrix import columns_of, read_matrix
from papi.analytics.queries.meeting import read_meeting
from papi.analytics.queries.my_work import read_my_work
from papi.analytics.queries.overview import read_overview
from papi.analytics.queries.search import search as find_everywhere
from papi.analytics.schemas.dashboards import DashboardQuery, MatrixRead, OverviewRead
from papi.analytics.schemas.finding import AuditQuery, AuditRead, ChainRead, HistoryQuery, SearchRead
from papi.analytics.schemas.meeting import MeetingQuery, MeetingRead
from papi.analytics.schemas.my_work import MyWorkRead
from papi.kit.db import DbSession
from papi.kit.documents import wanted_type
from papi.kit.lists import answer_list, answer_whole, json_bytes
from papi.kit.paging import PageOf
from papi.kit.transport import api_router
from papi.outbox.schemas import FactRead

router = api_router("analytics")


@router.get("/dashboards/overview", response_model=OverviewRead)
async def get_overview(session: DbSession, actor: CurrentActor, query: Annotated[DashboardQuery, Query()]) -> Response:
    """Where the plan stands: the four numbers, the open period, months, latest events. Units see their own figures."""
    return json_bytes(await read_overview(session, actor, query.plan, query.view))


@router.get("/dashboards/matrix", response_model=MatrixRead)
async def get_matrix(request: Request, session: DbSession, actor: CurrentActor, query: Annotated[DashboardQuery, Query()]) -> Response:
    """Unit × dimension: overdue, open, done. Units in official order; bodies that are asked have no overdue."""
    matrix = await read_matrix(session, actor, query.plan, query.view)
    if wanted_type(request) is not None:
        return await answer_whole(request, {"items": matrix["rows"]}, columns_of(matrix["dimensions"]))
    return json_bytes(matrix)


@router.get("/dashboards/my-work", response_model=MyWorkRead)
async def get_my_work(session: DbSession, actor: CurrentActor) -> Response:
    """What the caller must do now: open report, returned lines, overdue, due soon; for reviewers the queues."""
    return json_bytes(await read_my_work(session, actor))


@router.get("/dashboards/meeting", response_model=MeetingRead)
async def get_meeting(session: DbSession, actor: CurrentActor, query: Annotated[MeetingQuery, Query()]) -> Response:
    """The quarterly briefing: for each unit how it reported, its numbers, what is overdue and what it says is difficult."""
    return json_bytes(await read_meeting(session, actor, query.period))


@router.get("/search", response_model=SearchRead)
async def search(session: DbSession, actor: CurrentActor, q: Annotated[str, Query(min_length=1, max_length=200)]) -> Response:
    """Tasks, reports, evidence, units and indicators whose words begin with the given ones, diacritics or not."""
    return json_bytes(await find_everywhere(session, actor, q))


@router.get("/history", response_model=PageOf[FactRead])
async def list_history(request: Request, session: DbSession, actor: CurrentActor, query: Annotated[HistoryQuery, Query()]) -> Response:
    """Who did what, in which role, newest first, in words; within what the caller may read."""
    return await answer_list(session, request, find_history(actor, query), query)


@router.get("/audit", response_model=PageOf[AuditRead])
async def list_audit(request: Request, session: DbSession, actor: CurrentActor, query: Annotated[AuditQuery, Query()]) -> Response:
    """Everything that was ever done, newest first, as it was recorded: who, in which role, from where, when, on what.

    For administrator and leader, who see all units' facts here, but no words of matters that they may not read. Nothing in this list is
    ever changed or deleted.
    """
    return await answer_list(session, request, find_audit(actor, query), query)


@router.get("/audit/verify", response_model=ChainRead)
async def verify_audit(session: DbSession, actor: CurrentActor) -> Response:
    """Work every digest of the chain out again: whether it holds, and if not, where it breaks first. For administrator and leader.

    A digest is the SHA-256 of the digest before it (32 bytes, zeros at the beginning) and of the fact as JSON. Note `head` outside this
    system from time to time: who can write the database and knows how could make the whole chain anew, but not with the same digests.
    """
    return json_bytes(await verify_chain(session, actor))
