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
ACCEPTED: Words = {
    "none": ("Chưa có phiên bản nào được chấp nhận", "No version has been accepted"),
    "this": ("Là phiên bản được chấp nhận gần nhất (phiên bản {accepted})", "The version that was accepted last (version {accepted})"),
    "other": (
        "Không phải phiên bản được chấp nhận gần nhất: trong gói là phiên bản {version}, đã chấp nhận phiên bản {accepted}",
        "Not the version that was accepted last: here is version {version}, version {accepted} was accepted",
    ),
    "left_out": (
        "Đã chấp nhận phiên bản {accepted}; tệp không có trong gói",
        "Version {accepted} was accepted; the file is not in the pack",
    ),
}
SIGNED: Words = {
    SignatureState.NONE: ("Tệp không có chữ ký số.", "The file has no digital signature."),
    SignatureState.READING: ("Chữ ký số đang được đọc.", "Digital signatures are being read."),
    SignatureState.FAILED: ("Không đọc được chữ ký số.", "Digital signatures could not be read."),
}


def said_acceptance(version: int | None, accepted: int | None, language: str = "vi") -> str:
    """Whether the version that is in the pack, if one is, is the one that was accepted, if one was."""
    if accepted is None:
        kind = "none"
    elif version is None:
        kind = "left_out"
    else:
        kind = "this" if version == accepted else "other"
    return said(ACCEPTED, kind, language).format(version=version, accepted=accepted)


def said(table: Words, code: str, language: str = "vi") -> str:
    """The words of a code; the code itself where it is newer than these words."""
    words = table.get(code, (code, code))
    return words[1 if language == "en" else 0]
