"""Why a dispatch is refused, in words that a clerk understands."""

from papi.kit.errors import FieldError, Invalid, NotFound, WrongState


class DispatchNotFound(NotFound):
    code = "dispatch_not_found"
    vi = "Không tìm thấy lần gửi này, hoặc ngoài phạm vi được xem."
    en = "This dispatch was not found, or is out of sight."


class NotApproved(WrongState):
    code = "consolidated_not_approved"
    vi = "Báo cáo chưa có bản được lãnh đạo phê duyệt nên chưa gửi lên tỉnh được."
    en = "No edition of the report was approved by the leader, so it is not sent to the province yet."


class ProvinceNotSet(WrongState):
    code = "province_not_set"
    vi = "Chưa cấu hình kết nối với hệ thống của tỉnh. Tải gói báo cáo đã ký, gửi qua trục văn bản, rồi ghi nhận việc gửi ngoài hệ thống."
    en = "No connection to the province's system is configured. Take the signed package, send it otherwise, and record that."


class AlreadySent(WrongState):
    code = "already_sent"
    vi = "Bản số {edition} đã được gửi hoặc đang gửi qua hệ thống của tỉnh."
    en = "Edition {edition} was sent through the province's system already, or is on its way."


class SentInFuture(Invalid):
    code = "sent_in_future"
    vi = "Ngày gửi không được sau hôm nay."
    en = "It cannot have been sent after today."

    def __init__(self) -> None:
        super().__init__(errors=[FieldError("/outside/sent_on", self.vi, self.en)])


class NotGivenUp(WrongState):
    code = "not_given_up"
    vi = "Chỉ gửi lại được lần gửi chưa thành công."
    en = "Only what could not be sent is sent again."


class OtherEdition(WrongState):
    code = "newer_edition"
    vi = "Đã có bản số {edition} được phê duyệt. Gửi bản đó thay cho bản cũ."
    en = "Edition {edition} has been approved since. Send that one instead."
