"""Who took a long list out of the house: for the audit."""

from typing import Any
from uuid import UUID

from papi.outbox.facts import Fact, FactKind

_READ = "audit.read"
ASKED = FactKind("export.asked", _READ, vi="yêu cầu xuất danh sách thành tệp", en="asked for a list as a file")
READY = FactKind(
    "export.ready",
    _READ,
    vi="tệp đã chuẩn bị xong, {rows} dòng; tải về trước {until}",
    en="the file is ready, {rows} rows; take it by {until}",
)
FAILED = FactKind("export.failed", _READ, vi="không lập được tệp: {reason}", en="the file could not be written: {reason}")


def about(kind: FactKind, order_id: UUID, file_name: str, **data: Any) -> Fact:
    return Fact(kind, "export", order_id, file_name, data=data)
