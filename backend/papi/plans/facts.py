"""What happens to plans, tasks and assignments, as facts."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from papi.kit import clock
from papi.kit.text import format_day
from papi.outbox.facts import Fact, FactKind
from papi.plans.models import Assignment, AssignmentEvidence, LegalBasis, Mandate, Plan, Task
from papi.plans.words import basis_words

_TASK_FIELDS = {
    "title": ("Nhiệm vụ", "Title"),
    "text": ("Nội dung", "Text"),
    "due_on": ("Thời hạn", "Due"),
    "due_text": ("Thời hạn (lời văn)", "Due, in words"),
    "deliverable": ("Sản phẩm", "Deliverable"),
    "requires_evidence": ("Cần tài liệu kiểm chứng", "Needs evidence"),
    "reportable": ("Có dòng trong báo cáo", "Has a line in reports"),
    "by_unit_plan": ("Hoàn thành bằng kế hoạch của đơn vị", "Done by the unit's own plan"),
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

_BASIS_FIELDS = {
    "kind": ("Loại văn bản", "Kind"),
    "number": ("Số, ký hiệu", "Number"),
    "issued_on": ("Ngày ban hành", "Issued on"),
    "issuer": ("Cơ quan ban hành", "Issuer"),
    "title": ("Trích yếu", "Title"),
    "url": ("Liên kết", "Link"),
}

PLAN_CREATED = FactKind("plan.created", "plan.read", vi="lập kế hoạch", en="created the plan")
PLAN_CHANGED = FactKind("plan.changed", "plan.read", vi="sửa kế hoạch", en="changed the plan", fields=_PLAN_FIELDS)
PLAN_SUBMITTED = FactKind("plan.submitted", "plan.read", vi="trình kế hoạch", en="submitted the plan", relayed=True)
PLAN_APPROVED = FactKind("plan.approved", "plan.read", vi="phê duyệt kế hoạch", en="approved the plan", relayed=True)
PLAN_RETURNED = FactKind("plan.returned", "plan.read", vi="trả lại kế hoạch", en="returned the plan", relayed=True)
PLAN_DISCARDED = FactKind("plan.discarded", "plan.read", vi="bỏ bản nháp kế hoạch", en="gave the draft of the plan up")
PLAN_RESTORED = FactKind("plan.restored", "plan.read", vi="khôi phục bản nháp kế hoạch", en="took the draft of the plan up again")
AMENDMENT_BEGUN = FactKind("plan.amendment_begun", "amendment.read", vi="lập bản điều chỉnh kế hoạch", en="began an amendment of the plan")
AMENDMENT_CHANGED = FactKind(
    "plan.amendment_changed",
    "amendment.read",
    vi="soạn bản điều chỉnh: thêm {added}, sửa {changed}, bỏ {dropped}",
    en="wrote the amendment: {added} added, {changed} changed, {dropped} dropped",
)
AMENDMENT_SUBMITTED = FactKind(
    "plan.amendment_submitted", "amendment.read", vi="trình bản điều chỉnh kế hoạch", en="submitted the amendment of the plan", relayed=True
)
AMENDMENT_RETURNED = FactKind(
    "plan.amendment_returned", "amendment.read", vi="trả lại bản điều chỉnh kế hoạch", en="returned the amendment of the plan", relayed=True
)
AMENDMENT_WITHDRAWN = FactKind(
    "plan.amendment_withdrawn", "amendment.read", vi="rút bản điều chỉnh kế hoạch", en="withdrew the amendment of the plan"
)
PLAN_AMENDED = FactKind(
    "plan.amended",
    "plan.read",
    vi="phê duyệt điều chỉnh kế hoạch, phiên bản {number}: thêm {added}, sửa {changed}, bỏ {dropped}",
    en="approved the plan as amended, version {number}: {added} added, {changed} changed, {dropped} dropped",
    relayed=True,
)
AMENDED_FOR_UNIT = FactKind(
    "plan.amended_for_unit",
    "assignment.read",
    vi="điều chỉnh kế hoạch (phiên bản {number}), phần của {unit}: {what}",
    en="amended the plan (version {number}), for {unit}: {what_en}",
    relayed=True,
)
AMENDED_FOR_ASKED = FactKind(
    "plan.amended_for_asked",
    "assignment.read",
    vi="kính đề nghị {unit} phối hợp theo kế hoạch đã điều chỉnh (phiên bản {number}): {what}",
    en="kindly asks {unit} to cooperate by the amended plan (version {number}): {what_en}",
    relayed=True,
)
TARGET_CHANGED = FactKind("plan.target_changed", "plan.read", vi="đổi mục tiêu {code}", en="changed the target of {code}")
PLAN_COPIED = FactKind(
    "plan.copied", "plan.read", vi="sao từ kế hoạch năm {year}: {tasks} nhiệm vụ", en="copied from the plan of {year}: {tasks} tasks"
)
BASIS_CREATED = FactKind("legal_basis.created", "plan.read", vi="thêm căn cứ", en="added the legal basis")
BASIS_CHANGED = FactKind("legal_basis.changed", "plan.read", vi="sửa căn cứ", en="changed the legal basis", fields=_BASIS_FIELDS)
BASES_SET = FactKind("plan.legal_bases_set", "plan.read", vi="cập nhật {count} căn cứ", en="set {count} legal bases")
RECEIVERS_SET = FactKind("plan.receivers_set", "plan.read", vi="cập nhật {count} nơi nhận", en="set {count} receivers")
PLAN_SENT = FactKind(
    "plan.sent",
    "plan.read",
    vi="gửi kế hoạch (phiên bản {number}) đến nơi nhận, đề nghị xác nhận đã nhận",
    en="sent the plan (version {number}) to its receivers, who are asked to acknowledge it",
    relayed=True,
)
PLAN_RECEIVED = FactKind(
    "plan.received",
    "receipt.read",
    vi="xác nhận đã nhận kế hoạch (phiên bản {number})",
    en="acknowledged receipt of the plan (version {number})",
)
RECEIPT_REMINDED = FactKind(
    "plan.receipt_reminded",
    "receipt.read",
    vi="nhắc xác nhận đã nhận kế hoạch (phiên bản {number})",
    en="reminded to acknowledge the plan (version {number})",
    relayed=True,
)
RECEIPT_REQUESTED = FactKind(
    "plan.receipt_requested",
    "receipt.read",
    vi="kính đề nghị xác nhận đã nhận kế hoạch (phiên bản {number})",
    en="asked kindly to acknowledge the plan (version {number})",
    relayed=True,
)
STEPS_SET = FactKind(
    "task.steps_set", "plan.read", vi="cập nhật {count} bước đơn giản hóa thủ tục", en="set {count} steps that simplify procedures"
)
FIGURES_SET = FactKind(
    "task.figures_set",
    "plan.read",
    vi="ghi {count} số liệu phải báo cáo: {labels}",
    en="named {count} figures to be reported: {labels}",
    relayed=True,
)
TASK_DROPPED = FactKind("task.dropped", "plan.read", vi="bỏ nhiệm vụ khỏi kế hoạch", en="took the task out of the plan")
TARGETS_SET = FactKind("plan.targets_set", "plan.read", vi="đặt {count} mục tiêu", en="set {count} targets")
ANNEX_IMPORTED = FactKind(
    "plan.annex_imported",
    "plan.read",
    vi="nạp phụ lục “{file}”: {tasks_new} nhiệm vụ mới, {tasks_changed} nhiệm vụ thay đổi, {assignments} phân công mới",
    en="loaded the annex “{file}”: {tasks_new} new tasks, {tasks_changed} changed, {assignments} new assignments",
)
TASK_CREATED = FactKind("task.created", "plan.read", vi="thêm nhiệm vụ", en="added the task")
TASK_CHANGED = FactKind("task.changed", "plan.read", vi="sửa nhiệm vụ", en="changed the task", fields=_TASK_FIELDS, relayed=True)
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
PROOF_COUNTS_AGAIN = FactKind(
    "assignment.proof_counts_again",
    "assignment.read",
    vi="tính lại {count} tài liệu đính kèm ngày {linked_on}, đã thôi tính từ ngày {set_aside_on}",
    en="counts {count} documents again that were attached on {linked_on} and had not counted since {set_aside_on}",
)
CONFIRMED = FactKind("assignment.confirmed", "assignment.read", vi="xác nhận hoàn thành", en="confirmed it", relayed=True)
REDONE = FactKind(
    "assignment.redone",
    "assignment.read",
    vi="yêu cầu làm lại",
    en="asked for it again",
    fields={"due_on": ("Thời hạn", "Due")},
    relayed=True,
)
SUSPENDED = FactKind("assignment.suspended", "assignment.read", vi="tạm hoãn", en="suspended it", relayed=True)
RESUMED = FactKind("assignment.resumed", "assignment.read", vi="tiếp tục thực hiện", en="resumed it", relayed=True)
TAKEN_OUT = FactKind(
    "assignment.taken_out", "assignment.read", vi="rút {unit} khỏi nhiệm vụ của dự thảo", en="took {unit} out of the draft's task"
)
CANCELLED = FactKind("assignment.cancelled", "assignment.read", vi="thu hồi nhiệm vụ", en="cancelled it", relayed=True)

ASKED = FactKind(
    "assignment.requested",
    "assignment.read",
    vi="kính đề nghị {unit} phối hợp thực hiện nhiệm vụ",
    en="kindly asked {unit} to cooperate in the task",
    relayed=True,
)
ASKED_AGAIN = FactKind(
    "assignment.requested_again",
    "assignment.read",
    vi="kính đề nghị bổ sung, hoàn thiện kết quả phối hợp",
    en="kindly asked to complete what was done",
    fields={"due_on": ("Thời hạn", "Due")},
    relayed=True,
)
ASKED_NO_MORE = FactKind(
    "assignment.request_ended",
    "assignment.read",
    vi="xin thôi đề nghị phối hợp thực hiện nhiệm vụ",
    en="no longer asks for cooperation in the task",
    relayed=True,
)
_WORDED_APART = {ASSIGNED.name: ASKED, REDONE.name: ASKED_AGAIN, CANCELLED.name: ASKED_NO_MORE}
"""Front and Party bodies, and others that are asked, are told nothing in the words of an order."""

EXTENSION_ASKED = FactKind(
    "extension.asked",
    "extension.read",
    vi="xin gia hạn đến {wanted_on} (hạn hiện tại {due_on})",
    en="asked for an extension to {wanted_on} (due {due_on})",
    relayed=True,
)
EXTENSION_GRANTED = FactKind(
    "extension.granted",
    "extension.read",
    vi="đồng ý gia hạn đến {granted_on} (cũ: {due_on})",
    en="granted an extension to {granted_on} (before: {due_on})",
    relayed=True,
)
EXTENSION_SHORTENED = FactKind(
    "extension.shortened",
    "extension.read",
    vi="gia hạn đến {granted_on}, ngắn hơn đề nghị {wanted_on} (cũ: {due_on})",
    en="granted an extension to {granted_on}, shorter than the {wanted_on} asked for (before: {due_on})",
    relayed=True,
)
EXTENSION_REFUSED = FactKind(
    "extension.refused",
    "extension.read",
    vi="không đồng ý gia hạn đến {wanted_on}; thời hạn vẫn là {due_on}",
    en="refused an extension to {wanted_on}; it stays due on {due_on}",
    relayed=True,
)
EXTENSION_WITHDRAWN = FactKind(
    "extension.withdrawn",
    "extension.read",
    vi="rút đề nghị gia hạn đến {wanted_on}",
    en="withdrew the request for an extension to {wanted_on}",
    relayed=True,
)


def about_plan(kind: FactKind, plan: Plan, *, unit_id: UUID | None = None, **data: Any) -> Fact:
    """A fact about a plan; with `unit_id` it is that unit's matter."""
    return Fact(kind, "plan", plan.id, plan.title, unit_id=unit_id, data=data)


