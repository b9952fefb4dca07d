"""Codes in words; Vietnamese, then English."""

from papi.kit.text import Words
from papi.subject_requests.models import Going, RequestKind, RequestState, RequestWay

KIND_WORDS: Words = {
    RequestKind.PROVIDE: ("Cung cấp bản sao", "A copy of the data"),
    RequestKind.ERASE: ("Xóa dữ liệu", "Erasure"),
}
WAY_WORDS: Words = {
    RequestWay.IN_PERSON: ("Trực tiếp", "In person"),
    RequestWay.POST: ("Qua bưu chính", "By post"),
    RequestWay.ONLINE: ("Trực tuyến", "Online"),
}
STATE_WORDS: Words = {
    RequestState.OPEN: ("Đang giải quyết", "Open"),
    RequestState.ANSWERED: ("Đã trả lời", "Answered"),
    RequestState.REFUSED: ("Từ chối", "Refused"),
    RequestState.WITHDRAWN: ("Người yêu cầu rút", "Withdrawn"),
}
GOING_WORDS: Words = {
    Going.ORIGINAL: ("Bản gốc", "The original"),
    Going.REDACTED: ("Bản đã che", "The redacted copy"),
    Going.NOT: ("Không cung cấp", "Not given"),
}
