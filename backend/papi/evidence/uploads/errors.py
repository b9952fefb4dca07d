"""Why an upload in pieces is refused."""

from papi.evidence.uploads.terms import VERSION
from papi.kit.errors import NotFound, Refusal, TooLarge, TooMany, WrongState


class UploadNotFound(NotFound):
    code = "upload_not_found"
    vi = "Không tìm thấy lần tải lên này. Gửi lại tệp từ đầu."
    en = "There is no such upload. Send the file from its beginning."


class UploadExpired(Refusal):
    status = 410
    code = "upload_expired"
    vi = "Lần tải lên này đã quá hạn. Gửi lại tệp từ đầu."
    en = "This upload has expired. Send the file from its beginning."


class UploadDamaged(Refusal):
    status = 410
    code = "upload_damaged"
    vi = "Phần đã nhận của tệp không còn nguyên vẹn trong kho. Gửi lại tệp từ đầu."
    en = "What was received of the file is no longer whole in the store. Send the file from its beginning."


class OffsetMismatch(WrongState):
    code = "upload_offset_mismatch"
    vi = "Phần gửi lên không nối tiếp phần đã nhận. Hỏi lại máy chủ đã nhận đến đâu rồi gửi tiếp."
    en = "These bytes do not follow those received so far. Ask how far the upload is and go on from there."


class ChecksumMismatch(Refusal):
    status = 460
    code = "checksum_mismatch"
    vi = "Phần gửi lên bị sai lệch trên đường truyền nên không được giữ. Gửi lại phần này."
    en = "These bytes were damaged on their way and not kept. Send them again."


class MoreThanAnnounced(TooLarge):
    code = "upload_longer_than_announced"
    vi = "Nội dung gửi lên dài hơn dung lượng đã khai báo của tệp."
    en = "More was sent than the announced length of the file."


class TooManyUploads(TooMany):
    code = "too_many_uploads"
    vi = "Đang có {limit} tệp tải lên dở dang. Chờ hoàn tất hoặc bỏ bớt rồi gửi tiếp."
    en = "{limit} uploads are unfinished. Let them end or remove some, then go on."


class ProtocolUnknown(Refusal):
    status = 412
    code = "tus_version_unsupported"
    vi = "Máy chủ chỉ nhận giao thức tus 1.0.0 (tiêu đề Tus-Resumable)."
    en = "Only tus 1.0.0 is spoken here (the header Tus-Resumable)."

    def __init__(self) -> None:
        super().__init__(headers={"Tus-Version": VERSION})
