"""Writing an archive."""

import io
import os
import tarfile
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

import orjson
from sqlalchemy import Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from papi.backup.rows import TABLES, Digest, line_of
from papi.evidence.models import EvidenceFile
from papi.kit import clock
from papi.kit.db import Database
from papi.kit.encryption import cipher_of
from papi.kit.errors import ObjectDamaged, StorageKeyMissing
from papi.kit.installation import CommandRefused
from papi.kit.revisions import revision_of
from papi.kit.storage import Storage
from papi.kit.types import AnyRow
from papi.settings import Settings
from papi.stores.opening import files_held

FORMAT = "papi-backup/1"


async def back_up(settings: Settings, target: Path, *, with_keys: bool = False) -> dict[str, Any]:
    """Write the archive, readable by its owner alone; its manifest. `lost` names files that the store no longer has as they were."""
    _require_new(target)
    async with files_held(settings, moving=False):
        return await _back_up(settings, target, with_keys=with_keys)


async def _back_up(settings: Settings, target: Path, *, with_keys: bool) -> dict[str, Any]:
    database, storage = Database(settings.database, pool_size=2), Storage(settings.storage, settings.secrets_path)
    partial = target.with_name(f"{target.name}.partial")
    try:
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file, tarfile.open(fileobj=file, mode="w") as archive:
            manifest = await _write(archive, database, storage)
            manifest["keys"] = _add_keys(archive, settings.secrets_path) if with_keys else {}
            _seal(archive, manifest)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    finally:
        await database.close()
    partial.replace(target)
    return manifest


def _require_new(target: Path) -> None:
    if target.exists():
        raise CommandRefused(f"{target} exists already; a backup never replaces another. Nothing was written.")


async def _write(archive: tarfile.TarFile, database: Database, storage: Storage) -> dict[str, Any]:
    revision = await revision_of(database)
    if revision is None:
        raise CommandRefused("This database has no tables yet; there is nothing to back up.")
    tables: dict[str, Any] = {}
    files: dict[str, Any] = {}
    lost: list[str] = []
    async with database.snapshot() as connection:
        for table in TABLES:
            tables[str(table.name)] = await _add_table(archive, connection, table)
        columns = (EvidenceFile.id, EvidenceFile.object_id, EvidenceFile.sha256, EvidenceFile.wrapped_key, EvidenceFile.master_key)
        rows = (await connection.execute(select(*columns).where(EvidenceFile.erased_at.is_(None)))).all()
    for row in rows:
        key = Storage.key(row.object_id)
        entry = await _add_file(archive, storage, key, row)
        if entry is None:
            lost.append(key)
        else:
            files[key] = entry
    return {
        "format": FORMAT,
        "revision": revision,
        "made_at": clock.real(),
        "rows": sum(entry["rows"] for entry in tables.values()),
        "tables": tables,
        "files": files,
        "lost": lost,
    }


async def _add_table(archive: tarfile.TarFile, connection: AsyncConnection, table: Table) -> dict[str, Any]:
    digest = Digest()
    with tempfile.TemporaryFile() as spool:
        async for row in await connection.stream(select(table)):
            line = line_of(row._mapping)  # pyright: ignore[reportPrivateUsage] - SQLAlchemy's public name for it
            digest.add(line)
            spool.write(line)
        _add_spool(archive, f"tables/{table.name}.jsonl", spool)
    return digest.to_manifest()


async def _add_file(archive: tarfile.TarFile, storage: Storage, key: str, row: AnyRow) -> dict[str, Any] | None:
    """The file as it lies in the store; None for one that is gone or damaged: it must not keep the rest from being saved."""
    digest = sha256()
    with tempfile.TemporaryFile() as spool:
        try:
            async for chunk in storage.read(key):
                digest.update(chunk)
                spool.write(chunk)
            verified = await _clear_hash(storage, key, row) if row.wrapped_key else digest.hexdigest()
        except (FileNotFoundError, ObjectDamaged):
            return None
        if verified not in {row.sha256, None}:
            return None
        entry = {"sha256": digest.hexdigest(), "size": spool.tell(), "verified": verified is not None}
        _add_spool(archive, f"files/{key}", spool)
    return entry


async def _clear_hash(storage: Storage, key: str, row: AnyRow) -> str | None:
    """The hash of what is encrypted; None where its master key is not at hand, who may come back."""
    digest = sha256()
    try:
        async for piece in storage.read(key, cipher=cipher_of(storage, row)):
            digest.update(piece)
    except StorageKeyMissing:
        return None
    return digest.hexdigest()


def _add_keys(archive: tarfile.TarFile, directory: Path) -> dict[str, str]:
    hashes: dict[str, str] = {}
    for path in sorted(directory.iterdir()) if directory.is_dir() else []:
        content = path.read_bytes()
        hashes[path.name] = sha256(content).hexdigest()
        _add_bytes(archive, f"keys/{path.name}", content)
    return hashes


def _seal(archive: tarfile.TarFile, manifest: dict[str, Any]) -> None:
    content = orjson.dumps(manifest, option=orjson.OPT_INDENT_2)
    _add_bytes(archive, "manifest.json", content)
    _add_bytes(archive, "manifest.sha256", sha256(content).hexdigest().encode())


def _add_spool(archive: tarfile.TarFile, name: str, spool: IO[bytes]) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = spool.tell(), 0o600
    spool.seek(0)
    archive.addfile(entry, spool)


def _add_bytes(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(content), 0o600
    archive.addfile(entry, io.BytesIO(content))
