"""The master keys of the store of files and of small secrets, a file each in the directory of secrets.

A file is read when its key is first needed, so running servers know a new key without a restart.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Protocol
from uuid import UUID

from papi.kit.errors import StorageKeyMissing, StorageKeyWrong
from papi.kit.secretfiles import write_secret
from papi.kit.types import new_id

_START = "storage-"


class Encryptor(Protocol):
    """Content goes in piece by piece, and comes out encrypted; the end of it only with `finish`."""

    def update(self, piece: bytes) -> bytes: ...
    def finish(self, piece: bytes = b"") -> bytes: ...


class Cipher(Protocol):
    """How one file is encrypted. `key` is the place in the store, and what lies under another one is refused."""

    def encryptor(self, key: str) -> Encryptor: ...
    def decrypted(self, key: str, source: BinaryIO, size: int) -> Iterator[bytes]: ...
    def wrapped(self, master: Any, owner: bytes) -> bytes: ...


class MasterKey(Protocol):
    """A key that wraps data keys, or seals secrets as small as these. `owner` is the row whose data key it is; no other row can use it."""

    def has_made(self, proof: bytes) -> bool: ...
    def new_cipher(self) -> Cipher: ...
    def wrap(self, cipher: Cipher, owner: UUID) -> bytes: ...
    def unwrap(self, wrapped: bytes, owner: UUID) -> Cipher: ...
    def seal(self, secret: bytes, owner: UUID) -> bytes: ...
    def unseal(self, sealed: bytes, owner: UUID) -> bytes: ...


class MasterKeys:
    """The keys that this machine holds, by how their files' names begin. Without a directory it holds none."""

    def __init__(self, directory: Path | None = None, start: str = _START) -> None:
        self._directory = directory
        self._start = start
        self._known: dict[UUID, MasterKey] = {}

    def add(self) -> tuple[UUID, bytes]:
        """Make a key; its id, and the proof by which it is known again."""
        from papi.kit import envelopes  # noqa: PLC0415 - 14 MiB that a server needs only where files are encrypted

        key_id = new_id()
        path, key = self.path(key_id), envelopes.MasterKey.new(key_id)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_secret(path, key.to_text().encode())
        return key_id, key.proof()

    def remove(self, key_id: UUID) -> None:
        self._known.pop(key_id, None)
        self.path(key_id).unlink(missing_ok=True)

    def key(self, key_id: UUID, proof: bytes | None = None) -> MasterKey:
        """The key; refused where it is not here or, by its proof, not the one that it should be."""
        if key_id not in self._known:
            self._known[key_id] = self._read(key_id)
        if proof is not None and not self._known[key_id].has_made(proof):
            raise StorageKeyWrong(key_id)
        return self._known[key_id]

    def path(self, key_id: UUID) -> Path:
        if self._directory is None:
            raise StorageKeyMissing(key_id)
        return self._directory / f"{self._start}{key_id.hex}.json"

    def _read(self, key_id: UUID) -> MasterKey:
        from papi.kit import envelopes  # noqa: PLC0415 - 14 MiB that a server needs only where files are encrypted

        try:
            return envelopes.MasterKey.from_text(key_id, self.path(key_id).read_text("utf-8"))
        except FileNotFoundError:
            raise StorageKeyMissing(key_id) from None
        except UnicodeDecodeError:
            raise StorageKeyWrong(key_id) from None
