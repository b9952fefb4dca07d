"""How units are named in a running text."""

import re
from collections.abc import Sequence

from papi.consolidation.material import Naming, UnitNamed
from papi.reports.folding import named

_SHARED = re.compile(r"^UBND ")
_OTHERS = "các đơn vị"
_AS_A_GROUP = 5


def units_in_words(units: Sequence[UnitNamed], naming: Naming) -> str:
    """ "UBND Phường 1, Phường 2 và Phòng Tư pháp"; a whole group of units by its name: "UBND các phường, xã (17 đơn vị)"."""
    left = list(units)
    parts: list[str] = []
    present = {unit.id for unit in units}
    for group in naming.groups:
        if len(group.members) >= _AS_A_GROUP and group.members <= present:
            parts.append(f"{group.name} ({len(group.members)} đơn vị)")
            left = [unit for unit in left if unit.id not in group.members]
            break
    shared = False
    for unit in left:
        parts.append(_SHARED.sub("", unit.name) if shared else unit.name)
        shared = _SHARED.match(unit.name) is not None
    return _joined(parts)


def _joined(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} và {parts[-1]}"


def said_by(text: str, units: Sequence[UnitNamed], naming: Naming) -> str:
    """The text with the names of all who say so: in the place where its author names itself, else before it."""
    words = one_line(text)
    who = units_in_words(units, naming)
    own = named(units[0].names)
    found = own.search(words)
    if found is None:
        return f"{who}: {words}"
    if len(units) == 1:
        return words
    head, rest = words[: found.start()], own.sub(_OTHERS, words[found.end() :])
    return f"{head}{who}{rest}"


def beside(text: str, units: Sequence[UnitNamed], naming: Naming) -> str:
    """The text with the names of all who say so in brackets behind it."""
    words = one_line(text).rstrip(" .;")
    own = named(units[0].names)
    if own.match(words):
        return f"{said_by(words, units, naming)}."
    return f"{words} ({units_in_words(units, naming)})."


def one_line(text: str) -> str:
    """A paragraph: what stood in several lines goes on as sentences."""
    lines = [line.strip(" \t-•+") for line in text.splitlines()]
    return " ".join(line if line.endswith((".", ";", ":", "!", "?")) else f"{line}." for line in lines if line)
