from dataclasses import replace
from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import StreamingResponse

from papi.access.dependencies import CurrentActor, StreamingActor
from papi.evidence import actions, queries
from papi.evidence.blacking import blacked_out
from papi.evidence.errors import NotMarked
from papi.evidence.examining import examined
from papi.evidence.filetypes import with_ending
from papi.evidence.models import EvidenceFile
from papi.evidence.queries.redacted import find_redacted, read_redacted
from papi.evidence.routes.content import Holder, PageNumber, send_file, send_page
from papi.evidence.routes.uploader import Uploader
from papi.evidence.schemas import Blackout, EvidenceRead, RedactedRead, Ticket
from papi.evidence.storing import Workplace
from papi.kit.db import DbSession, database_of
from papi.kit.etag import IfMatch, Precondition, resource
from papi.kit.transport import api_router

router = api_router("evidence")


@router.get("/evidence/{evidence_id}/redacted", response_model=RedactedRead)
async def get_redacted_copy(session: DbSession, actor: CurrentActor, evidence_id: UUID) -> Response:
    """The copy without personal data that stands for the document's present file: for everybody who would see the document if it held none.
    404 `no_redacted_copy` while there is none."""
    body = await read_redacted(session, actor, evidence_id)
    return resource(body, body["sha256"])


@router.get("/evidence/{evidence_id}/redacted/content", response_class=StreamingResponse)
async def get_redacted_content(request: Request, holder: Holder, evidence_id: UUID) -> Response:
    """The copy itself, like `GET /evidence/{evidence_id}/content`. Its name tells nothing of the document's."""
    actor, _ticket = holder
    async with database_of(request).reading() as session:
        _evidence, _unit, file = await find_redacted(session, actor, evidence_id)
    return await send_file(request, file, _name_of(file))


@router.get("/evidence/{evidence_id}/redacted/preview", response_class=Response)
async def get_redacted_preview(request: Request, actor: StreamingActor, evidence_id: UUID, page: PageNumber = 1) -> Response:
    """A page of the copy as a picture, like `GET /evidence/{evidence_id}/preview`."""
    async with database_of(request).reading() as session:
        _evidence, _unit, file = await find_redacted(session, actor, evidence_id)
    return await send_page(request, file, page)


@router.post("/evidence/{evidence_id}/redacted/drawn", response_model=EvidenceRead, status_code=201)
async def black_out(request: Request, actor: Uploader, evidence_id: UUID, given: Blackout, precondition: IfMatch) -> Response:
    """Make a redacted copy of a document of the caller's unit: its pages are drawn in isolation, the boxes blacked out, the pictures put
    together as a new PDF. No text and no description of the original is in it. 422 `too_many_pages` beyond 60, 415 `no_preview` for what is
    not drawn; `If-Match` says which file was looked at."""
    place = Workplace.of(request)
    async with place.database.reading() as session:
        evidence = await actions.find_own(session, actor, evidence_id)
        precondition.check(evidence.version)
        if not evidence.contains_personal_data:
            raise NotMarked
        file = await queries.file_of(session, evidence)
    async with blacked_out(place, file, given.boxes) as received, examined(received, replace(place, seal_keys=())) as made:
        body = await actions.take_redacted_copy(place, actor, evidence_id, made, Precondition(f'"v{evidence.version}"'))
    return resource(body, body["version"], status=201)


@router.post("/evidence/{evidence_id}/redacted/ticket", status_code=201)
async def create_redacted_ticket(request: Request, actor: StreamingActor, evidence_id: UUID) -> Ticket:
    """An address that downloads the copy for one minute without a token."""
    async with database_of(request).writing() as session:
        _evidence, _unit, file = await find_redacted(session, actor, evidence_id)
        secret, ticket = await actions.create_ticket(session, actor, file)
    return Ticket(url=f"{request.url.path.removesuffix('/ticket')}/content?ticket={secret}", expires_at=ticket.expires_at)


def _name_of(file: EvidenceFile) -> str:
    return with_ending(f"ban-da-che-{-file.number}", file.media_type)
