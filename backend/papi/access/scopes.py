"""What other systems may be given, in words, and why one of them is turned away."""

from papi.kit.errors import Forbidden, TokenRefused
from papi.kit.text import spoken

MACHINE_SCOPES: dict[str, tuple[str, str]] = {
    "reports:read": ("Đọc báo cáo đã tiếp nhận và số liệu tiến độ", "Read accepted reports and figures of progress"),
    "scores:read": ("Đọc kết quả PAPI đã công bố", "Read published PAPI results"),
    "evidence:read": ("Đọc tài liệu kiểm chứng", "Read documents of proof"),
    "measures:write": ("Gửi số liệu đo lường", "Send measured values"),
    "events:read": ("Đọc dòng sự kiện thay đổi", "Read the feed of changes"),
    "delivery:receipt": ("Báo kết quả nhận gói tin", "Say what became of a delivered package"),
}
"""What a client may be given, in words. A scope says which calls; on whose matters, the client's units say."""


def scope_words(scope: str, language: str) -> str:
    """A scope as people say it."""
    return spoken(MACHINE_SCOPES, scope, language)


class ScopeMissing(Forbidden):
    """`insufficient_scope` of RFC 6750, section 3.1."""

    code = "scope_missing"
    vi = "Mã truy cập không có phạm vi “{scope}” ({words}). Đề nghị quản trị hệ thống cấp thêm, rồi lấy mã mới."
    en = "The token lacks the scope “{scope}” ({words}). Ask the administrator for it, then get a new token."

    def __init__(self, scope: str, language: str) -> None:
        challenge = f'Bearer realm="papi", error="insufficient_scope", scope="{scope}"'
        super().__init__(headers={"WWW-Authenticate": challenge}, scope=scope, words=scope_words(scope, language))


class ClientNeeded(Forbidden):
    code = "client_needed"
    vi = "Địa chỉ này dành cho hệ thống kết nối, không dùng được bằng tài khoản của người."
    en = "This is for connected systems; a person's account does not serve here."


class ClientRefused(TokenRefused):
    """A genuine token whose client may no longer call: `invalid_token` of RFC 6750."""

    code = "client_token_ended"
    vi = "Mã truy cập của hệ thống kết nối không còn hiệu lực. Lấy mã mới."
    en = "This token of a connected system is no longer valid. Get a new one."


class ClientDeactivated(ClientRefused):
    code = "client_deactivated"
    vi = "Kết nối này đã ngừng sử dụng. Đề nghị liên hệ quản trị hệ thống."
    en = "This client was deactivated. Please ask the administrator."


class ClientExpired(ClientRefused):
    code = "client_expired"
    vi = "Kết nối này đã hết hạn sử dụng. Đề nghị quản trị hệ thống gia hạn."
    en = "This client has expired. Please ask the administrator to prolong it."


class AddressRefused(Forbidden):
    code = "address_refused"
    vi = "Địa chỉ {address} không nằm trong danh sách được phép của mã truy cập này."
    en = "The address {address} is not among those from which this token may be used."

    def __init__(self, address: str | None) -> None:
        super().__init__(address=address or "–")
