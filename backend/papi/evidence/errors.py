"""Why evidence refuses, in words that a clerk understands."""

from papi.kit.errors import Forbidden, Invalid, NotFound, Refusal, StaleVersion, TooLarge, UnsupportedType, WrongState


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


_TAKEN = "PDF, DOCX, XLSX, PPTX, JPEG, PNG, HEIC, MP4"


class FileChanged(Refusal):
    status = 460
    code = "file_checksum_mismatch"
    vi = "Tệp nhận được khác với tệp đã chọn: có chỗ bị sai lệch trên đường truyền, hoặc tệp vừa được sửa. Gửi lại tệp từ đầu."
    en = "What arrived is not the file that was announced: it was damaged on its way, or has just been edited. Send it from its beginning."


class FileTypeRefused(UnsupportedType):
    code = "file_type_refused"
    vi = f"Tệp “{{name}}” không thuộc loại được nhận. Chỉ nhận {_TAKEN}."
    en = f"“{{name}}” is not of an accepted type. {_TAKEN} only."


class FileDisguised(FileTypeRefused):
    vi = f"Tệp “{{name}}” thực chất không phải {{claimed}}. Chỉ nhận {_TAKEN}."
    en = f"“{{name}}” is not really a {{claimed}}. {_TAKEN} only."


class FileMisnamed(FileTypeRefused):
    """A file of an accepted type under the ending of another one."""

    vi = "Tệp “{name}” thực chất không phải {claimed} mà là {real}. Đổi đuôi tên tệp thành {ending} rồi tải lại."
    en = "“{name}” is not a {claimed} but a {real}. Give its name the ending {ending} and upload it again."


class FileIsArchive(FileTypeRefused):
    vi = "Không nhận tệp nén “{name}”. Giải nén rồi tải từng tệp lên."
    en = "The archive “{name}” is not taken. Unpack it and upload its files one by one."


class FileHasMacros(FileTypeRefused):
    vi = "Tệp “{name}” chứa macro, không nhận. Lưu lại không kèm macro, hoặc xuất ra PDF, rồi tải lên."
    en = "“{name}” holds macros and is not taken. Save it without macros, or as PDF, and upload that."


class FileIsBomb(FileTypeRefused):
    vi = "Tệp “{name}” phình ra quá lớn khi mở, không nhận. Xuất ra PDF rồi tải lên."
    en = "“{name}” would unpack to far too much and is not taken. Save it as PDF and upload that."


class FileIsTwo(FileTypeRefused):
    vi = "Tệp “{name}” chứa một tệp loại khác ghép vào, không nhận. Xuất lại tệp bằng phần mềm đã tạo ra nó rồi tải lên."
    en = "“{name}” is a file of another type as well and is not taken. Export it anew from the program that made it."


class FileDamaged(FileTypeRefused):
    vi = "Tệp ảnh “{name}” bị hỏng, không còn hình nào xem được. Chụp hoặc xuất lại ảnh rồi tải lên."
    en = "The picture “{name}” is damaged: nothing of it can be seen. Take or export it anew and upload that."


class FileHasTooManyPoints(FileTypeRefused):
    vi = "Ảnh “{name}” có quá nhiều điểm ảnh nên không chuyển sang JPEG được. Chụp hoặc xuất lại ảnh nhỏ hơn rồi tải lên."
    en = "The picture “{name}” has too many points to be made a JPEG. Take or export a smaller one and upload that."


class FileLocked(FileTypeRefused):
    vi = "Tệp “{name}” có mật khẩu, không đọc được. Bỏ mật khẩu rồi tải lại."
    en = "“{name}” has a password and cannot be read. Remove the password and upload it again."


class FileUnexaminable(FileTypeRefused):
    vi = "Tệp “{name}” không kiểm tra được trong giới hạn an toàn: quá phức tạp hoặc bị hỏng. Xuất lại tệp rồi tải lên."
    en = "“{name}” cannot be examined within safe limits: too complex, or damaged. Export it anew and upload that."


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


class TooManyPages(Invalid):
    code = "too_many_pages"
    vi = "Tài liệu có {pages} trang, chỉ che trực tiếp được đến {most} trang. Che bằng phần mềm khác rồi tải bản đã che lên."
    en = "The document has {pages} pages; up to {most} can be blacked out here. Use another program and upload the copy."


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


