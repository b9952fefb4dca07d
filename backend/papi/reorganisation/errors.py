"""Why a change of units is refused."""

from papi.kit.errors import Conflict, Invalid, NotFound, Refusal, WrongState


class SuccessionNotFound(NotFound):
    code = "succession_not_found"
    vi = "Không tìm thấy quyết định sắp xếp đơn vị."
    en = "This reorganisation was not found."


class SuccessionWrongState(WrongState):
    code = "succession_wrong_state"
    vi = "Việc sắp xếp đơn vị này {state} nên không sửa, không hủy được nữa."
    en = "This reorganisation {state}; it can no longer be changed or undone."


class SuccessionImpossible(Invalid):
    code = "succession_impossible"
    vi = "Chưa sắp xếp được các đơn vị như vậy; xem từng lý do."
    en = "The units cannot be reorganised like this; see each reason."


class UnitTaken(Conflict):
    code = "unit_in_other_succession"
    vi = "Có đơn vị đã nằm trong một quyết định sắp xếp khác chưa đến ngày hiệu lực."
    en = "A unit is already part of another reorganisation that has not yet taken effect."


class NobodyLeft(Conflict):
    code = "no_administrator_left"
    vi = "Sau ngày hiệu lực sẽ không còn tài khoản quản trị nào: hãy chọn đơn vị kế thừa cho đơn vị của quản trị viên."
    en = "No administrator would be left after that day: choose a unit that comes after the administrator's own."


class SuccessionBroken(Refusal):
    status = 500
    code = "succession_broken"
    vi = "Có lỗi ngoài dự kiến nên chưa có gì thay đổi. Đề nghị báo quản trị hệ thống; khi đã khắc phục, lưu lại quyết định để thực hiện."
    en = "Something unexpected went wrong and nothing was changed. Tell the administrator; once it is mended, save the decision again."
