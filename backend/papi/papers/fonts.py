"""What the font of the papers holds: Liberation Serif, whose letters are as wide as those of Times New Roman."""

from functools import cache
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

import papi

FONTS = Path(papi.__file__).parent / "kit" / "fonts"
_MISSING = "□"
_UNSEEN = frozenset("\n\t\u200b\u200c\u200d\u2060\u00ad")
_MM_PER_POINT = 25.4 / 72


@cache
def _measures(face: str) -> tuple[dict[int, float], frozenset[int]]:
    """Widths by code point in em, and every code point that has a glyph."""
    with TTFont(FONTS / f"LiberationSerif-{face}.ttf", lazy=True) as opened:
        font: Any = opened  # the library types its tables in part
        known = font.getBestCmap()
        widths, em = font["hmtx"], font["head"].unitsPerEm
        return {code: widths[name][0] / em for code, name in known.items()}, frozenset(known)


def width_mm(words: str, size: float, *, bold: bool = False) -> float:
    """How wide a line of this text is."""
    widths, _known = _measures("Bold" if bold else "Regular")
    return sum(widths.get(ord(char), 0.5) for char in words) * size * _MM_PER_POINT


def printable(words: str) -> str:
    """The text with a box for each sign that the font does not hold: a PDF/A shows nothing that is not in it."""
    known = _measures("Regular")[1]
    if words.isascii():
        return words
    return "".join(char if ord(char) in known or char in _UNSEEN else _MISSING for char in words)
