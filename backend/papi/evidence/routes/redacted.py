from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import StreamingResponse

from papi.access.dependencies import CurrentActor, StreamingActor
from papi.evidence import actions
from papi.evidence.filetypes import with_ending
from papi.evidence.models import EvidenceFile
from papi.evidence.queries.redacted import find_redacted, read_redacted
from papi.evidence.routes.content import Holder, PageNumber, send_file, send_page
from papi.evidence.schemas import RedactedRead, Ticket
from papi.kit.db import DbSession, database_of
from papi.kit.etag import resource
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


@router.post("/evidence/{evidence_id}/redacted/ticket", status_code=201)
async def create_redacted_ticket(request: Request, actor: StreamingActor, evidence_id: UUID) -> Ticket:
    """An address that downloads the copy for one minute without a token."""
    async with database_of(request).writing() as session:
        _evidence, _unit, file = await find_redacted(session, actor, evidence_id)
        secret, ticket = await actions.create_ticket(session, actor, file)
    return Ticket(url=f"{request.url.path.removesuffix('/ticket')}/content?ticket={secret}", expires_at=ticket.expires_at)


def _name_of(file: EvidenceFile) -> str:
    return with_ending(f"ban-da-che-{-file.number}", file.media_type)
