"""What happens in reporting, as facts. Those on drafts are private to their unit."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from papi.outbox.facts import Fact, FactKind
from papi.reports.models import Period, Report, ReportAnswer, ReportLine, ReportOutline

_LINE_FIELDS = {
    "result": ("Kết quả thực hiện", "Result"),
    "percent": ("Mức độ hoàn thành (%)", "Percent done"),
    "figures": ("Số liệu", "Figures"),
    "difficulties": ("Khó khăn, vướng mắc", "Difficulties"),
    "proposals": ("Đề xuất, kiến nghị", "Proposals"),
    "self_done": ("Tự đánh giá hoàn thành", "Declared done"),
    "carried_forward": ("Lấy từ kỳ trước, chưa sửa", "Carried forward, unchanged"),
}
_PERIOD_FIELDS = {
    "title": ("Tên kỳ", "Title"),
    "data_from": ("Số liệu từ ngày", "Data from"),
    "data_to": ("Số liệu đến ngày", "Data to"),
    "ward": ("Hạn của phường, xã", "Deadline of wards"),
    "department": ("Hạn của phòng, ban", "Deadline of departments"),
    "city": ("Hạn của thành phố", "Deadline of the city"),
    "unit_deadlines": ("Hạn riêng của đơn vị", "Own due times of units"),
    "unit_ids": ("Đơn vị được hỏi", "Units asked"),
    "task_ids": ("Nhiệm vụ được hỏi", "Tasks asked about"),
    "questions": ("Câu hỏi", "Questions"),
}

REGIME_WRITTEN = FactKind(
    "report_regime.written",
    "period.read",
    vi="ghi chế độ báo cáo gồm {count} kỳ: {titles}",
    en="wrote the reporting regime of {count} periods: {titles}",
)
PERIOD_CREATED = FactKind("period.created", "period.read", vi="lập kỳ báo cáo", en="created the period")
PERIOD_CHANGED = FactKind("period.changed", "period.read", vi="sửa kỳ báo cáo", en="changed the period", fields=_PERIOD_FIELDS)
PERIOD_MOVED = FactKind(
    "period.moved",
    "period.read",
    vi="dời hạn gửi báo cáo: phường, xã {ward}; phòng, ban {department}; thành phố {city}",
    en="moved the deadlines: wards {ward}; departments {department}; city {city}",
    fields=_PERIOD_FIELDS,
    relayed=True,
)
"""Of an open period; the units whose reports are due at another time now are told."""
PERIOD_OPENED = FactKind(
    "period.opened",
    "period.read",
    vi="mở kỳ báo cáo, lập {reports} báo cáo",
    en="opened the period with {reports} reports",
    relayed=True,
)
PERIOD_CLOSED = FactKind("period.closed", "period.read", vi="đóng kỳ báo cáo", en="closed the period")
PERIOD_EXCEPTED = FactKind(
    "period.excepted",
    "report.read",
    vi="gia hạn riêng cho {unit} đến {ends_at}",
    en="extended the period for {unit} until {ends_at}",
    relayed=True,
)
OUTLINE_WRITTEN = FactKind(
    "report_outline.written",
    "period.read",
    vi="ghi đề cương báo cáo áp dụng từ ngày {day}, {count} mục",
    en="wrote the outline of the report in force from {day}, {count} headings",
)
LINE_SAVED = FactKind("report_line.saved", "report.read", vi="ghi dòng báo cáo", en="saved the line", fields=_LINE_FIELDS)
LINE_FILLED_OFFLINE = FactKind(
    "report_line.filled_offline",
    "report.read",
    vi="ghi dòng báo cáo từ tệp Excel",
    en="saved the line from an Excel file",
    fields=_LINE_FIELDS,
)
ANSWER_SAVED = FactKind(
    "report_answer.saved", "report.read", vi="ghi câu trả lời", en="saved the answer", fields={"value": ("Trả lời", "Answer")}
)
ANSWER_RETURNED = FactKind(
    "report_answer.returned", "report.read", vi="trả lại câu trả lời: {reason_words}", en="returned the answer: {reason_words}"
)
LINE_EVIDENCE_LINKED = FactKind(
    "report_line.evidence_linked", "report.read", vi="gắn tài liệu “{title}”", en="linked “{title}”", name_document=True
)
LINE_EVIDENCE_UNLINKED = FactKind(
    "report_line.evidence_unlinked", "report.read", vi="bỏ tài liệu “{title}” khỏi dòng", en="unlinked “{title}”", name_document=True
)
LINE_ROLLED_UP = FactKind(
    "report_line.rolled_up",
    "report.read",
    vi="tổng hợp nội dung từ {units} đơn vị phối hợp",
    en="rolled the text of {units} supporting units up",
)
LINE_RETURNED = FactKind("report_line.returned", "report.read", vi="trả lại dòng: {reason_words}", en="returned the line: {reason_words}")
CARRIED_FORWARD = FactKind(
    "report.carried_forward", "report.read", vi="lấy nội dung kỳ trước cho {lines} dòng", en="carried {lines} lines forward"
)
FILLED = FactKind(
    "report.filled",
    "report.read",
    vi="điền sẵn {lines} dòng từ các kỳ đã chấp nhận: {periods}",
    en="filled {lines} lines from accepted periods: {periods}",
)
CARRY_UPDATED = FactKind(
    "report.carry_updated",
    "report.read",
    vi="cập nhật {lines} dòng từ các kỳ đã chấp nhận",
    en="brought {lines} lines up to date with accepted periods",
)
HANDED_OVER = FactKind(
    "report.handed_over",
    "report.read",
    vi="chuyển báo cáo cho lãnh đạo đơn vị",
    en="handed the report to the head of the unit",
    relayed=True,
)
SUBMITTED = FactKind("report.submitted", "report.read", vi="{done_vi}", en="{done_en}", relayed=True)
RETURNED = FactKind("report.returned", "report.read", vi="trả lại {lines} dòng", en="returned {lines} lines", relayed=True)
PARTS_RETURNED = FactKind("report.parts_returned", "report.read", vi="trả lại {what_vi}", en="returned {what_en}", relayed=True)
ACCEPTED = FactKind("report.accepted", "report.read", vi="chấp nhận báo cáo", en="accepted the report", relayed=True)
SEALED = FactKind("report.sealed", "report.seal_read", vi="niêm phong bản số {number}", en="sealed as number {number}")
REOPENED = FactKind(
    "report.reopened", "report.read", vi="mở lại báo cáo, {lines} dòng", en="reopened the report, {lines} lines", relayed=True
)
PARTS_REOPENED = FactKind(
    "report.parts_reopened", "report.read", vi="mở lại báo cáo, {what_vi}", en="reopened the report, {what_en}", relayed=True
)
REVIEW_TAKEN_OVER = FactKind(
    "report.review_taken_over",
    "report.review_mark",
    vi="nhận thẩm tra báo cáo thay {reviewer}",
    en="took the review of the report over from {reviewer}",
    relayed=True,
)
CORRECTION_DRAFTED = FactKind(
    "report.correction_drafted", "report.read", vi="soạn đính chính {what}", en="drafted a correction of {what_en}"
)
CORRECTION_CHANGED = FactKind(
    "report.correction_changed", "report.read", vi="sửa bản đính chính, {what}", en="changed the correction, {what_en}"
)
CORRECTION_SENT = FactKind("report.correction_sent", "report.read", vi="gửi đính chính", en="sent a correction", relayed=True)
CORRECTION_WITHDRAWN = FactKind("report.correction_withdrawn", "report.read", vi="rút đính chính", en="withdrew the correction")
CORRECTION_RETURNED = FactKind(
    "report.correction_returned", "report.read", vi="không chấp nhận đính chính", en="refused the correction", relayed=True
)
CORRECTION_ACCEPTED = FactKind(
    "report.correction_accepted",
    "report.read",
    vi="chấp nhận đính chính lần {number}, {what}",
    en="accepted correction {number}, {what_en}",
    relayed=True,
)
OCCURRENCE_MOVED = FactKind(
    "assignment.reported",
    "assignment.read",
    vi="theo {period}: {state_vi}, mức độ {percent}%",
    en="by {period}: {state_en}, {percent}% done",
)


SENT_WORDS = {
    "late": ("gửi báo cáo trễ hạn", "sent the report late"),
    "in_time": ("gửi báo cáo đúng hạn", "sent the report in time"),
    "requested": ("gửi báo cáo", "sent the report"),
}


def about_period(kind: FactKind, period: Period, *, unit_id: UUID | None = None, **data: Any) -> Fact:
    """A fact about a period as a whole, or as far as it is one unit's matter."""
    return Fact(kind, "period", period.id, period.title, unit_id=unit_id, data=data)


