"""Which units a cell means. Only what is the name itself is taken as such; abbreviations, misspellings and exceptions are asked."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from functools import cached_property
from uuid import UUID

from papi.kit.text import fold
from papi.plans.annex.spelling import count_in, exact_forms, glued, is_part, plain, short_forms

_NEAR = 0.72
_JOINED = 0.86
_MOST = 5
_LONGEST_NAME = 6  # pieces between commas that one name may have
_SPLIT = re.compile(r"\s*([,;\n]|\s+và\s+|\s*&\s*|\s*/\s*)\s*", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-–•+*]|\d{1,2}[.)]\s)\s*")
_WITHOUT = re.compile(r"\(?\s*\b(?:trừ|ngoại trừ|không bao gồm|except)\b\s*:?\s*(?P<names>[^()]*)\)?\s*$", re.IGNORECASE)
_NUMBERED = re.compile(r"^(.*\b(?:phường|xã|khu phố))\s+\d+$", re.IGNORECASE)
_TOLD = re.compile(
    r"^(?P<asked>đề nghị\s+)?(?P<name>.*?)(?:\s*\((?P<due>hạn \d{1,2}/\d{1,2}/\d{4}|không hạn)\))?$", re.IGNORECASE | re.DOTALL
)
_TOLD_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_ASIDE = re.compile(r"\s*\([^()]*\)\s*")


@dataclass(frozen=True)
class KnownUnit:
    """A unit that may be given tasks; `names` are all that it has in the plan's time."""

    id: UUID
    code: str
    short_name: str
    names: Sequence[str]
    asked: bool
    ended: bool = False


@dataclass(frozen=True)
class KnownGroup:
    id: UUID
    name: str
    members: Sequence[UUID]


Values = tuple[str, ...]
"""What a spelling means: "unit:<id>", "group:<id>"; empty where it is no unit at all."""


@dataclass(frozen=True)
class Piece:
    """A part of a cell: what it says, what it means, or what it may mean."""

    spelling: str
    values: Values | None
    suggested: Sequence[Values] = ()
    asked: bool = False
    due: str = ""

    @property
    def due_on(self) -> date | None:
        """The day that stands beside the name. Raises `ValueError` where there is no such day."""
        told = _TOLD_DAY.search(self.due)
        return date(int(told[3]), int(told[2]), int(told[1])) if told is not None else None

    @property
    def due_is_a_day(self) -> bool:
        try:
            self.due_on  # noqa: B018 - what it raises is asked
        except ValueError:
            return False
        return True


@dataclass(frozen=True)
class Directory:
    """The units and groups of the plan's time. `city` is the name that offices add to or leave out of their own."""

    units: Mapping[UUID, KnownUnit]
    groups: Mapping[UUID, KnownGroup]
    city: str = ""
    learnt: Mapping[str, Values] = field(default_factory=dict[str, Values])

    @cached_property
    def exact(self) -> Mapping[str, frozenset[str]]:
        """Plain form of a name → what it names."""
        found: dict[str, set[str]] = defaultdict(set)
        city = plain(self.city)
        for unit in self.units.values():
            for name in unit.names:
                for form in exact_forms(name, city):
                    found[form].add(f"unit:{unit.id}")
            found[plain(with_code(unit))].add(f"unit:{unit.id}")
        for group in self.groups.values():
            found[plain(group.name)].add(f"group:{group.id}")
        return {form: frozenset(named) for form, named in found.items()}

    @cached_property
    def short(self) -> Mapping[str, frozenset[str]]:
        """Glued abbreviation → what it may stand for."""
        found: dict[str, set[str]] = defaultdict(set)
        for unit in self.units.values():
            for name in unit.names:
                for form in short_forms(name):
                    found[form].add(f"unit:{unit.id}")
        return {form: frozenset(named) for form, named in found.items()}

    def members(self, values: Iterable[str]) -> list[UUID]:
        """The units that the values stand for, each once. Raises `KeyError` where there is no such unit or group."""
        found: dict[UUID, None] = {}
        for value in values:
            kind, _, given = value.partition(":")
            known = UUID(given)
            found |= dict.fromkeys(self.groups[known].members if kind == "group" else (self.units[known].id,))
        return list(found)

    def label(self, values: Iterable[str]) -> str:
        """What the values are called."""
        named: list[str] = []
        for value in values:
            kind, _, given = value.partition(":")
            named.append(self.groups[UUID(given)].name if kind == "group" else self.name_of(UUID(given)))
        return ", ".join(named)

    def name_of(self, unit_id: UUID) -> str:
        """A name that means this unit and no other."""
        unit = self.units[unit_id]
        return unit.short_name if self.exact.get(plain(unit.short_name)) == frozenset({f"unit:{unit_id}"}) else with_code(unit)


