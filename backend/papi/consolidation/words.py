"""What the codes of consolidated reports are called on screens and in files."""

from papi.consolidation.models import ConsolidatedState

STATE_WORDS: dict[str, tuple[str, str]] = {
    ConsolidatedState.DRAFT: ("Đang soạn", "Draft"),
    ConsolidatedState.SUBMITTED: ("Đã trình, chờ phê duyệt", "Submitted, waiting for approval"),
    ConsolidatedState.RETURNED: ("Lãnh đạo trả lại", "Returned by the leader"),
    ConsolidatedState.APPROVED: ("Đã phê duyệt", "Approved"),
}
