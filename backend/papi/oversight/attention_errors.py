"""Why the list of units that need attention refuses."""

from papi.access.actor import OwnUnit
from papi.kit.errors import Invalid, NotFound, WrongState


class AttentionNotFound(NotFound):
    code = "attention_list_not_found"
    vi = "Không tìm thấy danh sách, hoặc danh sách chưa được xác nhận."
    en = "List not found, or not confirmed yet."


class AttentionWrongState(WrongState):
    vi = "Danh sách {state} nên không thực hiện được việc này."
    en = "The list is {state}; this cannot be done now."


class Undecided(WrongState):
    code = "attention_undecided"
    vi = "Còn {count} đơn vị chưa có quyết định giữ hoặc bỏ."
    en = "Nobody has decided yet about {count} units."


class NotOnTheList(Invalid):
    code = "unit_not_on_list"
    vi = "Có đơn vị không thuộc danh sách này."
    en = "Some unit is not on this list."


class StrikeReason(Invalid):
    code = "reason_required"
    vi = "Nêu lý do khi bỏ một đơn vị khỏi danh sách."
    en = "Give a reason when a unit is struck from the list."


class OwnUnitOnTheList(OwnUnit):
    vi = "Không ai quyết định về đơn vị mình. Về Phòng Nội vụ do lãnh đạo UBND quyết định sau khi danh sách được xác nhận."
    en = "Nobody decides about a unit of theirs. About the coordinating unit a leader does, once the list is confirmed."
