"""Why papers refuse, in the words of the people concerned."""

from collections.abc import Iterable

from papi.kit.errors import FieldError, Invalid, NotFound, Refusal, TooLarge, TooMany, WrongState


class PaperFailed(Refusal):
    status = 500
    code = "paper_failed"
    vi = "Không lập được văn bản. Thử lại; nếu vẫn lỗi, đề nghị báo quản trị hệ thống."
    en = "The paper could not be made. Try again; if it fails again, please tell the administrator."


class NoSuchPaper(Invalid):
    code = "no_such_paper"
    vi = "Không lập được văn bản về loại nội dung này."
    en = "No paper is made about this kind of subject."


class PaperNotFound(NotFound):
    code = "paper_not_found"
    vi = "Không tìm thấy văn bản này, hoặc văn bản đã hết hạn lưu. Lập lại văn bản."
    en = "This paper was not found, or has expired. Ask for it again."


class PaperNotReady(WrongState):
    code = "paper_not_ready"
    vi = "Văn bản chưa lập xong."
    en = "The paper is not ready yet."


class PaperGone(NotFound):
    code = "paper_gone"
    vi = "Tệp của văn bản không còn trên máy chủ. Lập lại văn bản."
    en = "The paper's file is no longer on the server. Ask for it again."


class TooManyPapers(TooMany):
    code = "too_many_papers"
    vi = "Đang lập 5 văn bản; chờ xong một văn bản rồi lập tiếp."
    en = "Five papers are being made; wait until one of them is ready."


class UnitUnknown(NotFound):
    code = "unit_not_found"
    vi = "Không tìm thấy đơn vị, hoặc đơn vị ngoài phạm vi được xem."
    en = "Unit not found, or out of sight."


class TemplateNotFound(NotFound):
    code = "paper_template_not_found"
    vi = "Không tìm thấy mẫu văn bản này."
    en = "This template was not found."


class TemplateTooLarge(TooLarge):
    code = "paper_template_too_large"
    vi = "Mẫu văn bản lớn hơn {most} MB. Bỏ bớt hình ảnh rồi tải lại."
    en = "The template is larger than {most} MB. Take pictures out and load it again."


class TemplateNotRead(Invalid):
    """What `kit.office` says of the file."""

    code = "paper_template_not_read"

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(errors=[FieldError("/file", vi, en)])
        self.said = {"vi": vi, "en": en}

    def detail(self, language: str) -> str:
        return self.said["en" if language == "en" else "vi"]


class TemplateRefused(Invalid):
    """Each trouble is an error of the file."""

    code = "paper_template_refused"
    vi = "Mẫu văn bản chưa dùng được; xem từng lỗi."
    en = "The template cannot be used yet; see each error."

    def __init__(self, troubles: Iterable[tuple[str, str]]) -> None:
        words = [tuple(text.format(name=name) for text in _TROUBLES[code]) for code, name in troubles]
        super().__init__(errors=[FieldError("/file", vi, en) for vi, en in words])


_TROUBLES: dict[str, tuple[str, str]] = {
    "not_word": ("Tệp không phải văn bản Word (.docx).", "The file is no Word document (.docx)."),
    "embedded": ("Tệp có đối tượng nhúng “{name}”; bỏ đối tượng này.", "The file carries the embedded object “{name}”; take it out."),
    "link": ("Tệp có liên kết ra ngoài “{name}”; bỏ liên kết này.", "The file links out to “{name}”; take the link out."),
    "word_field": (
        "Trường của Word “{name}” không được nhận; chỉ nhận số trang.",
        "The Word field “{name}” is not taken; only page numbers are.",
    ),
    "unclosed": (
        "Dấu ngoặc nhọn mở hoặc đóng không thành cặp ở “{name}”.",
        "Braces are opened or closed without their other half at “{name}”.",
    ),
    "syntax": (
        "Có lệnh giữa dấu ngoặc nhọn viết sai, hoặc thiếu lệnh đóng (endfor, endif){name}.",
        "A command between braces is written wrongly, or its end (endfor, endif) is missing{name}.",
    ),
    "broken": (
        "Không lập được văn bản thử từ mẫu này. Đề nghị tải mẫu có sẵn, sửa trong Word rồi tải lên lại.",
        "No sample paper can be made of this template. Take the shipped one, change it in Word and load it again.",
    ),
    "unknown": ("Không có trường “{name}”; xem danh sách trường.", "There is no field “{name}”; see the list of fields."),
    "expression": (
        "Biểu thức không được phép: giữa hai dấu ngoặc nhọn chỉ viết tên trường.",
        "An expression is not taken: between double braces stands the name of a field alone.",
    ),
    "command": (
        "Lệnh không được phép: chỉ nhận lặp qua danh sách (for) và điều kiện theo tên trường (if).",
        "A command is not taken: only loops over lists (for) and conditions on a field (if) are.",
    ),
    "filter": ("Không nhận “{name}” sau dấu |; chỉ nhận upper, lower.", "“{name}” behind | is not taken; upper and lower alone are."),
    "loop": (
        "Vòng lặp viết không đúng: chỉ nhận dạng for … in tên danh sách.",
        "A loop is not written as it must be: for … in the name of a list.",
    ),
    "loop_name": ("Không đặt tên “{name}” cho mục của vòng lặp.", "An item of a loop is not called “{name}”."),
    "nested": ("Không nhận vòng lặp nằm trong vòng lặp.", "A loop within a loop is not taken."),
    "not_a_list": (
        "Trường “{name}” không phải danh sách nên không lặp được.",
        "The field “{name}” is no list, so it cannot be looped over.",
    ),
    "a_list": (
        "Trường “{name}” là danh sách: dùng trong vòng lặp, mỗi dòng một mục.",
        "The field “{name}” is a list: use it in a loop, a line for each item.",
    ),
    "misplaced": (
        "Trường “{name}” phải đứng riêng một đoạn và viết là {{{{p {name} }}}}.",
        "The field “{name}” takes a paragraph of its own, written {{{{p {name} }}}}.",
    ),
    "bare": (
        "“{name}” nằm ngoài dòng chữ nên Word sẽ báo tệp hỏng: viết trường là {{{{ tên }}}}, không thêm p hoặc r trước tên.",
        "“{name}” stands outside of any line, so Word would call the file broken: write a field {{{{ name }}}}, without p or r before it.",
    ),
    "no_body": (
        "Mẫu thiếu trường “{name}” nên văn bản sẽ không có nội dung.",
        "The template lacks the field “{name}”, so papers would have no text.",
    ),
}
