"""Why unit plans refuse, in the words of the people concerned."""

from papi.kit.errors import Conflict, Forbidden, Invalid, NotFound, WrongState


class UnitPlanNotFound(NotFound):
    code = "unit_plan_not_found"
    vi = "Không tìm thấy kế hoạch của đơn vị, hoặc kế hoạch ngoài phạm vi được xem."
    en = "Unit plan not found, or out of sight."


class ItemNotFound(NotFound):
    code = "unit_plan_item_not_found"
    vi = "Không tìm thấy dòng này của kế hoạch đơn vị."
    en = "This row of the unit plan was not found."


class UnitPlanExists(Conflict):
    code = "unit_plan_exists"
    vi = "Đơn vị đã có kế hoạch trong năm này."
    en = "The unit has its plan of this year already."


class NoPlanToFollow(WrongState):
    code = "plan_not_approved"
    vi = "Kế hoạch của thành phố chưa được phê duyệt nên chưa lập kế hoạch của đơn vị."
    en = "The city's plan has not been approved, so units do not make theirs yet."


class UnitPlanWrongState(WrongState):
    vi = "Kế hoạch của đơn vị {state} nên không thực hiện được việc này."
    en = "The unit plan is {state}; this cannot be done now."


class UnitEnded(WrongState):
    code = "unit_ended"
    vi = "{unit} đã kết thúc hoạt động ngày {day}; kế hoạch của đơn vị này giữ nguyên để tra cứu. Lập kế hoạch của đơn vị kế thừa."
    en = "{unit} ended on {day}; its plan stays as it was, to be read. Make the plan of the unit that came after."


class UnitPlanIncomplete(WrongState):
    code = "unit_plan_incomplete"
    vi = "Còn {count} nội dung chưa đủ, chưa gửi được."
    en = "{count} things are not complete yet; the plan cannot be sent."


class UnitPlanFull(Conflict):
    code = "unit_plan_full"
    vi = "Kế hoạch của đơn vị có nhiều nhất {most} dòng. Gộp hoặc bỏ bớt dòng trước khi thêm."
    en = "A unit plan has {most} rows at most. Join or remove some before adding more."


class OfficerMayNotSend(Forbidden):
    vi = "Vai trò {role} không gửi kế hoạch. Người gửi: lãnh đạo {unit}."
    en = "The role {role} does not send plans. The head of {unit} does."


class OwnUnitPlan(Forbidden):
    code = "own_unit_plan"
    vi = "Không thẩm tra kế hoạch của đơn vị mình. Kế hoạch của Phòng Nội vụ do lãnh đạo UBND thẩm tra."
    en = "Nobody reviews their own unit's plan. That of the coordinating unit is reviewed by a leader."


class OwnSending(Forbidden):
    code = "own_unit_plan"
    vi = "Không ai thẩm tra kế hoạch do chính mình gửi, kể cả khi thay mặt người khác."
    en = "Nobody reviews what they sent themselves, on whosever behalf."


class Followed(WrongState):
    code = "measure_followed"
    vi = "Giải pháp này đã được đưa vào theo dõi."
    en = "This measure has become a task of the unit already."


class NotAMeasure(Invalid):
    code = "not_a_measure"
    vi = "Chỉ giải pháp mới đưa vào theo dõi được."
    en = "Only measures become tasks."


class NotAsked(NotFound):
    code = "unit_plan_not_asked"
    vi = "Kế hoạch không giao đơn vị này gửi kế hoạch riêng."
    en = "The plan does not ask this unit for a plan of its own."


class NoPaper(WrongState):
    code = "unit_plan_no_paper"
    vi = "Cơ quan được đề nghị phối hợp ban hành văn bản theo thể thức của mình; không lập văn bản kế hoạch của cơ quan này."
    en = "Bodies that are asked issue their papers in their own form; none is made for them here."


class NotOfAll(Forbidden):
    code = "unit_plans_not_of_all"
    vi = "Báo cáo tổng hợp gồm kế hoạch của mọi cơ quan, đơn vị; vai trò {role} chỉ đọc kế hoạch của đơn vị mình."
    en = "The report is about all units' plans; the role {role} reads only that of its own unit."


class NoPaperOfBody(Forbidden):
    code = "unit_plans_no_paper"
    vi = "Cơ quan Mặt trận, Đảng ban hành văn bản theo thể thức của mình; không lập báo cáo tổng hợp mang tên cơ quan này."
    en = "Front and Party bodies issue their papers in their own form; no report is made here in the name of one."
