"""Why the end of a document is refused, in words that say what the law or the work keeps it for."""

from papi.kit.errors import Forbidden, NotFound, WrongState


class ErasureNotFound(NotFound):
    code = "erasure_not_found"
    vi = "Không tìm thấy đề nghị xóa này, hoặc ngoài phạm vi được xem."
    en = "This proposal was not found, or is out of sight."


class NotErased(NotFound):
    code = "not_erased"
    vi = "Tài liệu chưa được xóa nên không có biên bản xóa."
    en = "The document was not erased, so there is no record of that."


class AlreadyProposed(WrongState):
    code = "already_proposed"
    vi = "Đã có đề nghị xóa tài liệu này đang chờ quyết định."
    en = "It was proposed already to erase this document, and that waits for a decision."


class AlreadyDecided(WrongState):
    vi = "Đề nghị này đã được quyết định hoặc đã rút."
    en = "This proposal was decided or withdrawn already."


class OwnProposal(Forbidden):
    code = "own_proposal"
    vi = "Không ai tự quyết định đề nghị xóa do chính mình lập: phải có người thứ hai."
    en = "Nobody decides on their own proposal to erase: it takes a second person."


class NotYours(Forbidden):
    code = "not_your_proposal"
    vi = "Chỉ người lập đề nghị được rút đề nghị."
    en = "A proposal is withdrawn by who made it."


class KeptBySeal(WrongState):
    code = "kept_by_seal"
    vi = "Chưa xóa được: tài liệu chứng minh {report}, đã được chấp nhận và niêm phong, phải lưu đến hết năm {year} ({source})."
    en = "It cannot be erased yet: it proves {report}, which was accepted and sealed, and is kept to the end of {year} ({source})."


class Held(WrongState):
    code = "held"
    vi = "Chưa xóa được: tài liệu đang được giữ lại vì lý do: {reason}"
    en = "It cannot be erased: it is held because: {reason}"


class PromisedToSubject(WrongState):
    code = "promised_to_subject"
    vi = (
        "Chưa xóa được: tài liệu được chọn để cung cấp theo yêu cầu số {number} của chủ thể dữ liệu, do {unit} giải quyết. "
        "Kết thúc yêu cầu đó hoặc bỏ tài liệu khỏi yêu cầu trước."
    )
    en = (
        "It cannot be erased: it was chosen to be given for the data subject's request {number}, which {unit} handles. "
        "That request is closed first, or the document taken off it."
    )


class BroughtByCorrection(WrongState):
    code = "brought_by_correction"
    vi = (
        "Chưa xóa được: tài liệu được đưa vào bản đính chính {report} của {unit}, chưa được quyết định. "
        "Đề nghị lại sau khi bản đính chính được quyết định, được rút hoặc bỏ tài liệu này ra."
    )
    en = (
        "It cannot be erased yet: {unit} brings it to its correction of {report}, which is not decided. "
        "Propose it again when the correction is decided, withdrawn or goes without it."
    )


class AlreadyHeld(WrongState):
    vi = "Tài liệu đã được giữ lại."
    en = "There is a hold on the document already."


class NotHeld(WrongState):
    vi = "Tài liệu không bị giữ lại."
    en = "There is no hold on the document."


class NotDue(WrongState):
    code = "not_due"
    vi = "Chưa hết thời hạn lưu trữ của tài liệu này ({source})."
    en = "The time of this document is not over yet ({source})."


class StillUsed(WrongState):
    code = "still_used"
    vi = "Chưa xóa được: tài liệu còn dùng ở {count} nơi chưa niêm phong. Đơn vị gỡ tài liệu khỏi các nơi đó trước."
    en = "It cannot be erased yet: it is used in {count} places that are not sealed. Its unit takes it off them first."
