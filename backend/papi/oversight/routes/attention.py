from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from papi.access.actor import Actor
from papi.access.dependencies import CurrentActor
from papi.kit.db import DbSession
from papi.kit.documents import wanted_type
from papi.kit.etag import IfMatch, Precondition, resource
from papi.kit.lists import answer_list, answer_whole
from papi.kit.paging import PageOf
from papi.kit.transport import api_router
from papi.oversight.actions import attention as actions
from papi.oversight.attention_paper import attention_paper
from papi.oversight.queries import attention as queries
from papi.oversight.schemas.attention import (
    AttentionConfirm,
    AttentionCreate,
    AttentionQuery,
    AttentionRead,
    AttentionRow,
    AttentionRuleRead,
    AttentionRuleWrite,
    DecisionsWrite,
)
from papi.papers.paper import Format
from papi.papers.writing import PAPERS, WantedFormat, answer

router = api_router("oversight")


async def _answer(
    session: DbSession, actor: Actor, list_id: UUID, precondition: Precondition | None = None, *, status: int = 200
) -> Response:
    await session.flush()
    found = await queries.read_attention(session, actor, list_id)
    return resource(found, found["version"], precondition, status=status)


@router.get("/attention-rules", response_model=AttentionRuleRead)
async def get_attention_rule(session: DbSession, actor: CurrentActor, precondition: IfMatch) -> Response:
    """By which thresholds units come onto the list "chưa thực hiện / thực hiện không tốt", and which units are exempt."""
    rule = await queries.read_rule(session, actor)
    return resource(rule, rule["version"], precondition)


@router.put("/attention-rules", response_model=AttentionRuleRead)
async def write_attention_rule(session: DbSession, actor: CurrentActor, given: AttentionRuleWrite, precondition: IfMatch) -> Response:
    """Write the rule down; lists that were computed keep the rule of their day."""
    await actions.write_attention_rule(session, actor, given, precondition)
    await session.flush()
    rule = await queries.read_rule(session, actor)
    return resource(rule, rule["version"])


@router.get("/attention-lists", response_model=PageOf[AttentionRow])
async def list_attention(request: Request, session: DbSession, actor: CurrentActor, query: Annotated[AttentionQuery, Query()]) -> Response:
    """Lists of units that did nothing or did badly, the latest first. Leaders find those that were confirmed, a unit the published ones on
    which it stands."""
    return await answer_list(session, request, queries.list_attention(actor, query), query)


@router.post("/attention-lists", response_model=AttentionRead, status_code=201)
async def compute_attention(session: DbSession, actor: CurrentActor, given: AttentionCreate) -> Response:
    """Compute a draft by the rule as it stands: every unit that crosses a threshold, with its facts. Bodies that are asked are left out."""
    return await _answer(session, actor, await actions.compute_list(session, actor, given), status=201)


@router.get("/attention-lists/{list_id}", response_model=AttentionRead)
async def get_attention(request: Request, session: DbSession, actor: CurrentActor, list_id: UUID, precondition: IfMatch) -> Response:
    """One list with its units, their facts and what was decided; `Accept` makes it a spreadsheet."""
    found = await queries.read_attention(session, actor, list_id)
    if wanted_type(request) is not None:
        return await answer_whole(request, found, queries.UNITS)
    return resource(found, found["version"], precondition)


@router.get("/attention-lists/{list_id}/export", responses=PAPERS, response_class=Response)
async def export_attention(session: DbSession, actor: CurrentActor, list_id: UUID, kind: WantedFormat = None) -> Response:
    """The list as a paper of the coordinating unit (Nghị định 30/2020; DOCX unless another format is asked for): numbers, decisions and
    reasons on landscape pages, what no person has confirmed marked as a draft. A unit gets the part about itself, as a letter."""
    return await answer(session, await attention_paper(session, actor, list_id), kind or Format.DOCX)


@router.put("/attention-lists/{list_id}/decisions", response_model=AttentionRead)
async def decide_attention(
    session: DbSession, actor: CurrentActor, list_id: UUID, given: DecisionsWrite, precondition: IfMatch
) -> Response:
    """Keep units on a draft or strike them with a reason. About the coordinating unit a leader decides, once the list is confirmed."""
    await actions.decide_units(session, actor, list_id, given, precondition)
    return await _answer(session, actor, list_id)


@router.post("/attention-lists/{list_id}/confirm", response_model=AttentionRead)
async def confirm_attention(
    session: DbSession, actor: CurrentActor, list_id: UUID, given: AttentionConfirm, precondition: IfMatch
) -> Response:
    """Confirm a draft of which every unit is decided, with the reason. From then on it is frozen, and leaders see it."""
    await actions.confirm_list(session, actor, list_id, given, precondition)
    return await _answer(session, actor, list_id)


@router.post("/attention-lists/{list_id}/publish", response_model=AttentionRead)
async def publish_attention(session: DbSession, actor: CurrentActor, list_id: UUID, precondition: IfMatch) -> Response:
    """Let each unit that stands on a confirmed list see itself on it; a leader does this."""
    await actions.publish_list(session, actor, list_id, precondition)
    return await _answer(session, actor, list_id)


@router.post("/attention-lists/{list_id}/discard", response_model=AttentionRead)
async def discard_attention(session: DbSession, actor: CurrentActor, list_id: UUID, precondition: IfMatch) -> Response:
    """Put a draft aside."""
    await actions.discard_list(session, actor, list_id, precondition)
    return await _answer(session, actor, list_id)
