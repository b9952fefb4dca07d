"""Text out of a file, as it may be kept: NFC, without what no database takes, and not more than is read."""

import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress

MOST_SIGNS = 300_000
MOST_PAGES = 500
_LEAST_LETTERS = 16  # a scan with a page number or a stamp on it is a scan
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\xad\ud800-\udfff\ufffe\uffff]")
_ENDS = re.compile("\r\n?|\u2028|\u2029|\x85")
_MANY_BLANKS = re.compile(r"[ \u00a0\u2000-\u200b\u3000]+")
_MANY_TABS = re.compile(r" ?\t[ \t]*")
_MANY_ENDS = re.compile(r" ?\n(?:[ \t]*\n)+")


def cleaned(text: str) -> str:
    """One page's text."""
    plain = _MANY_TABS.sub("\t", _MANY_BLANKS.sub(" ", _UNWANTED.sub("", _ENDS.sub("\n", text))))
    return unicodedata.normalize("NFC", _MANY_ENDS.sub("\n\n", plain)).strip()


class Late(Exception):
    """The file takes longer to read than is given."""


def joined(pages: Iterable[str]) -> tuple[str, bool]:
    """The pages, parted by form feeds, and whether there was more than is read: pages are asked for one by one."""
    kept, left, whole = list[str](), MOST_SIGNS, False
    with suppress(Late):
        for page in pages:
            if len(kept) == MOST_PAGES or left <= 0:
                break
            clean = cleaned(page)
            kept.append(clean[:left])
            left -= len(clean)
        else:
            whole = left >= 0
    return "\f".join(kept), not whole


def says_something(text: str) -> bool:
    """Whether there is text worth the name."""
    return sum(sign.isalnum() for sign in text[:4000]) >= _LEAST_LETTERS
