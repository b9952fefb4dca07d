"""What a plan wants of the province's total: it stands with the plan itself, because the total is no node of an edition."""

from collections.abc import Mapping
from typing import Any

from papi.framework.models import ScoreLevel
from papi.framework.reading import TOTAL_CODE
from papi.framework.words import LEVEL_WORDS
from papi.kit.types import AnyRow
from papi.plans.models import Plan

__all__ = ["TOTAL_CODE", "TOTAL_NAMES", "content_of_total", "set_total", "total_of"]

TOTAL_NAMES = LEVEL_WORDS[ScoreLevel.TOTAL]
_FIELDS = ("baseline", "target", "stance", "note")


def total_of(plan: Plan | AnyRow) -> dict[str, Any] | None:
    """What the plan, loaded or read as a row, wants of the total; None if nothing."""
    return {name: getattr(plan, f"total_{name}") for name in _FIELDS} if plan.total_stance is not None else None


def content_of_total(total: Mapping[str, Any] | None) -> dict[str, Any]:
    """What is wanted of the total as contents of a plan keep it, among the targets of nodes."""
    return {} if total is None else {TOTAL_CODE: {"name": TOTAL_NAMES[0], **total, "low_rated": False, "low_rated_source": None}}


def set_total(plan: Plan, wanted: Mapping[str, Any] | None) -> None:
    """Want this of the total, or nothing of it any more."""
    for name in _FIELDS:
        setattr(plan, f"total_{name}", None if wanted is None else wanted[name])
