"""Why units refuse."""

from papi.kit.errors import Conflict, NotFound


class UnitNotFound(NotFound):
    code = "unit_not_found"
    vi = "Không tìm thấy đơn vị."
    en = "Unit not found."


class UnitCodeTaken(Conflict):
    code = "unit_code_taken"
    vi = "Mã {code} đã dùng cho đơn vị khác."
    en = "The code {code} belongs to another unit."


class ChangeTooEarly(Conflict):
    code = "unit_changed_since"
    vi = "Tên hoặc cấp trên của đơn vị đã thay đổi từ ngày {day}; không ghi thay đổi cho ngày trước đó."
    en = "The unit's name or parent changed on {day}; a change from an earlier day cannot be recorded."
