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
    return orjson.loads(resources.files("papi.consolidation").joinpath("folding.json").read_bytes())


def fold_texts(items: Sequence[Item]) -> list[Group[Item]]:
    """The items in groups that say the same, in the order of their first ones; empty texts are left out."""
    exact: dict[_Plain, list[int]] = {}
    for place, item in enumerate(items):
        if item.text.strip():
            exact.setdefault(_plain(item), []).append(place)
    groups: list[tuple[str, list[int]]] = []
    by_telling: dict[tuple[tuple[str, int], ...], list[int]] = {}
    for plain, places in exact.items():
        alike = by_telling.setdefault(plain.telling, [])
        found = next((group for group in alike if _near(groups[group][0], plain.text)), None)
        if found is None:
            alike.append(len(groups))
            groups.append((plain.text, places))
        else:
            groups[found][1].extend(places)
    return [Group([items[place] for place in sorted(places)]) for _text, places in groups]


def named(names: Sequence[str]) -> re.Pattern[str]:
    """Finds a unit's names, the longest first, whatever their case."""
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)


def _near(one: str, other: str) -> bool:
    from rapidfuzz import fuzz  # noqa: PLC0415 - 2 MiB that a server needs from its first consolidated report on, and the worker never

    threshold: int = rule()["threshold"]
    return fuzz.ratio(one, other, score_cutoff=threshold) >= threshold


def _plain(item: Said) -> _Plain:
    text = named(item.names).sub("đơn vị", unicodedata.normalize("NFC", item.text)).casefold()
    words = _BLANK.sub(" ", text).strip()
    counted = Counter(words.split())
    telling = [(word, counted[word]) for word in rule()["telling_words"] if counted[word]]
    numbers = [(number, 1) for number in _NUMBER.findall(text)]
    return _Plain(words, (*telling, *numbers))
