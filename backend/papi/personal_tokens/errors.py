"""Why something about a personal access token is refused."""

from papi.kit.errors import Conflict, NotFound


class PersonalTokenNotFound(NotFound):
    code = "personal_token_not_found"
    vi = "Không tìm thấy mã truy cập này, hoặc mã đã bị thu hồi."
    en = "There is no such token, or it was revoked already."


class TokenReplaced(Conflict):
    code = "token_replaced"
    vi = "Mã này đã được đổi, mã mới đang dùng được. Nếu không còn giữ mã mới, thu hồi mã mới rồi tạo mã khác."
    en = "Another token was made in the place of this one already. If that was lost, revoke it and make a new one."


class MembershipEnded(Conflict):
    code = "token_membership_ended"
    vi = "Vai trò mà mã này thuộc về đã kết thúc nên mã không còn dùng được và không đổi được. Tạo mã mới trong vai trò đang giữ."
    en = "The role of this token has ended, so it neither serves nor can be renewed. Make a new one in a role that you hold."


class TooManyTokens(Conflict):
    code = "too_many_personal_tokens"
    vi = "Đã có {number} mã truy cập đang dùng. Thu hồi mã không còn dùng trước khi tạo mã mới."
    en = "There are {number} tokens in use. Revoke one that is no longer used first."
