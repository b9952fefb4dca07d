"""Why accounts refuse."""

from papi.kit.errors import Conflict, Forbidden, Invalid, NotFound, Refusal


class CredentialsInvalid(Refusal):
    """`invalid_grant`; the failure itself is remembered."""

    code = "invalid_credentials"
    vi = "Tên đăng nhập hoặc mật khẩu không đúng."
    en = "User name or password is wrong."
    persist = True

    def __init__(self) -> None:
        super().__init__(members={"error": "invalid_grant"})


class GrantUnsupported(Refusal):
    code = "unsupported_grant_type"
    vi = "Kiểu đăng nhập không được hỗ trợ."
    en = "This grant type is not supported."

    def __init__(self) -> None:
        super().__init__(members={"error": "unsupported_grant_type"})


class RequestInvalid(Refusal):
    code = "invalid_request"
    vi = "Yêu cầu đăng nhập thiếu thông tin."
    en = "The request lacks a parameter."

    def __init__(self) -> None:
        super().__init__(members={"error": "invalid_request"})


class ClientUnknown(Refusal):
    status = 401
    code = "invalid_client"
    vi = "Phần mềm này không được đăng nhập bằng mật khẩu."
    en = "This client may not use passwords."

    def __init__(self) -> None:
        super().__init__(members={"error": "invalid_client"})


class OriginRefused(Forbidden):
    code = "origin_refused"
    vi = "Yêu cầu đăng nhập đến từ một địa chỉ không được phép."
    en = "Sign-in from this origin is not allowed."


class NoMembership(Refusal):
    code = "no_membership"
    vi = "Tài khoản chưa được gán vào đơn vị nào. Đề nghị liên hệ quản trị hệ thống."
    en = "The account belongs to no unit. Please ask the administrator."

    def __init__(self) -> None:
        super().__init__(members={"error": "invalid_grant"})


class PersonNotFound(NotFound):
    code = "person_not_found"
    vi = "Không tìm thấy người dùng."
    en = "User not found."


class SessionNotFound(NotFound):
    code = "session_not_found"
    vi = "Không tìm thấy phiên làm việc."
    en = "Session not found."


class MembershipNotFound(NotFound):
    code = "membership_not_found"
    vi = "Không tìm thấy vai trò này của người dùng."
    en = "Membership not found."


class UsernameTaken(Conflict):
    code = "username_taken"
    vi = "Tên đăng nhập “{username}” đã có người dùng."
    en = "The user name “{username}” is taken."


class PasswordWrong(Invalid):
    code = "password_wrong"
    vi = "Mật khẩu hiện tại không đúng."
    en = "The present password is wrong."


class ResetInvalid(Invalid):
    code = "reset_invalid"
    vi = "Mã đặt lại mật khẩu không đúng hoặc đã hết hạn."
    en = "The reset code is wrong or has expired."


class ImportRefused(Invalid):
    code = "import_refused"
    vi = "Tệp có {count} dòng chưa hợp lệ, chưa ghi dòng nào."
    en = "The file has {count} bad lines; nothing was stored."


class OwnAccount(Conflict):
    code = "own_account"
    vi = "Không tự khóa hoặc tự bỏ vai trò đang dùng của mình."
    en = "Nobody locks their own account or ends the membership in use."
