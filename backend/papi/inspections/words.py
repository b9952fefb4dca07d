"""What the codes of inspections are called on screens and in files."""

from papi.inspections.models import FindingSeverity, FindingState, InspectionKind, InspectionState
from papi.kit.text import Words

KIND_WORDS: Words = {
    InspectionKind.PLANNED: ("Định kỳ, theo kế hoạch", "By plan"),
    InspectionKind.UNANNOUNCED: ("Đột xuất", "Unannounced"),
    InspectionKind.FOLLOW_UP: ("Phúc tra", "Follow-up"),
}
STATE_WORDS: Words = {
    InspectionState.PLANNED: ("Sắp kiểm tra", "Planned"),
    InspectionState.UNDER_WAY: ("Đang kiểm tra", "Under way"),
    InspectionState.CONCLUDED: ("Đã kết luận", "Concluded"),
    InspectionState.CANCELLED: ("Đã hủy", "Cancelled"),
}
SEVERITY_WORDS: Words = {
    FindingSeverity.MINOR: ("Nhẹ", "Minor"),
    FindingSeverity.NOTABLE: ("Đáng lưu ý", "Notable"),
    FindingSeverity.SERIOUS: ("Nghiêm trọng", "Serious"),
}
FINDING_WORDS: Words = {
    FindingState.OPEN: ("Chưa khắc phục", "Open"),
    FindingState.REMEDIED: ("Đã khắc phục, chờ xác nhận", "Remedied, to be verified"),
    FindingState.RETURNED: ("Yêu cầu khắc phục lại", "To be remedied again"),
    FindingState.VERIFIED: ("Đã xác nhận khắc phục", "Verified"),
    FindingState.CLOSED: ("Kết thúc theo dõi", "Closed"),
}
