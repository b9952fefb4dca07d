"""Why accounts refuse."""

from typing import ClassVar

from papi.kit.errors import Conflict, Forbidden, Invalid, NotFound, Refusal


class OAuthRefusal(Refusal):
    """A refusal of `/auth/*` with the `error` that RFC 6749 (section 5.2) has for it."""

    error: ClassVar[str]

    def __init__(self) -> None:
        super().__init__(members={"error": self.error})


class CredentialsInvalid(OAuthRefusal):
    """The failure itself is remembered."""

    error = "invalid_grant"
    code = "invalid_credentials"
    vi = "Tên đăng nhập hoặc mật khẩu không đúng."
    en = "User name or password is wrong."
    persist = True


class CodeNeeded(OAuthRefusal):
    """The password was right; the attempt that was counted is given back, and that is remembered."""

    error = "invalid_grant"
    code = "totp_required"
    vi = "Tài khoản dùng xác thực hai bước. Nhập mã trong ứng dụng xác thực hoặc một mã dự phòng."
    en = "The account has a second factor. Enter the code of your authenticator, or a recovery code."
    persist = True


class CodeRefused(OAuthRefusal):
    """The failure itself is remembered."""

    error = "invalid_grant"
    code = "totp_wrong"
    vi = "Mã xác thực không đúng, đã dùng hoặc đã hết hạn. Chờ mã mới rồi nhập lại."
    en = "The code is wrong, was used or has expired. Wait for the next one."
    persist = True


class PasswordSignInOff(OAuthRefusal):
    error = "invalid_grant"
    code = "password_sign_in_off"
    vi = "Cơ quan chỉ cho quản trị hệ thống đăng nhập bằng mật khẩu. Dùng nút đăng nhập bằng tài khoản của tỉnh."
    en = "Only administrators sign in by password here. Use the button for the province's account."
    persist = True


class NoMembership(OAuthRefusal):
    error = "invalid_grant"
    code = "no_membership"
    vi = "Tài khoản chưa được gán vào đơn vị nào. Đề nghị liên hệ quản trị hệ thống."
    en = "The account belongs to no unit. Please ask the administrator."
    persist = True


class MembershipNotHeld(OAuthRefusal):
    error = "invalid_grant"
    code = "membership_not_held"
    vi = "Tài khoản không giữ vai trò này, hoặc vai trò đã kết thúc. Chọn vai trò khác."
    en = "The account does not hold this membership, or it has ended. Choose another."


class FirstPasswordExpired(OAuthRefusal):
    error = "invalid_grant"
    code = "first_password_expired"
    vi = "Mật khẩu cấp lần đầu đã quá 30 ngày nên hết hiệu lực. Đề nghị quản trị hệ thống cấp mã đặt lại mật khẩu."
    en = "The first password is more than 30 days old and no longer valid. Please ask the administrator for a reset code."


class GrantUnsupported(OAuthRefusal):
    error = "unsupported_grant_type"
    code = "unsupported_grant_type"
    vi = "Kiểu đăng nhập không được hỗ trợ."
    en = "This grant type is not supported."


class RequestInvalid(OAuthRefusal):
    error = "invalid_request"
    code = "invalid_request"
    vi = "Yêu cầu đăng nhập thiếu thông tin hoặc sai quy cách."
    en = "The request lacks a parameter, repeats one, or holds one that is not well formed."


class ClientRefusal(OAuthRefusal):
    """A client that did not show who it is: 401 with a challenge, as section 5.2 wants. The refusal is remembered."""

    status = 401
    error = "invalid_client"
    persist = True

    def __init__(self) -> None:
        super().__init__()
        self.headers["WWW-Authenticate"] = 'Basic realm="papi", charset="UTF-8"'


class ClientProofWrong(ClientRefusal):
    code = "client_proof_wrong"
    vi = "Mã kết nối hoặc bí mật không đúng, hoặc chữ ký không được chấp nhận."
    en = "The client id or its secret is wrong, or its signed statement is not believed."


class ClientEnded(ClientRefusal):
    code = "client_ended"
    vi = "Kết nối này đã ngừng sử dụng hoặc hết hạn. Đề nghị liên hệ quản trị hệ thống."
    en = "This client was deactivated or has expired. Please ask the administrator."


class ClientAddressRefused(ClientRefusal):
    code = "address_refused"
    vi = "Địa chỉ gọi đến không nằm trong danh sách được phép của kết nối này."
    en = "The address is not among those from which this client may call."


class AssertionUsed(ClientRefusal):
    code = "assertion_used"
    vi = "Bản ký này đã được dùng một lần. Ký bản mới cho mỗi lần lấy mã."
    en = "This signed statement was used before. Sign a new one each time."


class ProofMissing(ClientRefusal):
    persist = False
    code = "client_proof_missing"
    vi = "Thiếu bí mật hoặc bản ký của kết nối."
    en = "The client's secret or signed statement is missing."


