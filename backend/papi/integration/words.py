"""What is said of the exchange."""

WAY_WORDS = {"pulled": ("Tỉnh lấy về", "Pulled"), "pushed": ("Gửi đến", "Pushed")}
STATE_WORDS = {
    "received": ("đã tiếp nhận", "received"),
    "processing": ("đang xử lý", "being processed"),
    "accepted": ("đã chấp nhận", "accepted"),
    "rejected": ("từ chối", "rejected"),
}
WHAT_WORDS = {
    "reports": ("Báo cáo đã chấp nhận", "Accepted reports"),
    "evidence": ("Danh mục tài liệu kiểm chứng", "Lists of documents"),
    "file": ("Tệp tài liệu", "Files of documents"),
    "measures": ("Số liệu", "Figures"),
    "task_status": ("Tình hình nhiệm vụ", "Task status"),
    "status": ("Trạng thái tiếp nhận", "States of deliveries"),
}
