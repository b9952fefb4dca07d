"""By what rule a unit comes onto the list: thresholds for two grades, as data. Pure.

One threshold that is met is enough. Bodies that are asked are never measured; units that are exempt on the day are left out.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from papi.oversight.models import AttentionGrade

MEASURES: Mapping[str, tuple[str, str]] = {
    "reports_missing": ("số báo cáo chưa gửi dù đã quá hạn", "reports not sent though due"),
    "reports_late": ("số báo cáo gửi trễ", "reports sent late"),
    "returned": ("số lần báo cáo bị trả lại", "times that reports were returned"),
    "overdue": ("số nhiệm vụ quá hạn chưa gửi kết quả", "tasks overdue and not sent"),
    "overdue_share": (
        "tỷ lệ nhiệm vụ quá hạn chưa gửi kết quả trên nhiệm vụ chưa xong (%)",
        "share of open tasks that are overdue and not sent (%)",
    ),
    "update_rate": ("tỷ lệ cập nhật (%)", "update rate (%)"),
}
BELOW = frozenset({"update_rate"})
"""Measures of which too little is bad; of the others too much."""

SHIPPED: Mapping[str, Any] = {
    "thresholds": [
        {"grade": "not_done", "measure": "reports_missing", "limit": 1},
        {"grade": "poor", "measure": "reports_late", "limit": 2},
        {"grade": "poor", "measure": "overdue", "limit": 5},
        {"grade": "poor", "measure": "overdue_share", "limit": 30},
        {"grade": "poor", "measure": "update_rate", "limit": 30},
        {"grade": "poor", "measure": "returned", "limit": 3},
    ],
    "exemptions": [],
}


def is_met(threshold: Mapping[str, Any], measured: Mapping[str, float | None]) -> bool:
    """Whether the unit's measure crosses the threshold. What cannot be measured crosses nothing."""
    value = measured.get(threshold["measure"])
    if value is None:
        return False
    return value < threshold["limit"] if threshold["measure"] in BELOW else value >= threshold["limit"]


def grade_of(thresholds: Sequence[Mapping[str, Any]], measured: Mapping[str, float | None]) -> AttentionGrade | None:
    """The worse grade of which a threshold is met; None for a unit that does not come onto the list."""
    met = {threshold["grade"] for threshold in thresholds if is_met(threshold, measured)}
    return next((grade for grade in AttentionGrade if grade.value in met), None)


def exempt_on(exemptions: Iterable[Mapping[str, Any]], day: date) -> set[str]:
    """The units that are exempt on the day."""
    return {item["unit_id"] for item in exemptions if item["from_on"] <= day.isoformat() <= (item["to_on"] or "9999")}
