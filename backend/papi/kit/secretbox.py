"""Small secrets that the database keeps and somebody must read again, sealed by a key of the installation (Google Tink, AES-256-GCM).

The key is a file in the directory of secrets, made when it is first needed, so that a database or a backup alone tells no secret. It is
there whether or not the store of files is encrypted, and seals nothing but these.
"""

from pathlib import Path
from uuid import UUID

from papi.kit.errors import Refusal, StorageKeyMissing
from papi.kit.masterkeys import MasterKeys

_START = "secrets-"


class SecretKeyMissing(Refusal):
    status = 503
    code = "secret_key_missing"
    vi = "Chưa kiểm tra được mã xác thực: máy chủ thiếu khóa {key}. Dùng mã dự phòng, hoặc báo quản trị hệ thống."
    en = "The code cannot be checked: the server lacks the key {key}. Use a recovery code, or tell the administrator."


class SecretBox:
    """Seals for one row, which alone can be opened again: what was sealed for another person is no secret of this one."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._keys = MasterKeys(directory, _START)

    def seal(self, secret: str, owner: UUID) -> tuple[bytes, UUID]:
        """The sealed secret, and the id of the key that opens it."""
        key_id = self._newest()
        return self._keys.key(key_id).seal(secret.encode(), owner), key_id

    def open(self, sealed: bytes, key_id: UUID, owner: UUID) -> str:
        try:
            return self._keys.key(key_id).unseal(sealed, owner).decode()
        except StorageKeyMissing:
            raise SecretKeyMissing(key=key_id) from None

    def _newest(self) -> UUID:
        files = sorted(self._directory.glob(f"{_START}*.json"), reverse=True)
        if not files:
            return self._keys.add()[0]  # of two processes that come first, each makes one: rows name theirs
        return UUID(files[0].stem.removeprefix(_START))
