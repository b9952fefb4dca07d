"""What happens to a consolidated report, as facts. They are read by who reads reports before they are approved."""

from typing import Any

from papi.consolidation.models import ConsolidatedReport
from papi.outbox.facts import Fact, FactKind

_READ = "consolidated.read"
_TEXT = {
    "text": ("Nội dung đoạn văn", "Text of the paragraph"),
    "hidden": ("Dòng, câu trả lời không dùng làm nguồn", "Lines and answers set aside"),
}
CREATED = FactKind(
    "consolidated.created",
    _READ,
    vi="lập báo cáo tổng hợp từ {reports} báo cáo đã chấp nhận",
    en="produced it from {reports} accepted reports",
)
BLOCK_SAVED = FactKind("consolidated.block_saved", _READ, vi="sửa một đoạn của mục “{section}”", en="edited “{section}”", fields=_TEXT)
BLOCK_ADDED = FactKind("consolidated.block_added", _READ, vi="thêm một đoạn vào mục “{section}”", en="added to “{section}”", fields=_TEXT)
BLOCK_REMOVED = FactKind(
    "consolidated.block_removed", _READ, vi="bỏ một đoạn khỏi mục “{section}”", en="took out of “{section}”", fields=_TEXT
)
BLOCK_SPLIT = FactKind("consolidated.block_split", _READ, vi="tách một đoạn của mục “{section}”", en="split in “{section}”")
CONDENSED = FactKind(
    "consolidated.condensed",
    _READ,
    vi="rút gọn {count} đoạn của một nhiệm vụ hoặc câu hỏi, mục “{section}”",
    en="condensed {count} in “{section}”",
)
ORDERED = FactKind("consolidated.ordered", _READ, vi="sắp xếp lại mục “{section}”", en="reordered “{section}”")
SOURCES_SET = FactKind(
    "consolidated.sources_set", _READ, vi="chọn lại nguồn của một đoạn, mục “{section}”", en="chose sources in “{section}”", fields=_TEXT
)
VERSION_KEPT = FactKind(
    "consolidated.version_kept", _READ, vi="lưu bản {number} của mục “{section}”", en="kept version {number} of “{section}”"
)
VERSION_RESTORED = FactKind(
    "consolidated.version_restored", _READ, vi="lấy lại bản {number} của mục “{section}”", en="restored version {number} of “{section}”"
)
REFRESHED = FactKind(
    "consolidated.refreshed",
    _READ,
    vi="cập nhật từ báo cáo mới chấp nhận: {taken} đoạn, giữ nguyên {left} đoạn",
    en="took {taken} paragraphs over from newly accepted reports, left {left} as they were",
)
SUBMITTED = FactKind("consolidated.submitted", _READ, vi="trình lãnh đạo phê duyệt", en="submitted it to the leader", relayed=True)
RETURNED = FactKind("consolidated.returned", _READ, vi="trả lại báo cáo tổng hợp: {reason}", en="returned it: {reason}", relayed=True)
APPROVED = FactKind(
    "consolidated.approved", _READ, vi="phê duyệt báo cáo tổng hợp, bản số {number}", en="approved it as edition {number}", relayed=True
)
REOPENED = FactKind(
    "consolidated.reopened",
    _READ,
    vi="mở lại để lập bản số {number}: {reason}",
    en="reopened it for edition {number}: {reason}",
    relayed=True,
)


def about(kind: FactKind, report: ConsolidatedReport, **data: Any) -> Fact:
    """A fact about a consolidated report."""
    return Fact(kind, "consolidated_report", report.id, report.title, data=data)
