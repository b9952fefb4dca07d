"""What the codes of reporting are called on screens and in files."""

from collections.abc import Mapping, Sequence
from typing import Any

from papi.kit.text import spoken_number
from papi.reports.models import CorrectionState, LineReviewState, PeriodKind, PeriodState, QuestionKind, ReasonCode, ReportState
from papi.reports.sufficiency import Lack

REPORT_STATE_WORDS: dict[str, tuple[str, str]] = {
    ReportState.DRAFT: ("Đang soạn", "Draft"),
    ReportState.SUBMITTED: ("Đã gửi, chờ thẩm tra", "Submitted, waiting for review"),
    ReportState.RETURNED: ("Bị trả lại", "Returned"),
    ReportState.ACCEPTED: ("Đã chấp nhận", "Accepted"),
}

CORRECTION_STATE_WORDS: dict[str, tuple[str, str]] = {
    CorrectionState.DRAFT: ("Đang soạn", "Draft"),
    CorrectionState.SUBMITTED: ("Đã gửi, chờ quyết định", "Sent, waiting for a decision"),
    CorrectionState.RETURNED: ("Không được chấp nhận", "Refused"),
    CorrectionState.ACCEPTED: ("Đã chấp nhận", "Accepted"),
    CorrectionState.WITHDRAWN: ("Đã rút", "Withdrawn"),
}

PERIOD_STATE_WORDS: dict[str, tuple[str, str]] = {
    PeriodState.PLANNED: ("Chưa mở", "Planned"),
    PeriodState.OPEN: ("Đang mở", "Open"),
    PeriodState.CLOSED: ("Đã đóng", "Closed"),
}

PERIOD_KIND_WORDS: dict[str, tuple[str, str]] = {
    PeriodKind.QUARTER_1: ("Quý I", "First quarter"),
    PeriodKind.SIX_MONTHS: ("6 tháng", "Six months"),
    PeriodKind.QUARTER_3: ("Quý III", "Third quarter"),
    PeriodKind.YEAR: ("Năm", "Year"),
    PeriodKind.OTHER: ("Định kỳ khác", "Other regular"),
    PeriodKind.AD_HOC: ("Đột xuất", "Ad hoc"),
}

QUESTION_KIND_WORDS: dict[str, tuple[str, str]] = {
    QuestionKind.TEXT: ("Trả lời bằng chữ", "Text"),
    QuestionKind.NUMBER: ("Con số", "Number"),
    QuestionKind.YES_NO: ("Có hoặc không", "Yes or no"),
    QuestionKind.CHOICE: ("Lựa chọn", "Choice"),
}

LINE_STATE_WORDS: dict[str, tuple[str, str]] = {
    LineReviewState.PENDING: ("Chờ thẩm tra", "Waiting for review"),
    LineReviewState.OK: ("Đạt", "In order"),
    LineReviewState.RETURNED: ("Trả lại", "Returned"),
}

REASON_WORDS: dict[str, tuple[str, str]] = {
    ReasonCode.NOT_ENOUGH_DETAIL: ("Nội dung chưa rõ, chưa cụ thể", "Not specific enough"),
    ReasonCode.FIGURES_MISMATCH: ("Số liệu không khớp", "Figures do not match"),
    ReasonCode.EVIDENCE_MISSING: ("Thiếu tài liệu kiểm chứng", "Evidence is missing"),
    ReasonCode.EVIDENCE_WRONG: ("Tài liệu không phù hợp", "Evidence does not fit"),
    ReasonCode.WRONG_PERIOD: ("Số liệu không thuộc kỳ báo cáo", "Not of this period"),
    ReasonCode.OFF_TOPIC: ("Không đúng nội dung nhiệm vụ", "Not about this task"),
    ReasonCode.OTHER: ("Lý do khác", "Another reason"),
}

