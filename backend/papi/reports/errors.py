"""Why reporting refuses, in the words of the people concerned."""

from collections.abc import Sequence

from papi.kit.errors import Conflict, FieldError, Forbidden, Invalid, NotFound, WrongState


class PeriodNotFound(NotFound):
    code = "period_not_found"
    vi = "Không tìm thấy kỳ báo cáo."
    en = "Reporting period not found."


class ReportNotFound(NotFound):
    code = "report_not_found"
    vi = "Không tìm thấy báo cáo, hoặc báo cáo ngoài phạm vi được xem."
    en = "Report not found, or out of sight."


class ReportCarried(WrongState):
    code = "report_carried"
    vi = "Bản soạn này đã chuyển sang báo cáo của đơn vị kế thừa ngày {day}; viết tiếp trong báo cáo của đơn vị mới."
    en = "This draft went over into the succeeding unit's report on {day}; go on in that report."


class ReportWentOver(WrongState):
    code = "report_carried"
    vi = "Báo cáo của {unit} đã chuyển sang {heir} ngày {day}; gia hạn cho {heir}."
    en = "The report of {unit} went over to {heir} on {day}; give {heir} the extra time."


class ReportEnded(WrongState):
    code = "report_carried"
    vi = "{unit} ngừng hoạt động ngày {day}, không có đơn vị kế thừa; không gia hạn báo cáo này."
    en = "{unit} ceased on {day} and no unit came after it; this report gets no extra time."


class LineNotFound(NotFound):
    code = "report_line_not_found"
    vi = "Không tìm thấy dòng báo cáo, hoặc dòng ngoài phạm vi được xem."
    en = "Report line not found, or out of sight."


class SealNotFound(NotFound):
    code = "seal_not_found"
    vi = "Báo cáo chưa được chấp nhận nên chưa có bản niêm phong."
    en = "The report has not been accepted, so there is no seal yet."


class ReportWrongState(WrongState):
    vi = "Báo cáo {state} nên không thực hiện được việc này."
    en = "The report is {state}; this cannot be done now."


class ReportAlreadySent(WrongState):
    vi = "Báo cáo đã gửi lúc {at} nên không sửa được. Cần sửa, đề nghị Phòng Nội vụ trả lại."
    en = "The report was sent at {at} and cannot be changed. Ask for it to be returned."


class LineLocked(WrongState):
    code = "line_locked"
    vi = "Dòng này đã đạt, không sửa. Chỉ sửa được các dòng bị trả lại."
    en = "This line is in order and locked. Only returned lines can be changed."


class PeriodClosed(WrongState):
    code = "period_closed"
    vi = (
        "“{title}” đã đóng ngày {day} khi báo cáo chưa được chấp nhận, nên không viết và gửi tiếp được. Đề nghị Phòng Nội vụ gia hạn riêng "
        "cho đơn vị; báo cáo đã được chấp nhận thì lập đính chính."
    )
    en = (
        "“{title}” was closed on {day} before the report was accepted, so it cannot be written or sent. Ask Phòng Nội vụ for an own end "
        "for your unit; a report that was accepted is corrected instead."
    )


class PeriodWrongState(WrongState):
    vi = "Kỳ báo cáo {state} nên không thực hiện được việc này."
    en = "The period is {state}; this cannot be done now."


class QuestionsSettled(WrongState):
    code = "period_asked"
    vi = "Kỳ báo cáo đã mở, các đơn vị đang trả lời; không sửa câu hỏi, nhiệm vụ, đơn vị được hỏi và hạn riêng nữa."
    en = "The period is open and units are answering; its questions, tasks, units and their own due times are settled."


class AnswerNotFound(NotFound):
    code = "report_answer_not_found"
    vi = "Không tìm thấy câu trả lời, hoặc câu trả lời ngoài phạm vi được xem."
    en = "Answer not found, or out of sight."


class AnswerLocked(WrongState):
    code = "answer_locked"
    vi = "Câu trả lời này đã đạt, không sửa. Chỉ sửa được các câu bị trả lại."
    en = "This answer is in order and locked. Only returned answers can be changed."


class ReportIncomplete(WrongState):
    code = "report_incomplete"
    vi = "Còn {what} chưa đủ, chưa gửi được."
    en = "{what_en} are not complete yet; the report cannot be sent."


class OfficerMayNotSubmit(Forbidden):
    vi = "Vai trò {role} không gửi báo cáo. Người gửi: lãnh đạo {unit}."
    en = "The role {role} does not send reports. The head of {unit} does."


class OwnSubmission(Forbidden):
    code = "own_report"
    vi = "Không ai thẩm tra báo cáo do chính mình gửi."
    en = "Nobody reviews what they sent themselves."


class ReportClaimed(WrongState):
    code = "report_claimed"
    vi = "{name} đang thẩm tra báo cáo này từ {at}. Chỉ nhận thay khi đã trao đổi; {name} được báo."
    en = "{name} has been reviewing this report since {at}. Take it over only on purpose; {name} will be told."


