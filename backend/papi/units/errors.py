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
