"""What happens to accounts, as facts."""

from typing import Any

from papi.access.models import ApiClient
from papi.directory.models import Person
from papi.outbox.facts import Fact, FactKind

_FIELDS = {
    "full_name": ("Họ và tên", "Full name"),
    "email": ("Thư điện tử", "E-mail"),
    "active": ("Đang sử dụng", "Active"),
}
_READ = "people.read"
SIGNED_IN = FactKind("session.started", "audit.read", vi="đăng nhập", en="signed in")
SIGN_IN_FAILED = FactKind("session.refused", "audit.read", vi="đăng nhập không thành công", en="failed to sign in")
REFRESH_REUSED = FactKind(
    "session.reused",
    "audit.read",
    vi="dùng lại mã làm mới đã hết hiệu lực, phiên làm việc bị thu hồi",
    en="used an old refresh token again; the session was revoked",
)
SIGNED_OUT = FactKind("session.ended", "audit.read", vi="kết thúc phiên làm việc", en="ended a session")
PASSWORD_CHANGED = FactKind("person.password_changed", "audit.read", vi="đổi mật khẩu", en="changed the password")
FACTOR_BEGUN = FactKind("person.totp_begun", "audit.read", vi="bắt đầu thiết lập xác thực hai bước", en="began to set up a second factor")
FACTOR_SET = FactKind("person.totp_set", _READ, vi="bật xác thực hai bước", en="set up a second factor")
FACTOR_REMOVED = FactKind("person.totp_removed", _READ, vi="bỏ xác thực hai bước", en="took the second factor off")
FACTOR_TAKEN_OFF = FactKind(
    "person.totp_taken_off", _READ, vi="bỏ xác thực hai bước bị mất", en="took the lost second factor off", relayed=True
)
RECOVERY_MADE = FactKind("person.recovery_codes_made", "audit.read", vi="tạo lại mã dự phòng", en="made recovery codes anew")
RECOVERY_USED = FactKind("person.recovery_code_used", "audit.read", vi="dùng một mã dự phòng", en="used a recovery code")
LINKED = FactKind("person.sso_linked", _READ, vi="liên kết với tài khoản “{name}”", en="linked with the account “{name}”")
UNLINKED = FactKind("person.sso_unlinked", _READ, vi="bỏ liên kết với tài khoản “{name}”", en="unlinked from the account “{name}”")
RESET_GIVEN = FactKind("person.reset_given", "audit.read", vi="cấp mã đặt lại mật khẩu", en="issued a reset code")
CREATED = FactKind("person.created", _READ, vi="tạo tài khoản", en="created the account")
CHANGED = FactKind("person.changed", _READ, vi="sửa tài khoản", en="changed the account", fields=_FIELDS)
JOINED = FactKind("person.joined", _READ, vi="giao vai trò {role} tại {unit}", en="made {role} of {unit}")
LEFT = FactKind("person.left", _READ, vi="kết thúc vai trò {role} tại {unit}", en="ended as {role} of {unit}")
TOKEN_GIVEN_UP = FactKind(
    "person.token_given_up",
    "audit.read",
    vi="mã truy cập cá nhân “{name}” ({beginning}…) bị hủy bằng chính mã đó",
    en="the token “{name}” ({beginning}…) was revoked with the token itself",
)
CLIENT_REFUSED = FactKind("api_client.refused", "audit.read", vi="bị từ chối cấp mã truy cập", en="was refused an access token")


def about(kind: FactKind, person: Person, **data: Any) -> Fact:
    """A fact about an account."""
    return Fact(kind, "person", person.id, person.full_name, data=data)


def about_client(kind: FactKind, client: ApiClient) -> Fact:
    """A fact about another system that wants a token."""
    return Fact(kind, "api_client", client.id, client.name)
