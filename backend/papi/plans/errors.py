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


class TaskDropped(WrongState):
    code = "task_dropped"
    vi = "Nhiệm vụ đã bỏ khỏi kế hoạch nên không thực hiện được việc này."
    en = "The task has been taken out of the plan; this cannot be done now."


class AssignmentNotFound(NotFound):
    code = "assignment_not_found"
    vi = "Không tìm thấy phân công, hoặc phân công ngoài phạm vi được xem."
    en = "Assignment not found, or out of sight."


class AssignmentWrongState(WrongState):
    vi = "Nhiệm vụ đang ở trạng thái “{state}” nên không thực hiện được việc này."
    en = "The assignment is {state}; this cannot be done now."


class AssignmentCarried(WrongState):
    code = "assignment_carried"
    vi = "Nhiệm vụ đã chuyển sang đơn vị kế thừa khi sắp xếp đơn vị; thực hiện tại phân công của đơn vị mới."
    en = "The assignment went over to the succeeding unit when units changed; work goes on in that unit's assignment."


class NotReportedHere(WrongState):
    code = "reported_each_period"
    vi = "Nhiệm vụ này được ghi nhận theo báo cáo từng kỳ, không ghi hoàn thành riêng."
    en = "This task is accounted for in each period's report, not by itself."


class DeadlineOfPeriod(WrongState):
    code = "deadline_of_period"
    vi = "Thời hạn của nhiệm vụ này theo từng kỳ báo cáo. Cần thêm thời gian, đề nghị Phòng Nội vụ gia hạn riêng kỳ báo cáo."
    en = "The deadline of this task is that of each period. Ask the coordinator for an exception of the period."


class NoDeadline(WrongState):
    code = "no_deadline"
    vi = "Nhiệm vụ này không có thời hạn nên không cần xin gia hạn."
    en = "This task has no deadline that could be extended."


class ExtensionPending(WrongState):
    code = "extension_pending"
    vi = "Đã có đề nghị gia hạn đang chờ quyết định."
    en = "A request for an extension is waiting to be decided."


class ExtensionNotFound(NotFound):
    code = "extension_not_found"
    vi = "Không tìm thấy đề nghị gia hạn, hoặc đề nghị ngoài phạm vi được xem."
    en = "Request for an extension not found, or out of sight."


class ExtensionWrongState(WrongState):
    vi = "Đề nghị gia hạn ở trạng thái “{state}” nên không thực hiện được việc này."
    en = "The request is {state}; this cannot be done now."


class OwnExtension(Forbidden):
    code = "own_extension"
    vi = "Người đề nghị gia hạn không quyết định đề nghị đó."
    en = "Who asked for an extension does not decide about it."


class ExtendedByItself(WrongState):
    code = "extended_by_itself"
    vi = "Phân công này đã được gia hạn hoặc đang xin gia hạn. Cần đổi hạn, sửa riêng phân công."
    en = "This assignment has an extension, or asks for one. Change its day by itself."


class TooManyAtOnce(Invalid):
    code = "too_many_at_once"
    vi = "Bộ lọc có hơn {most} phân công. Thu hẹp bộ lọc."
    en = "The filter finds more than {most} assignments. Narrow it."


class PartSaidAlready(WrongState):
    code = "part_said_already"
    vi = "Đơn vị đã trả lời như vậy rồi."
    en = "The unit has said so already."


class PartNotQuestioned(WrongState):
    code = "part_not_questioned"
    vi = "Đơn vị không đề nghị điều chỉnh phần việc này."
    en = "The unit asks for no change of this part."


class NotTheLead(WrongState):
    code = "not_the_lead"
    vi = "Chỉ cơ quan chủ trì nhận xét phần việc của đơn vị phối hợp trong nhiệm vụ cùng thực hiện."
    en = "Only the unit that leads a joint task marks the parts of those that support it."


class SubTaskNotFound(NotFound):
    code = "sub_task_not_found"
    vi = "Không tìm thấy việc này, hoặc việc của đơn vị khác."
    en = "No such piece of work, or another unit's."


class TooManyPieces(Conflict):
    code = "too_many_pieces"
    vi = "Một nhiệm vụ có nhiều nhất {most} việc giao cho cá nhân. Gộp hoặc bỏ bớt việc đã có."
    en = "An assignment has at most {most} pieces. Join some of them, or take some away."


class SubTaskWrongState(WrongState):
    vi = "Việc này đã ở trạng thái đó."
    en = "The piece stands so already."


class PlanWrongState(WrongState):
    vi = "Kế hoạch đang ở trạng thái “{state}” nên không thực hiện được việc này."
    en = "The plan is {state}; this cannot be done now."