def about_basis(kind: FactKind, basis: LegalBasis, **data: Any) -> Fact:
    """A fact about a legal basis."""
    return Fact(kind, "legal_basis", basis.id, basis_words(basis), data=data)


def about_task(kind: FactKind, task: Task, **data: Any) -> Fact:
    """A fact about a task."""
    return Fact(kind, "task", task.id, task.title, data=data)


def about_assignment(kind: FactKind, assignment: Assignment, title: str, **data: Any) -> Fact:
    """A fact about an assignment; `title` is the task's. Its unit is told of what others do,
    and one that is asked rather than assigned reads so."""
    if assignment.mandate is Mandate.REQUESTED:
        kind = _WORDED_APART.get(kind.name, kind)
    told = {"notify": [str(assignment.unit_id)]} if kind.relayed and kind is not REPORTED_DONE else {}
    return Fact(kind, "assignment", assignment.id, title, unit_id=assignment.unit_id, data={**told, **data})


def about_proof_again(assignment: Assignment, title: str, documents: Sequence[AssignmentEvidence]) -> list[Fact]:
    """Documents that were set aside and count again: by the days on which they came and ceased to count, which no row keeps after this."""
    groups: dict[tuple[str, str], list[str]] = {}
    for document in documents:
        aside = "" if document.set_aside_on is None else format_day(document.set_aside_on)
        days = format_day(clock.day_of(document.linked_at)), aside
        groups.setdefault(days, []).append(str(document.evidence_id))
    return [
        about_assignment(
            PROOF_COUNTS_AGAIN, assignment, title, count=len(ids), linked_on=linked_on, set_aside_on=set_aside_on, evidence_ids=ids
        )
        for (linked_on, set_aside_on), ids in groups.items()
    ]
