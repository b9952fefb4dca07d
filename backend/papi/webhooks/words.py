"""Codes in words; Vietnamese, then English."""

from papi.kit.outbound import Trouble
from papi.kit.text import Words
from papi.webhooks.models import DeliveryState, PauseCause, WebhookState
from papi.webhooks.workflow import FAULT, NOT_TOLD, UNSIGNED

STATE_WORDS: Words = {
    WebhookState.ACTIVE: ("Đang hoạt động", "Active"),
    WebhookState.PAUSED: ("Tạm dừng", "Paused"),
}
CAUSE_WORDS: Words = {
    PauseCause.BY_HAND: ("Do quản trị viên", "By an administrator"),
    PauseCause.FAILING: ("Bên nhận lỗi kéo dài", "The receiver failed for too long"),
    PauseCause.GONE: ("Bên nhận báo không còn nhận", "The receiver said that it is gone"),
}
DELIVERY_WORDS: Words = {
    DeliveryState.WAITING: ("Đang chờ gửi", "Waiting"),
    DeliveryState.DELIVERED: ("Đã nhận", "Delivered"),
    DeliveryState.FAILED: ("Không gửi được", "Given up"),
    DeliveryState.HELD: ("Giữ lại", "Held back"),
}
TROUBLE_WORDS: Words = {
    Trouble.NOT_RESOLVED: ("Không tìm thấy tên máy chủ", "The name of the server is not known"),
    Trouble.FORBIDDEN_ADDRESS: ("Địa chỉ thuộc mạng nội bộ, không được gọi", "The address is an inner one, which is not called"),
    Trouble.FORBIDDEN_PORT: ("Cổng không được phép, chỉ gọi cổng 443 và 8443", "Only the ports 443 and 8443 are called"),
    Trouble.NOT_ENCRYPTED: ("Chỉ gửi qua https", "Nothing is sent but by https"),
    Trouble.NOT_CONNECTED: ("Không kết nối được đến máy chủ", "The server does not take the connection"),
    Trouble.NOT_TRUSTED: ("Chứng thư của máy chủ không đáng tin cậy", "The server's certificate is not trusted"),
    Trouble.TIMED_OUT: ("Quá thời gian chờ trả lời", "No answer came in time"),
    Trouble.BROKEN_OFF: ("Kết nối bị ngắt trước khi có trả lời", "The connection broke off before the answer"),
    NOT_TOLD: ("Hệ thống kết nối không còn được nhận sự kiện này", "The client may no longer be told of this event"),
    UNSIGNED: ("Máy chủ này thiếu khóa để ký", "This server lacks the key to sign with"),
    FAULT: ("Lỗi khi gửi ở máy chủ này", "A fault of this server while sending"),
}
RESOURCE_WORDS: Words = {
    "activity": ("Hoạt động", "Activities"),
    "assignment": ("Phân công nhiệm vụ", "Assignments"),
    "attention_list": ("Danh sách cần chú ý", "Attention lists"),
    "calendar": ("Lịch làm việc", "Calendar"),
    "comment": ("Trao đổi", "Comments"),
    "consolidated": ("Báo cáo tổng hợp", "Consolidated reports"),
    "directive": ("Ý kiến chỉ đạo", "Directives"),
    "dispatch": ("Gửi báo cáo lên tỉnh", "Dispatches to the province"),
    "evidence": ("Tài liệu kiểm chứng", "Evidence"),
    "extension": ("Gia hạn", "Extensions"),
    "finding": ("Tồn tại, hạn chế", "Findings"),
    "indicator": ("Chỉ tiêu", "Indicators"),
    "inspection": ("Kiểm tra", "Inspections"),
    "legal_basis": ("Căn cứ pháp lý", "Legal bases"),
    "measure_value": ("Số liệu", "Figures"),
    "measure_values": ("Số liệu nhận từ hệ thống khác", "Figures from other systems"),
    "period": ("Kỳ báo cáo", "Reporting periods"),
    "plan": ("Kế hoạch", "Plans"),
    "reminder": ("Đôn đốc", "Reminders"),
    "report": ("Báo cáo của đơn vị", "Reports"),
    "report_answer": ("Nội dung trả lời của báo cáo", "Answers in reports"),
    "report_line": ("Dòng báo cáo", "Lines of reports"),
    "report_outline": ("Đề cương báo cáo", "Outlines of reports"),
    "report_regime": ("Chế độ báo cáo", "Reporting regime"),
    "scores": ("Điểm PAPI", "PAPI scores"),
    "succession": ("Sắp xếp đơn vị", "Reorganisations"),
    "task": ("Nhiệm vụ", "Tasks"),
    "unit": ("Đơn vị", "Units"),
    "unit_plan": ("Kế hoạch của đơn vị", "Plans of units"),
}
TEST_WORDS = ("Gửi thử", "Test")
