"""The template that comes with the product: Nghị định 30/2020 with the names of the fields in their places, open to be changed in Word."""

import io
import zipfile
from functools import cache
from importlib import resources

from papi.papers import composing
from papi.papers.paper import PaperKind
from papi.papers.word import looks
from papi.papers.word.xml import NAMESPACES, Look, cell, page, paragraph, row, table

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # a fixed day keeps the file the same from time to time; ZIP knows none earlier
_PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "rels.xml",
    "docProps/core.xml": "core.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/styles.xml": "styles.xml",
    "word/settings.xml": "settings.xml",
    "word/header1.xml": "header1.xml",
    "word/header2.xml": "header2.xml",
}
_HEADERS = '<w:headerReference w:type="default" r:id="rId3"/><w:headerReference w:type="first" r:id="rId4"/>'
_PLAIN = Look(14, align="left")


@cache
def shipped_template(kind: PaperKind) -> bytes:
    """The DOCX of the kind."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in _PARTS.items():
            words = resources.files("papi.papers.word").joinpath("parts", part).read_text(encoding="utf-8")
            archive.writestr(zipfile.ZipInfo(name, _FIRST_DAY), words, zipfile.ZIP_DEFLATED)
        archive.writestr(zipfile.ZipInfo("word/document.xml", _FIRST_DAY), _document(kind), zipfile.ZIP_DEFLATED)
    return content.getvalue()


def _document(kind: PaperKind) -> str:
    letter = kind is PaperKind.LETTER
    parts = [
        _head(letter=letter),
        *([] if letter else [paragraph("{{ ten_loai | upper }}", looks.TYPE), paragraph("{{ trich_yeu }}", looks.SUBJECT)]),
        *([] if letter else [paragraph("{{p gach_trich_yeu }}", _PLAIN)]),
        *_given("kinh_gui_mot", paragraph("Kính gửi: {{ kinh_gui_mot }}", looks.ADDRESSEE)),
        *_given("kinh_gui_nhieu", paragraph("Kính gửi:", looks.ADDRESSEE), *_each("noi", "kinh_gui_nhieu", looks.ADDRESSEES)),
        *_each("can", "can_cu", looks.GROUND),
        paragraph("{{p noi_dung }}", _PLAIN),
        _foot(),
        page(210, 297, _HEADERS, first_apart=True),
    ]
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {NAMESPACES}><w:body>{"".join(parts)}</w:body></w:document>'


def _head(*, letter: bool) -> str:
    subject = [paragraph("V/v {{ trich_yeu }}", looks.LETTER_SUBJECT)] if letter else []
    left = [
        *_given("co_quan_cap_tren", paragraph("{{ co_quan_cap_tren | upper }}", looks.SUPERIOR)),
        paragraph("{{ co_quan | upper }}", looks.ISSUER),
        paragraph("{{p gach_co_quan }}", _PLAIN),
        paragraph("{{ so_ky_hieu }}", looks.NUMBER),
        *subject,
        *_given("du_thao", paragraph("{{ du_thao }}", looks.DRAFT)),
    ]
    right = [
        paragraph(composing.COUNTRY, looks.COUNTRY),
        paragraph(composing.MOTTO, looks.MOTTO),
        paragraph("{{ dia_danh_ngay }}", looks.PLACE),
    ]
    widths = (composing.ISSUER_MM, composing.COUNTRY_MM)
    return table([row([cell("".join(left), widths[0]), cell("".join(right), widths[1])])], widths, ruled=False)


def _foot() -> str:
    left = [paragraph("Nơi nhận:", looks.RECEIVERS_HEAD), *_each("noi", "noi_nhan", looks.RECEIVER)]
    right = [*_each("dong", "tham_quyen", looks.AUTHORITY), paragraph("{{ nguoi_ky }}", looks.SIGNER)]
    widths = (82, 83)
    filled = row([cell("".join(left), widths[0]), cell("".join(right), widths[1])], whole=True)
    return table([filled], widths, ruled=False) + paragraph("", Look(2, align="left"))


def _each(name: str, list_of: str, look: Look) -> list[str]:
    return [
        paragraph(f"{{%p for {name} in {list_of} %}}", _PLAIN),
        paragraph(f"{{{{ {name} }}}}", look),
        paragraph("{%p endfor %}", _PLAIN),
    ]


def _given(field: str, *content: str) -> list[str]:
    return [paragraph(f"{{%p if {field} %}}", _PLAIN), *content, paragraph("{%p endif %}", _PLAIN)]
