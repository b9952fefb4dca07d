"""Encryption as Google Tink does it: data keys wrapped by master keys, and streams under a data key.

Nothing here is cryptography of ours. Only `masterkeys.py` imports it, and late: it takes 14 MiB.
"""

import io
from collections.abc import Iterator
from typing import Any, BinaryIO, cast
from uuid import UUID

import tink
from tink import aead, json_proto_keyset_format, proto_keyset_format, secret_key_access, streaming_aead

from papi.kit.errors import ObjectDamaged, StorageKeyWrong
from papi.kit.masterkeys import Cipher

aead.register()
streaming_aead.register()

# the library is typed only in part
_templates: Any = aead.aead_key_templates
_streaming_templates: Any = streaming_aead.streaming_aead_key_templates
_new_handle: Any = cast(Any, tink).new_keyset_handle
_MASTER: Any = _templates.AES256_GCM
_DATA: Any = _streaming_templates.AES256_GCM_HKDF_1MB


class MasterKey:
    """A key that wraps data keys, or seals secrets as small as these; it encrypts nothing else."""

    def __init__(self, key_id: UUID, handle: Any) -> None:
        self.id = key_id
        self._handle = handle
        self._aead: Any = handle.primitive(aead.Aead)

    @classmethod
    def new(cls, key_id: UUID) -> "MasterKey":
        return cls(key_id, _new_handle(_MASTER))

    @classmethod
    def from_text(cls, key_id: UUID, text: str) -> "MasterKey":
        try:
            return cls(key_id, json_proto_keyset_format.parse(text, secret_key_access.TOKEN))
        except tink.TinkError:
            raise StorageKeyWrong(key_id) from None

    def to_text(self) -> str:
        """The bare key: for a file that its owner alone may read."""
        return json_proto_keyset_format.serialize(self._handle, secret_key_access.TOKEN)

    def proof(self) -> bytes:
        """What this key alone can have made."""
        return self._aead.encrypt(self.id.bytes, b"")

    def has_made(self, proof: bytes) -> bool:
        try:
            return self._aead.decrypt(proof, b"") == self.id.bytes
        except tink.TinkError:
            return False

    def new_cipher(self) -> Cipher:
        return DataKey(_new_handle(_DATA))

    def wrap(self, cipher: Cipher, owner: UUID) -> bytes:
        return cipher.wrapped(self._aead, owner.bytes)

    def unwrap(self, wrapped: bytes, owner: UUID) -> Cipher:
        try:
            return DataKey(proto_keyset_format.parse_encrypted(wrapped, self._aead, owner.bytes))
        except tink.TinkError:
            raise StorageKeyWrong(self.id) from None

    def seal(self, secret: bytes, owner: UUID) -> bytes:
        return self._aead.encrypt(secret, owner.bytes)

    def unseal(self, sealed: bytes, owner: UUID) -> bytes:
        try:
            return self._aead.decrypt(sealed, owner.bytes)
        except tink.TinkError:
            raise StorageKeyWrong(self.id) from None


class DataKey:
    """The key of one file, and of what is drawn from it."""

    def __init__(self, handle: Any) -> None:
        self._handle = handle
        self._stream: Any = handle.primitive(streaming_aead.StreamingAead)

    def wrapped(self, master: Any, owner: bytes) -> bytes:
        return proto_keyset_format.serialize_encrypted(self._handle, master, owner)

    def encryptor(self, key: str) -> "Encryptor":
        return Encryptor(self._stream, key)

    def decrypted(self, key: str, source: BinaryIO, size: int) -> Iterator[bytes]:
        """The content in pieces of at most `size` bytes, each proved to be what was written under this key."""
        try:
            clear = self._stream.new_decrypting_stream(source, key.encode())
            while piece := clear.read(size):
                yield piece
        except tink.TinkError:
            raise ObjectDamaged(key=key) from None


class Encryptor:
    """Content goes in piece by piece, and comes out encrypted; the end of it only with `finish`."""

    def __init__(self, stream: Any, key: str) -> None:
        self._out = _Collected()
        self._in: Any = stream.new_encrypting_stream(cast(BinaryIO, self._out), key.encode())

    def update(self, piece: bytes) -> bytes:
        self._in.write(piece)
        return self._out.fetch()

    def finish(self, piece: bytes = b"") -> bytes:
        if piece:
            self._in.write(piece)
        self._in.close()
        return self._out.fetch()


class _Collected(io.RawIOBase):
    """Where a stream writes to: pieces that somebody fetches, even after the stream has closed it."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, b: Any, /) -> int:
        self._pieces.append(bytes(b))
        return len(b)

    def fetch(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)
