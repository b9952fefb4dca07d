"""Why papers refuse, in the words of the people concerned."""

from papi.kit.errors import Invalid, Refusal


class PaperFailed(Refusal):
    status = 500
    code = "paper_failed"
    vi = "Không lập được văn bản. Thử lại; nếu vẫn lỗi, đề nghị báo quản trị hệ thống."
    en = "The paper could not be made. Try again; if it fails again, please tell the administrator."


class NoSuchPaper(Invalid):
    code = "no_such_paper"
    vi = "Không lập được văn bản về loại nội dung này."
    en = "No paper is made about this kind of subject."
