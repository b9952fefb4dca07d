"""What a line of the official workbook is about: its code by the number, which statistic it is, and what it is called.

Dimension rows read "Chỉ số nội dung 1…" until 2019 and "Dimension 1: …" later, columns of the older files "1: …": the number counts.
Recent years give several rows per figure: unweighted (the published one), weighted, limits of confidence, standard error.
"""

import re
from dataclasses import dataclass
from enum import Enum

from papi.framework.models import ScoreLevel
from papi.framework.reading import TOTAL_CODE
from papi.kit.text import fold, nfc

_WORDS = (
    r"(?:chỉ số nội dung|nội dung thành phần|chỉ số thành phần|trục nội dung|lĩnh vực nội dung|nội dung|lĩnh vực|chỉ tiêu|"
    r"sub-?\s?dimension|dimension|indicator)"
)
_CODE = re.compile(
    rf"^(?P<words>{_WORDS}\s*)?(?P<code>[1-9](?:\.[1-9](?:\.[0-9a-z]{{1,3}})?)?)(?![0-9a-z%])(?P<mark>\s*[.:)]|\s+[-–—])?(?P<name>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_DECORATION = re.compile(r"\s*[(\[][^()\[\]]*(?:trọng số|weighted)[^()\[\]]*[)\]]|^\s*[-–—:.)]+\s*|\s*[-–—:]\s*$", re.IGNORECASE)
_UNWEIGHTED = re.compile(r"\b(?:khong (?:co )?trong so|chua (?:co )?trong so|unweighted|non weighted)\b")
_WEIGHTED = re.compile(r"\b(?:trong so|gia quyen|weighted)\b")
_PRECISION = re.compile(
    r"\b(?:khoang tin cay|gioi han tin cay|confidence|do tin cay 95|sai so chuan|standard error|std err|can duoi|can tren|gioi han duoi|"
    r"gioi han tren|lower (?:bound|limit|ci)|upper (?:bound|limit|ci)|95 (?:ci|lower|upper)|ci 95|do lech chuan|standard deviation)\b"
)
_SHORT = re.compile(r"(?:^|[\s(\[_-])(?:SE|S\.E\.|CI|LCI|UCI|95%\s*CI)(?:$|[\s)\]_:-])")  # as letters: folded, "sẽ" is "se"
_TOTAL_WORDS = frozenset(("papi", "chi", "so", "diem", "cap", "tinh", "nam", "cua", "composite", "provincial", "scores")) | {
    *("tong", "hop", "total", "overall", "aggregate", "score", "index")
}
_YEAR = re.compile(r"20\d\d")


class Statistic(Enum):
    """Which of the figures a line is. A line that does not say is taken as published unless another one says so."""

    PLAIN = 0
    UNWEIGHTED = 1
    OTHER = 2


@dataclass(frozen=True)
class Label:
    """A line that holds figures of one node."""

    level: ScoreLevel
    code: str
    statistic: Statistic
    name: str = ""


def statistic_of(texts: list[str]) -> Statistic:
    """The statistic that the labels of one line name."""
    folded = " | ".join(fold(text) for text in texts)
    if _PRECISION.search(folded) or any(_SHORT.search(text) for text in texts):
        return Statistic.OTHER
    rest = _UNWEIGHTED.sub("", folded)
    if _WEIGHTED.search(rest):
        return Statistic.OTHER
    return Statistic.UNWEIGHTED if rest != folded else Statistic.PLAIN


def read_label(text: str) -> tuple[ScoreLevel, str, str] | None:
    """Level, code and name of a label; None where it has no number and is not the total's."""
    text = " ".join(nfc(text).split())
    found = _CODE.match(text)
    if found is None:
        return (ScoreLevel.TOTAL, TOTAL_CODE, "") if _is_total(fold(text)) else None
    code = found["code"].lower()
    level = (ScoreLevel.DIMENSION, ScoreLevel.SUBDIMENSION, ScoreLevel.INDICATOR)[code.count(".")]
    if level is ScoreLevel.DIMENSION and not (found["words"] or found["mark"]):
        return None  # a bare 1 is the number of a line
    return level, code, clean_name(found["name"])


def _is_total(folded: str) -> bool:
    """Whether these are words for the total and nothing else: "Chỉ số PAPI tổng hợp (không có trọng số)", "Unweighted PAPI Score"."""
    words = {word for word in _WEIGHTED.sub(" ", _UNWEIGHTED.sub(" ", folded)).split() if not _YEAR.fullmatch(word)}
    whole = words & {"tong", "total", "overall", "aggregate"}
    named = "papi" in words or (whole and words & {"diem", "score", "hop", "index"}) or len(words) == len(whole) == 1
    return bool(named) and words <= _TOTAL_WORDS


def clean_name(text: str) -> str:
    """A name without the marks around it; empty where nothing is left that names."""
    name = _DECORATION.sub("", _DECORATION.sub("", " ".join(nfc(text).split()))).strip()
    return name if name.isprintable() and 3 <= len(name) <= 400 and any(char.isalpha() for char in name) else ""
