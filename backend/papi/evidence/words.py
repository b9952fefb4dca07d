"""What the codes of evidence are called in files and sentences."""

from papi.evidence.models import RejectionCode, ReviewStage
from papi.kit.text import spoken

REJECTION_WORDS: dict[str, tuple[str, str]] = {
    RejectionCode.NOT_READABLE: ("Không đọc được", "Cannot be read"),
    RejectionCode.NOT_THE_RIGHT_DOCUMENT: ("Không đúng tài liệu cần kiểm chứng", "Not the document that proves it"),
    RejectionCode.NO_SIGNATURE_OR_SEAL: ("Thiếu chữ ký hoặc con dấu", "Signature or seal is missing"),
    RejectionCode.WRONG_PERIOD: ("Không thuộc kỳ báo cáo", "Not of this period"),
    RejectionCode.PERSONAL_DATA: ("Có dữ liệu cá nhân chưa được đánh dấu hoặc che", "Personal data neither marked nor covered"),
    RejectionCode.EXPIRED: ("Đã hết hiệu lực", "No longer in force"),
    RejectionCode.DUPLICATE: ("Trùng với tài liệu khác", "The same as another document"),
    RejectionCode.OTHER: ("Lý do khác", "Another reason"),
}

STAGE_WORDS: dict[str, tuple[str, str]] = {
    ReviewStage.DRAFT: ("Chưa gửi", "Not sent yet"),
    ReviewStage.IN_REVIEW: ("Chờ thẩm tra", "In review"),
    ReviewStage.ACCEPTED: ("Đã chấp nhận", "Accepted"),
    ReviewStage.REJECTED: ("Không được chấp nhận", "Not accepted"),
}


def said_reason(code: RejectionCode | None, reason: str | None, language: str = "vi") -> str:
    """Why a document was not accepted, as the unit is told it."""
    code = code or RejectionCode.OTHER
    words = spoken(REJECTION_WORDS, code, language)
    if code is RejectionCode.OTHER:
        return reason or words
    return f"{words}: {reason}" if reason else words