class OwnSubmission(Forbidden):
    code = "own_submission"
    vi = "Người trình kế hoạch không phê duyệt hoặc trả lại kế hoạch đó."
    en = "Who submitted a plan neither approves nor returns it."


class YearTaken(Conflict):
    code = "plan_year_taken"
    vi = "Năm {year} đã có kế hoạch ({state}). Mỗi năm một kế hoạch: mở kế hoạch đó, hoặc bỏ bản nháp không dùng nữa rồi lập lại."
    en = "There is a plan of {year} already ({state}). One plan a year: open that one, or give the draft up first if it is not needed."


class DoneByUnitPlan(WrongState):
    code = "done_by_unit_plan"
    vi = "Nhiệm vụ này hoàn thành khi đơn vị gửi kế hoạch của đơn vị và kế hoạch được chấp nhận."
    en = "This task is done by sending the unit's own plan, and confirmed with its acceptance."


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


class WithdrawnBefore(Conflict):
    code = "withdrawn_before"
    vi = "Không giao theo tên nhóm vì nhiệm vụ đã được thu hồi ở đơn vị này; muốn giao lại thì chọn đích danh đơn vị."
    en = "Not given by the name of a group, because the task was withdrawn from this unit; name the unit itself to give it again."


class AnotherByUnitPlan(Conflict):
    code = "another_by_unit_plan"
    vi = "Kế hoạch đã có một nhiệm vụ hoàn thành bằng kế hoạch của đơn vị, và nhiệm vụ đó phải là nhiệm vụ một lần."
    en = "The plan has a task that is done by the unit's own plan already, and it must be one that is done once."


class KeyTaken(Conflict):
    code = "task_key_taken"
    vi = "Kế hoạch đã có nhiệm vụ mang ký hiệu này."
    en = "The plan has a task with this key already."


class AmendmentNotFound(NotFound):
    code = "amendment_not_found"
    vi = "Không tìm thấy bản điều chỉnh kế hoạch."
    en = "Amendment not found."


class VersionNotFound(NotFound):
    code = "plan_version_not_found"
    vi = "Kế hoạch không có phiên bản này."
    en = "The plan has no such version."


class AmendmentWrongState(WrongState):
    vi = "Bản điều chỉnh đang ở trạng thái “{state}” nên không thực hiện được việc này."
    en = "The amendment is {state}; this cannot be done now."


class AmendmentOpen(Conflict):
    code = "amendment_open"
    vi = "Kế hoạch đang có một bản điều chỉnh chưa xong. Sửa tiếp bản đó, hoặc rút bản đó trước."
    en = "The plan has an amendment that is not finished. Go on with it, or withdraw it first."


class AmendmentEmpty(Invalid):
    code = "amendment_empty"
    vi = "Bản điều chỉnh chưa đổi nội dung nào của kế hoạch."
    en = "The amendment changes nothing of the plan."


class LegalBasisNotFound(NotFound):
    code = "legal_basis_not_found"
    vi = "Không tìm thấy căn cứ này."
    en = "Legal basis not found."


class NoReceivers(Invalid):
    code = "no_receivers"
    vi = "Kế hoạch chưa có nơi nhận. Ghi nơi nhận trước khi gửi."
    en = "The plan has no receivers yet. Name them before sending it."


class AlreadySent(Conflict):
    code = "already_sent"
    vi = "Phiên bản này đã gửi đến các nơi nhận. Chỉ gửi lại khi có phiên bản mới."
    en = "This version has been sent to its receivers. A new version is sent anew."


class NothingToAcknowledge(Conflict):
    code = "nothing_to_acknowledge"
    vi = "Đơn vị không có văn bản nào chờ xác nhận đã nhận."
    en = "The unit has nothing that waits to be acknowledged."


class NobodyToRemind(Conflict):
    code = "nobody_to_remind"
    vi = "Các nơi nhận có tài khoản đều đã xác nhận, không còn ai để nhắc."
    en = "All receivers with accounts have acknowledged; there is nobody to remind."


class AnnexNotRead(Invalid):
    code = "annex_not_read"
    vi = "{vi}"
    en = "{en}"


class AnnexIncomplete(Invalid):
    code = "annex_incomplete"
    vi = "Phụ lục còn {wrong} lỗi và {asked} chỗ cần xác nhận; chưa ghi dòng nào."
    en = "The annex still has {wrong} errors and {asked} questions; nothing was stored."


class PlanInForce(Conflict):
    code = "plan_in_force"
    vi = "Kế hoạch đã phê duyệt: bỏ nhiệm vụ, rút đơn vị bằng bản điều chỉnh, qua lãnh đạo."
    en = "The plan is in force: a task or a unit is taken out by an amendment, through the leader."
