from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Request, Response

from papi.access.dependencies import StreamingActor
from papi.exports import asking
from papi.exports.lists import MEDIA_TYPES
from papi.exports.schemas import ExportCreate, ExportRead, ExportsRead
from papi.kit.db import DbSession, database_of
from papi.kit.lists import answer_whole, file_answer, json_bytes
from papi.kit.transport import api_router

router = api_router("exports")
_FILES: dict[int | str, dict[str, Any]] = {200: {"content": {media_type: {} for media_type in MEDIA_TYPES.values()}}}


async def _asker(request: Request, actor: StreamingActor) -> asking.Asker:
    return asking.Asker(actor, request.scope["state"].get("token_id"))


Asker = Annotated[asking.Asker, Depends(_asker)]


@router.post("/exports", response_model=ExportRead, status_code=202)
async def ask_for_export(request: Request, asker: Asker, given: ExportCreate) -> Response:
    """Have a list written as a file in the background, with its filters and order: for lists that are too long to be downloaded at once
    (422 `list_too_large`).

    The list refuses here what it would refuse at its own address. It is read by the rights that the caller has when it is written; the
    caller is told by a notice when it is done. 422 `list_beyond_files` for more rows than any file may hold, 429 `too_many_exports` while
    five are being written, `exports_full` while a hundred are kept.
    """
    order = await asking.prepare(request.app, asker, given)
    async with database_of(request).writing() as session:
        await asking.place(session, asker, order)
        await session.flush()
        return json_bytes(await asking.read_export(session, asker, order.id), 202)


@router.get("/exports", response_model=ExportsRead)
async def list_exports(request: Request, session: DbSession, asker: Asker) -> Response:
    """The files that the caller asked for in this role and that have not expired, the latest first."""
    return await answer_whole(request, {"items": await asking.read_exports(session, asker)}, asking.EXPORTS)


@router.get("/exports/{export_id}", response_model=ExportRead)
async def get_export(session: DbSession, asker: Asker, export_id: UUID) -> Response:
    """How a file that the caller asked for stands."""
    return json_bytes(await asking.read_export(session, asker, export_id))


@router.get("/exports/{export_id}/file", response_class=Response, responses=_FILES)
async def get_export_file(request: Request, asker: Asker, export_id: UUID) -> Response:
    """The file, for whoever may still read the list. 409 `export_not_ready` before it is written, `export_failed` where it could not be."""
    async with database_of(request).reading() as session:
        order = await asking.finished_order(session, asker, export_id)
    await asking.require_readable(request.app, asker, order)
    content = await asking.content_of(order, request.app.state.storage)
    return file_answer(content, order.file_name, order.size, MEDIA_TYPES[order.format])
