"""Rows whose file in the store is encrypted: a data key of its own, kept in the row, wrapped by a master key.

Encryption is on from the first master key on (`papi storage keys create`); no row refers to a key that is not there.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from papi.kit.db import Base, Database, Identified
from papi.kit.errors import StorageKeyMissing, StorageKeyWrong
from papi.kit.masterkeys import Cipher, MasterKeys
from papi.kit.storage import Storage
from papi.kit.types import AnyRow

_HEADER, _TAG, _SEGMENT = 40, 16, 1 << 20  # of the format AES256_GCM_HKDF_1MB


class StorageKey(Identified, Base):
    """A master key. The newest one wraps; the key itself lies in the directory of secrets, and `proof` tells it from any other."""

    __tablename__ = "storage_keys"

    proof: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]


class Encrypted(Identified):
    """A row of something that lies in the store; both columns are null where it lies open."""

    wrapped_key: Mapped[bytes | None] = mapped_column(LargeBinary)

    @declared_attr
    @classmethod
    def master_key(cls) -> Mapped[UUID | None]:
        return mapped_column(ForeignKey("storage_keys.id"), index=True)


@dataclass(frozen=True)
class Envelope:
    """How something that is about to be stored is encrypted, and what its row keeps of it."""

    cipher: Cipher | None = None
    wrapped_key: bytes | None = None
    master_key: UUID | None = None

    @property
    def columns(self) -> dict[str, Any]:
        return {"wrapped_key": self.wrapped_key, "master_key": self.master_key}


async def new_envelope(session: AsyncSession, storage: Storage, owner: UUID) -> Envelope:
    """A new data key for the row of this id, wrapped by the newest master key; an open envelope where there is none."""
    primary = await primary_key(session)
    if primary is None:
        return Envelope()
    master = storage.keys_at_hand.key(primary.id, primary.proof)
    cipher = master.new_cipher()
    return Envelope(cipher, master.wrap(cipher, owner), primary.id)


async def seal_for(database: Database, storage: Storage, owner: UUID) -> Envelope:
    """The same, asked before anything is written."""
    async with database.reading() as session:
        return await new_envelope(session, storage, owner)


def cipher_of(storage: Storage, row: Encrypted | AnyRow) -> Cipher | None:
    """What opens the file of a row, or of its columns `id`, `wrapped_key` and `master_key`."""
    if row.wrapped_key is None or row.master_key is None:
        return None
    return storage.keys_at_hand.key(row.master_key).unwrap(row.wrapped_key, row.id)


async def primary_key(session: AsyncSession) -> StorageKey | None:
    """The master key that wraps what is stored now."""
    return await session.scalar(select(StorageKey).order_by(StorageKey.id.desc()).limit(1))


def encrypted_tables() -> list[type[Encrypted]]:
    """Every table whose rows have files in the store."""
    return [mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, Encrypted)]


@dataclass(frozen=True)
class KeyState:
    """A master key, how many rows need it, and what is wrong with it on this machine (`missing`, `wrong`)."""

    key: StorageKey
    primary: bool
    needed_by: int
    fault: str | None

    @property
    def hurts(self) -> bool:
        """Whether something cannot be read or stored for its fault."""
        return self.fault is not None and (self.primary or self.needed_by > 0)


async def key_states(session: AsyncSession, keys: MasterKeys) -> list[KeyState]:
    """All master keys, the newest first."""
    found = (await session.scalars(select(StorageKey).order_by(StorageKey.id.desc()))).all()
    return [KeyState(key, place == 0, await count_needing(session, key.id), _fault(keys, key)) for place, key in enumerate(found)]


async def count_needing(session: AsyncSession, key_id: UUID) -> int:
    """How many rows are wrapped by a master key."""
    total = 0
    for table in encrypted_tables():
        total += await session.scalar(select(func.count()).where(table.master_key == key_id)) or 0
    return total


def _fault(keys: MasterKeys, key: StorageKey) -> str | None:
    try:
        keys.key(key.id, key.proof)
    except StorageKeyWrong:
        return "wrong"
    except StorageKeyMissing:
        return "missing"
    return None


def size_in_store(size: int, *, encrypted: bool) -> int:
    """How long the object of a file of this size is."""
    if not encrypted:
        return size
    rest = size - (_SEGMENT - _HEADER - _TAG)
    segments = 1 if rest <= 0 else 1 - (-rest // (_SEGMENT - _TAG))
    return _HEADER + size + segments * _TAG
