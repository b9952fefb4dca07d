"""Why evidence refuses, in words that a clerk understands."""

from papi.kit.errors import Forbidden, Invalid, NotFound, Refusal, TooLarge, UnsupportedType, WrongState


class EvidenceNotFound(NotFound):
    code = "evidence_not_found"
    vi = "Không tìm thấy tài liệu, hoặc tài liệu ngoài phạm vi được xem."
    en = "Document not found, or out of sight."


class FileTooLarge(TooLarge):
    code = "file_too_large"
    vi = "Tệp{size} vượt mức {limit}. Giảm dung lượng hoặc tách tệp."
    en = "The file{size} exceeds {limit}. Make it smaller or split it."

    def __init__(self, limit: int, size: int | None = None) -> None:
        super().__init__(limit=_megabytes(limit), size=f" {_megabytes(size)}" if size else "")


def _megabytes(size: int) -> str:
    value = size / (1024 * 1024)
    return f"{value:.0f} MB" if value >= 10 or value == int(value) else f"{value:.1f} MB".replace(".", ",")


class FileEmpty(Invalid):
    code = "file_empty"
    vi = "Tệp không có nội dung (0 byte)."
    en = "The file has no content (0 bytes)."


class FileTypeRefused(UnsupportedType):
    code = "file_type_refused"
    vi = "Tệp “{name}” không thuộc loại được nhận, hoặc chứa macro. Chỉ nhận PDF, DOCX, XLSX, JPEG, PNG."
    en = "“{name}” is not of an accepted type, or holds macros. PDF, DOCX, XLSX, JPEG, PNG only."


class FileDisguised(FileTypeRefused):
    vi = "Tệp “{name}” thực chất không phải {claimed}. Chỉ nhận PDF, DOCX, XLSX, JPEG, PNG."
    en = "“{name}” is not really a {claimed}. PDF, DOCX, XLSX, JPEG, PNG only."


class UploadBroken(Invalid):
    code = "upload_broken"
    vi = "Tệp gửi lên bị gián đoạn hoặc sai khuôn dạng, chưa lưu gì. Gửi lại tệp."
    en = "The upload broke off or is malformed; nothing was stored. Send the file again."


class NoFile(Invalid):
    code = "file_missing"
    vi = "Chưa chọn tệp."
    en = "No file was sent."


class NoPreview(UnsupportedType):
    code = "no_preview"
    vi = "Tệp này không xem trước được, tải về để mở."
    en = "There is no preview of this file; download it."


class NoSuchPage(NotFound):
    code = "page_not_found"
    vi = "Tài liệu không có trang này."
    en = "The document has no such page."


class UnknownTarget(Invalid):
    code = "unknown_target"
    vi = "Không dẫn chiếu được tài liệu đến đối tượng này."
    en = "Documents cannot be linked to this."


class TicketInvalid(NotFound):
    code = "ticket_invalid"
    vi = "Đường dẫn tải tệp đã hết hạn, mở lại từ trang tài liệu."
    en = "This download address has expired; open it again from the document's page."


class AlreadyReviewed(WrongState):
    vi = "Tài liệu đã được thẩm tra như vậy."
    en = "The document has been reviewed that way already."


class OwnUpload(Forbidden):
    code = "own_submission"
    vi = "Không ai thẩm tra tài liệu do chính mình tải lên."
    en = "Nobody reviews a document that they uploaded themselves."


class RangeRefused(Refusal):
    status = 416
    code = "range_not_satisfiable"
    vi = "Khoảng dữ liệu yêu cầu nằm ngoài tệp."
    en = "The requested range lies outside the file."
