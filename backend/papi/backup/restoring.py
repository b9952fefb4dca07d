"""Restoring an archive: everything is verified before anything is written, and again when it stands in the database."""

import os
import tarfile
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import IO, Any

import orjson
from sqlalchemy import Table, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.backup.rows import TABLES, Digest, line_of, parents_first, refers_to_itself, row_of
from papi.backup.writing import FORMAT
from papi.kit.db import Database
from papi.kit.encryption import key_states
from papi.kit.installation import CommandRefused
from papi.kit.migrating import upgrade
from papi.kit.revisions import newest_revision, revision_of, scripts_in
from papi.kit.storage import CHUNK, Storage
from papi.settings import Settings
from papi.stores.keys import words_of_faults
from papi.stores.opening import opened

_BATCH = 500


class _Archive:
    """An archive opened for reading."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self._members = {member.name: member for member in tar.getmembers()}
        self.manifest = self._read_manifest()

    def _read_manifest(self) -> dict[str, Any]:
        content = self.open("manifest.json").read()
        if self.open("manifest.sha256").read().decode("ascii", "replace") != sha256(content).hexdigest():
            raise CommandRefused("The archive's manifest is damaged. Nothing was changed.")
        manifest = orjson.loads(content)
        if manifest["format"] != FORMAT:
            raise CommandRefused("This is not a backup that this version can read. Nothing was changed.")
        return manifest

    def open(self, name: str) -> IO[bytes]:
        member = self._tar.extractfile(self._members[name]) if name in self._members else None
        if member is None:
            raise CommandRefused(f"The archive is no backup, or not a whole one: {name} is missing. Nothing was changed.")
        return member

    def lines(self, table: Table) -> Iterator[bytes]:
        return iter(self.open(f"tables/{table.name}.jsonl"))

    def verify(self) -> None:
        """Refuse an archive of which any part is not what the manifest says."""
        if set(self.manifest["tables"]) != {table.name for table in TABLES}:
            raise CommandRefused("The archive holds other tables than this version has. Nothing was changed.")
        for table in TABLES:
            _compare(f"table {table.name}", _digest(self.lines(table)), self.manifest["tables"][table.name])
        for key, entry in self.manifest["files"].items():
            _compare(f"file {key}", self._hash(f"files/{key}"), entry["sha256"])
        for name, wanted in self.manifest["keys"].items():
            _compare(f"key {name}", self._hash(f"keys/{name}"), wanted)

    def _hash(self, name: str) -> str:
        digest, file = sha256(), self.open(name)
        while chunk := file.read(CHUNK):
            digest.update(chunk)
        return digest.hexdigest()


def _digest(lines: Iterable[bytes]) -> dict[str, Any]:
    digest = Digest()
    for line in lines:
        digest.add(line)
    return digest.to_manifest()


def _compare(what: str, found: Any, wanted: Any) -> None:
    if found != wanted:
        raise CommandRefused(f"The {what} is not what the manifest says. Nothing was changed.")


async def restore(settings: Settings, source: Path) -> dict[str, Any]:
    """Fill an empty database and store from an archive, all or nothing; its manifest."""
    try:
        with tarfile.open(source, "r:") as tar:
            archive = _Archive(tar)
            archive.verify()
            await _fill(settings, archive)
            archive.manifest["unusable_keys"] = await _unusable_keys(settings)
    except (tarfile.TarError, FileNotFoundError, IsADirectoryError) as error:
        raise CommandRefused(f"{source} is no backup that can be read: {error}") from None
    return archive.manifest


async def _unusable_keys(settings: Settings) -> str:
    """Which storage keys the restored files need that are not in the key directory, in words."""
    async with opened(settings) as place, place.database.reading() as session:
        return words_of_faults(await key_states(session, place.storage.keys_at_hand))


async def _fill(settings: Settings, archive: _Archive) -> None:
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    database, storage = Database(settings.database, pool_size=2), Storage(settings.storage, settings.secrets_path)
    written: list[str] = []
    try:
        await _require_empty(settings, database, storage, archive.manifest)
        for key in archive.manifest["files"]:
            written.append(key)
            await _restore_file(archive.open(f"files/{key}"), storage, key)
        async with database.writing() as session:
            for table in TABLES:
                await _restore_table(session, table, archive)
                _compare(f"restored table {table.name}", await _digest_in(session, table), archive.manifest["tables"][table.name])
            _restore_keys(archive, settings.secrets_path)
    except BaseException:
        for key in written:
            await storage.delete(key)
        raise
    finally:
        await database.close()


async def _require_empty(settings: Settings, database: Database, storage: Storage, manifest: dict[str, Any]) -> None:
    scripts = scripts_in(settings.migrations_dir)
    newest, present = newest_revision(scripts), await revision_of(database)
    if manifest["revision"] != newest:
        raise CommandRefused(
            f"The archive was made at revision {manifest['revision']} of the tables and this program is at {newest}: restore it "
            "with the version that made it, then migrate. Nothing was changed."
        )
    if present not in {None, newest}:
        raise CommandRefused("The database is neither empty nor of this version. Nothing was changed.")
    if [key async for key, _size in storage.keys("evidence/")]:
        raise CommandRefused(f"The store {storage.url} is not empty. Nothing was changed.")
    if manifest["keys"] and settings.secrets_path.is_dir() and any(settings.secrets_path.iterdir()):
        raise CommandRefused(f"There are other keys in {settings.secrets_path} already. Nothing was changed.")
    if present is None:
        await upgrade(database, scripts)
    async with database.reading() as session:
        for table in TABLES:
            if await session.scalar(select(func.count()).select_from(table)):
                raise CommandRefused(f"The database is not empty ({table.name}). Nothing was changed.")


async def _restore_file(content: IO[bytes], storage: Storage, key: str) -> None:
    async with storage.writer(key) as target:
        while chunk := content.read(CHUNK):
            await target.write(chunk)


async def _restore_table(session: AsyncSession, table: Table, archive: _Archive) -> None:
    rows: Iterable[dict[str, Any]] = (row_of(table, line) for line in archive.lines(table))
    rows = iter(parents_first(table, rows) if refers_to_itself(table) else rows)
    while batch := list(islice(rows, _BATCH)):
        await session.execute(insert(table), batch)


async def _digest_in(session: AsyncSession, table: Table) -> dict[str, Any]:
    digest = Digest()
    async for row in await session.stream(select(table)):
        digest.add(line_of(row._mapping))  # pyright: ignore[reportPrivateUsage] - SQLAlchemy's public name for it
    return digest.to_manifest()


def _restore_keys(archive: _Archive, directory: Path) -> None:
    if not archive.manifest["keys"]:
        return
    directory.mkdir(parents=True, exist_ok=True)
    directory.chmod(0o700)
    for name in archive.manifest["keys"]:
        # the name alone: an archive must not write anywhere else
        descriptor = os.open(directory / Path(name).name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(archive.open(f"keys/{name}").read())
