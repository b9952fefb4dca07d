from papi.kit.errors import Conflict, Invalid, NotFound


class NobodyToRemind(Conflict):
    code = "nobody_to_remind"
    vi = "Không có đơn vị nào cần đôn đốc trong phạm vi đã chọn."
    en = "No unit within what was chosen needs a reminder."


class RudeRequest(Invalid):
    code = "rude_request"
    vi = "Lời gửi cơ quan được đề nghị phối hợp không dùng “{word}”. Viết theo cách đề nghị."
    en = "Words to bodies that are asked do not say “{word}”. Word it as a request."


class RemindedAlready(Conflict):
    code = "reminded_already"
    vi = "Đã đôn đốc lúc {at}: {units}. Chọn gửi lại, hoặc bỏ qua các đơn vị này."
    en = "Reminded at {at} already: {units}. Say whether to send it again or to leave these units out."


class AnswerPassed(Invalid):
    code = "answer_day_passed"
    vi = "Ngày đề nghị trả lời không được trước hôm nay."
    en = "The day by which an answer is wanted must not have passed."


class ReminderNotFound(NotFound):
    code = "reminder_not_found"
    vi = "Không tìm thấy lần đôn đốc này."
    en = "This reminder was not found."


class NoLetter(Conflict):
    code = "no_letter"
    vi = "Không lập công văn cho lần đôn đốc này."
    en = "There is no letter of this reminder."
