"""Refusals: every answer that says no, with a stable code and a sentence that a clerk understands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True)
class FieldError:
    """What is wrong with one field. `pointer` is a JSON pointer into the body, or `?name` for a query parameter."""

    pointer: str
    vi: str
    en: str

    def to_wire(self, language: str) -> dict[str, str]:
        return {"pointer": self.pointer, "detail": self.en if language == "en" else self.vi}


class Refusal(Exception):
    """A request that is refused and changes nothing, unless `persist` says that the refusal itself is remembered."""

    status: ClassVar[int] = 400
    code: ClassVar[str] = "refused"
    vi: ClassVar[str] = "Yêu cầu bị từ chối."
    en: ClassVar[str] = "The request was refused."
    persist: ClassVar[bool] = False

    def __init__(
        self,
        *,
        errors: Sequence[FieldError] = (),
        headers: Mapping[str, str] | None = None,
        members: Mapping[str, Any] | None = None,
        **params: object,
    ) -> None:
        super().__init__(self.code)
        self.errors = list(errors)
        self.headers = dict(headers or {})
        self.members = dict(members or {})
        self.params = params

    def detail(self, language: str) -> str:
        """The sentence for the caller, in Vietnamese unless English was asked for."""
        return (self.en if language == "en" else self.vi).format(**self.params)


class Unauthenticated(Refusal):
    status = 401
    code = "not_signed_in"
    vi = "Chưa đăng nhập, hoặc phiên làm việc không hợp lệ."
    en = "Not signed in, or the session is not valid."


class TokenRefused(Unauthenticated):
    """A token came along, and does not hold: `invalid_token` of RFC 6750, section 3.1, by which libraries know to get another one."""

    def __init__(self) -> None:
        super().__init__(headers={"WWW-Authenticate": 'Bearer realm="papi", error="invalid_token"'})


class Forbidden(Refusal):
    status = 403
    code = "forbidden"
    vi = "Vai trò hiện tại không được thực hiện việc này."
    en = "The present role may not do this."


class NotFound(Refusal):
    status = 404
    code = "not_found"
    vi = "Không tìm thấy, hoặc nằm ngoài phạm vi được xem."
    en = "Not found, or out of sight."


class WrongState(Refusal):
    status = 409
    code = "wrong_state"
    vi = "Không thực hiện được ở trạng thái hiện tại."
    en = "This cannot be done in the present state."


class Conflict(Refusal):
    status = 409
    code = "conflict"
    vi = "Dữ liệu trùng hoặc mâu thuẫn với dữ liệu đã có."
    en = "This collides with data that is already there."


class StaleVersion(Refusal):
    status = 412
    code = "stale_version"
    vi = "Nội dung vừa được người khác sửa. Cả hai bản được giữ để đối chiếu."
    en = "Somebody has just changed this. Both versions are kept for comparison."

    def __init__(self, current: str | None = None) -> None:
        """`current` is unknown where two writers met inside the database: the page reads the resource anew."""
        super().__init__(members={} if current is None else {"current_version": current})


class TooLarge(Refusal):
    status = 413
    code = "body_too_large"
    vi = "Nội dung gửi lên quá lớn."
    en = "The request body is too large."


class UnsupportedType(Refusal):
    status = 415
    code = "unsupported_type"
    vi = "Kiểu dữ liệu không được hỗ trợ."
    en = "This type of content is not supported."


class Invalid(Refusal):
    status = 422
    code = "invalid"
    vi = "Dữ liệu chưa hợp lệ."
    en = "The data is not valid."


class ListTooLarge(Invalid):
    code = "list_too_large"
    vi = "Danh sách có hơn {most} dòng, tải thẳng không được. Lọc hẹp lại, hoặc để hệ thống chuẩn bị tệp rồi báo."
    en = "The list has more than {most} rows, too many to be downloaded at once. Filter it, or have the file prepared (POST /exports)."

    def __init__(self, most: int, number: str) -> None:
        super().__init__(most=number, members={"most_rows": most})


class ListBeyondFiles(ListTooLarge):
    code = "list_beyond_files"
    vi = "Danh sách có hơn {most} dòng, nhiều hơn một tệp được chứa. Lọc hẹp lại, ví dụ theo đơn vị hoặc theo kỳ."
    en = "The list has more than {most} rows, more than a file may hold. Filter it, by unit or period for example."


class TooMany(Refusal):
    status = 429
    code = "too_many_requests"
    vi = "Quá nhiều yêu cầu, thử lại sau ít phút."
    en = "Too many requests, try again in a few minutes."


class Unavailable(Refusal):
    status = 503
    code = "unavailable"
    vi = "Hệ thống tạm gián đoạn. Nội dung được giữ trên máy này và tự gửi lại."
    en = "The system is briefly unavailable. Your text is kept on this device and sent again."

    def __init__(self) -> None:
        super().__init__(headers={"Retry-After": "5"})


class StorageFull(Refusal):
    status = 507
    code = "storage_full"
    vi = "Máy chủ hết dung lượng lưu trữ, chưa ghi được. Đề nghị báo quản trị hệ thống."
    en = "The server has run out of storage; nothing was stored. Please tell the administrator."


class StorageKeyMissing(Refusal):
    status = 503
    code = "storage_key_missing"
    vi = "Chưa mở được tệp: máy chủ thiếu khóa lưu trữ {key}. Đề nghị báo quản trị hệ thống."
    en = "The file cannot be opened yet: the server lacks the storage key {key}. Please tell the administrator."

    def __init__(self, key: object) -> None:
        super().__init__(headers={"Retry-After": "60"}, key=key)


class StorageKeyWrong(StorageKeyMissing):
    code = "storage_key_wrong"
    vi = "Chưa mở được tệp: khóa lưu trữ {key} trên máy chủ không phải khóa đã dùng. Đề nghị báo quản trị hệ thống."
    en = "The file cannot be opened yet: the storage key {key} on the server is not the one that was used. Please tell the administrator."


class ObjectDamaged(Refusal):
    status = 500
    code = "file_damaged"
    vi = "Tệp trong kho đã hỏng hoặc bị thay thế, không mở được. Đề nghị báo quản trị hệ thống ({key})."
    en = "The file in the store is damaged or was replaced and cannot be opened. Please tell the administrator ({key})."
