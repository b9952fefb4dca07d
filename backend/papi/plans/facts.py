"""What happens to plans, tasks and assignments, as facts."""

from typing import Any

from papi.outbox.facts import Fact, FactKind
from papi.plans.models import Assignment, Plan, Task

_TASK_FIELDS = {
    "title": ("Nhiệm vụ", "Title"),
    "text": ("Nội dung", "Text"),
    "due_on": ("Thời hạn", "Due"),
    "due_text": ("Thời hạn (lời văn)", "Due, in words"),
    "deliverable": ("Sản phẩm", "Deliverable"),
    "requires_evidence": ("Cần tài liệu kiểm chứng", "Needs evidence"),
    "source_ref": ("Mục của kế hoạch", "Paragraph of the plan"),
    "checklist": ("Các ý phải làm", "Checklist"),
    "kind": ("Loại", "Kind"),
    "indicators": ("Chỉ tiêu", "Indicators"),
}
_PLAN_FIELDS = {
    "title": ("Tên kế hoạch", "Title"),
    "number": ("Số, ký hiệu", "Number"),
    "adopted_on": ("Ngày ban hành", "Adopted on"),
}

PLAN_CREATED = FactKind("plan.created", "plan.read", vi="lập kế hoạch", en="created the plan")
PLAN_CHANGED = FactKind("plan.changed", "plan.read", vi="sửa kế hoạch", en="changed the plan", fields=_PLAN_FIELDS)
PLAN_SUBMITTED = FactKind("plan.submitted", "plan.read", vi="trình kế hoạch", en="submitted the plan")
PLAN_APPROVED = FactKind("plan.approved", "plan.read", vi="phê duyệt kế hoạch", en="approved the plan")
PLAN_RETURNED = FactKind("plan.returned", "plan.read", vi="trả lại kế hoạch", en="returned the plan")
TARGETS_SET = FactKind("plan.targets_set", "plan.read", vi="đặt {count} mục tiêu", en="set {count} targets")
TASK_CREATED = FactKind("task.created", "plan.read", vi="thêm nhiệm vụ", en="added the task")
TASK_CHANGED = FactKind("task.changed", "plan.read", vi="sửa nhiệm vụ", en="changed the task", fields=_TASK_FIELDS)
ASSIGNED = FactKind("assignment.created", "assignment.read", vi="giao nhiệm vụ cho {unit}", en="assigned the task to {unit}", relayed=True)
ASSIGNMENT_CHANGED = FactKind(
    "assignment.changed",
    "assignment.read",
    vi="sửa phân công",
    en="changed the assignment",
    fields={"due_on": ("Thời hạn", "Due"), "part": ("Vai trò", "Part"), "mandate": ("Giao/đề nghị", "Mandate")},
)
REPORTED_DONE = FactKind(
    "assignment.reported_done",
    "assignment.read",
    vi="báo hoàn thành ngày {done_on}",
    en="reported it done on {done_on}",
    relayed=True,
)
CONFIRMED = FactKind("assignment.confirmed", "assignment.read", vi="xác nhận hoàn thành", en="confirmed it", relayed=True)
REDONE = FactKind("assignment.redone", "assignment.read", vi="yêu cầu làm lại", en="asked for it again", relayed=True)
SUSPENDED = FactKind("assignment.suspended", "assignment.read", vi="tạm hoãn", en="suspended it", relayed=True)
RESUMED = FactKind("assignment.resumed", "assignment.read", vi="tiếp tục thực hiện", en="resumed it", relayed=True)
CANCELLED = FactKind("assignment.cancelled", "assignment.read", vi="thu hồi nhiệm vụ", en="cancelled it", relayed=True)


def about_plan(kind: FactKind, plan: Plan, **data: Any) -> Fact:
    """A fact about a plan."""
    return Fact(kind, "plan", plan.id, plan.title, data=data)


def about_task(kind: FactKind, task: Task, **data: Any) -> Fact:
    """A fact about a task."""
    return Fact(kind, "task", task.id, task.title, data=data)


def about_assignment(kind: FactKind, assignment: Assignment, title: str, **data: Any) -> Fact:
    """A fact about an assignment; `title` is the task's. Its unit is told of what others do."""
    told = {"notify": [str(assignment.unit_id)]} if kind.relayed and kind is not REPORTED_DONE else {}
    return Fact(kind, "assignment", assignment.id, title, unit_id=assignment.unit_id, data={**told, **data})
