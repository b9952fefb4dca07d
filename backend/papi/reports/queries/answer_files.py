"""What answers look like in files."""

from papi.kit.documents import Column, Export
from papi.kit.text import words_of
from papi.reports.words import LINE_STATE_WORDS, QUESTION_KIND_WORDS

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
