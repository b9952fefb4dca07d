"""By what pictures and texts are compared that are nearly the same.

A picture: whether each point is darker than its neighbour, beside and below (dHash: N. Krawetz, "Kind of Like That", 2013; both ways as in
B. Hoyt's `dhash`): 8 × 8 points to find it by, 16 × 16 to be sure. A text: of its runs of three words the least hash in each of 128 bins
(MinHash by one permutation, empty bins filled from their neighbours: A. Shrivastava, P. Li, "Densifying One Permutation Hashing", 2014).
"""

from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

from PIL import ImageStat

from papi.kit.text import fold

BINS = 128
_LEAST_WORDS = 120
"""Two short papers of one office are alike by their letterhead alone."""
_FLAT = 6.0
"""Of a blank sheet, or a black picture, the points differ by chance."""
_BIN_BITS = 32


def picture_of(image: Any) -> str | None:
    """The two hashes of a picture, as hexadecimal: 32 signs, then 128; None for one on which there is hardly anything."""
    grey = image.convert("L")
    if ImageStat.Stat(grey.resize((32, 32))).stddev[0] < _FLAT:
        return None
    return _differences(grey, 8) + _differences(grey, 16)


def _differences(grey: Any, size: int) -> str:
    points = list(grey.resize((size + 1, size + 1)).tobytes())
    rows = [points[start : start + size + 1] for start in range(0, len(points), size + 1)]
    beside = (rows[y][x] > rows[y][x + 1] for y in range(size) for x in range(size))
    below = (rows[y][x] > rows[y + 1][x] for y in range(size) for x in range(size))
    bits = "".join("1" if darker else "0" for half in (beside, below) for darker in half)
    return f"{int(bits, 2):0{len(bits) // 4}x}"


def sketch_of(text: str) -> str | None:
    """The least hashes of a text, 8 hexadecimal signs each; None for one that is too short to be told from others."""
    words = fold(text).split()
    if len(words) < _LEAST_WORDS:
        return None
    least: list[int | None] = [None] * BINS
    for run in {" ".join(words[at : at + 3]) for at in range(len(words) - 2)}:
        hashed = int.from_bytes(blake2b(run.encode(), digest_size=8).digest())
        place, value = hashed % BINS, hashed >> _BIN_BITS
        known = least[place]
        least[place] = value if known is None else min(known, value)
    return "".join(f"{value:08x}" for value in _filled(least))


def _filled(least: Sequence[int | None]) -> list[int]:
    """Empty bins take what the next full one has, moved by how far it is, so that two bins agree only where they would have."""
    filled = list[int]()
    for place in range(BINS):
        step = next(step for step in range(BINS) if least[(place + step) % BINS] is not None)
        value = least[(place + step) % BINS] or 0
        filled.append((value + step * 0x9E3779B1) % (1 << _BIN_BITS))
    return filled
