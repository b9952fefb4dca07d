"""What commands do to the keys of the store and the files in it, as facts."""

from papi.kit.encryption import StorageKey
from papi.outbox.facts import Fact, FactKind

KEY_CREATED = FactKind("storage_key.created", "audit.read", vi="tạo khóa lưu trữ", en="made the storage key")
KEY_ROTATED = FactKind(
    "storage_key.rotated", "audit.read", vi="bọc lại {count} khóa dữ liệu bằng khóa này", en="wrapped {count} data keys with it"
)
KEY_RETIRED = FactKind("storage_key.retired", "audit.read", vi="bỏ khóa lưu trữ", en="retired the storage key")
FILES_ENCRYPTED = FactKind(
    "storage_key.files_encrypted", "audit.read", vi="mã hóa {count} tệp có từ trước", en="encrypted {count} files that were there before"
)
FILES_REENCRYPTED = FactKind(
    "storage_key.files_reencrypted", "audit.read", vi="mã hóa lại {count} tệp bằng khóa dữ liệu mới", en="gave {count} files new data keys"
)


def about(kind: FactKind, key: StorageKey, **data: int) -> Fact:
    return Fact(kind, "storage_key", key.id, str(key.id), data=data)
