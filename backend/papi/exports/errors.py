"""Why a list is not made a file in the background, or the file is not there."""

from datetime import datetime

from papi.kit import clock
from papi.kit.errors import FieldError, Invalid, NotFound, TooMany, WrongState
from papi.kit.text import format_moment


class NoSuchList(Invalid):
    code = "no_such_list"
    vi = "Địa chỉ này không phải danh sách tải được thành tệp."
    en = "This address is no list that comes as a file."

    def __init__(self) -> None:
        super().__init__(errors=[FieldError("/path", "Không có danh sách này.", "There is no such list.")])


class TooManyExports(TooMany):
    code = "too_many_exports"
    vi = "Đang chuẩn bị {most} tệp. Chờ xong một tệp rồi yêu cầu tiếp."
    en = "{most} files are being prepared. Wait until one is done."

    def __init__(self, most: int) -> None:
        super().__init__(headers={"Retry-After": "30"}, most=most)


class ExportsFull(TooMany):
    code = "exports_full"
    vi = "Đang lưu {most} tệp đã xuất, không lưu thêm được. Tệp cũ nhất hết hạn lúc {until}."
    en = "{most} exported files are kept, and no more can be. The oldest expires at {until}."

    def __init__(self, most: int, until: datetime) -> None:
        seconds = max(1, int((until - clock.real()).total_seconds()) + 1)
        super().__init__(headers={"Retry-After": str(seconds)}, most=most, until=format_moment(until))


class ExportNotFound(NotFound):
    code = "export_not_found"
    vi = "Không tìm thấy tệp này, hoặc tệp đã hết hạn lưu."
    en = "There is no such file, or it has expired."


class ExportNotReady(WrongState):
    code = "export_not_ready"
    vi = "Tệp chưa chuẩn bị xong."
    en = "The file is not ready yet."


class RightsGone(WrongState):
    code = "export_rights_gone"
    vi = "Vai trò hoặc mã truy cập dùng khi yêu cầu không còn hiệu lực lúc lập tệp."
    en = "The role or the token by which it was asked for was no longer good when the file was to be written."


class ExportNotWritten(WrongState):
    code = "export_not_written"
    vi = "Máy chủ gặp lỗi khi lập tệp. Yêu cầu lại; nếu vẫn lỗi thì báo quản trị hệ thống."
    en = "Something went wrong on the server. Ask again, and tell the administrator if it does so again."


class ExportFailed(WrongState):
    code = "export_failed"
    vi = "Không lập được tệp này. Lý do ghi ở trang Tệp đã xuất."
    en = "This file could not be written. The page of exported files says why."
