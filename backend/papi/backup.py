"""Backup and restore: database and files in one archive that restores on SQLite and on PostgreSQL alike.

A tar file: `tables/<name>.jsonl` in the order of foreign keys, `files/<key>`, and `manifest.json` with revision, row counts and hashes. The
database is read in one snapshot while others go on writing; files are those that its rows name, and files never change.
"""

import io
import json
import tarfile
import tempfile
from base64 import b64decode, b64encode
from collections.abc import AsyncIterator
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import LargeBinary, Table, Uuid, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

import papi.main  # noqa: F401 - importing the application registers every table
from papi.evidence.models import EvidenceFile
from papi.kit import clock
from papi.kit.db import Base, Database
from papi.kit.migrating import is_current, revision_of, scripts_in, upgrade
from papi.kit.storage import Storage
from papi.settings import Settings

FORMAT = "papi-backup/1"
_BATCH = 500


class ArchiveRefused(Exception):
    """The archive, or the place to restore it to, is not fit; the message says why."""


async def back_up(settings: Settings, target: Path) -> dict[str, Any]:
    """Write the archive; the manifest."""
    database, storage = Database(settings.database, pool_size=2), Storage(settings.storage)
    partial = target.with_name(f"{target.name}.partial")
    try:
        with tarfile.open(partial, "w") as archive:
            manifest = await _write(archive, database, storage)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    finally:
        await database.close()
    partial.replace(target)
    return manifest


async def _write(archive: tarfile.TarFile, database: Database, storage: Storage) -> dict[str, Any]:
    tables: dict[str, Any] = {}
    files: dict[str, Any] = {}
    revision = await revision_of(database)
    async with database.snapshot() as connection:
        for table in Base.metadata.sorted_tables:
            tables[table.name] = await _add_table(archive, connection, table)
        rows = (await connection.execute(select(EvidenceFile.id, EvidenceFile.sha256, EvidenceFile.size))).all()
    for row in rows:
        key = Storage.key(row.id)
        digest = await _add_file(archive, storage, key)
        if digest != row.sha256:
            raise ArchiveRefused(f"The stored file {key} is not what its row says; run `papi check`.")
        files[key] = {"sha256": row.sha256, "size": row.size}
    manifest = {
        "format": FORMAT,
        "revision": revision,
        "made_at": clock.real().isoformat(),
        "rows": sum(entry["rows"] for entry in tables.values()),
        "tables": tables,
        "files": files,
    }
    _add_bytes(archive, "manifest.json", json.dumps(manifest, indent=1).encode())
    return manifest


async def _add_table(archive: tarfile.TarFile, connection: AsyncConnection, table: Table) -> dict[str, Any]:
    digest, number = sha256(), 0
    with tempfile.TemporaryFile() as spool:
        result = await connection.stream(select(table))
        async for row in result:
            line = orjson.dumps({key: _plain(value) for key, value in row._mapping.items()}, option=orjson.OPT_APPEND_NEWLINE)  # pyright: ignore
            digest.update(line)
            spool.write(line)
            number += 1
        _add_spool(archive, f"tables/{table.name}.jsonl", spool)
    return {"rows": number, "sha256": digest.hexdigest()}


def _plain(value: Any) -> Any:
    return {"base64": b64encode(value).decode()} if isinstance(value, bytes) else value


async def _add_file(archive: tarfile.TarFile, storage: Storage, key: str) -> str:
    digest = sha256()
    with tempfile.TemporaryFile() as spool:
        async for chunk in storage.read(key):
            digest.update(chunk)
            spool.write(chunk)
        _add_spool(archive, f"files/{key}", spool)
    return digest.hexdigest()


def _add_spool(archive: tarfile.TarFile, name: str, spool: Any) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = spool.tell()
    spool.seek(0)
    archive.addfile(entry, spool)


def _add_bytes(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    archive.addfile(entry, io.BytesIO(content))


async def restore(settings: Settings, source: Path) -> dict[str, Any]:
    """Fill an empty database and store from an archive; everything or nothing, and every hash is compared."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    database, storage = Database(settings.database, pool_size=2), Storage(settings.storage)
    try:
        with tarfile.open(source) as archive:
            manifest = _manifest(archive)
            await _require_empty(settings, database, manifest)
            for key, entry in manifest["files"].items():
                await _restore_file(archive, storage, key, entry["sha256"])
            async with database.write_engine.begin() as connection:
                for table in Base.metadata.sorted_tables:
                    await _restore_table(archive, connection, table, manifest["tables"][table.name])
    except (tarfile.TarError, KeyError, OSError) as error:
        raise ArchiveRefused(f"{source} cannot be restored: {error}") from None
    finally:
        await database.close()
    return manifest


def _manifest(archive: tarfile.TarFile) -> dict[str, Any]:
    manifest = json.loads(_content(archive, "manifest.json"))
    if manifest.get("format") != FORMAT:
        raise ArchiveRefused("This is not a backup that this version can read.")
    return manifest


def _content(archive: tarfile.TarFile, name: str) -> bytes:
    member = archive.extractfile(name)
    if member is None:
        raise KeyError(name)
    return member.read()


async def _require_empty(settings: Settings, database: Database, manifest: dict[str, Any]) -> None:
    scripts = scripts_in(settings.migrations_dir)
    if not await is_current(database, scripts):
        await upgrade(database, scripts)
    if await revision_of(database) != manifest["revision"]:
        raise ArchiveRefused("The backup belongs to another revision of the schema; restore it with the version that made it.")
    async with database.reading() as session:
        for table in Base.metadata.sorted_tables:
            if await session.scalar(select(func.count()).select_from(table)):
                raise ArchiveRefused(f"The database is not empty ({table.name}); nothing was changed.")


async def _restore_file(archive: tarfile.TarFile, storage: Storage, key: str, wanted: str) -> None:
    member = archive.extractfile(f"files/{key}")
    if member is None:
        raise KeyError(key)
    digest = sha256()
    async with storage.writer(key) as target:
        while chunk := member.read(1 << 20):
            digest.update(chunk)
            await target.write(chunk)
    if digest.hexdigest() != wanted:
        await storage.delete(key)
        raise ArchiveRefused(f"The file {key} in the archive is damaged.")


async def _restore_table(archive: tarfile.TarFile, connection: AsyncConnection, table: Table, entry: dict[str, Any]) -> None:
    content = _content(archive, f"tables/{table.name}.jsonl")
    if sha256(content).hexdigest() != entry["sha256"]:
        raise ArchiveRefused(f"The table {table.name} in the archive is damaged.")
    async for batch in _batches(content, table):
        await connection.execute(insert(table), batch)


async def _batches(content: bytes, table: Table) -> AsyncIterator[list[dict[str, Any]]]:
    rows = [_revived(table, orjson.loads(line)) for line in content.splitlines()]
    for start in range(0, len(rows), _BATCH):
        yield rows[start : start + _BATCH]


def _revived(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    return {name: _value(table.c[name].type, value) for name, value in row.items()}


def _value(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, Uuid):
        return UUID(value)
    if isinstance(kind, LargeBinary):
        return b64decode(value["base64"])
    python_type = _python_type(kind)
    if python_type is datetime:
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if python_type is date else value


def _python_type(kind: Any) -> type | None:
    try:
        return kind.python_type
    except NotImplementedError:
        return None
