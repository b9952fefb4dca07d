"""Who may read a document, in one sentence: what `visible_to` decides, as people say it."""

from papi.directory.models import Unit
from papi.evidence.models import Evidence
from papi.kit.text import Words

_ERASED = ("Tài liệu đã xóa: không còn ai đọc được nội dung.", "The document was erased: nobody reads it any more.")
_DRAFT = (
    "Chỉ người của {unit} đọc được, đến khi báo cáo, kế hoạch, kết quả khắc phục dùng nó được gửi hoặc hoạt động dùng nó đã tổ chức.",
    "Only people of {unit} read it, until a report, plan or remedy that it proves is sent, or an activity that it proves was held.",
)
_SENT = (
    "Người của {unit}, người thẩm tra, lãnh đạo, cơ quan giám sát, cơ quan chủ trì nhiệm vụ và các bên của cuộc kiểm tra đọc được.",
    "It is read by people of {unit}, reviewers, leaders, supervisors, the unit that leads the task and both sides of an inspection.",
)
_MARKED: Words = {
    "draft": ("Chỉ người của {unit} đọc được", "Only people of {unit} read it"),
    "sent": (
        "Chỉ người của {unit} và {reviewer} thẩm tra đơn vị đọc được",
        "Only people of {unit} and {reviewer}, who review the unit, read it",
    ),
}
_REVIEWERS: Words = {"ward": ("Phòng Nội vụ", "the coordinating unit"), "coordinating": ("lãnh đạo UBND", "the leaders")}
_RECORDED = ("; mỗi lượt đọc được ghi lại. ", "; each read is recorded. ")
_COPY: Words = {
    "there": ("Người khác đọc bản đã che.", "Others read the redacted copy."),
    "lacking": (
        "Chưa có bản đã che của phiên bản này nên người khác chỉ biết là có tài liệu.",
        "There is no redacted copy of this version, so others learn only that it is there.",
    ),
}


def readers_of(evidence: Evidence, unit: Unit, language: str) -> str:
    """The sentence for a document of this unit."""
    said = language == "en"
    if evidence.erased_at is not None:
        return _ERASED[said]
    if not evidence.contains_personal_data:
        return (_SENT if evidence.released else _DRAFT)[said].format(unit=unit.short_name)
    reviewer = _REVIEWERS["coordinating" if unit.coordinating else "ward"][said]
    who = _MARKED["sent" if evidence.released else "draft"][said].format(unit=unit.short_name, reviewer=reviewer)
    return who + _RECORDED[said] + _COPY["lacking" if evidence.redacted_number is None else "there"][said]
