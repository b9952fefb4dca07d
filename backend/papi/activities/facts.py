"""What happens to activities, as facts. What was written before a correction stays in them."""

from typing import Any

from papi.activities.models import Activity
from papi.outbox.facts import Fact, FactKind

_READ = "activity.read"
FIELDS = {
    "kind": ("Loại hoạt động", "Kind"),
    "form": ("Hình thức", "Form"),
    "title": ("Nội dung", "Topic"),
    "begins_on": ("Từ ngày", "From"),
    "ends_on": ("Đến ngày", "Until"),
    "place": ("Địa điểm", "Place"),
    "audience": ("Đối tượng", "Audience"),
    "participants": ("Số lượt người tham gia", "Participants"),
    "women": ("Trong đó nữ", "Women among them"),
    "result": ("Kết quả", "Result"),
    "task": ("Nhiệm vụ", "Task"),
    "indicators": ("Chỉ tiêu", "Indicators"),
}
PLANNED = FactKind("activity.planned", _READ, vi="dự kiến hoạt động", en="planned the activity")
RECORDED = FactKind("activity.recorded", _READ, vi="ghi hoạt động đã tổ chức", en="wrote down an activity that was held")
CHANGED = FactKind("activity.changed", _READ, vi="sửa hoạt động dự kiến", en="changed the planned activity", fields=FIELDS)
CORRECTED = FactKind("activity.corrected", _READ, vi="đính chính hoạt động đã tổ chức", en="corrected the held activity", fields=FIELDS)
HELD = FactKind("activity.held", _READ, vi="ghi kết quả hoạt động", en="wrote down how the activity went", fields=FIELDS)
CANCELLED = FactKind("activity.cancelled", _READ, vi="hủy hoạt động dự kiến", en="cancelled the planned activity")
WITHDRAWN = FactKind(
    "activity.withdrawn", _READ, vi="rút hoạt động đã ghi là đã tổ chức", en="withdrew the activity that was said to be held"
)
LINKED = FactKind("activity.document_linked", _READ, vi="đính kèm “{title}”", en="attached “{title}”", name_document=True)
UNLINKED = FactKind("activity.document_unlinked", _READ, vi="bỏ tài liệu “{title}”", en="took “{title}” off", name_document=True)


def about(kind: FactKind, activity: Activity, **data: Any) -> Fact:
    """A fact about an activity."""
    return Fact(kind, "activity", activity.id, activity.title, unit_id=activity.unit_id, data=data)
