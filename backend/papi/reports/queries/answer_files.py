"""What answers look like in files."""

from collections.abc import Mapping
from typing import Any

from papi.kit.documents import Column, Export
from papi.kit.text import words_of
from papi.reports.answering import as_number
from papi.reports.words import LINE_STATE_WORDS, QUESTION_KIND_WORDS, REPORT_STATE_WORDS


def _counted(option: Mapping[str, Any]) -> str:
    return f"{option['text']}: {option['count']}"


REPORT_ANSWERS = Export(
    "tra-loi-cau-hoi",
    [
        Column("question.sort", "STT", "No.", 6, said=lambda sort, _language: sort + 1),
        Column("question.text", "Câu hỏi", "Question", 60),
        Column("question.kind", "Cách trả lời", "Kind", 18, words_of(QUESTION_KIND_WORDS)),
        Column("question.required", "Bắt buộc", "Required", 10),
        Column("value_text", "Trả lời", "Answer", 60),
        Column("review_state", "Thẩm tra", "Review", 16, words_of(LINE_STATE_WORDS)),
        Column("reason", "Lý do trả lại", "Reason of return", 40),
    ],
)
PERIOD_ANSWERS = Export(
    "tra-loi-cua-don-vi",
    [
        Column("unit.name", "Đơn vị", "Unit", 32),
        Column("question.text", "Câu hỏi", "Question", 60),
        Column("value", "Giá trị", "Value", 16, said=lambda value, _language: as_number(value)),
        Column("value_text", "Trả lời", "Answer", 60),
        Column("report_state", "Báo cáo", "Report", 22, words_of(REPORT_STATE_WORDS)),
        Column("submitted_at", "Gửi lúc", "Submitted", 20),
    ],
)
SUMMARY = Export(
    "tong-hop-tra-loi",
    [
        Column("question.text", "Câu hỏi", "Question", 60),
        Column("question.kind", "Cách trả lời", "Kind", 18, words_of(QUESTION_KIND_WORDS)),
        Column("asked", "Số đơn vị được hỏi", "Asked", 12),
        Column("answered", "Đã trả lời", "Answered", 12),
        Column("sum", "Tổng", "Sum", 12),
        Column("min", "Thấp nhất", "Lowest", 12),
        Column("max", "Cao nhất", "Highest", 12),
        Column("mean", "Trung bình", "Mean", 12),
        Column("counts", "Theo phương án", "By option", 40, said=lambda counts, _language: [_counted(option) for option in counts]),
    ],
)
