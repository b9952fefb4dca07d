"""Why inspections refuse, in words that a clerk understands."""

from papi.kit.errors import Conflict, Forbidden, Invalid, NotFound, WrongState


class InspectionNotFound(NotFound):
    code = "inspection_not_found"
    vi = "Không tìm thấy cuộc kiểm tra này, hoặc ngoài phạm vi được xem."
    en = "This inspection was not found, or is out of sight."


class FindingNotFound(NotFound):
    code = "finding_not_found"
    vi = "Không tìm thấy tồn tại, hạn chế này, hoặc ngoài phạm vi được xem."
    en = "This finding was not found, or is out of sight."


class InspectionWrongState(WrongState):
    vi = "Cuộc kiểm tra {state} nên không thực hiện được việc này."
    en = "The inspection is {state}; this cannot be done now."


class FindingWrongState(WrongState):
    vi = "Tồn tại này ở trạng thái “{state}” nên không thực hiện được việc này."
    en = "The finding is “{state}”; this cannot be done now."


class OwnInspection(Forbidden):
    code = "own_inspection"
    vi = "Không kiểm tra, không xác nhận khắc phục ở đơn vị mình."
    en = "Nobody inspects their own unit, nor verifies what it remedied."


class OwnRemedy(Forbidden):
    code = "own_inspection"
    vi = "Không ai xác nhận việc khắc phục do chính mình báo cáo, kể cả khi thay mặt người khác."
    en = "Nobody verifies a remedy that they reported themselves, on whosever behalf."


class NotTheInspector(Forbidden):
    code = "not_the_inspector"
    vi = "Cuộc kiểm tra do {unit} chủ trì; chỉ đơn vị đó và Phòng Nội vụ xử lý."
    en = "The inspection is led by {unit}: that unit and the coordinating unit alone act on it."


class NotInspectable(Invalid):
    code = "unit_not_inspectable"
    vi = "Không lập cuộc kiểm tra đối với: {units}. Chỉ kiểm tra đơn vị khác đang hoạt động, thuộc phạm vi chủ trì hướng dẫn."
    en = "No inspection is made of: {units}. Only other units in use are inspected, of those that the own unit leads."


class BasisMissing(WrongState):
    code = "inspection_without_basis"
    vi = "Ghi số và ngày của quyết định, kế hoạch kiểm tra trước khi bắt đầu."
    en = "The number and day of the decision are written down before the inspection begins."


class HasFindings(WrongState):
    code = "inspection_has_findings"
    vi = "Cuộc kiểm tra đã ghi {count} tồn tại, hạn chế nên không hủy được. Kết luận cuộc kiểm tra thay vì hủy."
    en = "{count} findings were recorded, so the inspection is not cancelled. Conclude it instead."


class TooManyFindings(Conflict):
    code = "too_many_findings"
    vi = "Mỗi cuộc kiểm tra ghi nhiều nhất {most} tồn tại, hạn chế."
    en = "An inspection has {most} findings at most."


class DocumentOfOtherSide(Conflict):
    code = "document_of_other_side"
    vi = "Tài liệu này đã được bên kia gắn vào tồn tại, hạn chế."
    en = "The other side has attached this document to the finding already."
