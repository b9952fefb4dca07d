"""What the sheet "Hướng dẫn" says."""

_TEXT = """
1. Chỉ điền các cột tiêu đề vàng ở trang “Báo cáo” và cột “Giá trị kỳ này” ở trang “Số liệu” (nếu có). Các ô khác được khóa, không có mật
 khẩu, để tránh sửa nhầm.
2. Mức độ hoàn thành: số nguyên từ 0 đến 100, không ghi dấu %. Ô định dạng phần trăm của Excel cũng được hiểu đúng.
3. Số liệu: ghi số. Nếu ghi dạng chữ, dấu chấm ngăn hàng nghìn, dấu phẩy ngăn phần thập phân (1.250,5).
4. Tự đánh giá hoàn thành: chọn “Có” hoặc “Không”.
5. Minh chứng: mỗi dòng trong ô là một tài liệu (Alt+Enter để xuống dòng), ghi tên tài liệu, tên tệp hoặc số văn bản đã có trong kho của
 đơn vị. Tài liệu chưa có thì tải lên khi nạp lại tệp. Xóa tên một tài liệu là bỏ tài liệu ấy khỏi dòng.
6. Không thêm, xóa, trộn ô hay chép dòng của báo cáo khác vào. Ô công thức được lấy giá trị đã tính.
7. Nạp lại: mở báo cáo trên hệ thống, bấm “Nạp lại từ Excel”. Hệ thống cho xem từng thay đổi trước khi ghi. Nếu có người đã sửa cùng chỗ
 trên hệ thống sau khi xuất tệp, đơn vị chọn giữ bản nào; không có gì bị ghi đè mà không hỏi.
8. Trang ẩn “_papi” giữ nội dung lúc xuất để so sánh; không xóa, không sửa.
"""
GUIDE_LINES = tuple(_TEXT.replace("\n ", " ").strip().split("\n"))
