"""Making any text fit for a file: what no file of Office or PDF can hold, or what turns a line around, is left out."""

import re
import unicodedata
from datetime import date
from typing import Any

_NEWLINES = re.compile(r"\r\n?|[\u2028\u2029\x85\v\f]")
# control characters, non-characters, and marks that turn the direction of what follows around (letters know their own)
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069\ufeff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_UNBROKEN = re.compile(r"\S{41,}")
_PIECE = 40


def clean(words: str) -> str:
    """A text as files may hold it, in NFC."""
    one = _FORBIDDEN.sub("", _NEWLINES.sub("\n", words))
    return unicodedata.normalize("NFC", _SURROGATES.sub("\ufffd", one))


def breakable(words: str) -> str:
    """A text whose long unbroken pieces may be broken at the end of a line."""
    return _UNBROKEN.sub(lambda found: "\u200b".join(found[0][at : at + _PIECE] for at in range(0, len(found[0]), _PIECE)), words)


def day_or_words(value: Any) -> Any:
    """A day that went through JSON as a day again; anything else as it is."""
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        return value
