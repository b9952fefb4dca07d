"""Why the exchange refuses, a call or one row of it."""

from papi.kit.errors import NotFound, Refusal
from papi.measures.errors import FigureRefused


class UnknownVersion(Refusal):
    status = 406
    code = "schema_version_unknown"
    vi = "Phiên bản cấu trúc dữ liệu không được hỗ trợ. Phiên bản hiện có: {known}."
    en = "This version of the packages is not served. There is: {known}."


class PackageNotFound(NotFound):
    code = "package_not_found"
    vi = "Không có báo cáo đã chấp nhận này, hoặc ngoài phạm vi được phép."
    en = "There is no such accepted report, or it is out of reach."


class FileNotGiven(NotFound):
    code = "file_not_given"
    vi = "Không có tệp này trong báo cáo đã chấp nhận, hoặc tệp không được chuyển ra ngoài."
    en = "No accepted report holds this file, or it may not leave."


class UnknownReference(FigureRefused):
    code = "unknown_reference"
    pointer = "/reference"
    vi = "Không có báo cáo hoặc lần gửi mang mã này, hoặc ngoài phạm vi được phép."
    en = "No report or delivery has this reference, or it is out of reach."


class MessageTaken(FigureRefused):
    code = "message_taken"
    pointer = "/message_id"
    vi = "Mã bản tin này đã dùng cho nội dung khác."
    en = "This message id was used for something else."


class ReasonMissing(FigureRefused):
    code = "reason_missing"
    pointer = "/reason"
    vi = "Nêu lý do từ chối."
    en = "A rejection needs its reason."


class StillToCome(FigureRefused):
    code = "still_to_come"
    pointer = "/happened_on"
    vi = "Ngày này chưa đến."
    en = "This day is still to come."
