from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from papi.access.dependencies import CurrentActor
from papi.kit.db import DbSession
from papi.kit.etag import IfMatch, resource
from papi.kit.lists import answer_list, attachment
from papi.kit.paging import PageOf
from papi.kit.transport import api_router
from papi.privacy.actions import erasing
from papi.privacy.queries.erasures import list_erasures, read_erasure, read_tombstone
from papi.privacy.schemas import ErasureCreate, ErasureQuery, ErasureRead, ErasureReason, TombstoneRead
from papi.reports.routes.answers import SealingKeys

router = api_router("personal data")


@router.get("/erasures", response_model=PageOf[ErasureRead])
async def list_all_erasures(request: Request, session: DbSession, actor: CurrentActor, query: Annotated[ErasureQuery, Query()]) -> Response:
    """Proposals to erase documents, and what became of them, the latest first. All for Phòng Nội vụ and the leaders, those
    about documents of the own unit for its head."""
    return await answer_list(session, request, list_erasures(actor, query), query)


@router.post("/erasures", response_model=ErasureRead, status_code=201)
async def propose_erasure(session: DbSession, actor: CurrentActor, given: ErasureCreate) -> Response:
    """Propose to erase a document. 409 `kept_by_seal` while it proves an accepted report within the time that the law keeps it, 409
    `still_used` while it is used in work that goes on. A leader decides; nobody decides on their own proposal."""
    return await _answer(session, actor, await erasing.propose(session, actor, given), status=201)


@router.get("/erasures/{erasure_id}", response_model=ErasureRead)
async def get_erasure(session: DbSession, actor: CurrentActor, erasure_id: UUID) -> Response:
    """One proposal."""
    return await _answer(session, actor, erasure_id)


@router.post("/erasures/{erasure_id}/approve", response_model=ErasureRead)
async def approve_erasure(session: DbSession, actor: CurrentActor, erasure_id: UUID, precondition: IfMatch) -> Response:
    """Let the document be erased. From the answer on nobody reads it; a job takes all bytes away, and signs what is left."""
    await erasing.approve(session, actor, erasure_id, precondition)
    return await _answer(session, actor, erasure_id)


@router.post("/erasures/{erasure_id}/refuse", response_model=ErasureRead)
async def refuse_erasure(
    session: DbSession, actor: CurrentActor, erasure_id: UUID, given: ErasureReason, precondition: IfMatch
) -> Response:
    """Keep the document, with the reason."""
    await erasing.refuse(session, actor, erasure_id, given.reason, precondition)
    return await _answer(session, actor, erasure_id)


@router.post("/erasures/{erasure_id}/withdraw", response_model=ErasureRead)
async def withdraw_erasure(session: DbSession, actor: CurrentActor, erasure_id: UUID, precondition: IfMatch) -> Response:
    """Take one's own proposal back before it is decided on."""
    await erasing.withdraw(session, actor, erasure_id, precondition)
    return await _answer(session, actor, erasure_id)


@router.get("/evidence/{evidence_id}/tombstone", response_model=TombstoneRead)
async def get_tombstone(session: DbSession, actor: CurrentActor, keys: SealingKeys, evidence_id: UUID) -> Response:
    """What is left of an erased document: hashes, days, who proposed and approved it and why, signed by the seal key. Verified offline by
    `papi tombstone verify`. 404 `not_erased` for any other document."""
    answer = resource(await read_tombstone(session, actor, evidence_id, keys), 1)
    answer.headers["Content-Disposition"] = attachment(f"bien-ban-xoa-{evidence_id}.json")
    return answer


async def _answer(session: DbSession, actor: CurrentActor, erasure_id: UUID, *, status: int = 200) -> Response:
    await session.flush()
    session.expire_all()
    body = await read_erasure(session, actor, erasure_id)
    return resource(body, body["version"], status=status)
