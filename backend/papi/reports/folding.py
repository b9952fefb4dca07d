"""Texts of several units that say the same, put together: identical ones, and those that differ in a few words.

What differs in a number, or in a word that turns a sentence around, says something else. When texts count as alike is data
(`folding.json`). Deterministic: texts are taken in the official order of units, the first of a group speaks for it.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Generic, Protocol, TypeVar

import orjson

_NUMBER = re.compile(r"\d+(?:[.,/]\d+)*")
_BLANK = re.compile(r"\W+")
_OWN = "đơn vị"
_PIECE = 3
"""So many words in a row are a piece of a text."""
_SHORT, _TELLING, _LOOKED_AT = 12, 100, 20


class Said(Protocol):
    """A text with the names by which its author calls itself."""

    @property
    def text(self) -> str: ...

    @property
    def names(self) -> Sequence[str]: ...


Item = TypeVar("Item", bound=Said)


@dataclass(frozen=True)
class Group(Generic[Item]):
    """What says the same; the first speaks for all."""

    items: Sequence[Item]

    @property
    def first(self) -> Item:
        return self.items[0]


@dataclass(frozen=True)
class _Plain:
    """A text as it is compared: without its author's name, without case and punctuation."""

    text: str
    telling: tuple[tuple[str, int], ...]


@cache
def rule() -> dict[str, Any]:
    """The shipped rule."""
    return orjson.loads(resources.files("papi.reports").joinpath("folding.json").read_bytes())


def fold_texts(items: Sequence[Item]) -> list[Group[Item]]:
    """The items in groups that say the same, in the order of their first ones; empty texts are left out."""
    exact: dict[_Plain, list[int]] = {}
    for place, item in enumerate(items):
        if item.text.strip():
            exact.setdefault(_plain(item), []).append(place)
    alike: dict[tuple[tuple[str, int], ...], _Alike] = {}
    for plain, places in exact.items():
        alike.setdefault(plain.telling, _Alike()).take(plain.text, places)
    groups = sorted(sorted(places) for each in alike.values() for places in each.groups)
    return [Group([items[place] for place in places]) for places in groups]


class _Alike:
    """Texts with the same numbers and telling words, in groups that say the same.

    Two thousand long texts held against each other take a minute. So a text is held against those groups alone with whose first text it
    has most pieces in common, and a piece that stands in many of them tells nothing.
    """

    def __init__(self) -> None:
        self.groups: list[list[int]] = []
        self._texts: list[str] = []
        self._short: list[int] = []
        self._holders: dict[tuple[str, ...], list[int]] = {}

    def take(self, text: str, places: Sequence[int]) -> None:
        """Put the text to the first group that says the same, or let it begin one."""
        words = text.split()
        pieces = {tuple(words[at : at + _PIECE]) for at in range(len(words) - _PIECE + 1)}
        found = next((group for group in self._candidates(len(words), pieces) if _near(self._texts[group], text)), None)
        if found is not None:
            self.groups[found].extend(places)
            return
        if len(words) < 2 * _SHORT:
            self._short.append(len(self.groups))
        for piece in pieces:
            self._holders.setdefault(piece, []).append(len(self.groups))
        self.groups.append(list(places))
        self._texts.append(text)

    def _candidates(self, length: int, pieces: set[tuple[str, ...]]) -> Sequence[int]:
        if length < _SHORT:  # one other word leaves a short text without a piece in common
            return self._short
        common = Counter[int]()
        for piece in pieces:
            holders = self._holders.get(piece, ())
            if len(holders) <= _TELLING:
                common.update(holders)
        most = sorted(common, key=lambda group: (-common[group], group))[:_LOOKED_AT]
        return sorted(most)


def named(names: Sequence[str]) -> re.Pattern[str]:
    """Finds a unit's names, the longest first, whatever their case."""
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)


def _near(one: str, other: str) -> bool:
    from rapidfuzz import fuzz  # noqa: PLC0415 - 2 MiB that a server needs from the first texts it folds on, and the worker never

    threshold: int = rule()["threshold"]
    return fuzz.ratio(one, other, score_cutoff=threshold) >= threshold


def nameless(item: Said) -> str:
    """The text without its author's name."""
    return named(item.names).sub(_OWN, unicodedata.normalize("NFC", item.text))


def _plain(item: Said) -> _Plain:
    text = nameless(item).casefold()
    words = _BLANK.sub(" ", text).strip()
    counted = Counter(words.split())
    telling = [(word, counted[word]) for word in rule()["telling_words"] if counted[word]]
    numbers = [(number, 1) for number in _NUMBER.findall(text)]
    return _Plain(words, (*telling, *numbers))
