"""Why delegations refuse, in the words of the people concerned."""

from papi.kit.errors import Conflict, Forbidden, NotFound, WrongState


class DelegationNotFound(NotFound):
    code = "delegation_not_found"
    vi = "Không tìm thấy ủy quyền, hoặc ủy quyền ngoài phạm vi được xem."
    en = "Delegation not found, or out of sight."


class NoDelegationOfDelegation(Forbidden):
    code = "delegated_role"
    vi = "Người được ủy quyền không ủy quyền lại, và chỉ chấm dứt được ủy quyền của chính mình."
    en = "Who acts by delegation does not delegate, and ends no other delegation than their own."


class DelegationOverlaps(Conflict):
    code = "delegation_overlaps"
    vi = "{giver} đã ủy quyền cho {receiver} từ {since} đến {until}. Chấm dứt ủy quyền đó hoặc chọn ngày khác."
    en = "{giver} has delegated to {receiver} from {since} to {until}. End that delegation or choose other days."


class DelegationOver(WrongState):
    code = "delegation_over"
    vi = "Ủy quyền này đã kết thúc."
    en = "This delegation is over."
