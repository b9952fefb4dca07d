from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from papi.access.dependencies import CurrentActor
from papi.kit.db import DbSession
from papi.kit.etag import IfMatch, resource
from papi.kit.lists import answer_list, attachment, json_bytes
from papi.kit.paging import PageOf
from papi.kit.transport import api_router
from papi.privacy.actions import erasing, keeping, many
from papi.privacy.queries.due import list_due
from papi.privacy.queries.erasures import list_erasures, read_erasure, read_packs, read_tombstone
from papi.privacy.queries.rules import read_hold, read_rules
from papi.privacy.retention import Rules
from papi.privacy.schemas import (
    DueQuery,
    DueRead,
    ErasureBulk,
    ErasureCreate,
    ErasureOutcomes,
    ErasureQuery,
    ErasureRead,
    ErasureReason,
    HoldingPacks,
    HoldRead,
    RulesRead,
    TombstoneRead,
)
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
    `still_used` while it is used in work that goes on, 409 `promised_to_subject` while an open request of a data subject is to give it,
    409 `brought_by_correction` while a correction that is not decided, and that the proposer may see, brings it. A leader decides; nobody
    decides on their own proposal."""
    return await _answer(session, actor, await erasing.propose(session, actor, given), status=201)


@router.post("/erasures/bulk", response_model=ErasureOutcomes)
async def propose_erasures(session: DbSession, actor: CurrentActor, given: ErasureBulk) -> Response:
    """Propose to erase several documents. Each stands or falls alone, by the rules of the single act, and every outcome is told."""
    return json_bytes(await many.propose_each(session, actor, given))


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


@router.get("/retention-rules", response_model=RulesRead)
async def get_retention_rules(session: DbSession, actor: CurrentActor, precondition: IfMatch) -> Response:
    """How many years documents are kept, by what they are used for, with the source. While `confirmed` is false nobody has compared the
    years with the law's own tables."""
    rules = await read_rules(session, actor)
    return resource(rules, rules["version"], precondition)


@router.put("/retention-rules", response_model=RulesRead)
async def write_retention_rules(session: DbSession, actor: CurrentActor, given: Rules, precondition: IfMatch) -> Response:
    """Write the rules down: one for each use. The coordinator does this."""
    await keeping.write_rules(session, actor, given, precondition)
    await session.flush()
    rules = await read_rules(session, actor)
    return resource(rules, rules["version"])


@router.get("/retention/due", response_model=PageOf[DueRead])
async def list_due_documents(request: Request, session: DbSession, actor: CurrentActor, query: Annotated[DueQuery, Query()]) -> Response:
    """Documents whose time is over by the rules, the oldest first, as far as the caller sees them; with what is held, and why."""
    return await answer_list(session, request, await list_due(session, actor, query), query)


@router.get("/evidence/{evidence_id}/hold", response_model=HoldRead)
async def get_hold(session: DbSession, actor: CurrentActor, evidence_id: UUID) -> Response:
    """Whether the document is held back from its end, and why."""
    return resource(await read_hold(session, actor, evidence_id), 1)


@router.post("/evidence/{evidence_id}/hold", response_model=HoldRead)
async def hold_document(session: DbSession, actor: CurrentActor, evidence_id: UUID, given: ErasureReason) -> Response:
    """Hold the document: nobody erases it until the hold is lifted."""
    await keeping.hold(session, actor, evidence_id, given.reason)
    await session.flush()
    return resource(await read_hold(session, actor, evidence_id), 1)


@router.delete("/evidence/{evidence_id}/hold", response_model=HoldRead)
async def lift_hold(session: DbSession, actor: CurrentActor, evidence_id: UUID) -> Response:
    """Lift the hold."""
    await keeping.lift(session, actor, evidence_id)
    await session.flush()
    return resource(await read_hold(session, actor, evidence_id), 1)


@router.get("/evidence/{evidence_id}/packs", response_model=HoldingPacks)
async def get_holding_packs(session: DbSession, actor: CurrentActor, evidence_id: UUID) -> Response:
    """The packs, taken as evidence, that hold a file of the document: they keep it when it is erased, or marked."""
    return resource(await read_packs(session, actor, evidence_id), 1)


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
