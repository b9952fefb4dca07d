"""Personal access tokens: a person's own, for scripts. They do what the person may, but never what keeps accounts safe."""

from papi.kit.db import SAFE_METHODS
from papi.kit.errors import Forbidden, Unauthenticated
from papi.kit.transport import API

_CLOSED = ("/auth/", "/me/", "/api-clients", "/personal-tokens", "/webhooks", "/identity", "/sso")
"""What is for people at a screen: passwords, sessions, tokens, connected systems, how people sign in."""

_CLOSED_TO_CHANGES = ("/users", "/delegations")
"""What scripts may read, and people alone may change."""


class PersonalTokenEnded(Unauthenticated):
    code = "personal_token_ended"
    vi = "Mã truy cập cá nhân không đúng, đã hết hạn hoặc đã bị thu hồi. Tạo mã mới ở trang tài khoản của tôi."
    en = "The personal access token is wrong, has expired or was revoked. Make a new one on your account's page."

    def __init__(self) -> None:
        super().__init__(headers={"WWW-Authenticate": 'Bearer realm="papi", error="invalid_token"'})


class PersonalTokenReads(Forbidden):
    code = "personal_token_reads"
    vi = "Mã truy cập cá nhân này chỉ được đọc. Muốn ghi, tạo mã có quyền ghi."
    en = "This personal access token only reads. To write, make one that may."

    def __init__(self) -> None:
        super().__init__(headers={"WWW-Authenticate": 'Bearer realm="papi", error="insufficient_scope", scope="write"'})


class PersonalTokenClosed(Forbidden):
    code = "personal_token_closed"
    vi = "Tài khoản, mật khẩu, mã truy cập và kết nối chỉ làm được khi đăng nhập, không dùng mã truy cập cá nhân."
    en = "Accounts, passwords, tokens and connections are for people who are signed in, not for a personal access token."


class PersonalTokenNoTicket(Forbidden):
    code = "personal_token_no_ticket"
    vi = "Mã truy cập cá nhân tải tệp thẳng ở địa chỉ “content” hoặc “pack”, không cần địa chỉ một phút."
    en = "A personal access token downloads the file itself at “content” or “pack”; it needs no one-minute address."


def require_served(method: str, path: str, *, may_write: bool) -> None:
    """Refuse what a personal token does not do. `path` is that of the route, without ids."""
    place = path.removeprefix(API)
    safe = method in SAFE_METHODS
    sessions = place.startswith("/users/") and place.count("/") > 2
    if place.startswith(_CLOSED) or sessions or (not safe and place.startswith(_CLOSED_TO_CHANGES)):
        raise PersonalTokenClosed
    if place.endswith("/ticket"):
        raise PersonalTokenNoTicket
    if not safe and not may_write:
        raise PersonalTokenReads
