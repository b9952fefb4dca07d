from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Request, Response, Security
from fastapi.responses import StreamingResponse
from fastapi.security import APIKeyQuery
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.dependencies import Described, StreamingActor, actor_of, streaming_actor
from papi.access.tokens import TokenClaims
from papi.evidence import actions, queries
from papi.evidence.errors import NoPreview, NoSuchPage, TicketInvalid
from papi.evidence.filetypes import DRAWN
from papi.evidence.isolation import IsolationFailed
from papi.evidence.models import Evidence, EvidenceFile, EvidenceTicket
from papi.evidence.previews import draw_page
from papi.evidence.ranges import wanted_range
from papi.evidence.schemas import Ticket
from papi.evidence.storing import Workplace, opened_content
from papi.evidence.texts.findings import text_of
from papi.evidence.texts.schemas import TextRead
from papi.kit.db import database_of
from papi.kit.errors import Unauthenticated
from papi.kit.etag import Precondition
from papi.kit.lists import attachment, json_bytes
from papi.kit.transport import api_router

router = api_router("evidence")
SANDBOX = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Accel-Buffering": "no",  # nginx writes nothing of it to its own disk, where it would lie open
}
_WEBP = "image/webp"

Version = Annotated[int | None, Query(ge=1, le=100_000, description="An older version; the present one unless given")]
PageNumber = Annotated[int, Query(ge=1, le=100_000, description="Counted from 1")]
one_minute_ticket = APIKeyQuery(
    name="ticket",
    scheme_name="ticket",
    description="Of a one-minute address, from `POST /evidence/{evidence_id}/ticket`, in place of the bearer token.",
    auto_error=False,
)
Secret = Annotated[str | None, Security(one_minute_ticket)]


@router.post("/evidence/{evidence_id}/ticket", status_code=201)
async def create_ticket(request: Request, actor: StreamingActor, evidence_id: UUID, version: Version = None) -> Ticket:
    """An address that downloads the document for one minute without a token: what a browser's link needs."""
    async with database_of(request).writing() as session:
        evidence = await queries.get_evidence(session, actor, evidence_id)
        file = await queries.file_of(session, evidence, version)
        secret, ticket = await actions.create_ticket(session, actor, file)
    return Ticket(url=f"{request.url.path.removesuffix('/ticket')}/content?ticket={secret}", expires_at=ticket.expires_at)


async def _holder(
    request: Request, evidence_id: UUID, ticket: Secret = None, _described: Described = None
) -> tuple[Actor, EvidenceTicket | None]:
    if ticket is None:
        return await streaming_actor(request), None
    async with database_of(request).reading() as session:
        found = await queries.find_ticket(session, evidence_id, ticket)
        if found is None:
            raise TicketInvalid
        try:
            claims = TokenClaims(found.person_id, found.session_id, found.membership_id)
            return await actor_of(request, session, claims), found
        except Unauthenticated:  # signed out, or no longer a member, since the address was given
            raise TicketInvalid from None


Holder = Annotated[tuple[Actor, EvidenceTicket | None], Depends(_holder, scope="function")]
"""Who asks for a file: the caller, or whoever the one-minute address was given to, with that address."""


@router.get("/evidence/{evidence_id}/content", response_class=StreamingResponse)
async def get_evidence_content(request: Request, holder: Holder, evidence_id: UUID, version: Version = None) -> Response:
    """The file itself, always as an attachment, with Range (206, 416), If-Range and ETag. Reads of marked files are recorded.

    Signed in, or with the `ticket` of a one-minute address, which gives the version for which it was made.
    """
    actor, ticket = holder
    return await send_file(request, await _opened(request, actor, evidence_id, ticket.file_version if ticket else version))


async def send_file(request: Request, file: EvidenceFile, name: str | None = None) -> Response:
    """The bytes of a file that the caller may have, under its own name unless another is given."""
    tag = f'"{file.sha256}"'
    headers = {"ETag": tag, "Accept-Ranges": "bytes", "Content-Disposition": attachment(name or file.file_name), **SANDBOX}
    if _has_seen(request, tag):
        return Response(status_code=304, headers=headers)
    asked = request.headers.get("range") if request.headers.get("if-range", tag) == tag else None
    wanted = wanted_range(asked, file.size)
    # opened before the answer begins: a file that cannot be read is refused in words, not broken off
    content = await opened_content(Workplace.of(request), file, wanted.start, wanted.end)
    return StreamingResponse(content, wanted.status, {**headers, **wanted.headers(file.size)}, file.media_type)


@router.get("/evidence/{evidence_id}/preview", response_class=Response)
async def get_evidence_preview(
    request: Request, actor: StreamingActor, evidence_id: UUID, page: PageNumber = 1, version: Version = None
) -> Response:
    """A page of a PDF, or a picture, as WebP at most 1400 px wide; `X-Page-Count` tells how many there are.

    Drawn by a process with limits of its own. 415 `no_preview` for other types. Reads of marked files are recorded.
    """
    return await send_page(request, await _opened(request, actor, evidence_id, version, page), page)


async def send_page(request: Request, file: EvidenceFile, page: int) -> Response:
    """A drawn page of a file that the caller may have."""
    if file.media_type not in DRAWN:
        raise NoPreview
    tag = f'"{file.sha256}-{page}"'
    if _has_seen(request, tag):
        return Response(status_code=304, headers={"ETag": tag})
    try:
        drawn = await draw_page(Workplace.of(request), file, page)
    except IsolationFailed:
        raise NoPreview from None
    if not drawn.image:
        raise NoSuchPage
    return Response(drawn.image, headers={"ETag": tag, "X-Page-Count": str(drawn.pages), **SANDBOX}, media_type=_WEBP)


@router.get("/evidence/{evidence_id}/text", response_model=TextRead)
async def get_evidence_text(request: Request, actor: StreamingActor, evidence_id: UUID, version: Version = None) -> Response:
    """What the file says, page by page, as a job has read it. Reads of marked files are recorded."""
    file = await _opened(request, actor, evidence_id, version)
    async with database_of(request).reading() as session:
        return json_bytes(await text_of(session, file))


async def _opened(request: Request, actor: Actor, evidence_id: UUID, version: int | None, page: int | None = None) -> EvidenceFile:
    """The file, if the actor may see it; no connection is held while its bytes go out."""
    async with database_of(request).reading() as session:
        evidence, file = await _found(session, actor, evidence_id, version)
    if evidence.contains_personal_data and file.redacts is None:
        async with database_of(request).writing() as session:
            actions.record_read(session, actor, evidence, file.number, page)
    return file


async def _found(session: AsyncSession, actor: Actor, evidence_id: UUID, version: int | None) -> tuple[Evidence, EvidenceFile]:
    evidence = await queries.get_evidence(session, actor, evidence_id)
    return evidence, await queries.file_of(session, evidence, version)


def _has_seen(request: Request, tag: str) -> bool:
    return Precondition(if_none_match=request.headers.get("if-none-match")).has_seen(tag)
