"""The words around what was searched for."""

import re
from dataclasses import dataclass

from papi.kit.text import fold_aligned, search_words

_BEFORE, _AFTER = 70, 130
_MOST_HITS = 2000


@dataclass(frozen=True)
class Excerpt:
    """Where in a text something was found: the page, counted from 1, and the words around it."""

    page: int
    words: str


def excerpt_of(text: str, query: str) -> Excerpt | None:
    """The first place where most of the query's words stand together; the pages of the text are parted by form feeds."""
    wanted = sorted(set(search_words(query)), key=len, reverse=True)
    if not wanted:
        return None
    begins = re.compile(rf"(?<![^ ])(?:{'|'.join(map(re.escape, wanted))})")
    hits = list(_hits(begins, fold_aligned(text)))
    if not hits:
        return None
    at = max(range(len(hits)), key=lambda place: (_together(hits, place), -place))
    start = hits[at][0]
    return Excerpt(text.count("\f", 0, start) + 1, _cut(text, start))


def excerpt_at(text: str, row: re.Pattern[str]) -> Excerpt | None:
    """The first place where the folded text holds the pattern."""
    hit = row.search(fold_aligned(text))
    return None if hit is None else Excerpt(text.count("\f", 0, hit.start()) + 1, _cut(text, hit.start()))


def _hits(begins: re.Pattern[str], folded: str) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for hit in begins.finditer(folded):
        found.append((hit.start(), hit.group()))
        if len(found) == _MOST_HITS:
            break
    return found


def _together(hits: list[tuple[int, str]], place: int) -> int:
    """How many different words stand within what is shown from this hit on."""
    start, words = hits[place][0], set[str]()
    for at, word in hits[place : place + 40]:
        if at > start + _AFTER:
            break
        words.add(word)
    return len(words)


def _cut(text: str, start: int) -> str:
    """From some words before to some words after, never over the page's edges."""
    left = max(start - _BEFORE, text.rfind("\f", 0, start) + 1)
    end_of_page = text.find("\f", start)
    right = min(start + _AFTER, len(text) if end_of_page < 0 else end_of_page)
    words = text[left:right]
    if left > 0 and text[left - 1].isalnum():
        words = words.partition(" ")[2] or words
    if right < len(text) and text[right].isalnum():
        words = words.rpartition(" ")[0] or words
    cut = " ".join(words.split())
    return f"{'…' if left > 0 else ''}{cut}{'…' if right < len(text) else ''}"
