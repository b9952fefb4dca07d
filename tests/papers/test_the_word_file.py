"""Every rule of Nghị định 30/2020 (Phụ lục I), read back from the DOCX."""

from collections.abc import Iterator
from typing import Any

import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

from papi.papers.fonts import width_mm
from papi.papers.paper import Format, Paper, PaperKind, Paragraph
from papi.papers.writing import write
from tests.support.papers import RESULT, W, opened, paragraph_of, paragraphs, sample


@pytest.fixture(scope="module")
async def document() -> Any:
    return opened(await write(sample(), Format.DOCX))


async def word(paper: Paper) -> Any:
    return opened(await write(paper, Format.DOCX))


def looks(paragraph: Any) -> tuple[float, bool, bool, Any]:
    """Size, bold, italic, alignment."""
    run = next(run for run in paragraph.runs if run.text)
    return run.font.size.pt, bool(run.bold), bool(run.italic), paragraph.alignment


def rules_below(document: Any, words: str) -> Any:
    """The line under a paragraph: the upper border of the next one."""
    following = paragraph_of(document, words)._p.getnext()
    assert following.find(f"{W}pPr/{W}pBdr/{W}top") is not None
    return following.find(f"{W}pPr/{W}ind")


async def test_the_page_is_a4_with_the_margins_of_the_decree_and_annexes_lie_across(document: Any) -> None:
    upright, across = document.sections
    for section, width, height in ((upright, 210, 297), (across, 297, 210)):
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (width, height)
        assert 20 <= round(section.top_margin.mm, 1) <= 25
        assert 20 <= round(section.bottom_margin.mm, 1) <= 25
        assert 30 <= round(section.left_margin.mm, 1) <= 35
        assert 15 <= round(section.right_margin.mm, 1) <= 20
    assert (upright.orientation, across.orientation) == (WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE)


async def test_every_letter_is_black_times_new_roman(document: Any) -> None:
    fonts = {fonts.get(f"{W}{kind}") for fonts in document.element.iter(f"{W}rFonts") for kind in ("ascii", "hAnsi", "cs", "eastAsia")}
    colours = {colour.get(f"{W}val") for colour in document.element.iter(f"{W}color")}
    defaults = document.styles.element.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts")

    assert fonts == {"Times New Roman"}
    assert colours == {"000000"}
    assert defaults.get(f"{W}ascii") == "Times New Roman"


async def test_the_page_number_stands_in_the_middle_above_and_not_on_the_first_page(document: Any) -> None:
    upright, across = document.sections
    number = upright.header.paragraphs[0]

    assert upright.different_first_page_header_footer
    assert upright.first_page_header.paragraphs[0].text == ""
    assert number.alignment == ALIGN.CENTER
    assert [element.text.strip() for element in number._p.iter(f"{W}instrText")] == ["PAGE"]
    assert {13, 14} >= {run.font.size.pt for run in number.runs}
    assert not across.different_first_page_header_footer
    assert [element.text.strip() for element in across.header.paragraphs[0]._p.iter(f"{W}instrText")] == ["PAGE"]


@pytest.mark.parametrize(
    ("words", "sizes", "look"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (12, 13), [True, False, ALIGN.CENTER]),
        ("Độc lập - Tự do - Hạnh phúc", (13, 14), [True, False, ALIGN.CENTER]),
        ("ỦY BAN NHÂN DÂN THÀNH PHỐ VŨNG TÀU", (12, 13), [False, False, ALIGN.CENTER]),
        ("PHÒNG NỘI VỤ", (12, 13), [True, False, ALIGN.CENTER]),
        ("Số:", (13, 13), [False, False, ALIGN.CENTER]),
        ("Vũng Tàu, ngày", (13, 14), [False, True, ALIGN.CENTER]),
        ("BÁO CÁO", (13, 14), [True, False, ALIGN.CENTER]),
        ("Kết quả thực hiện Kế hoạch", (13, 14), [True, False, ALIGN.CENTER]),
        ("Kính gửi: Ủy ban nhân dân thành phố", (13, 14), [False, False, ALIGN.CENTER]),
        ("Căn cứ Kế hoạch", (13, 14), [False, True, ALIGN.JUSTIFY]),
        ("I. TÌNH HÌNH THỰC HIỆN", (13, 14), [True, False, ALIGN.JUSTIFY]),
        ("1. Công khai, minh bạch", (13, 14), [True, False, ALIGN.JUSTIFY]),
        ("a) Kết quả cụ thể", (13, 14), [False, False, ALIGN.JUSTIFY]),
        (RESULT[:30], (13, 14), [False, False, ALIGN.JUSTIFY]),
        ("2. Thủ tục hành chính công", (13, 14), [True, False, ALIGN.JUSTIFY]),
        ("II. ĐỀ XUẤT", (13, 14), [True, False, ALIGN.JUSTIFY]),
        ("Nơi nhận:", (12, 12), [True, True, ALIGN.LEFT]),
        ("- Các phường, xã;", (11, 11), [False, False, ALIGN.LEFT]),
        ("- Lưu: VT, NV.", (11, 11), [False, False, ALIGN.LEFT]),
        ("KT. TRƯỞNG PHÒNG", (13, 14), [True, False, ALIGN.CENTER]),
        ("Nguyễn Thị Ánh Tuyết", (13, 14), [True, False, ALIGN.CENTER]),
        ("Phụ lục I", (14, 14), [True, False, ALIGN.CENTER]),
        ("KẾT QUẢ TỪNG NHIỆM VỤ", (13, 14), [True, False, ALIGN.CENTER]),
        ("(Kèm theo Báo cáo số", (13, 14), [False, True, ALIGN.CENTER]),
        ("Phụ lục II", (14, 14), [True, False, ALIGN.CENTER]),
    ],
)
async def test_each_part_has_the_size_and_the_look_of_the_decree(
    document: Any, words: str, sizes: tuple[int, int], look: list[Any]
) -> None:
    size, *found = looks(paragraph_of(document, words))

    assert sizes[0] <= size <= sizes[1]
    assert found == look


