import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from hashlib import sha256
from typing import Any
from uuid import UUID

import orjson
from fastapi import Request, Response

from papi.access.actor import Actor
from papi.evidence import actions
from papi.evidence.examining import examined
from papi.evidence.fields import fields_of, file_fields_of
from papi.evidence.receiving import Received, receive_file
from papi.evidence.routes.uploader import Uploader
from papi.evidence.schemas import EvidenceRead
from papi.evidence.storing import Workplace
from papi.kit.db import database_of
from papi.kit.errors import Refusal
from papi.kit.etag import IfMatch, resource
from papi.kit.idempotency import Stored, claim, complete, scope_of
from papi.kit.problems import problem
from papi.kit.transport import api_router
from papi.settings import Settings

router = api_router("evidence")

Work = Callable[[], Awaitable[Response]]

_FILE = {"file": {"type": "string", "format": "binary"}}
_OF_FILE = {"keep_location": {"type": "boolean"}}
_FIELDS = {
    "title": {"type": "string"},
    "document_number": {"type": "string"},
    "issuing_body": {"type": "string"},
    "issued_on": {"type": "string", "format": "date"},
    "effective_on": {"type": "string", "format": "date"},
    "expires_on": {"type": "string", "format": "date"},
    "contains_personal_data": {"type": "boolean"},
    **_OF_FILE,
    "link_to": {"type": "array", "items": {"type": "string"}},
}


def _multipart(properties: dict[str, Any]) -> dict[str, Any]:
    schema = {"type": "object", "required": ["file"], "properties": properties}
    return {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": schema}}}}


@router.post("/evidence", response_model=EvidenceRead, status_code=201, openapi_extra=_multipart({**_FILE, **_FIELDS}))
async def create_evidence(request: Request, actor: Uploader) -> Response:
    """Upload a file as a new document of the caller's unit: multipart, the part `file` and the fields beside it.

    The type is decided by content (415 `file_type_refused`), the size limited (413 `file_too_large`, 50 MB unless configured), the
    SHA-256 computed while it streams. Photos and films lose the place where they were taken, unless `keep_location` is true, and HEIC is
    kept as JPEG: `versions` tells hash and size of what arrived beside those of what is kept. `link_to=report_line:ID` (repeatable)
    names it as proof at once. `same_as` in the answer names documents of the unit that hold the very same file.
    """
    place = Workplace.of(request)
    async with _received(request) as received:
        given = fields_of(received.fields)
        async with examined(received, place, keep_location=given.keep_location) as file:

            async def store() -> Response:
                body = await actions.take_document(place, actor, file, given)
                return resource(body, body["version"], status=201)

            return await _once(request, actor, received, store)


@router.post(
    "/evidence/{evidence_id}/versions", response_model=EvidenceRead, status_code=201, openapi_extra=_multipart({**_FILE, **_OF_FILE})
)
async def create_evidence_version(request: Request, actor: Uploader, evidence_id: UUID, precondition: IfMatch) -> Response:
    """Replace the file of a document of the caller's unit: a new version, to be reviewed again; the older ones stay.

    Lines of open reports that the document proves count as changed, so nobody sends or accepts what they have not seen.
    """
    async with database_of(request).reading() as session:
        await actions.find_own(session, actor, evidence_id)
    place = Workplace.of(request)
    async with _received(request) as received:
        given = file_fields_of(received.fields)
        async with examined(received, place, keep_location=given.keep_location) as file:

            async def store() -> Response:
                body = await actions.take_version(place, actor, evidence_id, file, precondition)
                return resource(body, body["version"], status=201)

            return await _once(request, actor, received, store)


@router.post("/evidence/{evidence_id}/redacted", response_model=EvidenceRead, status_code=201, openapi_extra=_multipart(_FILE))
async def create_redacted_copy(request: Request, actor: Uploader, evidence_id: UUID, precondition: IfMatch) -> Response:
    """Add a copy without personal data to a document of the caller's unit that is marked to hold some (409 `not_marked` otherwise).

    It is examined like any file, has a hash of its own and stands for the version that is the present one now (`If-Match`). Whoever may not
    read the document but sees what it proves reads this copy; a new version of the document needs a new one.
    """
    async with database_of(request).reading() as session:
        await actions.find_own(session, actor, evidence_id)
    place = Workplace.of(request)
    async with _received(request) as received:
        file_fields_of(received.fields)
        async with examined(received, replace(place, seal_keys=())) as file:

            async def store() -> Response:
                body = await actions.take_redacted_copy(place, actor, evidence_id, file, precondition)
                return resource(body, body["version"], status=201)

            return await _once(request, actor, received, store)


async def _once(request: Request, actor: Actor, received: Received, work: Work) -> Response:
    """The same upload sent again under one Idempotency-Key, told by its fields and hash, is carried out once."""
    key = request.headers.get("idempotency-key")
    if key is None:
        return await work()
    database = database_of(request)
    scope = scope_of(f"{actor.person_id}/{actor.membership_id}", "POST", request.url.path, key)
    content = orjson.dumps([received.fields, received.file_name, received.sha256])
    stored = await claim(database, scope, sha256(content).hexdigest())
    if stored is not None:
        return stored.response()
    answer = Stored(500, "application/json", b"")
    try:
        response = await _answer(request, work)
        answer = Stored(response.status_code, response.media_type or "application/json", bytes(response.body), response.headers.get("etag"))
        return response
    finally:
        await asyncio.shield(complete(database, scope, answer))


async def _answer(request: Request, work: Work) -> Response:
    try:
        return await work()
    except Refusal as refusal:  # kept like any answer: the same upload is refused in the same words again
        return problem(request, refusal)


def _received(request: Request) -> AbstractAsyncContextManager[Received]:
    settings: Settings = request.app.state.settings
    return receive_file(request, settings.incoming_dir, settings.max_upload_bytes)