class NothingToRollUp(Conflict):
    code = "nothing_to_roll_up"
    vi = "Chưa có đơn vị phối hợp nào gửi nội dung của nhiệm vụ này trong kỳ."
    en = "No supporting unit has sent anything on this task in the period yet."


class LineHasText(Conflict):
    code = "line_has_text"
    vi = "Dòng này đã có nội dung do đơn vị nhập, không ghi đè. Chọn ghi nối tiếp vào sau."
    en = "Somebody has typed in this line, and nothing is overwritten. Choose to append."


class ReasonRequired(Invalid):
    code = "reason_required"
    vi = "Nêu lý do trả lại để đơn vị biết cách sửa."
    en = "Give a reason, so that the unit knows what to mend."


class UnknownLines(Invalid):
    code = "unknown_lines"
    vi = "Có dòng không thuộc báo cáo này."
    en = "Some lines do not belong to this report."


class UnknownAnswers(Invalid):
    code = "unknown_answers"
    vi = "Có câu trả lời không thuộc báo cáo này."
    en = "Some answers do not belong to this report."


class NothingToReport(Conflict):
    code = "nothing_to_report"
    vi = "Không có đơn vị nào có nhiệm vụ phải báo cáo trong kỳ này."
    en = "No unit has anything to report in this period."


class DeadlineOrder(Invalid):
    code = "deadline_order"
    vi = "Thời hạn và khoảng số liệu của kỳ chưa hợp lý."
    en = "The deadlines or the data window of the period make no sense."


class CodeTaken(Conflict):
    code = "period_code_taken"
    vi = "Kế hoạch này đã có kỳ báo cáo mang mã {code}."
    en = "This plan has a period with the code {code} already."


class NoReportPaper(WrongState):
    code = "report_no_paper"
    vi = "Cơ quan Mặt trận, Đảng ban hành văn bản theo thể thức của mình; không lập văn bản báo cáo mang tên cơ quan này."
    en = "Front and Party bodies issue their papers in their own form; none is made here in the name of one."


class CorrectionNotFound(NotFound):
    code = "correction_not_found"
    vi = "Không tìm thấy đính chính, hoặc đính chính ngoài phạm vi được xem."
    en = "Correction not found, or out of sight."


class CorrectionWrongState(WrongState):
    vi = "Đính chính {state} nên không thực hiện được việc này."
    en = "The correction is {state}; this cannot be done now."


class ReportNotAccepted(WrongState):
    code = "report_not_accepted"
    vi = "Chỉ đính chính báo cáo đã được chấp nhận."
    en = "Only an accepted report is corrected."


class CorrectionOpen(Conflict):
    code = "correction_open"
    vi = "Báo cáo này đang có một đính chính chưa xong."
    en = "A correction of this report is under way."


class CorrectionOutdated(Conflict):
    code = "correction_outdated"
    vi = "Nội dung đã chấp nhận vừa thay đổi sau khi đính chính được lập. Trả lại để đơn vị lập lại trên nội dung mới."
    en = "What was accepted has changed since the correction was written. Return it, so that the unit writes it anew."


class NothingCorrected(Invalid):
    code = "nothing_corrected"
    vi = "Không có gì khác với nội dung đã chấp nhận."
    en = "Nothing differs from what was accepted."


class CorrectionTooShort(Invalid):
    """Each line that would say less than a report must is an error, and named in the sentence."""

    code = "correction_too_short"

    def __init__(self, lacking: Sequence[FieldError]) -> None:
        super().__init__(errors=lacking)
        self.said = {
            "vi": " ".join(["Đính chính chưa đủ như báo cáo phải có.", *(error.vi for error in lacking)]),
            "en": " ".join(["The correction says less than a report must.", *(error.en for error in lacking)]),
        }

    def detail(self, language: str) -> str:
        return self.said["en" if language == "en" else "vi"]


class WorkbookNotRead(Invalid):
    code = "workbook_not_read"
    vi = "{vi}"
    en = "{en}"


class WorkbookOfAnother(Invalid):
    code = "workbook_of_another_report"
    vi = "Tệp này xuất từ một báo cáo khác. Mở đúng báo cáo của tệp rồi nạp lại, hoặc xuất tệp mới từ báo cáo này."
    en = "The file left from another report. Load it there, or take a new file from this report."


class WorkbookTooOld(Invalid):
    code = "workbook_too_old"
    vi = "Báo cáo đã được gửi sau khi xuất tệp này ({at}). Xuất tệp mới rồi chép phần cần dùng sang."
    en = "The report has been sent since the file left ({at}). Take a new file and copy what is still needed."


class WorkbookUndecided(Conflict):
    code = "workbook_undecided"
    vi = "Còn {count} chỗ cần chọn; chưa ghi dòng nào."
    en = "{count} places still need a choice; nothing was stored."


class WorkbookOvertaken(Conflict):
    code = "workbook_overtaken"
    vi = "Có người vừa sửa dòng {numbers} trong lúc xem trước; chưa ghi dòng nào. Xem lại rồi ghi."
    en = "Somebody has just changed line {numbers}; nothing was stored. Look again, then store."
