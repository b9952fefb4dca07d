"""Decisions, moves and previews as the wire has them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from papi.access.permissions import role_words
from papi.directory.models import Membership, Person, Unit
from papi.kit import clock
from papi.reorganisation.models import SuccessionKind, SuccessionMember, SuccessionMove
from papi.reorganisation.schemas import SuccessionCreate


class HeadPost(Protocol):
    """A head's membership of a unit that ends."""

    @property
    def membership(self) -> Membership: ...
    @property
    def person(self) -> Person: ...
    @property
    def unit(self) -> Unit: ...


class Outcome(Protocol):
    """What a reorganisation did."""

    @property
    def moves(self) -> Sequence[SuccessionMove]: ...
    @property
    def before(self) -> dict[str, Any]: ...
    @property
    def after(self) -> dict[str, Any]: ...
    @property
    def heads(self) -> Sequence[tuple[HeadPost, Unit]]: ...
    @property
    def is_unled(self) -> bool: ...


MOVE_FIELDS = ("what", "how", "thing_id", "into_id", "label", "from_unit_id", "from_name", "to_unit_id", "to_name")
_UNLED = (
    "Sau ngày hiệu lực không còn cơ quan tham mưu nào đang hoạt động: chưa có người thẩm tra báo cáo.",
    "No coordinating unit is in use after that day: nobody would review the reports.",
)
_NO_HEIR = (
    "Có đơn vị kết thúc mà không có đơn vị kế thừa: nhiệm vụ đang mở được tạm hoãn, người của đơn vị không còn vai trò.",
    "A unit ends without a successor: its open assignments are set aside, and its people have no role there any more.",
)

_ALL_TO_THE_FIRST = (
    "Chia tách mà chưa chọn nơi đến cho từng nhiệm vụ, từng người: tất cả chuyển về đơn vị sau sắp xếp đứng đầu danh sách.",
    "A unit is split and nothing was chosen for its assignments and people: all of them go to the first of the units after it.",
)


def shape_member(member: SuccessionMember) -> dict[str, Any]:
    """A unit before or after, as the wire's `MemberRead`."""
    return {name: getattr(member, name) for name in ("part", "kind", "side", "unit_id", "code", "name")}


def shape_move(move: SuccessionMove) -> dict[str, Any]:
    """One thing that moved, as the wire's `MoveRead`."""
    return {name: getattr(move, name) for name in MOVE_FIELDS}


class Reader(NamedTuple):
    """Who reads a preview: in which language, and the moves that are not for them."""

    language: str
    hidden: Collection[UUID]


def shape_preview(given: SuccessionCreate, outcome: Outcome, members: Iterable[SuccessionMember], reader: Reader) -> dict[str, Any]:
    """What would happen, as the wire's `SuccessionPreview`; made before it is undone."""
    return {
        "title": given.title,
        "effective_on": given.effective_on,
        "at_once": given.effective_on <= clock.today(),
        "members": [shape_member(member) for member in members],
        "before": outcome.before,
        "after": outcome.after,
        "moves": [shape_move(move) for move in outcome.moves if move.id not in reader.hidden],
        "heads": [_head(post, heir, reader.language) for post, heir in outcome.heads],
        "warnings": [pair[1 if reader.language == "en" else 0] for pair in _warnings(given, outcome)],
    }


def _head(post: HeadPost, heir: Unit, language: str) -> dict[str, Any]:
    return {
        "membership_id": post.membership.id,
        "person": post.person.full_name,
        "from_name": post.unit.short_name,
        "to_name": heir.short_name,
        "role": role_words(post.membership.role, language),
    }


def _warnings(given: SuccessionCreate, outcome: Outcome) -> Iterable[tuple[str, str]]:
    if outcome.is_unled:
        yield _UNLED
    if any(not part.successors for part in given.parts):
        yield _NO_HEIR
    if any(part.kind is SuccessionKind.SPLIT and all(choice.to is None for choice in part.choices) for part in given.parts):
        yield _ALL_TO_THE_FIRST


def by_succession(members: Iterable[SuccessionMember]) -> Mapping[UUID, list[dict[str, Any]]]:
    """Members by their decision, in order."""
    found: dict[UUID, list[dict[str, Any]]] = {}
    for member in members:
        found.setdefault(member.succession_id, []).append(shape_member(member))
    return found
