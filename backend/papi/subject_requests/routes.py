from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Request, Response

from papi.access.dependencies import CurrentActor, StreamingActor
from papi.evidence.storing import Workplace
from papi.kit.db import DbSession, database_of
from papi.kit.documents import wanted_type
from papi.kit.etag import IfMatch, resource
from papi.kit.idempotency import holds_secret
from papi.kit.lists import answer_list, answer_whole, json_bytes
from papi.kit.paging import PageOf
from papi.kit.transport import API, api_router
from papi.packs.queries import plan_pack
from papi.packs.routes import require_place
from papi.packs.schemas import PackTicketRead
from papi.subject_requests.actions import choosing, registering
from papi.subject_requests.actions.registering import Ending
from papi.subject_requests.errors import NothingLeaves
from papi.subject_requests.models import RequestState
from papi.subject_requests.queries.candidates import list_candidates
from papi.subject_requests.queries.chosen import CHOSEN, read_chosen
from papi.subject_requests.queries.requests import list_requests, read_request
from papi.subject_requests.queries.terms import read_term
from papi.subject_requests.schemas import (
    CandidateQuery,
    CandidateRead,
    ChosenDocuments,
    DocumentsChoose,
    RequestTermAsked,
    RequestTermRead,
    SubjectRequestClose,
    SubjectRequestCreate,
    SubjectRequestExtend,
    SubjectRequestPatch,
    SubjectRequestQuery,
    SubjectRequestRead,
)

router = api_router("personal data")
NOT_KEPT = [Depends(holds_secret)]
"""The answer names the person, or marked documents: it is not kept for who asks twice, whom the state of the request stops."""


@router.get("/subject-requests", response_model=PageOf[SubjectRequestRead])
async def list_subject_requests(
    request: Request, session: DbSession, actor: CurrentActor, query: Annotated[SubjectRequestQuery, Query()]
) -> Response:
    """What people ask about their own data, the latest first: all for Phòng Nội vụ and the leaders, what came to the own unit for its head.
    As a file it names nobody."""
    return await answer_list(session, request, list_requests(actor, query), query)


@router.post("/subject-requests", response_model=SubjectRequestRead, status_code=201)
async def register_subject_request(session: DbSession, actor: CurrentActor, given: SubjectRequestCreate) -> Response:
    """Register a request that came to the own unit; it gets the next number of the year."""
    return await _answer(session, actor, await registering.register(session, actor, given), status=201)


@router.get("/subject-requests/term", response_model=RequestTermRead)
async def get_subject_request_term(session: DbSession, actor: CurrentActor, asked: Annotated[RequestTermAsked, Query()]) -> Response:
    """By when a request that came on a day is replied to and answered, by the rules, with their source."""
    return json_bytes(await read_term(session, actor, asked))


@router.get("/subject-requests/{request_id}", response_model=SubjectRequestRead)
async def get_subject_request(session: DbSession, actor: CurrentActor, request_id: UUID, precondition: IfMatch) -> Response:
    """One request."""
    body = await read_request(session, actor, request_id)
    return resource(body, body["version"], precondition)


@router.patch("/subject-requests/{request_id}", response_model=SubjectRequestRead)
async def correct_subject_request(
    session: DbSession, actor: CurrentActor, request_id: UUID, given: SubjectRequestPatch, precondition: IfMatch
) -> Response:
    """Correct what was written down. 409 `subject_request_closed` once it has ended; 409 `subject_request_extended` for kind and day of
    receipt once it was extended."""
    await registering.correct(session, actor, request_id, given, precondition)
    return await _answer(session, actor, request_id)


@router.post("/subject-requests/{request_id}/extend", response_model=SubjectRequestRead, dependencies=NOT_KEPT)
async def extend_subject_request(
    session: DbSession, actor: CurrentActor, request_id: UUID, given: SubjectRequestExtend, precondition: IfMatch
) -> Response:
    """Take more time. 409 `already_extended` the second time."""
    await registering.extend(session, actor, request_id, given, precondition)
    return await _answer(session, actor, request_id)


@router.post("/subject-requests/{request_id}/answer", response_model=SubjectRequestRead, dependencies=NOT_KEPT)
async def answer_subject_request(
    session: DbSession, actor: CurrentActor, request_id: UUID, given: SubjectRequestClose, precondition: IfMatch
) -> Response:
    """Note what was answered; the request has ended."""
    await registering.close(session, actor, request_id, Ending(RequestState.ANSWERED, given.outcome), precondition)
    return await _answer(session, actor, request_id)