LACK_WORDS: dict[str, tuple[str, str]] = {
    Lack.UNANSWERED: ("Chưa trả lời", "Not answered"),
    Lack.DIFFERED: ("Để trống vì các đơn vị trước sáp nhập trả lời khác nhau", "Left blank: merged units had answered differently"),
    Lack.EMPTY: ("Chưa có nội dung", "Nothing written"),
    Lack.FIGURES: ("Chưa đủ số liệu", "Figures are missing"),
    Lack.EVIDENCE: ("Chưa có tài liệu kiểm chứng", "No evidence"),
    Lack.CARRIED: ("Nội dung lấy từ kỳ trước, chưa rà lại", "Carried forward, not yet looked at"),
    Lack.PERCENT_DROP: ("Mức độ thấp hơn kỳ trước", "Less than the last time"),
    Lack.EXPIRED: ("Tài liệu đã hết hiệu lực", "A document is no longer in force"),
    Lack.REJECTED: ("Tài liệu không được chấp nhận", "A document was not accepted"),
}

BOARD_WORDS: dict[str, tuple[str, str]] = {
    "on_time": ("Đúng hạn", "On time"),
    "late": ("Gửi trễ", "Late"),
    "missing": ("Chưa gửi, quá hạn", "Missing"),
    "waiting": ("Chưa gửi, còn hạn", "Not yet due"),
    "asked": ("Cơ quan được đề nghị phối hợp", "Asked to cooperate"),
    "voluntary": ("Không bắt buộc báo cáo", "Need not report"),
}

SEALED_FIELDS: dict[str, tuple[str, str]] = {
    "result": ("kết quả thực hiện", "result"),
    "percent": ("mức độ hoàn thành", "percent done"),
    "figures": ("số liệu", "figures"),
    "difficulties": ("khó khăn, vướng mắc", "difficulties"),
    "proposals": ("đề xuất, kiến nghị", "proposals"),
    "self_done": ("tự đánh giá hoàn thành", "self-assessment as done"),
    "not_confirmed": ("không xác nhận hoàn thành", "not confirmed as done"),
}

SEALED_WORDS: dict[str, tuple[str, str]] = {
    "reopened": ("Báo cáo đã được mở lại sau khi chấp nhận.", "The report was reopened after its acceptance."),
    "line_gone": ("Dòng {number} “{title}” không còn trong báo cáo.", "Line {number} “{title}” is no longer in the report."),
    "line_new": ("Dòng {number} “{title}” có thêm sau khi chấp nhận.", "Line {number} “{title}” was added after the acceptance."),
    "text": ("Dòng {number}: {field} đã thay đổi.", "Line {number}: the {field} has changed."),
    "answer": ("Câu {number} “{title}”: câu trả lời đã thay đổi.", "Question {number} “{title}”: the answer has changed."),
    "document_new": ("Dòng {number}: thêm tài liệu “{title}”.", "Line {number}: the document “{title}” was added."),
    "document_gone": ("Dòng {number}: bỏ tài liệu “{title}”.", "Line {number}: the document “{title}” was taken off."),
    "file": (
        "Dòng {number}: tài liệu “{title}” có tệp mới (bản {now}; khi chấp nhận là bản {then}).",
        "Line {number}: the document “{title}” has a new file (version {now}; version {then} was accepted).",
    ),
    "rejected": ("Dòng {number}: tài liệu “{title}” đã bị trả lại.", "Line {number}: the document “{title}” was rejected."),
    "quarantined": (
        "Dòng {number}: tài liệu “{title}” có mã độc, đã bị cách ly.",
        "Line {number}: the document “{title}” holds malware and is quarantined.",
    ),
}


def yes_or_no(value: bool, language: str) -> str:
    """A mark that is set or not."""
    return ("yes" if value else "no") if language == "en" else ("có" if value else "không")


def said_figures(asked: Sequence[Mapping[str, Any]], figures: Mapping[str, Any] | None, language: str = "vi") -> str:
    """The numbers of a line as people read them: "Số buổi tuyên truyền: 12 buổi; …"."""
    held = figures or {}
    told = [(figure, held[figure["key"]]) for figure in asked if held.get(figure["key"]) is not None]
    return "; ".join(f"{figure['label']}: {spoken_number(number, language)} {figure['measure']}".strip() for figure, number in told)


def said_parts(lines: int, answers: int) -> tuple[str, str]:
    """So many lines and answers of a report, in both languages."""
    told = [(number, words) for number, words in ((lines, ("dòng", "lines")), (answers, ("câu trả lời", "answers"))) if number]
    return " và ".join(f"{number} {vi}" for number, (vi, _en) in told), " and ".join(f"{number} {en}" for number, (_vi, en) in told)
