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
    vi="đổi mã truy cập cá nhân “{name}” ({replaced}… thành {beginning}…), mã cũ còn dùng được nhiều nhất {hours} giờ",
    en="put another token in the place of “{name}” ({replaced}… by {beginning}…), the old one serves for {hours} hours at most",
)
REVOKED = FactKind(
    "person.token_revoked", _READ, vi="thu hồi mã truy cập cá nhân “{name}” ({beginning}…)", en="revoked the token “{name}” ({beginning}…)"
)


def about(kind: FactKind, person: Person, token: PersonalToken, **more: Any) -> Fact:
    """A fact about a person's token."""
    return Fact(kind, "person", person.id, person.full_name, data={"name": token.name, "beginning": token.beginning, **more})