async def test_the_text_has_its_first_line_indent_spacing_and_line_height(document: Any) -> None:
    for words in ("Căn cứ Kế hoạch", "1. Công khai", RESULT[:30], "Đề nghị"):
        shape = paragraph_of(document, words).paragraph_format
        assert 10 <= shape.first_line_indent.mm <= 12.7
        assert shape.space_after.pt >= 6
        assert 1 <= shape.line_spacing <= 1.5


async def test_the_motto_is_underlined_and_so_are_issuer_and_subject_by_a_third_to_a_half(document: Any) -> None:
    assert paragraph_of(document, "Độc lập").runs[0].underline
    for words, size, room in (("PHÒNG NỘI VỤ", 12, 68), (sample().subject, 14, 165)):
        indent = rules_below(document, words)
        length = room - (int(indent.get(f"{W}left")) + int(indent.get(f"{W}right"))) * 25.4 / 1440
        assert 1 / 3 <= length / min(width_mm(words, size, bold=True), room) <= 1 / 2


async def test_number_and_day_are_left_to_the_office(document: Any) -> None:
    assert paragraph_of(document, "Số:").text.split() == ["Số:", "/BC-PNV"]
    assert paragraph_of(document, "Vũng Tàu, ngày").text.split() == ["Vũng", "Tàu,", "ngày", "tháng", "năm"]


async def test_grounds_end_with_semicolons_and_a_full_stop_and_the_text_with_its_mark(document: Any) -> None:
    ends = [paragraph.text[-1] for paragraph in paragraphs(document) if paragraph.text.startswith("Căn cứ")]

    assert ends == [";", "."]
    assert paragraph_of(document, "Đề nghị").text == "Đề nghị Ủy ban nhân dân thành phố xem xét./."
    assert sum(paragraph.text.count("./.") for paragraph in paragraphs(document)) == 1


async def test_the_heads_of_tables_stand_on_every_page_and_a_chart_says_what_it_shows(document: Any) -> None:
    ruled = [table for table in document.tables if table.rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is not None]
    told = [element.get("descr") for element in document.element.iter() if element.tag.endswith("}docPr")]

    assert [table.rows[0].cells[0].text for table in ruled] == ["STT"] * 3
    assert told == ["Số nhiệm vụ theo nội dung"]
    assert len(document.inline_shapes) == 1


async def test_numbers_days_and_percents_are_written_as_they_are_here(document: Any) -> None:
    annex = document.tables[-2]

    assert [cell.text for cell in annex.rows[2].cells] == ["1", "Niêm yết công khai", RESULT, "40%", "09/9/2024"]
    assert len(set(annex.rows[1].cells)) == 1 or annex.rows[1].cells[0].text == "Phường 1: 30 nhiệm vụ"


async def test_a_draft_is_marked_and_a_paper_without_annexes_has_upright_pages_alone() -> None:
    document = await word(sample(draft=True, annexes=[]))

    assert paragraph_of(document, "DỰ THẢO")
    assert len(document.sections) == 1
    assert "DỰ THẢO" not in [paragraph.text for paragraph in paragraphs(await word(sample()))]


async def test_the_only_annex_has_no_number() -> None:
    document = await word(sample(annexes=sample().annexes[:1]))

    assert paragraph_of(document, "Phụ lục").text == "Phụ lục"


async def test_a_letter_has_its_subject_under_the_number_and_several_addressees_on_lines_of_their_own() -> None:
    several = sample(PaperKind.LETTER, addressees=["UBND Phường 1", "UBND Phường 2"], annexes=[], body=[Paragraph(words="Đề nghị.")])
    document = await word(several)
    head = document.tables[0].rows[0].cells[0].text

    assert f"V/v {several.subject}" in head
    assert "Số:        /PNV" in head
    assert not any(paragraph.text == "BÁO CÁO" for paragraph in paragraphs(document))
    assert list(listed(document)) == ["Kính gửi:", "- UBND Phường 1;", "- UBND Phường 2."]


def listed(document: Any) -> Iterator[str]:
    texts = [paragraph.text for paragraph in paragraphs(document)]
    return iter(texts[texts.index("Kính gửi:") :][:3])
