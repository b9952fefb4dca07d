"""tus 1.0 (https://tus.io/protocols/resumable-upload) with creation, termination, expiration and checksum."""

from collections.abc import Callable, Coroutine
from typing import Any
from uuid import UUID

from fastapi import Request, Response

from papi.access.actor import Actor
from papi.evidence.routes.uploader import Uploader
from papi.evidence.storing import Workplace
from papi.evidence.uploads.creating import announce
from papi.evidence.uploads.errors import OffsetMismatch
from papi.evidence.uploads.finishing import finish
from papi.evidence.uploads.keeping import drop, find_upload
from papi.evidence.uploads.models import Upload
from papi.evidence.uploads.protocol import checksum_of, offset_of, require_protocol, told_of, wish_of
from papi.evidence.uploads.receiving import receive
from papi.evidence.uploads.schemas import UploadRead
from papi.evidence.uploads.terms import ALGORITHMS, EXTENSIONS, PIECES, VERSION
from papi.kit.errors import Refusal
from papi.kit.idempotency import require_valid
from papi.kit.transport import StrictRoute, api_router

_SPOKEN = {"Tus-Resumable": VERSION}


class _TusRoute(StrictRoute):
    """A route whose every answer, a refusal too, says which protocol is spoken."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handler = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                response = await handler(request)
            except Refusal as refusal:
                refusal.headers.update(_SPOKEN)
                raise
            response.headers.update(_SPOKEN)
            return response

        return handle


router = api_router("uploads")
router.route_class = _TusRoute


def _header(name: str, words: str, kind: str = "string", *, required: bool = True) -> dict[str, Any]:
    return {"name": name, "in": "header", "required": required, "schema": {"type": kind}, "description": words}


_TUS = _header("Tus-Resumable", "`1.0.0`")
_CREATION = {
    "parameters": [
        _TUS,
        _header("Upload-Length", "Size of the file in bytes", "integer"),
        _header(
            "Upload-Metadata",
            "`key BASE64` pairs, separated by commas: `filename`, and the fields of `POST /evidence` (`link_to` with several values "
            "separated by commas), or `evidence`: the document of which the file is a new version; `sha256`: the hash of the whole file, "
            "which is compared at its end (460 `file_checksum_mismatch`, nothing is kept)",
            required=False,
        ),
        _header("Idempotency-Key", "The same key gives the same upload again", required=False),
    ]
}
_PIECE = {
    "parameters": [
        _TUS,
        _header("Upload-Offset", "Where the bytes begin: as far as the upload is", "integer"),
        _header("Upload-Checksum", "`sha1 BASE64` or `sha256 BASE64` of the body: then all of it is kept, or nothing", required=False),
    ],
    "requestBody": {"required": True, "content": {PIECES: {"schema": {"type": "string", "format": "binary"}}}},
}


@router.options("/uploads", status_code=204, response_class=Response)
async def describe_uploads(request: Request) -> Response:
    """What the server can do of tus, and the largest file that it takes."""
    offered = {
        "Tus-Version": VERSION,
        "Tus-Extension": ",".join(EXTENSIONS),
        "Tus-Checksum-Algorithm": ",".join(ALGORITHMS),
        "Tus-Max-Size": str(request.app.state.settings.max_upload_bytes),
    }
    return Response(status_code=204, headers=offered)


@router.post("/uploads", response_model=UploadRead, status_code=201, openapi_extra=_CREATION)
async def create_upload(request: Request, actor: Uploader) -> Response:
    """Announce a file of the caller's unit that comes in pieces; its address is in `Location`.

    What would be refused at the end is refused here: a size beyond the limit (413), unknown fields (422), a document or a target of
    another unit (404). An upload that nobody goes on with is forgotten at `Upload-Expires`.
    """
    require_protocol(request.headers)
    wish = wish_of(request.headers, request.app.state.settings.max_upload_bytes)
    key = request.headers.get("idempotency-key")
    if key is not None:
        require_valid(key)
    upload = await announce(Workplace.of(request), actor, wish, key, request.headers.get("if-match"))
    headers = {"Location": f"{request.url.path}/{upload.id}", **told_of(upload)}
    return Response(_shown(upload).model_dump_json(), 201, headers, media_type="application/json")


@router.get("/uploads/{upload_id}", response_model=UploadRead)
async def get_upload(request: Request, actor: Uploader, upload_id: UUID) -> Response:
    """How far an upload of the caller is, and which document it has become."""
    upload = await find_upload(Workplace.of(request), actor, upload_id)
    return Response(_shown(upload).model_dump_json(), 200, told_of(upload), media_type="application/json")


@router.head("/uploads/{upload_id}", response_class=Response)
async def ask_upload(request: Request, actor: Uploader, upload_id: UUID) -> Response:
    """The same in the headers of tus: `Upload-Offset`, `Upload-Length`; `Upload-Evidence` once the file is a document."""
    require_protocol(request.headers)
    upload = await find_upload(Workplace.of(request), actor, upload_id)
    length = {"Upload-Length": str(upload.length), "Upload-Metadata": upload.metadata_header}
    return Response(status_code=200, headers={**length, **told_of(upload)})


@router.patch("/uploads/{upload_id}", status_code=204, response_class=Response, openapi_extra=_PIECE)
async def send_piece(request: Request, actor: Uploader, upload_id: UUID) -> Response:
    """The next bytes of a file. They are acknowledged some megabytes at a time, so a broken connection costs little.

    The bytes that complete the file make it a document, examined like any other and refused in the same words; `Upload-Evidence`
    names it. Of two requests for one offset one wins, the other gets 409. Wrong checksum: 460, nothing is kept.
    """
    require_protocol(request.headers)
    place = Workplace.of(request)
    upload = await find_upload(place, actor, upload_id)
    if offset_of(request.headers, upload) != upload.received:
        raise OffsetMismatch
    if upload.evidence_id is None:
        await _go_on(place, actor, upload, request)
    return Response(status_code=204, headers=told_of(upload))


@router.delete("/uploads/{upload_id}", status_code=204, response_class=Response)
async def delete_upload(request: Request, actor: Uploader, upload_id: UUID) -> Response:
    """Give an upload up: what was kept of it is deleted. A document that it has become stays."""
    require_protocol(request.headers)
    place = Workplace.of(request)
    await drop(place, await find_upload(place, actor, upload_id))
    return Response(status_code=204)


async def _go_on(place: Workplace, actor: Actor, upload: Upload, request: Request) -> None:
    tail = await receive(place, upload, request.stream(), checksum_of(request.headers))
    if tail is not None:
        document = await finish(place, actor, upload, tail)
        upload.received, upload.evidence_id = upload.length, document["id"]


def _shown(upload: Upload) -> UploadRead:
    return UploadRead(
        id=upload.id,
        file_name=upload.file_name,
        length=upload.length,
        offset=upload.received,
        evidence_id=upload.evidence_id,
        created_at=upload.created_at,
        expires_at=upload.expires_at,
    )
