"""What follows from a unit's name and place among the others, where nobody has written a letterhead down."""

import re
from dataclasses import dataclass

_COMMITTEE = re.compile(r"^(?:UBND|Ủy ban nhân dân)\s+", re.IGNORECASE)
_SMALL = frozenset({"và", "các", "của"})


@dataclass(frozen=True)
class Standing:
    """A unit on a day: its name, who stands above it, and whether it is a People's Committee."""

    name: str
    superior: str | None
    committee: bool


@dataclass(frozen=True)
class Derived:
    """The head of its papers, as `papers.paper.Head` has it."""

    superior: str
    issuer: str
    symbol: str
    place: str
    authority: list[str]
    signer: str


def derive(unit: Standing) -> Derived:
    """A People's Committee issues in its own name; others stand under the body above them."""
    return Derived(
        superior="" if unit.committee or unit.superior is None else _in_full(unit.superior),
        issuer=_in_full(unit.name),
        symbol=_symbol(unit),
        place=_place(unit),
        authority=_authority(unit),
        signer="",
    )


def _in_full(name: str) -> str:
    return _COMMITTEE.sub("Ủy ban nhân dân ", name)


def _symbol(unit: Standing) -> str:
    if unit.committee:
        return "UBND"
    words = [word for word in unit.name.split() if word not in _SMALL]
    return "".join(word[0].upper() for word in words) if unit.name.startswith("Phòng ") else ""


def _place(unit: Standing) -> str:
    """A ward's own name; of others the place of the body above them."""
    named = unit.name if unit.committee else unit.superior or ""
    place = _COMMITTEE.sub("", named)
    place = re.sub(r"^(?:thành phố|thị xã|tỉnh|huyện)\s+", "", place, flags=re.IGNORECASE)
    return place[:1].upper() + place[1:]


def _authority(unit: Standing) -> list[str]:
    if unit.committee:
        return ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]
    return ["TRƯỞNG PHÒNG"] if unit.name.startswith("Phòng ") else ["THỦ TRƯỞNG ĐƠN VỊ"]
