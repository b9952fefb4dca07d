"""Why the plan refuses, in the words of the people concerned."""

from papi.kit.errors import Conflict, Forbidden, Invalid, NotFound, WrongState


class PlanNotFound(NotFound):
    code = "plan_not_found"
    vi = "Không tìm thấy kế hoạch."
    en = "Plan not found."


class TaskNotFound(NotFound):
    code = "task_not_found"
    vi = "Không tìm thấy nhiệm vụ."
    en = "Task not found."


class AssignmentNotFound(NotFound):
    code = "assignment_not_found"
    vi = "Không tìm thấy phân công, hoặc phân công ngoài phạm vi được xem."
    en = "Assignment not found, or out of sight."


class AssignmentWrongState(WrongState):
    vi = "Nhiệm vụ đang ở trạng thái “{state}” nên không thực hiện được việc này."
    en = "The assignment is {state}; this cannot be done now."


class NotReportedHere(WrongState):
    code = "reported_each_period"
    vi = "Nhiệm vụ này được ghi nhận theo báo cáo từng kỳ, không ghi hoàn thành riêng."
    en = "This task is accounted for in each period's report, not by itself."


class PlanWrongState(WrongState):
    vi = "Kế hoạch đang ở trạng thái “{state}” nên không thực hiện được việc này."
    en = "The plan is {state}; this cannot be done now."


class OwnSubmission(Forbidden):
    code = "own_submission"
    vi = "Người trình kế hoạch không phê duyệt hoặc trả lại kế hoạch đó."
    en = "Who submitted a plan neither approves nor returns it."


class OwnClaim(Forbidden):
    code = "own_submission"
    vi = "Không ai xác nhận hoặc xử lý việc do chính mình báo hoàn thành, kể cả khi thay mặt người khác."
    en = "Nobody confirms or decides on what they reported done themselves, on whosever behalf."


class ProofRequired(Invalid):
    code = "evidence_required"
    vi = "Nhiệm vụ này cần tài liệu kiểm chứng khi báo hoàn thành."
    en = "This task needs evidence when it is reported done."


class AlreadyAssigned(Conflict):
    code = "already_assigned"
    vi = "Đơn vị này đã được giao nhiệm vụ đó."
    en = "This unit has been assigned that task already."


class KeyTaken(Conflict):
    code = "task_key_taken"
    vi = "Kế hoạch đã có nhiệm vụ mang ký hiệu này."
    en = "The plan has a task with this key already."
