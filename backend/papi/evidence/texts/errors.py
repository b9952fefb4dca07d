"""Why what was found in a file cannot be set aside, in words."""

from papi.kit.errors import NotFound, WrongState


class LikenessNotFound(NotFound):
    code = "likeness_not_found"
    vi = "Tài liệu không còn lưu ý gần giống này. Tải lại trang."
    en = "This document is no longer noted to be like that one. Load the page again."


class AlreadyDismissed(WrongState):
    vi = "Lưu ý này đã được bỏ qua."
    en = "This was set aside already."


class NothingFound(WrongState):
    vi = "Phiên bản hiện tại không có số nào được gợi ý là dữ liệu cá nhân."
    en = "No number in the present version was suggested to be personal."
