"""What was pulled and pushed, as facts of the exchange: who, when, what and how much, never the contents."""

from datetime import date
from typing import Any

from papi.access.machines import Machine
from papi.integration.references import Spoken
from papi.integration.words import STATE_WORDS, WHAT_WORDS
from papi.kit.text import format_day
from papi.outbox.facts import Fact, FactKind

READ, CLIENT = "exchange.read", "api_client"
PULLED = FactKind(
    "exchange.pulled", READ, vi="lấy {rows} mục: {what}", en="pulled {rows} items: {what}", aside=True, codes={"what": WHAT_WORDS}
)
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
_SAID = ("tỉnh phản hồi, ngày {day}: {state_vi}", "the province said on {day}: {state_en}")
TOLD = {
    "report": FactKind("report.told_by_province", "report.read", *_SAID),
    "consolidated_report": FactKind("consolidated.told_by_province", "consolidated.read", *_SAID),
}
KINDS = (PULLED, FILE_READ, PUSHED, STATUS_RECEIVED)


def told_of(report: Spoken, state: str, day: date, reason: str | None) -> Fact:
    """What the province said of a report, in that report's history."""
    vi, en = STATE_WORDS[state]
    data = {"state_vi": vi, "state_en": en, "day": format_day(day), "reason": reason}
    return Fact(TOLD[report.type], report.type, report.id, report.label, unit_id=report.unit_id, data=data)


def about(kind: FactKind, machine: Machine, **data: Any) -> Fact:
    return Fact(kind, CLIENT, machine.client_id, machine.name, data=data)
