"""What happens to connected systems, as facts. Never a secret: of one its beginning at most."""

from typing import Any

from papi.access.models import ApiClient
from papi.outbox.facts import Fact, FactKind

_READ = "audit.read"
_FIELDS = {
    "name": ("Tên kết nối", "Name"),
    "contact": ("Đầu mối liên hệ", "Contact"),
    "scopes": ("Phạm vi", "Scopes"),
    "units": ("Đơn vị", "Units"),
    "allowed_addresses": ("Địa chỉ được phép", "Allowed addresses"),
    "keys": ("Khóa công khai", "Public keys"),
    "expires_at": ("Hết hạn", "Expires"),
    "calls_a_minute": ("Số lượt gọi mỗi phút", "Calls a minute"),
}
CREATED = FactKind("api_client.created", _READ, vi="tạo kết nối với phạm vi: {scopes}", en="made the client with the scopes: {scopes}")
CHANGED = FactKind("api_client.changed", _READ, vi="sửa kết nối", en="changed the client", fields=_FIELDS)
ROTATED = FactKind(
    "api_client.rotated",
    _READ,
    vi="cấp bí mật mới {beginning}…, bí mật cũ còn dùng được {hours} giờ",
    en="issued a new secret {beginning}…; the old one serves for {hours} hours",
)
DEACTIVATED = FactKind("api_client.deactivated", _READ, vi="ngừng kết nối", en="deactivated the client")
ACTIVATED = FactKind("api_client.activated", _READ, vi="kích hoạt lại kết nối", en="activated the client again")


def about(kind: FactKind, client: ApiClient, **data: Any) -> Fact:
    """A fact about a connected system."""
    return Fact(kind, "api_client", client.id, client.name, data=data)
