"""A difference between file and plan, in words."""

from dataclasses import dataclass

LABELS: dict[str, tuple[str, str]] = {
    "title": ("Nhiệm vụ", "Title"),
    "text": ("Nội dung", "Text"),
    "source_ref": ("Mục của kế hoạch", "Paragraph of the plan"),
    "deliverable": ("Sản phẩm", "Deliverable"),
    "due_on": ("Thời hạn", "Due"),
    "due_text": ("Thời hạn (lời văn)", "Due, in words"),
    "kind": ("Loại", "Kind"),
    "requires_evidence": ("Cần tài liệu kiểm chứng", "Needs evidence"),
    "reportable": ("Ghi trong báo cáo kỳ", "Has a line in reports"),
    "by_unit_plan": ("Hoàn thành bằng kế hoạch của đơn vị", "Done by the unit's own plan"),
    "checklist": ("Các ý phải làm", "Checklist"),
    "indicator_ids": ("Chỉ tiêu", "Indicators"),
    "unit": ("Phân công", "Assignment"),
    "target": ("Mục tiêu", "Target"),
    "origin": ("Nguyên văn trong phụ lục", "Words of the annex"),
}


@dataclass(frozen=True)
class Change:
    """A difference in words; `field` is one of `LABELS`."""

    field: str
    before: str | None
    after: str | None