def about_outline(kind: FactKind, outline: ReportOutline, **data: Any) -> Fact:
    """A fact about the outline of a day."""
    return Fact(kind, "report_outline", outline.id, outline.content["title"], data=data)


def about_report(kind: FactKind, report: Report, label: str, *, private: bool = False, **data: Any) -> Fact:
    """A fact about a unit's report."""
    told = {"period_id": str(report.period_id), **data}
    return Fact(kind, "report", report.id, label, unit_id=report.unit_id, private=private, data=told)


def about_line(kind: FactKind, line: ReportLine, title: str, *, private: bool, data: Mapping[str, Any]) -> Fact:
    """A fact about one line; `title` is the task's."""
    told = {"report_id": str(line.report_id), **data}
    return Fact(kind, "report_line", line.id, title, unit_id=line.unit_id, private=private, data=told)


def about_answer(kind: FactKind, report: Report, answer: ReportAnswer, title: str, *, private: bool, **data: Any) -> Fact:
    """A fact about one answer of a report; `title` is the question."""
    told = {"report_id": str(report.id), **data}
    return Fact(kind, "report_answer", answer.id, title, unit_id=report.unit_id, private=private, data=told)


def notify(*unit_ids: UUID | None) -> list[str]:
    """The units whose people are told, as a fact's data names them."""
    return sorted({str(unit_id) for unit_id in unit_ids if unit_id is not None})


def notify_all(unit_ids: Iterable[UUID]) -> list[str]:
    """The same for a collection."""
    return notify(*unit_ids)
