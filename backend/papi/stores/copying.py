"""Everything in the store goes to another one. What has arrived is read back there before it counts; nothing is deleted here."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from obstore.exceptions import BaseError as StoreError
from sqlalchemy import select

from papi.evidence.models import EvidenceFile
from papi.evidence.previews import PREFIX
from papi.evidence.storing import Workplace
from papi.kit.encryption import cipher_of
from papi.kit.errors import ObjectDamaged, StorageKeyMissing
from papi.kit.installation import CommandRefused
from papi.kit.storage import Storage
from papi.settings import Settings
from papi.stores.opening import Progress, Tell, files_held, opened
from papi.stores.walking import hash_of

_AT_ONCE = 4


@dataclass
class Copied:
    """Where to, what was copied now, what was there before, what has another content than its row says, what is missing here."""

    url: str
    copied: int = 0
    before: int = 0
    damaged: list[str] = field(default_factory=list[str])
    missing: list[str] = field(default_factory=list[str])


class _Journal:
    """Which objects have been read back at the target, line by line, so that a copy that was broken off is taken up again."""

    def __init__(self, path: Path) -> None:
        self._path = path
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
        self.done = {key: int(size) for key, _, size in (line.partition(" ") for line in lines) if size.isdigit()}

    def add(self, key: str, size: int) -> None:
        # a line that a kill cuts off ends nowhere: the next one must not be glued to it
        with self._path.open("a", encoding="utf-8") as file:
            file.write(f"\n{key} {size}\n")


async def copy_store(settings: Settings, target_url: str, tell: Tell) -> Copied:
    """Copy what the target does not have yet, and verify all of it; drawn pages are left behind, for they are drawn again."""
    async with files_held(settings, moving=False), opened(settings) as place:
        target = await _target(place, target_url, settings)
        journal = _Journal(settings.data_dir / f"copy-{sha256(target.url.encode()).hexdigest()[:16]}.list")
        found, rows = Copied(target.url), await _rows(place)
        wanted, there = await _listing(place.storage), await _listing(target)
        waiting = {key: size for key, size in wanted.items() if not (there.get(key) == journal.done.get(key) == size)}
        found.before = len(wanted) - len(waiting)
        found.missing = [f"{file.key} ({file.file_name})" for key, file in rows.items() if key not in wanted]
        work = _Copy(place.storage, target, rows, found, journal)
        await _in_parallel(work, waiting.items(), tell)
        return found


async def _listing(storage: Storage) -> dict[str, int]:
    found = [entry async for entry in storage.keys("")]
    return {key: size for key, size in found if not key.startswith((PREFIX, "check/"))}


async def _target(place: Workplace, url: str, settings: Settings) -> Storage:
    if url.startswith("/"):
        url = f"file://{url}"
    if not url.startswith(("file:///", "s3://")):
        raise CommandRefused(f"{url} is no store: name file:///DIRECTORY or s3://BUCKET. (Địa chỉ kho tệp không hợp lệ.)")
    if url.rstrip("/") == place.storage.url.rstrip("/"):
        raise CommandRefused(f"{url} is the store that is in use. (Đây chính là kho đang dùng.)")
    target = Storage(url.rstrip("/"), settings.secrets_path)
    for store in (place.storage, target):
        try:
            await store.check()
        except (OSError, StoreError) as error:
            raise CommandRefused(f"{store.complaint(error)}. Nothing was copied.") from None
    return target


async def _rows(place: Workplace) -> dict[str, EvidenceFile]:
    async with place.database.reading() as session:
        return {file.key: file for file in await session.scalars(select(EvidenceFile).where(EvidenceFile.erased_at.is_(None)))}


async def _in_parallel(work: "_Copy", waiting: Iterable[tuple[str, int]], tell: Tell) -> None:
    progress = Progress(len(list(waiting)), sum(size for _key, size in waiting))
    queue = iter(sorted(waiting))

    async def carry() -> None:
        for key, size in queue:  # shared: each takes the next
            await work.carry(key, size)
            tell(progress.add(size))

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(_AT_ONCE):
                group.create_task(carry())
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None


@dataclass(frozen=True)
class _Copy:
    """From where to where."""

    source: Storage
    target: Storage
    rows: dict[str, EvidenceFile]
    found: Copied
    journal: _Journal

    async def carry(self, key: str, size: int) -> None:
        """Copy one object and read it back. What is damaged here is named, and copied as it is: worse than nothing it is not."""
        digest = sha256()
        try:
            pieces = await self.source.opened(key)
        except FileNotFoundError:  # removed since the listing: a paper that expired, an upload that was given up
            return
        async with self.target.writer(key) as into:
            async for piece in pieces:
                digest.update(piece)
                await into.write(piece)
        if await hash_of(self.target.read(key)) != digest.hexdigest():
            await self.target.delete(key)
            raise CommandRefused(f"{key} does not come back from {self.target.url} as it was sent; run the command again.")
        if key in self.rows and not await self._is_sound(self.rows[key], digest.hexdigest()):
            self.found.damaged.append(f"{key} ({self.rows[key].file_name})")
            return
        self.found.copied += 1
        self.journal.add(key, size)

    async def _is_sound(self, file: EvidenceFile, raw: str) -> bool:
        if file.wrapped_key is None:
            return raw == file.sha256
        try:
            return await hash_of(self.target.read(file.key, cipher=cipher_of(self.target, file))) == file.sha256
        except (ObjectDamaged, StorageKeyMissing):
            return False
