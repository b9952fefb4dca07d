"""What the codes of the plan are called on screens and in files."""

from papi.plans.models import WorkState

WORK_STATE_WORDS: dict[str, tuple[str, str]] = {
    WorkState.NOT_STARTED: ("Chưa thực hiện", "Not started"),
    WorkState.IN_PROGRESS: ("Đang thực hiện", "In progress"),
    WorkState.AWAITING_CONFIRMATION: ("Chờ xác nhận", "Awaiting confirmation"),
    WorkState.COMPLETED: ("Hoàn thành", "Completed"),
    WorkState.SUSPENDED: ("Tạm hoãn", "Suspended"),
    WorkState.CANCELLED: ("Đã thu hồi", "Cancelled"),
}
