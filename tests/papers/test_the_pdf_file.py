"""The same rules measured on the pages of the PDF, and what makes it a PDF/A-2b."""

import re
import unicodedata
from typing import Any

import pypdfium2
import pytest

from papi.papers.fonts import FONTS, printable
from papi.papers.paper import Annex, Column, ColumnKind, Format, PaperKind, Paragraph, Table
from papi.papers.writing import write
from tests.support.papers import RESULT, Sheet, sample, sheets

VIETNAMESE = "aăâeêioôơuưyđ"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")


@pytest.fixture(scope="module")
async def pdf() -> bytes:
    return await write(sample(), Format.PDF)


@pytest.fixture(scope="module")
async def pages(pdf: bytes) -> list[Sheet]:
    return sheets(pdf)


async def test_pages_are_a4_and_the_annexes_lie_across(pages: list[Sheet]) -> None:
    sizes = [(round(page.width), round(page.height)) for page in pages]
    first = next(place for place, page in enumerate(pages) if "Phụ lục I\r\n" in page.words)

    assert set(sizes[:first]) == {(210, 297)}
    assert set(sizes[first:]) == {(297, 210)}
    assert "Phụ lục II" in pages[-1].words


async def test_text_keeps_within_the_margins(pages: list[Sheet]) -> None:
    for page in pages:
        assert min(page.lefts()) >= 29.5
        assert max(page.rights()) <= page.width - 14.5


async def test_a_word_wider_than_its_cell_is_broken_and_keeps_within_the_page() -> None:
    columns = [Column(title="STT", width=10, kind=ColumnKind.NUMBER), Column(title="Tài liệu", width=90), Column(title="Mã băm", width=30)]
    table = Table(columns=columns, rows=[[123456789, "Kế hoạch", "0123456789abcdef" * 4], ["", "Ủy" * 60, "W" * 30]])
    page = sheets(await write(sample(annexes=[Annex(title="Tài liệu", blocks=[table])]), Format.PDF))[-1]

    assert max(page.rights()) <= page.width - 15
    assert "Kế hoạch" in page.words


async def test_the_number_is_absent_on_page_one_and_in_the_middle_of_the_top_margin_of_the_others(pages: list[Sheet]) -> None:
    assert not pages[0].words.lstrip().startswith("1")
    for number, page in enumerate(pages[1:], start=2):
        left, top, right, bottom = page.box(str(number))
        middle = (30 + page.width - 15) / 2
        assert abs((left + right) / 2 - middle) < 1
        assert 8 < top < bottom < 20


async def test_the_head_stands_in_its_two_columns(pages: list[Sheet]) -> None:
    country, motto = pages[0].box("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), pages[0].box("Độc lập - Tự do - Hạnh phúc")
    issuer, number, kind = pages[0].box("PHÒNG NỘI VỤ"), pages[0].box("Số:"), pages[0].box("BÁO CÁO")

    assert 19 <= country[1] <= 25  # the marks above its capitals reach over the line
    assert country[1] < motto[1] < kind[1]
    assert abs((country[0] + country[2]) / 2 - (30 + 68 + 97 / 2)) < 1
    assert abs((motto[0] + motto[2]) / 2 - (country[0] + country[2]) / 2) < 1
    assert abs((issuer[0] + issuer[2]) / 2 - (30 + 68 / 2)) < 1
    assert issuer[1] < number[1]
    assert abs((kind[0] + kind[2]) / 2 - (30 + 165 / 2)) < 1


async def test_the_first_line_is_indented_and_the_following_ones_are_not(pages: list[Sheet]) -> None:
    first = pages[0].box("Đã tổ chức 04 buổi")

    assert 40 <= first[0] <= 42.7
    assert abs(min(pages[0].lefts()) - 30) < 0.5


async def test_the_signature_stands_right_of_the_receivers(pages: list[Sheet]) -> None:
    page = next(page for page in pages if "Nơi nhận:" in page.words)
    receivers, authority, signer = page.box("Nơi nhận:"), page.box("KT. TRƯỞNG PHÒNG"), page.box("Nguyễn Thị Ánh Tuyết")

    assert receivers[0] < 32
    assert authority[0] > 105
    assert signer[1] - authority[3] > 20
    assert abs(receivers[1] - authority[1]) < 3


async def test_the_text_ends_with_its_mark(pages: list[Sheet]) -> None:
    assert "".join(page.words for page in pages).count("./.") == 1


async def test_the_file_is_a_pdf_a_with_the_fonts_inside(pdf: bytes) -> None:
    document: Any = pypdfium2.PdfDocument(pdf)
    named = {name.decode() for name in re.findall(rb"/BaseFont\s*/([A-Za-z+\-]+)", pdf)}

    assert re.search(rb"pdfaid:part[^0-9]{1,3}2", pdf)
    assert re.search(rb"pdfaid:conformance[^A-Z]{1,3}B", pdf)
    assert document.get_version() >= 14
    assert {re.sub(r"^[A-Z]{6}\+", "", name).split("-")[0] for name in named} == {"LiberationSerif"}
    assert all(name[6] == "+" for name in named)  # a subset is in the file
    assert len(re.findall(rb"/FontFile[23]", pdf)) >= 3


async def test_every_vietnamese_letter_is_in_the_font() -> None:
    letters = [f"{letter}{tone}" for letter in VIETNAMESE for tone in TONES]
    composed = unicodedata.normalize("NFC", "".join(letters + [letter.upper() for letter in letters]))

    assert printable(composed) == composed
    assert len(list(FONTS.glob("LiberationSerif-*.ttf"))) == 4


async def test_the_same_paper_is_the_same_file(pdf: bytes) -> None:
    assert await write(sample(), Format.PDF) == pdf


async def test_a_letter_is_laid_out_as_one() -> None:
    letter = sample(PaperKind.LETTER, annexes=[], addressees=["UBND Phường 1", "UBND Phường 2"], body=[Paragraph(words=RESULT)])
    page = sheets(await write(letter, Format.PDF))[0]

    assert page.box("V/v")[1] > page.box("Số:")[1]
    assert "BÁO CÁO" not in page.words
    assert page.box("- UBND Phường 1;")[1] < page.box("- UBND Phường 2.")[1]
