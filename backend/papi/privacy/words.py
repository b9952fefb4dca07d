"""Codes in words; Vietnamese, then English."""

from papi.kit.text import Words
from papi.privacy.models import ErasureState, Ground

GROUND_WORDS: Words = {
    Ground.DATA_SUBJECT: ("Yêu cầu của chủ thể dữ liệu", "The data subject asks for it"),
    Ground.RETENTION_OVER: ("Hết thời hạn lưu trữ", "Its time is over"),
}
STATE_WORDS: Words = {
    ErasureState.PROPOSED: ("Chờ quyết định", "Proposed"),
    ErasureState.ERASING: ("Đang xóa", "Being erased"),
    ErasureState.ERASED: ("Đã xóa", "Erased"),
    ErasureState.REFUSED: ("Không đồng ý", "Refused"),
    ErasureState.WITHDRAWN: ("Đã rút", "Withdrawn"),
}
