"""A whole upload becomes evidence as a multipart upload does: put together, examined, stored, described in one transaction."""

import asyncio
import tempfile
import zlib
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy.orm.exc import StaleDataError

from papi.access.actor import Actor
from papi.evidence.actions import take_document, take_version
from papi.evidence.examining import examined
from papi.evidence.fields import fields_of, file_fields_of
from papi.evidence.receiving import Received
from papi.evidence.storing import Workplace
from papi.evidence.uploads.errors import OffsetMismatch, UploadDamaged
from papi.evidence.uploads.keeping import clear_in_any_case, close, parts_of, refuse
from papi.evidence.uploads.models import Upload, UploadPart
from papi.evidence.uploads.protocol import announced_hash
from papi.kit.encryption import cipher_of
from papi.kit.errors import ObjectDamaged, Refusal
from papi.kit.etag import Precondition
from papi.kit.masterkeys import Cipher
from papi.kit.storage import Storage

_slots = asyncio.Semaphore(4)  # putting together takes disk and processor: a queue is as fast, and needs less memory


async def finish(place: Workplace, actor: Actor, upload: Upload, tail: bytes) -> dict[str, Any]:
    """The document as its page shows it. A file that is refused is refused for good, so its bytes are not kept."""
    try:
        async with _slots:
            parts = await parts_of(place, upload)
            async with _together(place, upload, parts, tail) as received:
                document = await _taken(place, actor, upload, received)
    except StaleDataError:  # two who bring the end of one new version meet in the database
        raise OffsetMismatch from None
    except Refusal as refusal:
        if refusal.status < 500 and not isinstance(refusal, OffsetMismatch):
            await refuse(place, upload)
        raise
    await clear_in_any_case(place.storage, parts)
    return document


async def _taken(place: Workplace, actor: Actor, upload: Upload, received: Received) -> dict[str, Any]:
    once = replace(place, also=partial(close, upload=upload))
    if upload.target_id is None:
        given = fields_of(received.fields)
        async with examined(received, place, keep_location=given.keep_location) as file:
            return await take_document(once, actor, file, given)
    keeps = file_fields_of(received.fields).keep_location
    async with examined(received, place, keep_location=keeps) as file:
        return await take_version(once, actor, upload.target_id, file, Precondition(upload.target_tag))


@asynccontextmanager
async def _together(place: Workplace, upload: Upload, parts: Sequence[UploadPart], tail: bytes) -> AsyncGenerator[Received]:
    """The file on this machine's disk for as long as the block lasts, made of what lies in the store and its last bytes."""
    await asyncio.to_thread(place.incoming.mkdir, parents=True, exist_ok=True)
    cipher = cipher_of(place.storage, upload)
    with tempfile.NamedTemporaryFile(dir=place.incoming, prefix="upload-") as target:
        at = 0
        async with aclosing(_contents_of(place.storage, parts, cipher)) as contents:
            async for part, content in contents:
                if part.start != at:
                    raise UploadDamaged
                await asyncio.to_thread(target.write, content)
                at += part.size
        if at != upload.received or at + len(tail) != upload.length:
            raise OffsetMismatch  # somebody else has moved it meanwhile
        await asyncio.to_thread(target.write, tail)
        await asyncio.to_thread(target.flush)
        yield Received(Path(target.name), upload.file_name, upload.length, fields=upload.fields, announced=announced_hash(upload))


async def _contents_of(storage: Storage, parts: Sequence[UploadPart], cipher: Cipher | None) -> AsyncGenerator[tuple[UploadPart, bytes]]:
    """Each part with its bytes; while one is worked on, the next is on its way."""
    ahead: list[asyncio.Task[bytes]] = []
    try:
        for place, part in enumerate(parts):
            content = await (ahead.pop() if ahead else asyncio.to_thread(_content_of, storage, part, cipher))
            following = [asyncio.to_thread(_content_of, storage, one, cipher) for one in parts[place + 1 : place + 2]]
            ahead = [asyncio.create_task(reading) for reading in following]
            yield part, content
    finally:
        for task in ahead:
            task.cancel()


def _content_of(storage: Storage, part: UploadPart, cipher: Cipher | None) -> bytes:
    try:
        content = b"".join(storage.pieces(part.key, cipher))
    except (FileNotFoundError, ObjectDamaged):
        raise UploadDamaged from None
    if len(content) != part.size or zlib.crc32(content) != part.crc32:
        raise UploadDamaged
    return content
