"""What happens to inspections and findings, as facts. What the inspected unit does not know of yet is told as the inspectors' matter."""

from typing import Any
from uuid import UUID

from papi.inspections.models import Finding, Inspection
from papi.inspections.workflow import READ, is_announced
from papi.outbox.facts import Fact, FactKind

INSPECTION_FIELDS = {
    "title": ("Tên cuộc kiểm tra", "Title"),
    "kind": ("Hình thức", "Kind"),
    "basis_number": ("Số quyết định, kế hoạch", "Number of the decision"),
    "basis_on": ("Ngày quyết định, kế hoạch", "Day of the decision"),
    "starts_on": ("Từ ngày", "From"),
    "ends_on": ("Đến ngày", "Until"),
    "team": ("Đoàn kiểm tra", "Team"),
    "content": ("Nội dung kiểm tra", "What is looked at"),
    "indicators": ("Chỉ tiêu", "Indicators"),
    "tasks": ("Nhiệm vụ", "Tasks"),
    "conclusion": ("Kết luận", "Conclusion"),
    "conclusion_number": ("Số thông báo kết luận", "Number of the conclusion"),
    "conclusion_on": ("Ngày thông báo kết luận", "Day of the conclusion"),
}
FINDING_FIELDS = {
    "text": ("Tồn tại, hạn chế", "Finding"),
    "recommendation": ("Kiến nghị", "Recommendation"),
    "severity": ("Mức độ", "Severity"),
    "indicator": ("Chỉ tiêu", "Indicator"),
    "task": ("Nhiệm vụ", "Task"),
    "due_on": ("Hạn khắc phục", "Due"),
}
PLANNED = FactKind(
    "inspection.planned", READ, vi="lập cuộc kiểm tra, từ {since} đến {until}", en="planned it, {since} to {until}", relayed=True
)
CHANGED = FactKind("inspection.changed", READ, vi="sửa cuộc kiểm tra", en="changed the inspection", fields=INSPECTION_FIELDS, relayed=True)
STARTED = FactKind("inspection.started", READ, vi="bắt đầu kiểm tra", en="began the inspection", relayed=True)
CONCLUDED = FactKind("inspection.concluded", READ, vi="kết luận kiểm tra, {number}", en="concluded it, {number_en}", relayed=True)
CANCELLED = FactKind("inspection.cancelled", READ, vi="hủy cuộc kiểm tra", en="cancelled the inspection", relayed=True)
DOCUMENT_LINKED = FactKind("inspection.document_linked", READ, vi="đính kèm “{title}”", en="attached “{title}”", name_document=True)
DOCUMENT_UNLINKED = FactKind("inspection.document_unlinked", READ, vi="bỏ tài liệu “{title}”", en="took “{title}” off", name_document=True)

RECORDED = FactKind(
    "finding.recorded", READ, vi="ghi tồn tại, hạn chế, hạn khắc phục {day}", en="recorded a finding due {day}", relayed=True
)
FINDING_CHANGED = FactKind(
    "finding.changed", READ, vi="sửa tồn tại, hạn chế", en="changed the finding", fields=FINDING_FIELDS, relayed=True
)
REMEDIED = FactKind("finding.remedied", READ, vi="báo cáo đã khắc phục ngày {day}", en="reported it remedied on {day}", relayed=True)
RETURNED = FactKind("finding.returned", READ, vi="yêu cầu khắc phục lại, hạn {day}", en="asks to remedy it again by {day}", relayed=True)
VERIFIED = FactKind("finding.verified", READ, vi="xác nhận đã khắc phục", en="verified the remedy", relayed=True)
CLOSED = FactKind("finding.closed", READ, vi="kết thúc theo dõi", en="closed it", relayed=True)
PROOF_LINKED = FactKind("finding.document_linked", READ, vi="đính kèm “{title}”", en="attached “{title}”", name_document=True)
PROOF_UNLINKED = FactKind("finding.document_unlinked", READ, vi="bỏ tài liệu “{title}”", en="took “{title}” off", name_document=True)

DUE_SOON = FactKind(
    "finding.due_soon", READ, vi="nhắc khắc phục {number} tồn tại sắp đến hạn, ngày {day}", en="reminds of {number_en} due on {day}"
)
OVERDUE = FactKind(
    "finding.overdue", READ, vi="nhắc khắc phục {number} tồn tại đã quá hạn từ ngày {day}", en="reminds of {number_en} overdue since {day}"
)


def label_of(title: str, unit_name: str) -> str:
    """What timelines and notices call an inspection."""
    return f"{title} – {unit_name}"


def finding_label(title: str, unit_name: str, number: int) -> str:
    """What they call a finding of it."""
    return f"Tồn tại {number} – {label_of(title, unit_name)}"


def told_unit(inspection: Inspection) -> UUID:
    """Whose matter it is: until the inspected unit knows of it, that of those who inspect."""
    announced = is_announced(inspection.kind, inspection.started_at is not None)
    return inspection.unit_id if announced else inspection.inspecting_unit_id


def about(kind: FactKind, inspection: Inspection, **data: Any) -> Fact:
    """A fact about an inspection; of those that are told, the inspected unit hears as soon as it may know."""
    unit_id = told_unit(inspection)
    notify = {"notify": [str(inspection.unit_id)]} if kind.relayed and unit_id == inspection.unit_id else {}
    label = label_of(inspection.title, inspection.unit_name)
    return Fact(kind, "inspection", inspection.id, label, unit_id=unit_id, data={**notify, **data})


def about_finding(kind: FactKind, finding: Finding, inspection: Inspection, *, private: bool = False, **data: Any) -> Fact:
    """A fact about a finding; `notify` is the inspected unit unless it is said otherwise."""
    notify = {"notify": [str(inspection.unit_id)]} if kind.relayed else {}
    label = finding_label(inspection.title, inspection.unit_name, finding.number)
    return Fact(kind, "finding", finding.id, label, unit_id=inspection.unit_id, private=private, data={**notify, **data})
