"""What the codes of the plan are called on screens and in files."""

from papi.plans.models import Cadence, DeadlineState, Mandate, Part, PlanState, Stance, TaskKind, WorkState

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

MANDATE_WORDS: dict[str, tuple[str, str]] = {
    Mandate.ASSIGNED: ("Giao", "Assigned"),
    Mandate.REQUESTED: ("Đề nghị", "Requested"),
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
}

STANCE_WORDS: dict[str, tuple[str, str]] = {
    Stance.MAINTAIN: ("Duy trì", "Maintain"),
    Stance.IMPROVE: ("Cải thiện", "Improve"),
}


def spoken(table: dict[str, tuple[str, str]], code: str, language: str) -> str:
    """The words of a code."""
    return table[code][1 if language == "en" else 0]
