"""What the codes of unit plans are called on screens and in files."""

from papi.unit_plans.models import ItemKind, ReturnCode, UnitPlanState

STATE_WORDS: dict[str, tuple[str, str]] = {
    UnitPlanState.DRAFT: ("Đang soạn", "Draft"),
    UnitPlanState.SUBMITTED: ("Đã gửi, chờ thẩm tra", "Submitted, waiting for review"),
    UnitPlanState.RETURNED: ("Bị trả lại", "Returned"),
    UnitPlanState.ACCEPTED: ("Đã chấp nhận", "Accepted"),
}
KIND_WORDS: dict[str, tuple[str, str]] = {
    ItemKind.LIMIT: ("Hạn chế", "Limit"),
    ItemKind.MEASURE: ("Giải pháp", "Measure"),
}
RETURN_WORDS: dict[str, tuple[str, str]] = {
    ReturnCode.LIMITS_MISSING: ("Chưa rà soát đủ nội dung còn hạn chế", "Limits are missing"),
    ReturnCode.NOT_SPECIFIC: ("Giải pháp chưa cụ thể", "Measures are not specific"),
    ReturnCode.NO_PERSON_OR_DATE: ("Chưa rõ người thực hiện, thời gian", "Persons or dates are unclear"),
    ReturnCode.DOCUMENT_WRONG: ("Văn bản đính kèm không phù hợp", "The document does not fit"),
    ReturnCode.NOT_ITS_FIELD: ("Không thuộc chức năng, nhiệm vụ được giao", "Not within the unit's duties"),
    ReturnCode.OTHER: ("Lý do khác", "Another reason"),
}
STANDING_WORDS: dict[str, tuple[str, str]] = {
    "on_time": ("Đúng hạn", "On time"),
    "late": ("Gửi trễ", "Late"),
    "missing": ("Chưa gửi, quá hạn", "Missing"),
    "waiting": ("Chưa gửi, còn hạn", "Not yet due"),
    "asked": ("Cơ quan được đề nghị phối hợp", "Asked to cooperate"),
    "released": ("Đã gửi, không còn phải gửi", "Sent, no longer asked"),
    "unasked": ("Tự gửi, không được giao", "Sent unasked"),
}
