"""What packs call things, in Vietnamese and in English."""

from papi.evidence.leaving import KeptBack
from papi.evidence.models import ReviewState, ScanState, SignatureState
from papi.kit.text import Words

KEPT_BACK: Words = {
    KeptBack.INFECTED: ("Có mã độc, đang cách ly", "Infected, in quarantine"),
    KeptBack.AWAITING_SCAN: ("Chưa quét được mã độc", "Not scanned for malware yet"),
    KeptBack.PERSONAL_DATA: ("Có dữ liệu cá nhân", "Holds personal data"),
    KeptBack.MISSING: ("Không còn trong kho tệp, đề nghị báo quản trị hệ thống", "Missing in the store, please tell the administrator"),
    KeptBack.DAMAGED: ("Hỏng trong kho tệp, đề nghị báo quản trị hệ thống", "Damaged in the store, please tell the administrator"),
}
SCANNED: Words = {
    ScanState.NOT_SCANNED: ("Chưa quét mã độc", "Not scanned"),
    ScanState.CLEAN: ("Không có mã độc", "Clean"),
    ScanState.INFECTED: ("Có mã độc", "Infected"),
}
REVIEWED: Words = {
    ReviewState.PENDING: ("Chưa thẩm tra", "Not reviewed"),
    ReviewState.ACCEPTED: ("Đã chấp nhận", "Accepted"),
    ReviewState.REJECTED: ("Không chấp nhận", "Rejected"),
}
SIGNED: Words = {
    SignatureState.NONE: ("Tệp không có chữ ký số.", "The file has no digital signature."),
    SignatureState.READING: ("Chữ ký số đang được đọc.", "Digital signatures are being read."),
    SignatureState.FAILED: ("Không đọc được chữ ký số.", "Digital signatures could not be read."),
}


def said(table: Words, code: str, language: str = "vi") -> str:
    """The words of a code; the code itself where it is newer than these words."""
    words = table.get(code, (code, code))
    return words[1 if language == "en" else 0]
