"""Why a figure is refused, of one row of many as well, in words that a clerk and a programmer understand."""

from typing import ClassVar

from papi.kit.errors import FieldError, Invalid, NotFound


class ValueNotFound(NotFound):
    code = "measure_value_not_found"
    vi = "Không tìm thấy số liệu này, hoặc ngoài phạm vi được xem."
    en = "This figure was not found, or is out of sight."


class FigureRefused(Invalid):
    """A refusal of one figure; `pointer` leads to the field that is wrong."""

    pointer: ClassVar[str]

    def __init__(self) -> None:
        super().__init__(errors=[FieldError(self.pointer, self.vi, self.en)])


class UnknownMeasure(FigureRefused):
    code = "unknown_measure"
    pointer = "/measure"
    vi = "Không có chỉ tiêu số liệu mang mã này."
    en = "There is no measure of that code."


class UnknownPeriod(FigureRefused):
    code = "unknown_period"
    pointer = "/period"
    vi = "Mã kỳ không hợp lệ. Dùng tháng (202408), quý I (2024Q1), 6 tháng (20246M), quý III (2024Q3) hoặc năm (2024Y)."
    en = "Not a code of a period: a month (202408), quarter I (2024Q1), six months (20246M), quarter III (2024Q3) or a year (2024Y)."


class PeriodToCome(FigureRefused):
    code = "period_to_come"
    pointer = "/period"
    vi = "Kỳ này chưa bắt đầu."
    en = "This period has not begun."


class UnknownSource(FigureRefused):
    code = "unknown_source"
    pointer = "/source"
    vi = "Không có nguồn số liệu mang mã này."
    en = "There is no source of that code."


class UnknownUnit(FigureRefused):
    code = "unknown_unit"
    pointer = "/unit_code"
    vi = "Không có đơn vị mang mã này trong kỳ, hoặc ngoài phạm vi được phép."
    en = "No unit had that code in the period, or it is out of reach."


class UnitNotThen(FigureRefused):
    code = "unit_not_then"
    pointer = "/unit_id"
    vi = "Đơn vị không hoạt động trong kỳ này."
    en = "The unit was not in use in that period."


class ValueMissing(FigureRefused):
    code = "value_missing"
    pointer = "/value"
    vi = "Cần có giá trị, hoặc cả tử số và mẫu số của tỷ lệ."
    en = "A value is needed, or both parts of a rate."


class NotAShare(FigureRefused):
    code = "not_a_share"
    pointer = "/value"
    vi = "Tỷ lệ phải từ 0 đến 100 %."
    en = "A rate lies between 0 and 100 %."


class NotACount(FigureRefused):
    code = "not_a_count"
    pointer = "/value"
    vi = "Số lượng phải là số nguyên không âm."
    en = "A count is a whole number, and not below 0."


class PartsDoNotFit(FigureRefused):
    code = "parts_do_not_fit"
    pointer = "/numerator"
    vi = "Tử số và mẫu số phải cùng có, là số không âm, tử số không lớn hơn mẫu số; chỉ dùng cho tỷ lệ."
    en = "Numerator and denominator come together, are not below 0, the first no greater than the second; of rates alone."


class ValueMismatch(FigureRefused):
    code = "value_mismatch"
    pointer = "/value"
    vi = "Giá trị không khớp tử số chia mẫu số."
    en = "The value is not numerator by denominator."


class ToldTwice(FigureRefused):
    code = "told_twice"
    pointer = ""
    vi = "Cùng đơn vị, chỉ tiêu, kỳ và nguồn xuất hiện nhiều lần với giá trị khác nhau trong lần gửi này."
    en = "The same unit, measure, period and source stand in this call more than once, with different values."


class ToldLate(FigureRefused):
    code = "told_late"
    pointer = "/source_at"
    vi = "Số liệu đã có được nguồn chốt sau số liệu này: số liệu cũ không thay số liệu mới."
    en = "What is known was counted by the source after this: an older figure does not take the place of a newer one."


class SourceTimeToCome(FigureRefused):
    code = "source_time_to_come"
    pointer = "/source_at"
    vi = "Thời điểm nguồn chốt số liệu chưa tới."
    en = "The time at which the source counted is still to come."


class ReasonNeeded(FigureRefused):
    code = "reason_needed"
    pointer = "/reason"
    vi = "Nêu lý do sửa số liệu đã có."
    en = "Say why a figure that is there is corrected."
