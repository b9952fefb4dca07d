"""What every command here stands on: the database and the store, and that no other command is in its way."""

import asyncio
import fcntl
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import papi.main  # noqa: F401 - importing the application registers every table that has files in the store
from papi.evidence.storing import Workplace
from papi.kit.encryption import StorageKey, primary_key
from papi.kit.installation import CommandRefused
from papi.kit.revisions import migrated, scripts_in
from papi.kit.storage import Storage
from papi.settings import Settings


@dataclass
class Progress:
    """How far a long work is; `size` counts bytes."""

    total: int
    size: int
    done: int = 0
    size_done: int = 0

    def add(self, size: int) -> "Progress":
        self.done += 1
        self.size_done += size
        return self


Tell = Callable[[Progress], None]


@asynccontextmanager
async def opened(settings: Settings) -> AsyncGenerator[Workplace]:
    """Where rows and files are, if the tables are those of this version."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    async with migrated(settings.database, scripts_in(settings.migrations_dir)) as database:
        yield Workplace(database, Storage(settings.storage, settings.secrets_path), settings.incoming_dir)


@asynccontextmanager
async def files_held(settings: Settings, *, moving: bool) -> AsyncGenerator[None]:
    """While files are read that must stay where they are, nobody moves them, and the other way round. A killed process lets go."""
    await asyncio.to_thread(settings.data_dir.mkdir, parents=True, exist_ok=True)
    with await asyncio.to_thread((settings.data_dir / "storage.lock").open, "a") as file:
        try:
            fcntl.flock(file, (fcntl.LOCK_EX if moving else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CommandRefused(
                "Another command is at work on the store (backup, copy, encrypt or reencrypt): wait until it ends. Nothing was changed. "
                "(Một lệnh khác đang làm việc với kho tệp, hãy chờ.)"
            ) from None
        yield


async def require_primary(place: Workplace) -> StorageKey:
    """The master key that wraps now."""
    async with place.database.reading() as session:
        primary = await primary_key(session)
    if primary is None:
        raise CommandRefused(
            "There is no storage key yet: make one with `papi storage keys create`. Nothing was changed. (Chưa có khóa lưu trữ.)"
        )
    place.storage.keys_at_hand.key(primary.id, primary.proof)
    return primary
