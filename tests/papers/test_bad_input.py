"""Whatever was typed is written, and no file is ever broken by it."""

import io
from typing import Any

import pytest
from python_calamine import load_workbook

from papi.papers.cleaning import clean
from papi.papers.paper import Annex, Chart, Format, Heading, Paper, Paragraph, Series, Table
from papi.papers.writing import write
from tests.support.papers import COLUMNS, opened, paragraphs, sample, sheets

LONG = "Niêm yết công khai danh sách hộ nghèo. " * 2565
UNBROKEN = "x" * 5_000
SIGNS = {
    "markup": "<w:p>&amp;</w:t> ]]> <!-- --> <?xml?>",
    "jinja": "{{ co_quan }} {% for x in y %} {# #} {_{ }_}",
    "typst": '#import "x" $a$ *b* _c_ @d <e> #sys.inputs `f` \\u{41}',
    "formula": "=cmd|'/c calc'!A1 +1 -2 @SUM(A1) http://example.org",
    "emoji": "Họp 😀👩‍👩‍👧 xong ✅",
    "right to left": "שלום \u202eđảo ngược\u202c مرحبا",
    "control": "a\x00b\x07c\x1bd\x85e\u2028f\ufeffg\uffffh",
    "lone surrogate": "a\ud800b\udfffc",
    "line ends": "một\r\nhai\rba\tbốn",
    "combining": "e\u0301\u0323" + "\u0301" * 200,
    "private": "\ue000\U0010fffd",
    "han": "漢字",
}


def holding(words: str) -> Paper:
    """The words in every place where a person may put some."""
    table = Table(title=words, columns=COLUMNS[:3], rows=[[words], [1, words, words]])
    chart = Chart(title=words, labels=[words, "Hai"], series=[Series(name=words, values=[1, 2]), Series(name="Khác", values=[0, -1])])
    body: list[Any] = [Heading(words=words), Paragraph(words=words), table, chart, Paragraph(words=words)]
    return sample(
        subject=words[:300],
        grounds=[words[:300]],
        addressees=[words[:300]],
        receivers=[words[:300]],
        body=body,
        annexes=[Annex(title=words[:300], blocks=[table])],
    )


@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx"])
@pytest.mark.parametrize("signs", SIGNS)
async def test_signs_of_any_kind_are_written_or_left_out_and_every_file_opens(signs: str, kind: str) -> None:
    content = await write(holding(SIGNS[signs]), Format(kind))
    expected = clean(SIGNS[signs]).split("\n")[0].split("\t")[0]

    if kind == "docx":
        assert expected in "".join(paragraph.text for paragraph in paragraphs(opened(content)))
    elif kind == "pdf":
        assert len(sheets(content)) >= 2
    else:
        rows = load_workbook(io.BytesIO(content)).get_sheet_by_name("Phụ lục").to_python()
        assert any(isinstance(cell, str) and expected in cell for row in rows for cell in row)


async def test_a_hundred_thousand_characters_in_a_cell_are_written_whole_on_paper_and_cut_with_a_word_in_a_workbook() -> None:
    long = sample(
        body=[Paragraph(words="Có phụ lục.")], annexes=[Annex(title="A", blocks=[Table(columns=COLUMNS[:3], rows=[[1, "a", LONG]])])]
    )
    document = opened(await write(long, Format.DOCX))
    pages = sheets(await write(long, Format.PDF))
    sheet = load_workbook(io.BytesIO(await write(long, Format.XLSX))).get_sheet_by_name("Phụ lục").to_python()
    shown = sheet[4][2]

    assert len(LONG) > 100_000
    assert document.tables[-1].rows[1].cells[2].text == LONG
    assert sum(page.words.count("danh sách") for page in pages) > 1_500
    assert len(pages) > 20
    assert isinstance(shown, str)
    assert shown.endswith("xem tại bản Word, PDF)")
    assert 32_000 <= len(shown) <= 32_767


async def test_a_text_without_blanks_is_broken_at_the_margin() -> None:
    pages = sheets(await write(holding(UNBROKEN), Format.PDF))

    assert max(right for page in pages for right in page.rights()) <= 297 - 10


async def test_a_paper_without_anything_is_a_paper_all_the_same() -> None:
    empty = sample(grounds=[], addressees=[], receivers=[], body=[], annexes=[Annex(title="", blocks=[Table(columns=COLUMNS, rows=[])])])
    document = opened(await write(empty, Format.DOCX))

    assert "./." in [paragraph.text for paragraph in paragraphs(document)]
    assert sheets(await write(empty, Format.PDF))
    assert load_workbook(io.BytesIO(await write(empty, Format.XLSX))).sheet_names == ["Phụ lục", "Nội dung"]


async def test_numbers_that_are_none_stand_empty() -> None:
    columns = [COLUMNS[0], COLUMNS[3]]
    table = Table(columns=columns, rows=[[1, float("nan")], [float("inf"), 40]])
    content = await write(sample(body=[table], annexes=[]), Format.XLSX)

    assert load_workbook(io.BytesIO(content)).get_sheet_by_name("Bảng số liệu").to_python()[3:] == [[1.0, ""], ["", 0.4]]
