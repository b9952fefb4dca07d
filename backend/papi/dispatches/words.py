"""Words of dispatches, for files, facts and refusals."""

from papi.dispatches.models import AttemptOutcome, DispatchState, DispatchWay
from papi.kit.text import Words

WAY_WORDS: Words = {
    DispatchWay.SYSTEM: ("Qua hệ thống của tỉnh", "Through the province's system"),
    DispatchWay.OUTSIDE: ("Ngoài hệ thống", "Outside the system"),
}
STATE_WORDS: Words = {
    DispatchState.QUEUED: ("Đang gửi", "Being sent"),
    DispatchState.DELIVERED: ("Đã gửi", "Sent"),
    DispatchState.GIVEN_UP: ("Chưa gửi được", "Not sent"),
}
OUTCOME_WORDS: Words = {
    AttemptOutcome.TAKEN: ("Đã nhận", "Taken"),
    AttemptOutcome.REFUSED: ("Bị từ chối", "Refused"),
    AttemptOutcome.LATER: ("Sẽ gửi lại", "To be tried again"),
}
TROUBLE_WORDS: Words = {
    "not_resolved": ("Không tìm thấy máy chủ", "The server's name is unknown"),
    "forbidden_address": ("Địa chỉ không được phép gọi", "The address may not be called"),
    "forbidden_port": ("Cổng không được phép gọi", "The port may not be called"),
    "not_encrypted": ("Kết nối không mã hóa", "The connection is not encrypted"),
    "not_connected": ("Không kết nối được", "No connection"),
    "not_trusted": ("Chứng thư của máy chủ không tin cậy", "The server's certificate is not trusted"),
    "timed_out": ("Quá thời gian chờ", "No answer in time"),
    "broken_off": ("Mất kết nối giữa chừng", "The connection broke off"),
    "no_token": ("Không lấy được mã truy cập của hệ thống tỉnh", "The province's system gave no access token"),
    "no_receipt": ("Trả lời không phải biên nhận", "The answer is no receipt"),
    "failed": ("Lỗi khi gửi, xem nhật ký máy chủ", "Sending failed, see the server's log"),
    "newer_edition": ("Không gửi nữa vì đã có bản mới được phê duyệt", "Not sent any more, for a newer edition was approved"),
    "other_content": ("Biên nhận cho nội dung khác", "The receipt is of something else"),
}
