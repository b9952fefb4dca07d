"""What Excel makes of what is typed is read as what was meant, or refused in words."""

import io
import re
import unicodedata
import zipfile
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import xlsxwriter

from papi.reports.offline.cells import Traits, traits_of
from papi.reports.offline.values import AS_PART, BROKEN, NO_PERCENT, NO_WHOLE, NO_YES, ONE, OVER, UNCOUNTED, Cell, read_cell

SHOWN = Traits(percent=True)


@pytest.mark.parametrize(
    ("field", "value", "traits", "expected"),
    [
        ("percent", 60.0, Traits(), 60),
        ("percent", 0.6, Traits(), 60),
        ("percent", 1.0, SHOWN, 100),
        ("percent", 1.0, Traits(), 1),
        ("percent", 0.29, SHOWN, 29),
        ("percent", "60 %", Traits(), 60),
        ("percent", "", Traits(), None),
        ("percent", 0.0, Traits(), 0),
        ("result", 2024.0, Traits(), "2024"),
        ("result", 1250000.0, Traits(), "1250000"),
        ("result", datetime(2024, 9, 5), Traits(), "05/9/2024"),  # noqa: DTZ001 - a cell knows no zone
        ("result", date(2024, 1, 15), Traits(), "15/01/2024"),
        ("result", "Tuye\u0302n truye\u0302\u0300n \r\n hai ", Traits(), "Tuyên truyền \n hai"),
        ("result", "=1+1", Traits(), "=1+1"),
        ("figures.so_buoi", 4.0, Traits(), 4),
        ("figures.so_buoi", "1.250", Traits(), 1250),
        ("figures.so_buoi", "", Traits(), None),
        ("figures.so_buoi", 0, Traits(), 0),
        ("self_done", True, Traits(), True),
        ("self_done", "không", Traits(), False),
        ("self_done", "CÓ", Traits(), True),
        ("self_done", "", Traits(), False),
        ("evidence", "- Kế hoạch 58\n\nKế hoạch 58\n 12/BC-UBND ", Traits(), ["Kế hoạch 58", "12/BC-UBND"]),
    ],
)
def test_a_cell_is_read_as_what_was_meant(field: str, value: Any, traits: Traits, expected: Any) -> None:
    read = read_cell(field, Cell("A1", value, traits), {"kind": "integer"})

    assert (read.value, read.wrong) == (expected, None)
    assert type(read.value) is type(expected)


@pytest.mark.parametrize(
    ("field", "value", "traits", "why"),
    [
        ("percent", 160.0, Traits(), OVER),
        ("percent", 1.2, SHOWN, OVER),
        ("percent", 60.5, Traits(), NO_PERCENT),
        ("percent", -1.0, Traits(), NO_PERCENT),
        ("percent", datetime(1900, 2, 28), Traits(), NO_PERCENT),  # noqa: DTZ001
        ("percent", True, Traits(), NO_PERCENT),
        ("percent", "nhiều", Traits(), NO_PERCENT),
        ("percent", float("nan"), Traits(), NO_PERCENT),
        ("percent", "", Traits(formula=True, uncounted=True), UNCOUNTED),
        ("percent", 1.0, Traits(formula=True), ONE),
        ("result", "", Traits(error=True), BROKEN),
        ("figures.so_buoi", 1.5, Traits(), NO_WHOLE),
        ("figures.so_buoi", "4 buổi", Traits(), NO_WHOLE),
        ("figures.so_buoi", 1e16, Traits(), NO_WHOLE),
        ("self_done", "một nửa", Traits(), NO_YES),
    ],
)
def test_what_is_no_value_is_refused_with_a_reason(field: str, value: Any, traits: Traits, why: tuple[str, str]) -> None:
    assert read_cell(field, Cell("A1", value, traits), {"kind": "integer"}).wrong == why


def test_a_decimal_is_written_with_a_comma_here() -> None:
    read = [read_cell("figures.x", Cell("A1", value), {"kind": "decimal"}).value for value in ("1.250,5", "0,25", "1.5", 0.1 + 0.2)]

    assert read == [1250.5, 0.25, 1.5, 0.3]


def test_a_figure_may_be_written_with_its_own_measure_and_with_no_other() -> None:
    share, evenings = {"kind": "decimal", "measure": "%"}, {"kind": "integer", "measure": "buổi"}

    assert [read_cell("figures.x", Cell("A1", value), share).value for value in ("91,5%", " 91,5 % ", "91,5")] == [91.5] * 3
    assert read_cell("figures.x", Cell("A1", "1.250 buổi"), evenings).value == 1250
    assert read_cell("figures.x", Cell("A1", unicodedata.normalize("NFD", "4 buổi")), evenings).value == 4
    assert read_cell("figures.x", Cell("A1", "10"), {"kind": "integer", "measure": "0"}).value == 10
    assert [read_cell("figures.x", Cell("A1", value), evenings).wrong for value in ("4%", "4 lượt", "buổi", "buổi 4")] == [NO_WHOLE] * 4


def test_a_figure_in_a_cell_that_shows_percent_is_its_hundredfold_or_refused() -> None:
    share = {"kind": "decimal", "measure": "%"}
    read = [read_cell("figures.x", Cell("A1", value, SHOWN), share) for value in (0.125, 1.0, 0.0)]
    whole = read_cell("figures.x", Cell("A1", 0.29, SHOWN), {**share, "kind": "integer"})

    assert [(one.value, one.note and one.note[0]) for one in read] == [
        (12.5, "Đọc là 12,5%."),
        (100, "Đọc là 100%."),
        (0, "Đọc là 0%."),
    ]
    assert (whole.value, type(whole.value)) == (29, int)
    assert read_cell("figures.x", Cell("A1", 0.125, SHOWN), {"kind": "decimal", "measure": "buổi"}).wrong == AS_PART
    assert read_cell("figures.x", Cell("A1", "12,5", SHOWN), share).value == 12.5


def test_what_excel_has_made_of_a_text_is_said() -> None:
    day = read_cell("result", Cell("A1", date(2024, 9, 12)))

    assert (day.value, day.note and day.note[0]) == ("12/9/2024", "Ô ngày: đọc là 12/9/2024.")
    assert read_cell("result", Cell("A1", timedelta(hours=26, minutes=5))).value == "26:05"


def test_formulas_errors_and_percentages_are_seen_in_the_file() -> None:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet: Any = book.add_worksheet("Số & liệu")  # typed only for numbers
    sheet.write_number("A1", 1, book.add_format({"num_format": "0.0%"}))
    sheet.write_formula("A2", "=1+1", None, 2)
    sheet.write_formula("A3", "=1/0", None, "#DIV/0!")
    sheet.write_formula("A4", "=1+1", None, "")
    sheet.write_number("A5", 1)
    book.close()

    plain = target.getvalue()
    found = traits_of(plain, "Số & liệu")

    assert traits_of(_with_prefixes(plain), "Số & liệu") == found
    assert found["A1"] == SHOWN
    assert found["A2"] == Traits(formula=True)
    assert found["A3"].error
    assert found["A4"].uncounted
    assert "A5" not in found


def _with_prefixes(content: bytes) -> bytes:
    """The same sheet as some programs write it: every element with a prefix of its namespace."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as plain, zipfile.ZipFile(target, "w") as made:
        for name in plain.namelist():
            part = plain.read(name)
            if "worksheets" in name:
                part = re.sub(rb"<(/?)(\w)", rb"<\1x:\2", part).replace(b"xmlns=", b"xmlns:x=", 1)
            made.writestr(name, part)
    return target.getvalue()
