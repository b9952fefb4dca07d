"""What happens to personal access tokens, as facts of their person. Of the token its beginning at most."""

from typing import Any

from papi.access.areas import in_words
from papi.access.models import PersonalToken
from papi.directory.models import Person
from papi.outbox.facts import Fact, FactKind

_READ = "audit.read"
CREATED = FactKind(
    "person.token_created", _READ, vi="tạo mã truy cập cá nhân “{name}” ({beginning}…)", en="made the token “{name}” ({beginning}…)"
)
CREATED_FOR = FactKind(
    "person.narrow_token_created",
    _READ,
    vi="tạo mã truy cập cá nhân “{name}” ({beginning}…), chỉ dùng cho: {areas}",
    en="made the token “{name}” ({beginning}…) for these areas alone: {areas_en}",
)
ROTATED = FactKind(
    "person.token_replaced",
    _READ,
    vi="đổi mã truy cập cá nhân “{name}” ({replaced}… thành {beginning}…), mã cũ dùng được đến {until}",
    en="put another token in the place of “{name}” ({replaced}… by {beginning}…), the old one serves until {until}",
)
ROTATED_FOR_HOURS = FactKind(
    "person.token_rotated",  # as it was written down before the true end was
    _READ,
    vi="đổi mã truy cập cá nhân “{name}”, mã mới bắt đầu bằng {beginning}…, mã cũ còn dùng được thêm {hours} giờ",
    en="put another token ({beginning}…) in the place of “{name}”, which serves for {hours} hours more",
)
REVOKED = FactKind(
    "person.token_revoked", _READ, vi="thu hồi mã truy cập cá nhân “{name}” ({beginning}…)", en="revoked the token “{name}” ({beginning}…)"
)


def made(person: Person, token: PersonalToken) -> Fact:
    """That a token was made, and for what, if not for all that the person may."""
    if not token.scopes:
        return about(CREATED, person, token)
    words = {"areas": in_words(token.scopes, "vi"), "areas_en": in_words(token.scopes, "en")}
    return about(CREATED_FOR, person, token, scopes=token.scopes, **words)


def about(kind: FactKind, person: Person, token: PersonalToken, **more: Any) -> Fact:
    """A fact about a person's token."""
    return Fact(kind, "person", person.id, person.full_name, data={"name": token.name, "beginning": token.beginning, **more})
