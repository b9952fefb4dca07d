"""What happens to unit plans, as facts. Drafts are private to their unit."""

from typing import Any

from papi.kit.text import format_day
from papi.outbox.facts import Fact, FactKind
from papi.unit_plans.models import UnitPlan

_READ = "unit_plan.read"
ITEM_FIELDS = {
    "indicator": ("Chỉ tiêu", "Indicator"),
    "text": ("Nội dung", "Text"),
    "cause": ("Nguyên nhân", "Cause"),
    "person": ("Người thực hiện", "Person"),
    "due_on": ("Thời hạn", "Due"),
    "due_text": ("Thời gian (lời văn)", "Time, in words"),
    "deliverable": ("Sản phẩm", "Deliverable"),
}
CREATED = FactKind("unit_plan.created", _READ, vi="lập kế hoạch của đơn vị", en="began the unit's plan")
ITEMS_ADDED = FactKind("unit_plan.items_added", _READ, vi="thêm {count} dòng", en="added {count} rows")
ITEM_SAVED = FactKind("unit_plan.item_saved", _READ, vi="ghi dòng của kế hoạch", en="saved a row", fields=ITEM_FIELDS)
ITEM_REMOVED = FactKind("unit_plan.item_removed", _READ, vi="bỏ dòng “{text}”", en="took out the row “{text}”")
DOCUMENT_LINKED = FactKind("unit_plan.document_linked", _READ, vi="đính kèm “{title}”", en="attached “{title}”", name_document=True)
DOCUMENT_UNLINKED = FactKind("unit_plan.document_unlinked", _READ, vi="bỏ tài liệu “{title}”", en="took “{title}” off", name_document=True)
SUBMITTED = FactKind("unit_plan.submitted", _READ, vi="{done_vi}", en="{done_en}", relayed=True)
RETURNED = FactKind("unit_plan.returned", _READ, vi="trả lại kế hoạch: {reason_vi}", en="returned the plan: {reason_en}", relayed=True)
ACCEPTED = FactKind("unit_plan.accepted", _READ, vi="chấp nhận kế hoạch của đơn vị", en="accepted the unit's plan", relayed=True)
AMENDED = FactKind("unit_plan.amended", _READ, vi="mở kế hoạch để điều chỉnh", en="took the plan up to amend it")
EXCEPTED = FactKind("unit_plan.excepted", _READ, vi="gia hạn gửi kế hoạch đến {day}", en="extended the last day to {day}", relayed=True)
FOLLOWED = FactKind(
    "unit_plan.followed", _READ, vi="đưa giải pháp “{text}” vào theo dõi", en="made the measure “{text}” a task of the unit"
)
OWN_TASK = FactKind(
    "assignment.own_created",
    "assignment.read",
    vi="đưa vào theo dõi từ kế hoạch của đơn vị",
    en="made it a task, from the unit's own plan",
)
CAUGHT_UP = FactKind(
    "assignment.caught_up",
    "assignment.read",
    vi="{state_vi} bằng kế hoạch mà đơn vị đã gửi ngày {day}",
    en="{state_en} by the plan that the unit had sent on {day}",
)
SENT_WORDS = {
    "late": ("gửi kế hoạch của đơn vị trễ hạn", "sent the unit's plan late"),
    "in_time": ("gửi kế hoạch của đơn vị đúng hạn", "sent the unit's plan in time"),
    "plain": ("gửi kế hoạch của đơn vị", "sent the unit's plan"),
}


def label_of(unit_name: str, year: int) -> str:
    """What timelines and notices call it."""
    return f"Kế hoạch của đơn vị năm {year} – {unit_name}"


def said_of(unit_plan: UnitPlan) -> str:
    """What the task that asks for the plan is told of it."""
    day = format_day(unit_plan.submitted_at.date()) if unit_plan.submitted_at else ""
    return f"Đã gửi kế hoạch của đơn vị lần {unit_plan.submission}, ngày {day}."


def about(kind: FactKind, unit_plan: UnitPlan, label: str, *, private: bool = False, **data: Any) -> Fact:
    """A fact about a unit's plan."""
    return Fact(kind, "unit_plan", unit_plan.id, label, unit_id=unit_plan.unit_id, private=private, data=data)
