"""Why the register of requests refuses, in words that a clerk understands."""

from papi.kit.errors import NotFound, WrongState


class RequestNotFound(NotFound):
    code = "subject_request_not_found"
    vi = "Không tìm thấy yêu cầu này, hoặc ngoài phạm vi được xem."
    en = "This request was not found, or is out of sight."


class RequestClosed(WrongState):
    code = "subject_request_closed"
    vi = "Yêu cầu đã kết thúc nên không sửa được nữa."
    en = "The request is closed, so nothing of it is changed any more."


class AlreadyExtended(WrongState):
    code = "already_extended"
    vi = "Yêu cầu này đã được gia hạn; mỗi yêu cầu chỉ gia hạn một lần."
    en = "This request was extended already; each is extended once."


class ExtendedMeanwhile(WrongState):
    code = "subject_request_extended"
    vi = "Yêu cầu đã được gia hạn nên không sửa loại yêu cầu và ngày nhận nữa."
    en = "The request was extended, so its kind and the day on which it came are not corrected any more."


class TermOver(WrongState):
    code = "subject_request_term_over"
    vi = "Đã quá hạn trả lời nên không gia hạn được nữa. Trả lời yêu cầu và nêu lý do chậm."
    en = "The time to answer is over, so it is not extended any more. Answer the request, and say why it is late."


class NoCopyToGive(WrongState):
    code = "no_redacted_copy"
    vi = "Chưa có bản đã che của: {titles}. Che dữ liệu của người khác trước, rồi chọn lại."
    en = "There is no redacted copy of: {titles}. Black the data of others out first, then choose again."


class NothingToGive(WrongState):
    code = "nothing_to_give"
    vi = "Chưa chọn tài liệu nào để cung cấp."
    en = "No document was chosen to be given yet."


class ChoiceOutOfDate(WrongState):
    code = "choice_out_of_date"
    vi = (
        "{count} tài liệu không còn giao được như đã chọn: đã xóa, tệp đang quét mã độc hoặc hỏng, ngoài phạm vi được xem, "
        "hoặc hết bản đã che. Xem lại danh sách."
    )
    en = (
        "{count} documents can no longer be given as chosen: erased, with a file that is being scanned or damaged, "
        "out of sight, or without a copy. Look at the list again."
    )


class NothingLeaves(WrongState):
    code = "nothing_leaves"
    vi = "Chưa lấy được gói nào: mọi tệp đã chọn đều thiếu hoặc hỏng trong kho lưu trữ. Báo quản trị hệ thống để khôi phục."
    en = "No pack can be drawn: all chosen files are missing from the store, or damaged. Tell the administrator, who restores them."
