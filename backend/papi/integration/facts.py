"""What was pulled and pushed, as facts of the exchange: who, when, what and how much, never the contents."""

from typing import Any

from papi.access.machines import Machine
from papi.outbox.facts import Fact, FactKind

READ, CLIENT = "exchange.read", "api_client"
PULLED = FactKind("exchange.pulled", READ, vi="lấy {rows} mục: {what}", en="pulled {rows} items: {what}", aside=True)
FILE_READ = FactKind("exchange.file_read", READ, vi="lấy một tài liệu kiểm chứng", en="pulled a document of proof", aside=True)
PUSHED = FactKind(
    "exchange.pushed",
    READ,
    vi="gửi {rows} dòng số liệu: {created} mới, {corrected} sửa, {unchanged} không đổi, {refused} bị từ chối",
    en="pushed {rows} figures: {created} new, {corrected} corrected, {unchanged} unchanged, {refused} refused",
    aside=True,
)
STATUS_RECEIVED = FactKind(
    "exchange.status_received",
    READ,
    vi="báo trạng thái tiếp nhận: {created} mới, {unchanged} đã có, {refused} bị từ chối",
    en="told what became of deliveries: {created} new, {unchanged} known, {refused} refused",
    aside=True,
)
KINDS = (PULLED, FILE_READ, PUSHED, STATUS_RECEIVED)


def about(kind: FactKind, machine: Machine, **data: Any) -> Fact:
    return Fact(kind, CLIENT, machine.client_id, machine.name, data=data)
