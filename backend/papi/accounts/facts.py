"""What happens to accounts, as facts."""

from typing import Any

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
RESET_GIVEN = FactKind("person.reset_given", "audit.read", vi="cấp mã đặt lại mật khẩu", en="issued a reset code")
CREATED = FactKind("person.created", _READ, vi="tạo tài khoản", en="created the account")
CHANGED = FactKind("person.changed", _READ, vi="sửa tài khoản", en="changed the account", fields=_FIELDS)
JOINED = FactKind("person.joined", _READ, vi="giao vai trò {role} tại {unit}", en="made {role} of {unit}")
LEFT = FactKind("person.left", _READ, vi="kết thúc vai trò {role} tại {unit}", en="ended as {role} of {unit}")


def about(kind: FactKind, person: Person, **data: Any) -> Fact:
    """A fact about an account."""
    return Fact(kind, "person", person.id, person.full_name, data=data)
