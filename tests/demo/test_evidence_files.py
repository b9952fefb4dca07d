"""Evidence of the demo is real files: they open, they hold their words, and they are the same every time."""

import io
import json
from datetime import UTC, datetime
from itertools import product
from unicodedata import normalize

import pypdfium2
import pytest
from docx import Document
from docx.styles.style import ParagraphStyle
from PIL import Image, ImageDraw, ImageFont

from papi.demo.files import DATA, build, issuer_of, list_templates
from papi.demo.papers import DISCLAIMER, FONTS, Issuer, Template
from papi.demo.signed import signed_copy
from papi.evidence.isolated.signing import main as read_signatures

SIGNED = DATA / "signed"
TEMPLATES = {template.key: template for template in list_templates()}
TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
LETTERS = [normalize("NFC", vowel + tone) for vowel, tone in product("aăâeêioôơuưyAĂÂEÊIOÔƠUƯY", TONES)] + ["đ", "Đ"]


def issuer_for(template: Template) -> Issuer:
    name = "UBND Phường 1" if template.issuing == "ward" else "Phòng Văn hóa và Thông tin"
    return issuer_of(name, "UBND thành phố Vũng Tàu", "Vũng Tàu", "Tô Hữu Phước")


def of_kind(kind: str) -> list[str]:
    return [key for key, template in TEMPLATES.items() if template.kind == kind]


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_range() for page in document]
    return normalize("NFC", " ".join(" ".join(pages).split()))


@pytest.mark.parametrize("key", of_kind("pdf"))
def test_a_pdf_opens_and_says_its_subject_and_that_it_is_an_illustration(key: str) -> None:
    template = TEMPLATES[key]
    name, media_type, content = build(template, issuer_for(template))
    words = words_of(content)
    assert (name, media_type) == (template.file_name, "application/pdf")
    assert (template.subject or "") in words
    assert DISCLAIMER in words
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in words


@pytest.mark.parametrize("key", of_kind("docx"))
def test_a_docx_opens_and_says_its_subject_and_that_it_is_an_illustration(key: str) -> None:
    template = TEMPLATES[key]
    document = Document(io.BytesIO(build(template, issuer_for(template))[2]))
    assert template.subject in [paragraph.text for paragraph in document.paragraphs]
    assert document.sections[0].footer.paragraphs[0].text == DISCLAIMER
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    assert normal.font.name == "Times New Roman"


@pytest.mark.parametrize("key", of_kind("jpeg"))
def test_a_picture_opens_and_stays_small(key: str) -> None:
    template = TEMPLATES[key]
    content = build(template, issuer_for(template))[2]
    picture = Image.open(io.BytesIO(content))
    picture.load()
    assert (picture.format, picture.size) == ("JPEG", (1600, 1200))
    assert len(content) < 250_000


def test_the_same_paper_is_the_same_bytes_and_another_unit_has_another_file() -> None:
    other = issuer_of("UBND xã Long Sơn", "UBND thành phố Vũng Tàu", "Vũng Tàu", "Ngô Mạnh Thắng")
    for key in ("w-ke-hoach-papi", "w-ke-hoach-pbgdpl", "w-anh-hoi-nghi"):
        template = TEMPLATES[key]
        first = build(template, issuer_for(template))[2]
        assert build(template, issuer_for(template))[2] == first
        assert build(template, other)[2] != first


def test_a_paper_names_its_issuer_in_full_and_leaves_no_placeholder() -> None:
    words = words_of(build(TEMPLATES["w-ke-hoach-papi"], issuer_for(TEMPLATES["w-ke-hoach-papi"]))[2])
    assert "ỦY BAN NHÂN DÂN PHƯỜNG 1" in words
    assert "Vũng Tàu, ngày 26 tháng 6 năm 2024" in words
    assert "{unit}" not in words


def test_minutes_carry_no_officials_name() -> None:
    template = TEMPLATES["w-bien-ban-doi-thoai"]
    words = words_of(build(template, issuer_for(template))[2])
    assert "THƯ KÝ" in words
    assert "Tô Hữu Phước" not in words


def test_a_pdf_embeds_the_projects_own_font() -> None:
    page = pypdfium2.PdfDocument(build(TEMPLATES["w-bao-cao-tthc"], issuer_for(TEMPLATES["w-bao-cao-tthc"]))[2])[0]
    fonts = [part.get_font() for part in page.get_objects() if isinstance(part, pypdfium2.PdfTextObj)]
    assert fonts
    assert all(font.is_embedded for font in fonts)
    assert {font.get_base_name().partition("+")[2].partition("-")[0] for font in fonts} == {"LiberationSerif"}


def drawn_with(font: ImageFont.FreeTypeFont, letter: str) -> bytes:
    canvas = Image.new("L", (60, 80))
    ImageDraw.Draw(canvas).text((5, 10), letter, font=font, fill=255)
    return canvas.tobytes()


@pytest.mark.parametrize("face", ["Regular", "Bold", "Italic", "BoldItalic"])
def test_the_font_has_every_vietnamese_letter(face: str) -> None:
    font = ImageFont.truetype(FONTS / f"LiberationSerif-{face}.ttf", 40)
    empty_box = drawn_with(font, "\uffff")
    assert len(set(LETTERS)) == 146
    assert [letter for letter in LETTERS if drawn_with(font, letter) == empty_box] == []


@pytest.mark.parametrize("name", sorted(json.loads((SIGNED / "signatures.json").read_bytes())))
def test_what_the_demo_says_of_a_signature_is_what_is_read_of_it(name: str) -> None:
    unit, _, template = name.partition("-")
    copy = signed_copy(unit, template)
    found = json.loads(read_signatures(str(SIGNED / f"{name}.pdf"), ""))
    trusted = json.loads(read_signatures(str(SIGNED / f"{name}.pdf"), str(SIGNED)))["signatures"]

    assert copy is not None
    assert copy.signatures == found["signatures"]
    assert copy.read_at(datetime(2024, 9, 9, tzinfo=UTC))["signature_roots"] == found["roots"]
    assert {signature["trust"] for signature in trusted} == {"trusted"}
