"""Text as the product keeps it (NFC) and as search sees it (folded)."""

import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime

from papi.kit.clock import TIMEZONE

_SWAPPED = str.maketrans({",": ".", ".": ","})
_STROKES = str.maketrans({"đ": "d", "Đ": "D"})


def nfc(value: str) -> str:
    """The one form in which text is stored and compared."""
    return unicodedata.normalize("NFC", value)


def fold(value: str) -> str:
    """Lower case without diacritics, words separated by single blanks; đ becomes d, which no decomposition does."""
    decomposed = unicodedata.normalize("NFD", value.translate(_STROKES))
    plain = "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()
    return " ".join("".join(char if char.isalnum() else " " for char in plain).split())


class _Aligned(dict[int, int]):
    """Fills itself with what each sign is folded to."""

    def __missing__(self, sign: int) -> int:
        self[sign] = ord(fold(chr(sign))[:1] or " ")
        return self[sign]


_ALIGNED = _Aligned()


def fold_aligned(value: str) -> str:
    """Each sign of an NFC text folded by itself: what stands at a place there stands at the same place here."""
    return value.translate(_ALIGNED)


def searchable(*parts: str | None) -> str:
    """The folded column of a row: every word preceded by a blank, so that a prefix of a word is found by LIKE '% word%'."""
    return " " + fold(" ".join(part for part in parts if part))


def spoken_number(value: float, language: str) -> str:
    """A number as people write it: 1.250,5 in Vietnamese, 1,250.5 in English."""
    text = f"{value:,.6f}".rstrip("0").rstrip(".")
    return text if language == "en" else text.translate(_SWAPPED)


def search_words(query: str) -> list[str]:
    """The folded words of a query; a row matches if each of them begins one of its words."""
    return fold(query).split()


def is_found_in(text: str, query: str | None) -> bool:
    """The same of a text that is at hand: whether every word of the query begins one of its words."""
    words = fold(text).split()
    return all(any(word.startswith(wanted) for word in words) for wanted in search_words(query or ""))


def format_day(day: date) -> str:
    """A day as Nghị định 30/2020 writes it: day below 10 and months 1 and 2 with a leading zero."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def format_moment(moment: datetime) -> str:
    """A moment in the city's time zone: 17:00 01/02/2024."""
    local = moment.astimezone(TIMEZONE)
    return f"{local:%H:%M} {format_day(local.date())}"


Words = Mapping[str, tuple[str, str]]
"""What codes are called, in Vietnamese and in English."""


def spoken(table: Words, code: str, language: str) -> str:
    """The words of a code."""
    return table[code][1 if language == "en" else 0]


def words_of(table: Words) -> Callable[[str, str], str]:
    """The same of one table: how a column of a file says its codes."""
    return lambda code, language: spoken(table, code, language)
