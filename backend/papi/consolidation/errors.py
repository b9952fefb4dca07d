"""Why consolidated reports refuse, in the words of the people concerned."""

from papi.kit.errors import Conflict, Forbidden, Invalid, NotFound, WrongState


class ConsolidatedNotFound(NotFound):
    code = "consolidated_not_found"
    vi = "Không tìm thấy báo cáo tổng hợp, hoặc báo cáo chưa được phê duyệt."
    en = "Consolidated report not found, or not approved yet."


class SectionNotFound(NotFound):
    code = "section_not_found"
    vi = "Không có mục này trong đề cương của báo cáo."
    en = "The outline of this report has no such section."


class BlockNotFound(NotFound):
    code = "block_not_found"
    vi = "Không tìm thấy đoạn văn này; có thể người khác vừa bỏ ra."
    en = "This paragraph was not found; somebody may just have taken it out."


class VersionNotFound(NotFound):
    code = "version_not_found"
    vi = "Không tìm thấy bản này."
    en = "This version was not found."


class ConsolidatedExists(Conflict):
    code = "consolidated_exists"
    vi = "Kỳ này đã có báo cáo tổng hợp."
    en = "This period has its consolidated report already."


class NothingAccepted(Conflict):
    code = "nothing_accepted"
    vi = "Chưa có báo cáo nào của “{title}” được chấp nhận nên chưa tổng hợp được."
    en = "No report of “{title}” has been accepted, so there is nothing to consolidate yet."


class ConsolidatedWrongState(WrongState):
    vi = "Báo cáo tổng hợp {state} nên không thực hiện được việc này."
    en = "The consolidated report is {state}; this cannot be done now."


class OwnConsolidated(Forbidden):
    code = "own_submission"
    vi = "Không ai phê duyệt báo cáo do chính mình trình."
    en = "Nobody approves what they submitted themselves."


class RefreshOutdated(Conflict):
    code = "refresh_outdated"
    vi = "Báo cáo của các đơn vị vừa thay đổi thêm. Xem lại phần khác biệt rồi chọn lại."
    en = "The units' reports have changed again. Look at the differences anew and choose again."


class NotAnOrder(Invalid):
    code = "not_an_order"
    vi = "Thứ tự gửi lên không gồm đúng các đoạn của mục này."
    en = "The order does not consist of exactly this section's paragraphs."


class NotASplit(Invalid):
    code = "not_a_split"
    vi = "Chỗ tách phải nằm giữa đoạn văn."
    en = "A paragraph is split somewhere within it."


class NotATask(Invalid):
    code = "not_a_task"
    vi = "Chỉ rút gọn được từ đoạn nói chung về một nhiệm vụ hoặc một câu hỏi."
    en = "Only the paragraph about a task or a question as a whole can stand for what units say of it."


class UnknownSources(Invalid):
    code = "unknown_sources"
    vi = "Có dòng hoặc câu trả lời không phải nguồn của đoạn văn này."
    en = "Some lines or answers are no sources of this paragraph."


class TooManyBlocks(Conflict):
    code = "section_full"
    vi = "Mục này đã có 500 đoạn, không thêm được nữa."
    en = "This section has 500 paragraphs; no more can be added."
