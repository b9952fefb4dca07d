"""What is said of the exchange."""

WAY_WORDS = {"pulled": ("Tỉnh lấy về", "Pulled"), "pushed": ("Gửi đến", "Pushed")}
WHAT_WORDS = {
    "reports": ("Báo cáo đã chấp nhận", "Accepted reports"),
    "evidence": ("Danh mục tài liệu kiểm chứng", "Lists of documents"),
    "file": ("Tệp tài liệu", "Files of documents"),
    "measures": ("Số liệu", "Figures"),
    "status": ("Trạng thái tiếp nhận", "States of deliveries"),
}
