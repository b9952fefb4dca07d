"""Why signing in by the identity provider is refused."""

from papi.kit.errors import Forbidden, NotFound, Refusal


class SsoOff(NotFound):
    code = "sso_off"
    vi = "Hệ thống này không có đăng nhập bằng tài khoản bên ngoài."
    en = "This installation has no sign-in by an identity provider."


class SsoStateInvalid(Refusal):
    code = "sso_state_invalid"
    vi = "Lượt đăng nhập này đã dùng, đã quá 10 phút, hoặc bắt đầu ở trình duyệt khác. Bấm đăng nhập lại."
    en = "This sign-in was used, took more than 10 minutes, or began in another browser. Please begin again."


class SsoCancelled(Refusal):
    code = "sso_cancelled"
    vi = "Chưa đăng nhập ở hệ thống tài khoản. Bấm đăng nhập lại, hoặc dùng mật khẩu."
    en = "The sign-in at the identity provider was not completed. Try again, or use your password."


class SsoNobody(Forbidden):
    code = "sso_nobody"
    vi = "Tài khoản này chưa khớp với người dùng nào. Đề nghị quản trị hệ thống kiểm tra tên đăng nhập, thư điện tử của anh/chị."
    en = "This account matches no user. Please ask the administrator to check your user name and e-mail."


class SsoSeveral(Forbidden):
    code = "sso_several"
    vi = "Thư điện tử này ghi cho nhiều người dùng nên chưa liên kết được. Đề nghị quản trị hệ thống sửa để mỗi người một địa chỉ."
    en = "Several users have this e-mail, so none was linked. Please ask the administrator to give each their own."


class SsoMailUnverified(Forbidden):
    code = "sso_mail_unverified"
    vi = "Hệ thống tài khoản chưa xác minh thư điện tử này. Xác minh ở đó, hoặc đề nghị quản trị hệ thống."
    en = "The identity provider has not verified this e-mail. Verify it there, or ask the administrator."


class SsoLinkedElsewhere(Forbidden):
    code = "sso_linked_elsewhere"
    vi = "Người dùng này đã liên kết với một tài khoản khác. Đề nghị quản trị hệ thống bỏ liên kết cũ."
    en = "This user is linked with another account. Please ask the administrator to unlink that one."


class SsoLocked(Forbidden):
    """The attempt itself is remembered."""

    code = "sso_locked"
    vi = "Tài khoản đã bị khóa. Đề nghị liên hệ quản trị hệ thống."
    en = "The account is locked. Please ask the administrator."
    persist = True


class IdentityNotFound(NotFound):
    code = "identity_not_found"
    vi = "Không tìm thấy liên kết này."
    en = "No such link."