class FileNotReadable(WrongState):
    """A file that nobody may read, by what the scanner says of it."""


class FileBeingScanned(FileNotReadable):
    code = "file_being_scanned"
    vi = "Tệp đang được quét mã độc, chưa mở được. Tài liệu tự mở khi quét xong."
    en = "The file is being scanned for malware and cannot be opened yet; it opens by itself when that is done."


class FileQuarantined(FileNotReadable):
    code = "file_quarantined"
    vi = "Tệp có mã độc ({finding}), đã bị cách ly và không ai mở được. Đơn vị tải lên phiên bản sạch."
    en = "The file holds malware ({finding}); it is quarantined and opened by nobody. Its unit uploads a clean version."


class FileNotScannable(FileNotReadable):
    code = "file_not_scannable"
    vi = "Tệp không quét được mã độc ({reason}) nên chưa ai mở được. Đơn vị tải lên phiên bản khác."
    en = "The file cannot be scanned for malware ({reason_en}), so nobody opens it. Its unit uploads another version."


class NothingToScanAgain(WrongState):
    code = "nothing_to_scan_again"
    vi = "Tài liệu không có tệp nào cần quét lại: tệp đang chờ quét, hoặc đã quét xong. Tải lại trang để xem."
    en = "No file of the document is to be scanned again: it waits for the scanner, or was scanned. Reload the page to see it."


class NoScanner(WrongState):
    code = "no_scanner"
    vi = "Máy chủ không còn trình quét mã độc nên không quét lại được. Đề nghị báo quản trị viên."
    en = "The server has no scanner any more, so nothing can be scanned again. Tell the administrator."


class EvidenceQuarantined(WrongState):
    code = "evidence_quarantined"
    vi = "Tài liệu bị cách ly hoặc không quét được mã độc: {titles}. Tải lên phiên bản sạch, hoặc gỡ tài liệu, rồi làm lại."
    en = "Documents are quarantined, or cannot be scanned for malware: {titles}. Upload clean versions, or take them off, and try again."


class EvidenceBeingScanned(WrongState):
    code = "evidence_being_scanned"
    vi = "Tài liệu đang được quét mã độc, chưa ai đọc được: {titles}. Thử lại khi quét xong."
    en = "Documents are being scanned for malware and nobody could read them yet: {titles}. Try again when that is done."


class EvidenceRejected(WrongState):
    code = "evidence_rejected"
    vi = "Còn tài liệu bị từ chối: {titles}. Trả lại để đơn vị thay hoặc gỡ tài liệu đó trước khi chấp nhận."
    en = "There is rejected evidence: {titles}. Return it before accepting, so that its unit replaces it or takes it off."


class AlreadyReviewed(WrongState):
    vi = "Tài liệu đã được thẩm tra như vậy."
    en = "The document has been reviewed that way already."


class FileReplaced(StaleVersion):
    code = "file_replaced"
    vi = "Tài liệu đã có tệp mới sau khi được xem. Xem tệp mới rồi quyết định lại."
    en = "The document has another file since it was looked at. Look at the new one, then decide again."


class OwnUpload(Forbidden):
    code = "own_submission"
    vi = "Không ai thẩm tra tài liệu do chính mình tải lên."
    en = "Nobody reviews a document that they uploaded themselves."


class NotMarked(WrongState):
    code = "not_marked"
    vi = "Tài liệu chưa được đánh dấu có dữ liệu cá nhân nên không cần bản đã che. Đánh dấu trước."
    en = "The document is not marked as holding personal data, so it needs no redacted copy. Mark it first."


class NoRedactedCopy(NotFound):
    code = "no_redacted_copy"
    vi = "Tài liệu có dữ liệu cá nhân, chưa có bản đã che. Đề nghị đơn vị tải bản đã che lên."
    en = "The document holds personal data and has no redacted copy yet. Ask its unit for one."


class DocumentErased(Refusal):
    status = 410
    code = "document_erased"
    vi = "Tài liệu đã được xóa. Biên bản xóa còn lưu, có chữ ký của hệ thống."
    en = "The document was erased. A signed record of that is kept."


class RangeRefused(Refusal):
    status = 416
    code = "range_not_satisfiable"
    vi = "Khoảng dữ liệu yêu cầu nằm ngoài tệp."
    en = "The requested range lies outside the file."
