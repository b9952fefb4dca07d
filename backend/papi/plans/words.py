"""What the codes of the plan are called on screens and in files."""

from typing import Any

from papi.kit.text import format_day
from papi.plans.models import (
    AmendmentState,
    BasisKind,
    Cadence,
    DeadlineState,
    ExtensionState,
    FigureKind,
    FigureRule,
    LeadMark,
    Mandate,
    Mode,
    Part,
    Plan,
    PlanState,
    Receipt,
    Stance,
    StepState,
    TaskKind,
    WorkState,
)

WORK_STATE_WORDS: dict[str, tuple[str, str]] = {
    WorkState.NOT_STARTED: ("Chưa thực hiện", "Not started"),
    WorkState.IN_PROGRESS: ("Đang thực hiện", "In progress"),
    WorkState.AWAITING_CONFIRMATION: ("Chờ xác nhận", "Awaiting confirmation"),
    WorkState.COMPLETED: ("Hoàn thành", "Completed"),
    WorkState.SUSPENDED: ("Tạm hoãn", "Suspended"),
    WorkState.CANCELLED: ("Đã thu hồi", "Cancelled"),
}

DEADLINE_STATE_WORDS: dict[str, tuple[str, str]] = {
    DeadlineState.NO_DEADLINE: ("Không hạn", "No deadline"),
    DeadlineState.ON_TRACK: ("Trong hạn", "On track"),
    DeadlineState.DUE_SOON: ("Sắp đến hạn", "Due soon"),
    DeadlineState.OVERDUE: ("Quá hạn", "Overdue"),
    DeadlineState.COMPLETED_ON_TIME: ("Hoàn thành đúng hạn", "Completed on time"),
    DeadlineState.COMPLETED_LATE: ("Hoàn thành quá hạn", "Completed late"),
}

PART_WORDS: dict[str, tuple[str, str]] = {
    Part.LEAD: ("Chủ trì", "Lead"),
    Part.SUPPORT: ("Phối hợp", "Support"),
}

RECEIPT_WORDS: dict[str, tuple[str, str]] = {
    Receipt.AWAITED: ("Chưa xác nhận", "Not confirmed yet"),
    Receipt.ACCEPTED: ("Đã nhận việc", "Part taken"),
    Receipt.QUESTIONED: ("Đề nghị điều chỉnh", "Change requested"),
}

MANDATE_WORDS: dict[str, tuple[str, str]] = {
    Mandate.ASSIGNED: ("Giao", "Assigned"),
    Mandate.REQUESTED: ("Đề nghị", "Requested"),
}

FIGURE_KIND_WORDS: dict[str, tuple[str, str]] = {
    FigureKind.INTEGER: ("Số nguyên", "Whole number"),
    FigureKind.DECIMAL: ("Số thập phân", "Decimal"),
}

FIGURE_RULE_WORDS: dict[str, tuple[str, str]] = {
    FigureRule.SUM: ("Cộng dồn", "Added up"),
    FigureRule.LATEST: ("Lấy số mới nhất", "The latest"),
    FigureRule.MAX: ("Lấy số lớn nhất", "The greatest"),
}

CADENCE_WORDS: dict[str, tuple[str, str]] = {
    Cadence.ONCE: ("Một lần", "Once"),
    Cadence.EACH_PERIOD: ("Mỗi kỳ báo cáo", "Each period"),
    Cadence.STANDING: ("Thường xuyên", "Standing"),
}

KIND_WORDS: dict[str, tuple[str, str]] = {
    TaskKind.GENERAL: ("Nhiệm vụ chung", "General"),
    TaskKind.SPECIFIC: ("Nhiệm vụ cụ thể", "Specific"),
    TaskKind.ORGANISATIONAL: ("Tổ chức thực hiện", "Organisational"),
}

PLAN_STATE_WORDS: dict[str, tuple[str, str]] = {
    PlanState.DRAFT: ("Đang soạn", "Draft"),
    PlanState.SUBMITTED: ("Đã trình", "Submitted"),
    PlanState.APPROVED: ("Đã phê duyệt", "Approved"),
    PlanState.DISCARDED: ("Bản nháp đã bỏ", "Draft given up"),
}

AMENDMENT_STATE_WORDS: dict[str, tuple[str, str]] = {
    AmendmentState.DRAFT: ("Đang soạn", "Draft"),
    AmendmentState.SUBMITTED: ("Đã trình", "Submitted"),
    AmendmentState.APPROVED: ("Đã phê duyệt", "Approved"),
    AmendmentState.WITHDRAWN: ("Đã rút", "Withdrawn"),
}

MODE_WORDS: dict[str, tuple[str, str]] = {
    Mode.JOINT: ("Cùng thực hiện", "Together"),
    Mode.EACH: ("Từng đơn vị", "By each unit"),
}

EXTENSION_STATE_WORDS: dict[str, tuple[str, str]] = {
    ExtensionState.OPEN: ("Chờ quyết định", "Waiting"),
    ExtensionState.GRANTED: ("Đồng ý gia hạn", "Granted"),
    ExtensionState.SHORTENED: ("Gia hạn ngắn hơn đề nghị", "Granted, shortened"),
    ExtensionState.REFUSED: ("Không đồng ý", "Refused"),
    ExtensionState.WITHDRAWN: ("Đã rút đề nghị", "Withdrawn"),
    ExtensionState.LAPSED: ("Hết hiệu lực do nhiệm vụ đã thu hồi", "Lapsed with the assignment"),
}

LEAD_MARK_WORDS: dict[str, tuple[str, str]] = {
    LeadMark.ENOUGH: ("Đạt yêu cầu", "Enough"),
    LeadMark.LACKING: ("Còn thiếu", "Lacking"),
}

STANCE_WORDS: dict[str, tuple[str, str]] = {
    Stance.MAINTAIN: ("Duy trì", "Maintain"),
    Stance.IMPROVE: ("Cải thiện", "Improve"),
}


BASIS_WORDS: dict[str, tuple[str, str]] = {
    BasisKind.LAW: ("Luật", "Law"),
    BasisKind.DECREE: ("Nghị định", "Decree"),
    BasisKind.DECISION: ("Quyết định", "Decision"),
    BasisKind.DIRECTIVE: ("Chỉ thị", "Directive"),
    BasisKind.PLAN: ("Kế hoạch", "Plan"),
    BasisKind.REPORT: ("Báo cáo", "Report"),
    BasisKind.OTHER: ("Văn bản", "Document"),
}

STEP_WORDS: dict[str, tuple[str, str]] = {
    StepState.PLANNED: ("Dự kiến", "Planned"),
    StepState.SUBMITTED: ("Đã trình cấp có thẩm quyền", "Submitted to the competent authority"),
    StepState.APPLIED: ("Đã áp dụng", "Applied"),
}


def basis_words(basis: Any) -> str:
    """A legal basis, loaded or read as a row, as plans cite it: kind, number, day, issuer, subject."""
    number = f" số {basis.number}" if basis.number else ""
    day = f" ngày {format_day(basis.issued_on)}" if basis.issued_on else ""
    return f"{BASIS_WORDS[basis.kind][0]}{number}{day} của {basis.issuer}: {basis.title}"


def ground_of(plan: Plan) -> str:
    """The plan as the ground of a paper."""
    number = f" số {plan.number}" if plan.number else ""
    day = f" ngày {format_day(plan.adopted_on)}" if plan.adopted_on else ""
    return f"Căn cứ Kế hoạch{number}{day} {plan.title.removeprefix('Kế hoạch ')}"
