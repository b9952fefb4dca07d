"""What a template may name: the fields of a paper, with their words, and what they hold for one paper."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from papi.papers import composing
from papi.papers.paper import Paper


class FieldKind(StrEnum):
    """A text, a list to loop over, or a block that takes a paragraph of its own (`{{p name }}`)."""

    TEXT = "text"
    LIST = "list"
    BLOCK = "block"


class Field(NamedTuple):
    kind: FieldKind
    vi: str
    en: str


BODY = "noi_dung"
ISSUER_LINE = "gach_co_quan"
SUBJECT_LINE = "gach_trich_yeu"
FIELDS: Mapping[str, Field] = {
    "co_quan_cap_tren": Field(FieldKind.TEXT, "Cơ quan cấp trên trực tiếp (có thể trống)", "The superior body (may be empty)"),
    "co_quan": Field(FieldKind.TEXT, "Cơ quan ban hành", "The issuing body"),
    "so_ky_hieu": Field(FieldKind.TEXT, "Dòng số, ký hiệu; số để trống", "The line of number and symbol; the number is blank"),
    "dia_danh_ngay": Field(FieldKind.TEXT, "Địa danh và ngày, tháng, năm để trống", "Place and the blank day"),
    "dia_danh": Field(FieldKind.TEXT, "Địa danh", "Place"),
    "ten_loai": Field(FieldKind.TEXT, "Tên loại văn bản (công văn không có)", "The type of paper (letters have none)"),
    "trich_yeu": Field(FieldKind.TEXT, "Trích yếu nội dung", "The subject"),
    "kinh_gui_mot": Field(FieldKind.TEXT, "Nơi kính gửi, khi chỉ có một", "The addressee where there is one"),
    "kinh_gui_nhieu": Field(FieldKind.LIST, "Các nơi kính gửi, khi có nhiều", "The addressees where there are several"),
    "can_cu": Field(FieldKind.LIST, "Các căn cứ", "The grounds"),
    "tham_quyen": Field(FieldKind.LIST, "Các dòng quyền hạn, chức vụ người ký", "The lines of authority"),
    "nguoi_ky": Field(FieldKind.TEXT, "Họ tên người ký (có thể trống)", "The signer's name (may be empty)"),
    "noi_nhan": Field(FieldKind.LIST, "Các dòng nơi nhận", "The lines of receivers"),
    "du_thao": Field(FieldKind.TEXT, "Chữ “DỰ THẢO” khi chưa gửi, nếu không thì trống", "“DỰ THẢO” on a draft, else empty"),
    BODY: Field(FieldKind.BLOCK, "Toàn bộ nội dung: mục, đoạn, bảng, biểu đồ", "The whole text: headings, paragraphs, tables, charts"),
    ISSUER_LINE: Field(FieldKind.BLOCK, "Đường kẻ dưới tên cơ quan ban hành", "The line under the issuing body"),
    SUBJECT_LINE: Field(FieldKind.BLOCK, "Đường kẻ dưới trích yếu", "The line under the subject"),
}


def names_of(kind: FieldKind) -> frozenset[str]:
    return frozenset(name for name, field in FIELDS.items() if field.kind is kind)


def texts_of(paper: Paper) -> dict[str, str | list[str]]:
    """What the texts and lists hold for one paper."""
    one, several = composing.addressees_of(paper)
    return {
        "co_quan_cap_tren": paper.head.superior,
        "co_quan": paper.head.issuer,
        "so_ky_hieu": composing.number_line(paper),
        "dia_danh_ngay": composing.place_line(paper),
        "dia_danh": paper.head.place,
        "ten_loai": paper.type_name,
        "trich_yeu": composing.subject_of(paper),
        "kinh_gui_mot": one,
        "kinh_gui_nhieu": several,
        "can_cu": composing.grounds_of(paper),
        "tham_quyen": list(paper.head.authority),
        "nguoi_ky": paper.head.signer,
        "noi_nhan": composing.receivers_of(paper),
        "du_thao": composing.DRAFT if paper.draft else "",
    }
