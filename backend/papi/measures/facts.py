"""What happens to figures, as facts: by hand of each, of what a system sends one for each unit of a call."""

from uuid import UUID

from papi.measures.definitions import MEASURES
from papi.measures.models import MeasureValue
from papi.measures.periods import period_words
from papi.measures.words import number_words
from papi.outbox.facts import Fact, FactKind, changes

READ, WRITE = "measure.read", "measure.write"
RECORDED = FactKind("measure_value.recorded", READ, vi="ghi số liệu {value}", en="wrote down the figure {value}")
CORRECTED = FactKind(
    "measure_value.corrected",
    READ,
    vi="sửa số liệu, lý do: {reason}",
    en="corrected the figure, because: {reason}",
    fields={"value": ("Giá trị", "Value")},
)
RECEIVED = FactKind(
    "measure_values.received",
    READ,
    vi="gửi số liệu của đơn vị: {created} mới, {corrected} sửa",
    en="sent figures of the unit: {created} new, {corrected} corrected",
)


def label_of(value: MeasureValue) -> str:
    """Tỷ lệ hồ sơ nộp trực tuyến, Tháng 8/2024."""
    return f"{MEASURES[value.measure].name_vi}, {period_words(value.period, 'vi')}"


def about(value: MeasureValue, before: MeasureValue | None) -> Fact:
    """That a figure was written down by hand, or stands in the place of another."""
    known = {"measure": value.measure, "period": value.period, "source": value.source, "number": value.number}
    said = number_words(value.value, "vi")
    if before is None:
        return Fact(RECORDED, "measure_value", value.id, label_of(value), unit_id=value.unit_id, data={**known, "value": said})
    changed = changes({"value": number_words(before.value, "vi")}, {"value": said})
    data = {**known, "value": said, "reason": value.reason, "changes": changed}
    return Fact(CORRECTED, "measure_value", value.id, label_of(value), unit_id=value.unit_id, data=data)


def received(unit_id: UUID, name: str, *, created: int, corrected: int) -> Fact:
    """That a system has sent figures of a unit."""
    return Fact(RECEIVED, "unit", unit_id, name, unit_id=unit_id, data={"created": created, "corrected": corrected})
