"""Making any text fit for a file: what no file of Office or PDF can hold, or what turns a line around, is left out."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

_NEWLINES = re.compile(r"\r\n?|[\u2028\u2029\x85\v\f]")
# control characters, non-characters, and marks that turn the direction of what follows around (letters know their own)
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069\ufeff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_UNBROKEN = re.compile(r"\S{41,}")


def clean(words: str) -> str:
    """A text as files may hold it, in NFC."""
    one = _FORBIDDEN.sub("", _NEWLINES.sub("\n", words))
    return unicodedata.normalize("NFC", _SURROGATES.sub("\ufffd", one))


def breakable(value: Any) -> Any:
    """The same with every text's long unbroken pieces open to be broken at the end of a line."""
    if isinstance(value, str):
        return _UNBROKEN.sub(lambda found: "\u200b".join(found[0]), value)
    if isinstance(value, dict):
        parts = cast(Mapping[str, Any], value)
        return {name: breakable(part) for name, part in parts.items()}
    return [breakable(part) for part in cast(Sequence[Any], value)] if isinstance(value, list) else value


def day_or_words(value: Any) -> Any:
    """A day that went through JSON as a day again; anything else as it is."""
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        return value
