"""What happens to personal access tokens, as facts of their person. Of the token its beginning at most."""

from typing import Any

from papi.access.models import PersonalToken
from papi.directory.models import Person
from papi.outbox.facts import Fact, FactKind

_READ = "audit.read"
CREATED = FactKind(
    "person.token_created", _READ, vi="tạo mã truy cập cá nhân “{name}” ({beginning}…)", en="made the token “{name}” ({beginning}…)"
)
ROTATED = FactKind(
    "person.token_rotated",
    _READ,
    vi="đổi mã truy cập cá nhân “{name}”, mã mới bắt đầu bằng {beginning}…, mã cũ còn dùng được thêm {hours} giờ",
    en="put another token ({beginning}…) in the place of “{name}”, which serves for {hours} hours more",
)
REVOKED = FactKind(
    "person.token_revoked", _READ, vi="thu hồi mã truy cập cá nhân “{name}” ({beginning}…)", en="revoked the token “{name}” ({beginning}…)"
)


def about(kind: FactKind, person: Person, token: PersonalToken, **more: Any) -> Fact:
    """A fact about a person's token."""
    return Fact(kind, "person", person.id, person.full_name, data={"name": token.name, "beginning": token.beginning, **more})
