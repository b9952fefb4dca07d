import re
import secrets
import tempfile
from collections.abc import AsyncIterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import StreamingResponse
from sqlalchemy import delete, select

from papi.access.actor import Actor
from papi.access.dependencies import StreamingActor, find_actor
from papi.evidence import actions, queries
from papi.evidence.errors import NoPreview, NoSuchPage, RangeRefused, TicketInvalid
from papi.evidence.models import Evidence, EvidenceFile, EvidenceTicket
from papi.evidence.rendering import Page, RenderingFailed, render
from papi.evidence.schemas import Ticket
from papi.kit import clock
from papi.kit.db import database_of
from papi.kit.lists import attachment
from papi.kit.storage import Storage
from papi.kit.transport import api_router
from papi.settings import Settings

router = api_router("evidence")
_TICKET_LASTS = timedelta(minutes=1)
_RANGE = re.compile(r"^bytes=(\d*)-(\d*)$")
_DRAWN = {"application/pdf", "image/jpeg", "image/png"}
_SANDBOX = {"Content-Security-Policy": "sandbox; default-src 'none'", "X-Content-Type-Options": "nosniff"}


@router.post("/evidence/{evidence_id}/ticket", status_code=201)
async def create_ticket(request: Request, actor: StreamingActor, evidence_id: UUID) -> Ticket:
    """An address that downloads the document for one minute without a token: what a browser's link needs."""
    secret = secrets.token_urlsafe(24)
    now = clock.real()
    async with database_of(request).writing() as session:
        evidence = await queries.get_evidence(session, actor, evidence_id)
        await session.execute(delete(EvidenceTicket).where(EvidenceTicket.expires_at < now))
        ticket = EvidenceTicket(
            ticket_hash=sha256(secret.encode()).hexdigest(),
            evidence_id=evidence.id,
            person_id=actor.person_id,
            file_version=evidence.file_version,
            expires_at=now + _TICKET_LASTS,
        )
        session.add(ticket)
        if evidence.contains_personal_data:
            await actions.record_read(session, actor, evidence_id)
    return Ticket(url=f"/api/v1/evidence/{evidence_id}/content?ticket={secret}", expires_at=ticket.expires_at)


@router.get("/evidence/{evidence_id}/content", response_class=StreamingResponse)
async def get_evidence_content(request: Request, evidence_id: UUID, ticket: str | None = None, version: int | None = None) -> Response:
    """The file itself, always as an attachment, with Range (206, 416) and ETag. Reads of marked files are recorded.

    Signed in, or with the `ticket` of a one-minute address.
    """
    file = await (_by_ticket(request, evidence_id, ticket) if ticket else _by_actor(request, evidence_id, version))
    tag = f'"{file.sha256}"'
    headers = {"ETag": tag, "Accept-Ranges": "bytes", "Content-Disposition": attachment(file.file_name), **_SANDBOX}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers={"ETag": tag})
    start, end, status = _wanted(request.headers.get("range"), file.size)
    if status == 206:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{file.size}"
    headers["Content-Length"] = str(end - start)
    storage: Storage = request.app.state.storage
    return StreamingResponse(storage.read(Storage.key(file.id), start, end), status, headers, file.media_type)


async def _by_ticket(request: Request, evidence_id: UUID, ticket: str) -> EvidenceFile:
    async with database_of(request).reading() as session:
        wanted = select(EvidenceTicket).where(
            EvidenceTicket.ticket_hash == sha256(ticket.encode()).hexdigest(),
            EvidenceTicket.evidence_id == evidence_id,
            EvidenceTicket.expires_at > clock.real(),
        )
        found = await session.scalar(wanted)
        if found is None:
            raise TicketInvalid
        evidence = await session.get_one(Evidence, evidence_id)
        return await queries.file_of(session, evidence, found.file_version)


async def _by_actor(request: Request, evidence_id: UUID, version: int | None) -> EvidenceFile:
    database = database_of(request)
    async with database.reading() as session:
        actor = await find_actor(request, session)
        evidence = await queries.get_evidence(session, actor, evidence_id)
        file = await queries.file_of(session, evidence, version)
    await _remember(request, actor, evidence)
    return file


async def _remember(request: Request, actor: Actor, evidence: Evidence) -> None:
    if evidence.contains_personal_data:
        async with database_of(request).writing() as session:
            await actions.record_read(session, actor, evidence.id)


def _wanted(header: str | None, size: int) -> tuple[int, int, int]:
    """First byte, the byte after the last, and the status. Several ranges at once are answered with the whole file."""
    match = _RANGE.match(header or "")
    if match is None or not any(match.groups()):
        return 0, size, 200
    first, last = match.groups()
    start = int(first) if first else max(size - int(last), 0)
    end = min(int(last) + 1, size) if first and last else size
    if start >= end:
        raise RangeRefused(headers={"Content-Range": f"bytes */{size}"})
    return start, end, 206


@router.get("/evidence/{evidence_id}/preview", response_class=Response)
async def get_evidence_preview(request: Request, actor: StreamingActor, evidence_id: UUID, page: int = 1) -> Response:
    """A page of a PDF, or a picture, as PNG at most 1200 px wide; `X-Page-Count` tells how many there are.

    Drawn by a process with limits of its own. 415 `no_preview` for other types. Reads of marked files are recorded.
    """
    async with database_of(request).reading() as session:
        evidence = await queries.get_evidence(session, actor, evidence_id)
        file = await queries.file_of(session, evidence)
    if file.media_type not in _DRAWN:
        raise NoPreview
    await _remember(request, actor, evidence)
    try:
        drawn = await _draw(request, file, page)
    except RenderingFailed:
        raise NoPreview from None
    if not drawn.image:
        raise NoSuchPage
    headers = {"X-Page-Count": str(drawn.pages), "Cache-Control": "private, max-age=300", **_SANDBOX}
    return Response(drawn.image, headers=headers, media_type="image/png")


async def _draw(request: Request, file: EvidenceFile, page: int) -> Page:
    settings: Settings = request.app.state.settings
    storage: Storage = request.app.state.storage
    with tempfile.NamedTemporaryFile(dir=_workplace(settings), prefix="preview-") as target:
        parts: AsyncIterator[bytes] = storage.read(Storage.key(file.id))
        async for part in parts:
            target.write(part)
        target.flush()
        return await render(file.media_type, Path(target.name), page)


def _workplace(settings: Settings) -> Path:
    directory = settings.data_dir / "incoming"
    directory.mkdir(parents=True, exist_ok=True)
    return directory
