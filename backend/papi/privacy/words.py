"""Codes in words; Vietnamese, then English."""

from papi.kit.text import Words
from papi.privacy.models import ErasureState, Ground
from papi.privacy.retention import KeptAs

GROUND_WORDS: Words = {
    Ground.DATA_SUBJECT: ("Yêu cầu của chủ thể dữ liệu", "The data subject asks for it"),
    Ground.RETENTION_OVER: ("Hết thời hạn lưu trữ", "Its time is over"),
    Ground.UNNEEDED: ("Tải nhầm, không dùng", "Uploaded by mistake, unused"),
}
STATE_WORDS: Words = {
    ErasureState.PROPOSED: ("Chờ quyết định", "Proposed"),
    ErasureState.ERASING: ("Đang xóa", "Being erased"),
    ErasureState.ERASED: ("Đã xóa", "Erased"),
    ErasureState.REFUSED: ("Không đồng ý", "Refused"),
    ErasureState.WITHDRAWN: ("Đã rút", "Withdrawn"),
}
USE_WORDS: Words = {
    KeptAs.SEALED: ("Chứng minh báo cáo đã niêm phong", "Proves a sealed report"),
    KeptAs.PROVING: ("Đang dùng, chưa niêm phong", "In use, not sealed"),
    KeptAs.UNUSED: ("Chưa dùng", "Unused"),
    KeptAs.UNUSED_PERSONAL: ("Chưa dùng, có dữ liệu cá nhân", "Unused, with personal data"),
}
