"""Where a person stands in a text: the name as its words in a row, a number whatever stands between its digits."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from papi.kit.excerpts import Excerpt, excerpt_at, excerpt_of
from papi.kit.text import fold, fold_aligned, search_words

_BETWEEN_WORDS, _BETWEEN_DIGITS = r"\W+", r"[\s.\-]*"
_VIETNAM = "84"
_GROUPS = {
    9: ((3, 3, 3),),
    10: ((4, 3, 3), (3, 3, 4), (4, 2, 2, 2), (3, 4, 3), (4, 6)),
    11: ((2, 3, 3, 3), (2, 9), (2, 3, 6), (2, 2, 3, 4), (3, 4, 4), (4, 3, 4)),
    12: ((3, 3, 3, 3), (4, 4, 4), (3, 3, 6), (3, 9)),
}


class Found(NamedTuple):
    """The excerpt, and whether what was looked for stands there in a row."""

    excerpt: Excerpt
    together: bool


def closed_up(text: str) -> str:
    """Without what people write between the digits of a number."""
    return re.sub(_BETWEEN_DIGITS, "", text)


def bare_number(given: str) -> str | None:
    """The digits, if that is all that is given."""
    digits = closed_up(given).removeprefix("+")
    return digits if digits.isdecimal() else None


def spellings(number: str) -> list[str]:
    """How people write and part a number, as words to search for."""
    return [
        spelling
        for digits in _written(number)
        for spelling in (digits, *(" ".join(_parted(digits, sizes)) for sizes in _GROUPS.get(len(digits), ())))
    ]


def _written(number: str) -> list[str]:
    """A telephone number at home and from abroad is the same one; 10 and 11 digits have no other number of a person."""
    digits = number.removeprefix("+")
    if len(digits) == 10 and digits.startswith("0"):
        return [digits, _VIETNAM + digits[1:]]
    return [digits, "0" + digits[2:]] if len(digits) == 11 and digits.startswith(_VIETNAM) else [digits]


def _parted(digits: str, sizes: tuple[int, ...]) -> Iterator[str]:
    start = 0
    for size in sizes:
        yield digits[start : start + size]
        start += size


def find_name(text: str, name: str) -> Found | None:
    """The name in a row; else the place where most of its words stand."""
    words = _BETWEEN_WORDS.join(map(re.escape, search_words(name)))
    row = excerpt_at(text, re.compile(rf"(?<!\w){words}(?!\w)"))
    if row is not None:
        return Found(row, together=True)
    apart = excerpt_of(text, name)
    return None if apart is None else Found(apart, together=False)


def find_number(text: str, number: str) -> Found | None:
    """The number in a row; else the place where its groups stand apart, which is seldom the number."""
    written = "|".join(map(_BETWEEN_DIGITS.join, _written(number)))
    row = excerpt_at(text, re.compile(rf"(?<!\d)(?:{written})(?!\d)"))
    if row is not None:
        return Found(row, together=True)
    apart = next((found for spelling in spellings(number) if " " in spelling and (found := excerpt_of(text, spelling))), None)
    return None if apart is None else Found(apart, together=False)


def has_name(text: str, name: str) -> bool:
    """Whether a short text, such as a title, says the name in a row."""
    return f" {' '.join(search_words(name))} " in f" {fold(text)} "


def has_number(text: str, number: str) -> bool:
    """The same of a number."""
    bare = closed_up(fold_aligned(text))
    return any(digits in bare for digits in _written(number))