class UnitReader:
    """Reads cells; each spelling is looked up once."""

    def __init__(self, directory: Directory, used: Callable[[str], None] = lambda _spelling: None) -> None:
        self.directory = directory
        self._used = used  # hears the spellings whose answers are used
        self._known: dict[str, Piece] = {}
        self._cells: dict[str, Sequence[Piece]] = {}

    def read(self, cell: str) -> Sequence[Piece]:
        """The parts of a cell, split at commas, semicolons, lines and "và" wherever these are not part of a name."""
        if cell not in self._cells:
            pieces = [piece for block in _blocks(cell) for piece in self._block(block)]
            self._cells[cell] = pieces
        return self._cells[cell]

    def _block(self, block: str) -> list[Piece]:
        if _WITHOUT.search(block) is not None:
            return [self._piece(block)]
        names, breaks = _split(_BULLET.sub("", block).strip())
        found: list[Piece] = []
        at = 0
        while at < len(names):
            length = self._length(names, breaks, at)
            text = "".join(f"{name}{_joint(mark)}" for name, mark in zip(names[at : at + length - 1], breaks[at:], strict=False))
            spelling = _BULLET.sub("", f"{text}{names[at + length - 1]}").strip(" .:")
            if spelling.isdigit() and found and (kind := _NUMBERED.match(found[-1].spelling)):
                spelling = f"{kind[1]} {spelling}"  # "Phường 1, 2 và 3"
            if spelling:
                found.append(self._piece(spelling))
            at += length
        return found

    def _length(self, names: Sequence[str], breaks: Sequence[str], at: int) -> int:
        """How many of the next parts make one name: the longest that is one, else the longest that looks much like one."""
        most = min(_LONGEST_NAME, len(names) - at)
        joined = {length: _name_in(" ".join(names[at : at + length])) for length in range(most, 0, -1)}
        for length, text in joined.items():
            if plain(text) in self.directory.exact:
                return length
        for length, text in joined.items():
            single = length == 1 or any(plain(name) in self.directory.exact for name in names[at : at + length])
            counted = any(name.isdigit() for name in names[at + 1 : at + length])  # "P1, 2" is no P12
            if (
                not single
                and not counted
                and (self._learnt(text) is not None or glued(text) in self.directory.short or self._nearest(text, _JOINED))
            ):
                return length
        return 1

    def _learnt(self, spelling: str) -> Values | None:
        return self.directory.learnt.get(fold(spelling))

    def _piece(self, spelling: str) -> Piece:
        if spelling not in self._known:
            self._known[spelling] = self._look_up(spelling)
        return self._known[spelling]

    def _look_up(self, spelling: str) -> Piece:
        named = self.directory.exact.get(plain(spelling), frozenset())
        if len(named) == 1 and self._counted(spelling, named):
            return Piece(spelling, tuple(named))
        learnt = self._learnt(spelling)
        if learnt is not None:
            self._used(fold(spelling))
            return Piece(spelling, learnt)
        told = _TOLD.match(spelling)
        if told is not None and (told["asked"] or told["due"]):
            piece = self._look_up(told["name"])
            return Piece(spelling, piece.values, piece.suggested, bool(told["asked"]), told["due"] or "")
        if len(named) > 1:
            return Piece(spelling, None, self._sorted(named))
        return Piece(spelling, None, self._suggest(spelling, named))

    def _counted(self, spelling: str, named: frozenset[str]) -> bool:
        count = count_in(spelling)
        return count is None or count == len(self.directory.members(named))

    def _suggest(self, spelling: str, named: frozenset[str]) -> Sequence[Values]:
        without = _WITHOUT.search(spelling)
        if without is not None:
            return self._excepted(spelling[: without.start()], without["names"])
        bare = _ASIDE.sub(" ", spelling).strip()
        if bare and bare != spelling:
            inside = self._look_up(bare)
            return [inside.values] if inside.values else inside.suggested
        if named:
            return self._sorted(named)
        short = self.directory.short.get(glued(spelling), frozenset())
        return self._sorted(short) if short else [(value,) for value in self._nearest(spelling, _NEAR)]

    def _excepted(self, all_of: str, left_out: str) -> Sequence[Values]:
        """A group without some of its members, written out."""
        groups = [piece.values for piece in self.read(all_of) if piece.values]
        others = [piece.values or (piece.suggested[0] if piece.suggested else ()) for piece in self.read(left_out)]
        gone = set(self.directory.members(value for values in others for value in values))
        kept = [unit for unit in self.directory.members(value for values in groups for value in values) if unit not in gone]
        return [tuple(f"unit:{unit}" for unit in kept)] if kept and gone else []

    def _sorted(self, named: Iterable[str]) -> list[Values]:
        return [(value,) for value in sorted(named, key=lambda value: self.directory.label([value]))]

    def _nearest(self, spelling: str, least: float) -> list[str]:
        """What is written most alike, best first."""
        words = plain(spelling)
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(words)
        best: dict[str, float] = {}
        for form, named in self.directory.exact.items():
            matcher.set_seq1(form)
            ratio = 1.0 if is_part(words, form) else 0.0
            if not ratio and matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least:
                ratio = matcher.ratio()
            for value in named if ratio >= least else ():
                best[value] = max(best.get(value, 0), ratio)
        return sorted(best, key=lambda value: (-best[value], self.directory.label([value])))[:_MOST]


def _blocks(cell: str) -> list[str]:
    """Lines and what stands between semicolons; whatever is in brackets stays with what stands before it."""
    found, depth, start = list[str](), 0, 0
    for place, char in enumerate(cell):
        depth = max(0, depth + (char == "(") - (char == ")"))
        if char == ";" and depth == 0:
            found.append(cell[start:place])
            start = place + 1
    found.append(cell[start:])
    return [block for block in found if block.strip()]


def _split(block: str) -> tuple[list[str], list[str]]:
    """The parts of a block and what stands after each; what is in brackets is not parted."""
    names, breaks, start = list[str](), list[str](), 0
    depth, seen = 0, 0
    for found in _SPLIT.finditer(block):
        depth += block.count("(", seen, found.start()) - block.count(")", seen, found.start())
        seen = found.start()
        if depth <= 0:
            names.append(block[start : found.start()])
            breaks.append(found[1].strip(" ") or found[1])
            start = found.end()
    return [*names, block[start:]], [*breaks, ""]


def with_code(unit: KnownUnit) -> str:
    """A name that no other unit has."""
    return f"{unit.short_name} (mã {unit.code})"


def _name_in(text: str) -> str:
    """The name without what is told about the assignment."""
    told = _TOLD.match(text)
    return told["name"] if told is not None else text


def _joint(mark: str) -> str:
    return f"{mark} " if mark in ",;" else f" {mark.strip()} "
