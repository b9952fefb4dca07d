import asyncio
from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from hashlib import sha256
from pathlib import Path
from typing import Annotated
from uuid import UUID

import orjson
from fastapi import Depends, Request, Response
from pydantic import ValidationError

from papi.access.actor import Actor
from papi.access.dependencies import StreamingActor
from papi.evidence import actions, queries
from papi.evidence.receiving import Received, chunks_of, receive_file
from papi.evidence.schemas import EvidenceFields, EvidenceRead
from papi.kit.db import database_of
from papi.kit.errors import Invalid
from papi.kit.etag import resource
from papi.kit.idempotency import Stored, claim, complete, scope_of
from papi.kit.problems import field_errors
from papi.kit.storage import Storage
from papi.kit.transport import api_router
from papi.kit.types import new_id
from papi.settings import Settings

router = api_router("evidence")

_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {"type": "string", "format": "binary"},
                        "title": {"type": "string"},
                        "document_number": {"type": "string"},
                        "issued_on": {"type": "string", "format": "date"},
                        "effective_on": {"type": "string", "format": "date"},
                        "contains_personal_data": {"type": "boolean"},
                        "link_to": {"type": "array", "items": {"type": "string"}},
                    },
                }
            }
        },
    }
}


def _uploader(actor: StreamingActor) -> Actor:
    actions.require_upload(actor)
    return actor


Uploader = Annotated[Actor, Depends(_uploader)]


@router.post("/evidence", response_model=EvidenceRead, status_code=201, openapi_extra=_BODY)
async def create_evidence(request: Request, actor: Uploader) -> Response:
    """Upload a file as a new document of the caller's unit: multipart, the part `file` and the fields beside it.

    The type is decided by content (415 `file_type_refused`), the size limited (413 `file_too_large`, 50 MB unless configured), the
    SHA-256 computed while it streams. `link_to=report_line:ID` (repeatable) names it as proof at once.
    """
    async with _received(request) as received:
        given = _fields(received)
        return await _once(request, actor, received, given)


async def _once(request: Request, actor: Actor, received: Received, given: EvidenceFields) -> Response:
    """The same upload sent again under one Idempotency-Key, told by its fields and hash, makes one document."""
    key = request.headers.get("idempotency-key")
    if key is None:
        return await _store_new(request, actor, received, given)
    database = database_of(request)
    scope = scope_of(f"{actor.person_id}/{actor.membership_id}", "POST", request.url.path, key)
    content = orjson.dumps([received.fields, received.file_name, received.sha256])
    stored = await claim(database, scope, sha256(content).hexdigest())
    if stored is not None:
        return Response(stored.body, stored.status, {"Idempotency-Replayed": "true"}, media_type=stored.media_type)
    answer = Stored(500, "application/json", b"")
    try:
        response = await _store_new(request, actor, received, given)
        answer = Stored(response.status_code, "application/json", bytes(response.body))
        return response
    finally:
        await complete(database, scope, answer)


async def _store_new(request: Request, actor: Actor, received: Received, given: EvidenceFields) -> Response:
    evidence_id, file_id = new_id(), new_id()
    async with _stored(request, received, file_id), database_of(request).writing() as session:
        await actions.add_evidence(session, actor, received, (evidence_id, file_id), given)
        await session.flush()
        body = await queries.read_evidence(session, actor, evidence_id)
    return resource(body, body["version"], status=201)


@router.post("/evidence/{evidence_id}/versions", response_model=EvidenceRead, status_code=201, openapi_extra=_BODY)
async def create_evidence_version(request: Request, actor: Uploader, evidence_id: UUID) -> Response:
    """Replace the file of a document of the caller's unit: a new version; the older ones stay."""
    file_id = new_id()
    async with _received(request) as received, _stored(request, received, file_id), database_of(request).writing() as session:
        await actions.add_version(session, actor, evidence_id, received, file_id)
        await session.flush()
        body = await queries.read_evidence(session, actor, evidence_id)
    return resource(body, body["version"], status=201)


def _received(request: Request) -> AbstractAsyncContextManager[Received]:
    settings: Settings = request.app.state.settings
    return receive_file(request, settings.data_dir / "incoming", settings.max_upload_bytes)


def _fields(received: Received) -> EvidenceFields:
    links = received.fields.get("link_to", [])
    single = {name: values[-1] or None for name, values in received.fields.items() if name != "link_to"}
    if single.get("contains_personal_data") is None:
        single.pop("contains_personal_data", None)
    try:
        return EvidenceFields.model_validate({**single, "link_to": links})
    except ValidationError as error:
        located = [{**item, "loc": ("body", *item["loc"])} for item in error.errors(include_input=False, include_url=False)]
        raise Invalid(errors=field_errors(located)) from None


@asynccontextmanager
async def _stored(request: Request, received: Received, file_id: UUID) -> AsyncGenerator[None]:
    """The file in the store for as long as the block ends well; otherwise it is taken out again."""
    storage: Storage = request.app.state.storage
    key = Storage.key(file_id)
    try:
        await _copy(storage, key, received.path)
        yield
    except BaseException:
        await asyncio.shield(storage.delete(key))
        raise


async def _copy(storage: Storage, key: str, path: Path) -> None:
    async with storage.writer(key) as target:
        async for chunk in chunks_of(path):
            await target.write(chunk)
