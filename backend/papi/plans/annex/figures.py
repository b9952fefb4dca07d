"""Scores and targets as annexes write them: "4,85", "≥ 5,60 điểm", "Duy trì", "Cải thiện"."""

import math
import re
from dataclasses import dataclass
from typing import Any

from papi.kit.text import fold
from papi.plans.annex.grids import text_of
from papi.plans.models import Stance
from papi.plans.words import STANCE_WORDS

_NONE = frozenset({"", "chua co", "chua co so lieu", "khong co", "khong co so lieu", "chua cong bo", "n a"})
_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?:[.,]\d{1,18})?(?![\d]|[.,]\d)")
_KEEP = re.compile(r"\b(?:duy tri|giu vung|giu nguyen|on dinh)\b")
_RAISE = re.compile(r"\b(?:cai thien|nang cao|tang|nang len|phan dau)\b")


class Unclear(ValueError):
    """The cell says no figure and no direction, or several."""


@dataclass(frozen=True)
class Wanted:
    """What a target cell says; the stance is None where only the figure is told."""

    value: float | None
    stance: Stance | None


def read_figure(value: Any) -> float | None:
    """A score; None where the cell says that there is none. Raises `Unclear`."""
    if isinstance(value, bool):
        raise Unclear
    if isinstance(value, int | float):
        return _checked(float(value))
    text = text_of(value)
    if fold(text) in _NONE:
        return None
    found = _NUMBER.findall(text)
    if len(found) != 1:
        raise Unclear
    return _checked(float(found[0].replace(",", ".")))


def read_target(value: Any) -> Wanted:
    """What is wanted: to keep or to raise, and to how much. Raises `Unclear`."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Wanted(_checked(float(value)), None)
    text = text_of(value)
    folded = fold(text)
    if folded in _NONE:
        return Wanted(None, None)
    keep, up = _KEEP.search(folded) is not None, _RAISE.search(folded) is not None
    stance = None if keep and up else Stance.MAINTAIN if keep else Stance.IMPROVE if up else None
    figures = _NUMBER.findall(re.sub(r"\bnăm\s+20\d\d\b", "", text, flags=re.IGNORECASE))
    if len(figures) > 1 or (not figures and stance is None) or (keep and up):
        raise Unclear
    return Wanted(_checked(float(figures[0].replace(",", "."))) if figures else None, stance)


def target_words(value: float | None, stance: Stance) -> str:
    """A target as the annex writes it; `read_target` reads just this out of it."""
    words = STANCE_WORDS[stance][0]
    return words if value is None else f"{words} {figure_words(value)}"


def figure_words(value: float) -> str:
    """A figure with a comma, as exact as it is kept."""
    return f"{value:.15f}".rstrip("0").rstrip(".").replace(".", ",") if value < 1e3 else repr(value).replace(".", ",")


def same_figure(one: float | None, other: float | None) -> bool:
    """Whether two figures are one: a sheet keeps fifteen digits."""
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-12, abs_tol=1e-12)


def _checked(value: float) -> float:
    if not math.isfinite(value) or not 0 < value <= 100:
        raise Unclear
    return value
