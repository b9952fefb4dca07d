"""Names of units as annexes spell them, brought to a form in which the usual ways of writing are alike."""

import re
from collections.abc import Iterator
from functools import lru_cache

from papi.kit.text import fold

# Ways of writing that everybody uses and nobody can misread. Folded, the longer before what it contains.
_ALIKE: tuple[tuple[str, str], ...] = (
    ("uy ban nhan dan", "ubnd"),
    ("hoi dong nhan dan", "hdnd"),
    ("uy ban mat tran to quoc", "ubmttq"),
    ("uy ban mttq", "ubmttq"),
    ("thanh pho", "tp"),
    ("thi xa", "tx"),
)
_FILLING = frozenset({"va", "cac", "cua", "tren", "dia", "so", "o"})
_COUNT = re.compile(r"\b(\d{1,3})\s+(?=(?:phuong|xa|phong|co quan|don vi|ubnd))")
# What a word of an abbreviation may stand for: "P.TP", "CA TP", "VP HĐND&UBND".
_SHORT: tuple[tuple[str, str], ...] = (
    ("p", "phong"),
    ("p", "phuong"),
    ("f", "phuong"),
    ("x", "xa"),
    ("ca", "cong an"),
    ("vp", "van phong"),
    ("tt", "trung tam"),
    ("ttr", "thanh tra"),
    ("mttq", "ubmttq"),
    ("cn", "chi nhanh"),
    ("vpdk", "van phong dang ky"),
    ("vpdkdd", "van phong dang ky dat dai"),
)
_TYPES = ("phong", "phuong", "xa", "ban", "trung tam", "van phong", "chi nhanh", "so", "cong an", "thanh tra")


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """The words of a name, abbreviations that everybody uses written alike, without words that only fill and counts of members."""
    words = f" {fold(text)} "
    for long, short in _ALIKE:
        words = words.replace(f" {long} ", f" {short} ")
    words = _COUNT.sub("", words)
    kept = [word for word in words.split() if word not in _FILLING]
    return " ".join(kept)


def count_in(text: str) -> int | None:
    """How many members a group is said to have: 17 in "UBND 17 phường, xã"."""
    found = _COUNT.search(fold(text))
    return int(found[1]) if found else None


def glued(text: str) -> str:
    """The plain words without blanks: "P.1" and "P1" are one."""
    return plain(text).replace(" ", "")


_VAGUE = frozenset({"lien", "quan", "co", "khac", "thuoc", "truc", "tp", "thi", "ubnd"})


def is_part(words: str, name: str) -> bool:
    """Whether the words are some of the name's: "các phòng, ban liên quan" leaves open which."""
    told = set(words.split())
    kept = told - _VAGUE if "lien quan" in words else told
    return len(kept) > 1 and kept < set(name.split()) and not any(word.isdigit() for word in kept)


def exact_forms(name: str, city: str) -> Iterator[str]:
    """The forms in which a name is the name itself: with and without the city's, wards without "UBND"."""
    words = plain(name)
    yield words
    shorter = words
    for tail in (f" tp {city}", f" {city}", " tp"):
        if city and shorter.endswith(tail) and shorter.removesuffix(tail) != "ubnd":
            shorter = shorter.removesuffix(tail)
            yield shorter
            yield f"{shorter} tp"
            yield f"{shorter} tp {city}"
    if words.startswith("ubnd ") and not words.startswith("ubnd tp"):
        yield words.removeprefix("ubnd ")
    elif words.startswith(("phuong ", "xa ")):
        yield f"ubnd {words}"


def short_forms(name: str) -> Iterator[str]:
    """Abbreviations that a clerk may mean: initials of all words, of those after the type, and the type shortened. Glued."""
    words = plain(name).removeprefix("ubnd ")
    kind = next((kind for kind in _TYPES if words.startswith(f"{kind} ")), "")
    rest = words.removeprefix(kind).split()
    own = "".join(rest)
    initials = {_initials(rest), _initials([word for word in rest if word not in ("tp", "vn")])}
    with_and = fold(name).removeprefix("uy ban nhan dan ").removeprefix(kind).split()
    initials.add(_initials(with_and))
    starts = {kind.replace(" ", ""), _initials(kind.split()), ""} | {short for short, long in _SHORT if long == kind}
    for start in starts:
        for ending in {own, *initials} - {""}:
            if start or len(ending) > 1:
                yield f"{start}{ending}"
                yield f"ubnd{start}{ending}"
                yield f"{start}{ending}tp"


def _initials(words: list[str]) -> str:
    return "".join(word if word.isdigit() or word in ("ubnd", "hdnd", "tp", "ubmttq") else word[0] for word in words)