class ScopeNotGranted(OAuthRefusal):
    error = "invalid_scope"
    code = "scope_not_granted"
    vi = "Kết nối này không được cấp phạm vi: {scopes}."
    en = "This client was not given the scope: {scopes}."

    def __init__(self, scopes: str) -> None:
        super().__init__()
        self.params["scopes"] = scopes


class ClientSignsIn(OAuthRefusal):
    error = "unauthorized_client"
    code = "client_signs_in"
    vi = "Hệ thống kết nối không đăng nhập bằng mật khẩu của người. Dùng grant_type=client_credentials."
    en = "A registered client does not sign in with a person's password. Use grant_type=client_credentials."


class TokenOfClient(OAuthRefusal):
    error = "unsupported_token_type"
    code = "client_token_not_revoked"
    vi = "Mã của hệ thống kết nối tự hết hạn sau 15 phút; ngừng kết nối để hủy ngay."
    en = "A client's token ends by itself after 15 minutes; deactivating the client ends it at once."


class ClientUnknown(OAuthRefusal):
    error = "invalid_client"
    code = "invalid_client"
    vi = "Phần mềm này không được đăng nhập bằng mật khẩu."
    en = "This client may not use passwords."


class TransportRefused(OAuthRefusal):
    error = "invalid_request"
    code = "https_required"
    vi = "Không đăng nhập qua kết nối không mã hóa. Dùng địa chỉ bắt đầu bằng https."
    en = "No sign-in over a connection that is not encrypted. Use the address that begins with https."


class OriginRefused(Forbidden):
    code = "origin_refused"
    vi = "Yêu cầu đăng nhập đến từ một địa chỉ không được phép."
    en = "Sign-in from this origin is not allowed."


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
    """The wrong guess itself is remembered."""

    code = "password_wrong"
    vi = "Mật khẩu hiện tại không đúng."
    en = "The present password is wrong."
    persist = True


class ResetInvalid(Invalid):
    """The wrong guess itself is remembered."""

    code = "reset_invalid"
    vi = "Mã đặt lại mật khẩu không đúng hoặc đã hết hạn."
    en = "The reset code is wrong or has expired."
    persist = True


class CodeWrong(Invalid):
    """The wrong guess itself is remembered."""

    code = "totp_wrong"
    vi = "Mã xác thực không đúng, đã dùng hoặc đã hết hạn."
    en = "The code is wrong, was used or has expired."
    persist = True


class FactorActive(Conflict):
    code = "totp_active"
    vi = "Tài khoản đã có xác thực hai bước. Bỏ cái đang dùng trước khi thiết lập lại."
    en = "The account already has a second factor. Take it off before setting up another."


class FactorNotBegun(Conflict):
    code = "totp_not_begun"
    vi = "Chưa bắt đầu thiết lập, hoặc đã quá 30 phút. Bắt đầu lại để nhận mã mới."
    en = "Setting up was not begun, or more than 30 minutes ago. Begin again for a new secret."


class FactorMissing(Conflict):
    code = "totp_missing"
    vi = "Tài khoản chưa có xác thực hai bước."
    en = "The account has no second factor."


class OwnFactor(Conflict):
    code = "totp_own"
    vi = "Bỏ xác thực hai bước của chính mình ở trang tài khoản, bằng mật khẩu và mã."
    en = "Take your own second factor off on your account's page, with password and code."


class PasswordTooShortAlone(Conflict):
    code = "password_short_alone"
    vi = "Mật khẩu hiện tại ngắn hơn 14 ký tự, chỉ đủ khi có xác thực hai bước. Đổi mật khẩu dài hơn trước khi bỏ."
    en = "The present password has fewer than 14 characters, enough only beside a second factor. Change it before taking that off."


class MembershipHeld(Conflict):
    code = "membership_held"
    vi = "Người này đã giữ vai trò đó tại đơn vị trong thời gian này."
    en = "This person already holds that role in the unit at that time."


class MembershipEnded(Conflict):
    code = "membership_ended"
    vi = "Vai trò này đã kết thúc ngày {day}."
    en = "This membership ended on {day}."


class MembershipDelegated(Conflict):
    code = "membership_delegated"
    vi = "Vai trò này được ủy quyền; chấm dứt ủy quyền ở mục Ủy quyền."
    en = "This membership was delegated; end the delegation instead."


class ImportRefused(Invalid):
    code = "import_refused"
    vi = "Tệp có {count} dòng chưa hợp lệ, chưa ghi dòng nào."
    en = "The file has {count} bad lines; nothing was stored."


class OwnAccount(Conflict):
    code = "own_account"
    vi = "Không tự khóa hoặc tự bỏ vai trò đang dùng của mình."
    en = "Nobody locks their own account or ends the membership in use."
