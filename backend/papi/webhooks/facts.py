"""What is done with webhooks, as facts: never a secret, nor what was sent."""

from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from papi.outbox.facts import Fact, FactKind
from papi.webhooks.models import Webhook

_READ = "webhooks.manage"
CREATED = FactKind("webhook.created", _READ, vi="thêm webhook", en="added the webhook")
CHANGED = FactKind(
    "webhook.changed",
    _READ,
    vi="sửa webhook",
    en="changed the webhook",
    fields={
        "name": ("Tên", "Name"),
        "url": ("Địa chỉ nhận", "Address"),
        "event_types": ("Loại sự kiện", "Types of events"),
        "units": ("Phạm vi đơn vị", "Units"),
        "client": ("Hệ thống kết nối", "Client"),
    },
)
PAUSED = FactKind("webhook.paused", _READ, vi="tạm dừng webhook", en="paused the webhook")
RESUMED = FactKind("webhook.resumed", _READ, vi="cho webhook hoạt động lại", en="let the webhook go on")
ROTATED = FactKind("webhook.secret_rotated", _READ, vi="đổi khóa ký của webhook", en="rotated the webhook's secret")
REDELIVERED = FactKind("webhook.redelivered", _READ, vi="gửi lại {count} sự kiện", en="sent {count} events again")
TESTED = FactKind("webhook.tested", _READ, vi="gửi thử đến webhook", en="tested the webhook")
FAILING = FactKind(
    "webhook.failing",
    _READ,
    vi="tạm dừng webhook vì bên nhận không nhận được sự kiện quá lâu; sự kiện vẫn được giữ",
    en="paused the webhook because its receiver failed for too long; its events are kept",
    relayed=True,
)
GONE = FactKind(
    "webhook.gone",
    _READ,
    vi="tạm dừng webhook vì bên nhận báo không còn nhận (mã 410); sự kiện vẫn được giữ",
    en="paused the webhook because its receiver said that it is gone (410); its events are kept",
    relayed=True,
)


_LONGEST_SEGMENT = 16


def told_address(url: str) -> str:
    """The address without what may be its key: the query, and long segments of the path. A mark tells two such addresses apart."""
    parts = urlsplit(url)
    path = "/".join(segment if len(segment) <= _LONGEST_SEGMENT else f"{segment[:4]}…" for segment in parts.path.split("/"))
    shown = f"{parts.scheme}://{parts.netloc}{path}{'?…' if parts.query else ''}"
    return shown if shown == url else f"{shown} ({sha256(url.encode()).hexdigest()[:8]})"


def about(kind: FactKind, webhook: Webhook, **data: Any) -> Fact:
    return Fact(kind, "webhook", webhook.id, webhook.name, data=data)
