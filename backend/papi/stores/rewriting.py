"""Files are encrypted, or get new data keys: each as a new object, read back before its row takes it and the old one goes."""

import asyncio
from hashlib import sha256

from sqlalchemy import ColumnElement, and_, or_, update

from papi.evidence import storage_facts as facts
from papi.evidence.models import EvidenceFile
from papi.evidence.previews import previews_of
from papi.evidence.storing import Workplace
from papi.kit.encryption import StorageKey, cipher_of, seal_for
from papi.kit.errors import ObjectDamaged
from papi.kit.storage import Storage
from papi.kit.types import new_id
from papi.outbox.facts import SYSTEM, FactKind, record
from papi.settings import Settings
from papi.stores.opening import Tell, files_held, opened, require_primary
from papi.stores.walking import hash_of, list_files, work_ahead


class _Unsound(Exception):
    """The file in the store is not what its row says, so nothing is made of it."""


async def encrypt_files(settings: Settings, tell: Tell) -> tuple[int, list[str]]:
    """Encrypt the files that lie open; how many, and which could not be because they are missing or damaged."""
    async with files_held(settings, moving=True), opened(settings) as place:
        primary = await require_primary(place)
        return await _rewrite_all(place, primary, EvidenceFile.wrapped_key.is_(None), facts.FILES_ENCRYPTED, tell)


async def reencrypt_files(settings: Settings, tell: Tell) -> tuple[int, list[str]]:
    """Give a new data key to every encrypted file that was stored before the present master key was made: after one has leaked."""
    async with files_held(settings, moving=True), opened(settings) as place:
        primary = await require_primary(place)
        older = or_(EvidenceFile.object_id < primary.id, EvidenceFile.master_key != primary.id)  # ids are in order of creation
        return await _rewrite_all(place, primary, and_(EvidenceFile.wrapped_key.is_not(None), older), facts.FILES_REENCRYPTED, tell)


async def _rewrite_all(
    place: Workplace, primary: StorageKey, wanted: ColumnElement[bool], kind: FactKind, tell: Tell
) -> tuple[int, list[str]]:
    progress, unsound = await work_ahead(place, wanted), list[str]()
    async for file in list_files(place, wanted):
        try:
            await _rewrite(place, file)
        except (_Unsound, ObjectDamaged, FileNotFoundError):
            unsound.append(f"{file.key} ({file.file_name})")
        else:
            tell(progress.add(file.size))
    if progress.done:
        async with place.database.writing() as session:
            record(session, SYSTEM, facts.about(kind, primary, count=progress.done))
    return progress.done, unsound


async def _rewrite(place: Workplace, file: EvidenceFile) -> None:
    storage, object_id = place.storage, new_id()
    envelope, key = await seal_for(place.database, storage, file.id), Storage.key(object_id)
    pieces = await storage.opened(file.key, cipher=cipher_of(storage, file))
    try:
        async with storage.writer(key, envelope.cipher) as target:
            digest = sha256()
            async for piece in pieces:
                digest.update(piece)
                await target.write(piece)
            _require(digest.hexdigest(), file)
        _require(await hash_of(storage.read(key, cipher=envelope.cipher)), file)
    except BaseException:
        await asyncio.shield(storage.delete(key))
        raise
    # from here on nobody takes the new object away: if the answer of the database gets lost, the row may have it
    moved = update(EvidenceFile).where(
        EvidenceFile.id == file.id, EvidenceFile.object_id == file.object_id, EvidenceFile.erased_at.is_(None)
    )
    async with place.database.writing() as session:
        taken = await session.execute(moved.values(object_id=object_id, **envelope.columns).returning(EvidenceFile.id))
        if taken.first() is None:  # erased meanwhile, or moved by another: what was made of it is swept
            return
    await storage.delete(file.key)
    for drawn in [path async for path, _size in storage.keys(previews_of(file.object_id))]:
        await storage.delete(drawn)


def _require(digest: str, file: EvidenceFile) -> None:
    if digest != file.sha256:
        raise _Unsound
