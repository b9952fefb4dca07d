"""Why packs refuse, in words that a clerk understands."""

from papi.kit.errors import Invalid, NotFound, TooMany


class PackEmpty(NotFound):
    code = "pack_empty"
    vi = "Không có tài liệu nào trong phạm vi này được đưa vào gói."
    en = "No document of this scope may go into a pack."


class PackTooLarge(Invalid):
    code = "pack_too_large"
    vi = "Gói quá {most} tài liệu. Chọn phạm vi nhỏ hơn: một đơn vị, một kỳ, hoặc lọc bớt."
    en = "The pack would hold more than {most} documents. Choose less: one unit, one period, or a filter."


class PacksUnderWay(TooMany):
    code = "packs_under_way"
    vi = "Đang có gói khác được tải. Chờ tải xong, hoặc hủy tải, rồi thử lại."
    en = "Other packs are being downloaded. Wait until they are done, or cancel one, and try again."

    def __init__(self) -> None:
        super().__init__(headers={"Retry-After": "30"})


class PackTicketInvalid(NotFound):
    code = "ticket_invalid"
    vi = "Đường dẫn tải gói đã hết hạn, bấm tải lại từ trang đang mở."
    en = "This download address has expired; ask for the pack again on its page."
