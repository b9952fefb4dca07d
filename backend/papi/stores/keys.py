"""Master keys: made, rotated, retired. Data keys are wrapped anew in small batches, while servers go on working."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from papi.evidence import storage_facts as facts
from papi.evidence.storing import Workplace
from papi.kit import clock
from papi.kit.db import at_most
from papi.kit.encryption import Encrypted, KeyState, StorageKey, count_needing, encrypted_tables, key_states, primary_key
from papi.kit.installation import CommandRefused
from papi.outbox.facts import SYSTEM, record
from papi.settings import Settings
from papi.stores.opening import Progress, Tell, opened, require_primary

_BATCH = 200


@dataclass(frozen=True)
class Rotation:
    """What rotating did: the primary key, whether it was made now, and how many data keys were wrapped by it."""

    key_id: UUID
    fresh: bool
    wrapped: int


async def list_keys(settings: Settings) -> Sequence[KeyState]:
    """All master keys, the newest first."""
    async with opened(settings) as place, place.database.reading() as session:
        return await key_states(session, place.storage.keys_at_hand)


async def create_key(settings: Settings) -> UUID:
    """Make the first master key: from now on every new file is encrypted."""
    async with opened(settings) as place:
        async with place.database.reading() as session:
            if await primary_key(session) is not None:
                raise CommandRefused(
                    "There is a storage key already; `papi storage keys rotate` puts a new one in its place. Nothing was changed. "
                    "(Đã có khóa lưu trữ.)"
                )
        return (await _make(place)).id


async def _make(place: Workplace) -> StorageKey:
    # the file first: a row whose key is nowhere would keep everybody from storing
    key_id, proof = place.storage.keys_at_hand.add()
    key = StorageKey(id=key_id, proof=proof, created_at=clock.real())
    async with place.database.writing() as session:
        session.add(key)
        record(session, SYSTEM, facts.about(facts.KEY_CREATED, key))
    return key


async def rotate_keys(settings: Settings, tell: Tell) -> Rotation:
    """Put a new master key in place and wrap every data key with it; what was broken off is brought to its end first."""
    async with opened(settings) as place:
        await require_primary(place)
        await _require_keys(place)
        waiting = await _count_waiting(place)
        primary = await require_primary(place) if waiting else await _make(place)
        progress = Progress(waiting or await _count_waiting(place), 0)
        while wrapped := await _wrap_batch(place, primary):
            progress.done += wrapped
            tell(progress)
        async with place.database.writing() as session:
            record(session, SYSTEM, facts.about(facts.KEY_ROTATED, primary, count=progress.done))
        return Rotation(primary.id, not waiting, progress.done)


async def _require_keys(place: Workplace) -> None:
    async with place.database.reading() as session:
        states = await key_states(session, place.storage.keys_at_hand)
    if any(state.hurts for state in states):
        raise CommandRefused(f"{words_of_faults(states)}. Nothing was changed.")


def words_of_faults(states: Sequence[KeyState]) -> str:
    """Which keys rows need that are not here, or are others than they should be."""
    said = {
        "missing": "the storage key {id}, which {number} files need, is missing in the key directory: put it back (thiếu khóa lưu trữ)",
        "wrong": "the storage key {id}, which {number} files need, is not the one that was used: put the right one back (sai khóa lưu trữ)",
    }
    return "; ".join(said[state.fault].format(id=state.key.id, number=state.needed_by) for state in states if state.fault and state.hurts)


async def _count_waiting(place: Workplace) -> int:
    async with place.database.reading() as session:
        primary = await primary_key(session)
        assert primary is not None
        counts = [await session.scalar(select(func.count()).where(*_waits(table, primary.id))) for table in encrypted_tables()]
    return sum(count or 0 for count in counts)


async def _wrap_batch(place: Workplace, primary: StorageKey) -> int:
    """Wrap some data keys by the primary key, in one short transaction; how many."""
    async with place.database.writing() as session:
        for table in encrypted_tables():
            wrapped = await _wrap_some(session, place, table, primary)
            if wrapped:
                return wrapped
    return 0


async def _wrap_some(session: AsyncSession, place: Workplace, table: type[Encrypted], primary: StorageKey) -> int:
    keys = place.storage.keys_at_hand
    columns = (table.id, table.wrapped_key, table.master_key)
    rows = (await session.execute(at_most(select(*columns).where(*_waits(table, primary.id)).order_by(table.id), _BATCH))).all()
    for row_id, wrapped, master_id in rows:
        assert wrapped is not None  # a row has both or none
        assert master_id is not None
        cipher = keys.key(master_id).unwrap(wrapped, row_id)
        # a row that got another data key meanwhile is not touched
        unchanged = (table.id == row_id, table.wrapped_key == wrapped)
        fresh = {"wrapped_key": keys.key(primary.id).wrap(cipher, row_id), "master_key": primary.id}
        await session.execute(update(table).where(*unchanged).values(fresh).execution_options(synchronize_session=False))
    return len(rows)


def _waits(table: type[Encrypted], primary_id: UUID) -> tuple[ColumnElement[bool], ...]:
    return (table.wrapped_key.is_not(None), table.master_key != primary_id)


async def retire_key(settings: Settings, key_id: UUID) -> None:
    """Take a master key away that no row needs."""
    async with opened(settings) as place:
        try:
            async with place.database.writing() as session:
                await _retire(session, key_id)
        except IntegrityError:  # a file that was just being stored took it
            raise CommandRefused(f"A file was stored with the storage key {key_id} just now: rotate again. Nothing was changed.") from None
        place.storage.keys_at_hand.remove(key_id)


async def _retire(session: AsyncSession, key_id: UUID) -> None:
    key, primary = await session.get(StorageKey, key_id), await primary_key(session)
    if key is None or primary is None:
        raise CommandRefused(f"There is no storage key {key_id}; `papi storage keys` lists them. (Không có khóa này.)")
    if key.id == primary.id:
        raise CommandRefused(
            f"The storage key {key_id} is the one in use: rotate first. Nothing was changed. (Khóa đang dùng, hãy đổi khóa trước.)"
        )
    needed = await count_needing(session, key_id)
    if needed:
        raise CommandRefused(
            f"{needed} files need the storage key {key_id}: run `papi storage keys rotate` to its end first. Nothing was changed. "
            f"(Còn {needed} tệp cần khóa này.)"
        )
    record(session, SYSTEM, facts.about(facts.KEY_RETIRED, key))
    await session.execute(delete(StorageKey).where(StorageKey.id == key_id))