@router.post("/subject-requests/{request_id}/refuse", response_model=SubjectRequestRead, dependencies=NOT_KEPT)
async def refuse_subject_request(
    session: DbSession, actor: CurrentActor, request_id: UUID, given: SubjectRequestClose, precondition: IfMatch
) -> Response:
    """Refuse the request, with the reason."""
    await registering.close(session, actor, request_id, Ending(RequestState.REFUSED, given.outcome), precondition)
    return await _answer(session, actor, request_id)


@router.post("/subject-requests/{request_id}/withdraw", response_model=SubjectRequestRead, dependencies=NOT_KEPT)
async def withdraw_subject_request(
    session: DbSession, actor: CurrentActor, request_id: UUID, given: SubjectRequestClose, precondition: IfMatch
) -> Response:
    """Note that whoever asked took it back."""
    await registering.close(session, actor, request_id, Ending(RequestState.WITHDRAWN, given.outcome), precondition)
    return await _answer(session, actor, request_id)


@router.get("/subject-requests/{request_id}/candidates", response_model=PageOf[CandidateRead])
async def list_subject_request_candidates(
    request: Request, session: DbSession, actor: CurrentActor, request_id: UUID, query: Annotated[CandidateQuery, Query()]
) -> Response:
    """Documents that the caller may see and in which the person's name or numbers stand, whatever diacritics or gaps, with the place; also
    in earlier versions, and in which."""
    places = wanted_type(request) is None
    return await answer_list(session, request, await list_candidates(session, actor, request_id, query, with_places=places), query)


@router.get("/subject-requests/{request_id}/documents", response_model=ChosenDocuments)
async def list_subject_request_documents(request: Request, session: DbSession, actor: CurrentActor, request_id: UUID) -> Response:
    """The documents that were found to be about the person, and how each goes out."""
    return await answer_whole(request, await read_chosen(session, actor, request_id), CHOSEN)


@router.post("/subject-requests/{request_id}/documents", response_model=ChosenDocuments, dependencies=NOT_KEPT)
async def choose_subject_request_documents(session: DbSession, actor: CurrentActor, request_id: UUID, given: DocumentsChoose) -> Response:
    """Choose documents, or change how they go out: all of them or none. 409 `no_redacted_copy` where a copy is to go and there is none."""
    await choosing.choose(session, actor, request_id, given)
    return await _documents(session, actor, request_id)


@router.delete("/subject-requests/{request_id}/documents/{evidence_id}", response_model=ChosenDocuments)
async def drop_subject_request_document(session: DbSession, actor: CurrentActor, request_id: UUID, evidence_id: UUID) -> Response:
    """Take a document off the request."""
    await choosing.drop(session, actor, request_id, evidence_id)
    return await _documents(session, actor, request_id)


@router.post("/subject-requests/{request_id}/pack/ticket", response_model=PackTicketRead, status_code=201)
async def create_subject_request_pack_ticket(request: Request, actor: StreamingActor, request_id: UUID) -> Response:
    """An address that draws the documents to give as one archive, for one minute: `GET /evidence/pack`, with its signed manifest. Each
    original that holds personal data is recorded as read. 409 `choice_out_of_date` where a document can no longer go as it was chosen, 409
    `nothing_leaves` where the store lacks all of them."""
    async with database_of(request).reading() as session:
        wish = await choosing.plan_answer(session, actor, request_id)
    require_place(actor)
    if not (await plan_pack(Workplace.of(request), actor, wish)).going:  # unlike others: the store is asked, for it is a few files
        raise NothingLeaves
    async with database_of(request).writing() as session:
        secret, ticket = await choosing.pack(session, actor, request_id, wish)
    return json_bytes({"url": f"{API}/evidence/pack?ticket={secret}", "expires_at": ticket.expires_at}, 201)


async def _answer(session: DbSession, actor: CurrentActor, request_id: UUID, *, status: int = 200) -> Response:
    await session.flush()
    session.expire_all()
    body = await read_request(session, actor, request_id)
    return resource(body, body["version"], status=status)


async def _documents(session: DbSession, actor: CurrentActor, request_id: UUID) -> Response:
    await session.flush()
    return json_bytes(await read_chosen(session, actor, request_id))
