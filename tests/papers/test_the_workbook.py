"""Workbooks are to be worked with: values of their types, the head of a table stays in sight, and its columns filter."""

import io
import re
import zipfile
from datetime import date

from python_calamine import load_workbook

from papi.papers.paper import Annex, Block, Chart, Format, Series, Table
from papi.papers.writing import write
from tests.support.papers import COLUMNS, sample


async def test_a_table_of_a_paper_has_types_a_frozen_head_and_filters_over_its_rows() -> None:
    content = await write(sample(), Format.XLSX)

    rows = load_workbook(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    [head] = [place for place, row in enumerate(rows) if "STT" in row]
    assert (rows[head + 1][1], *rows[head + 1][4:]) == (1, 0.4, date(2024, 9, 9))
    page = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    assert f'<pane ySplit="{head + 1}"' in page
    assert 'state="frozen"' in page
    assert f'<autoFilter ref="A{head + 1}:F{head + 1 + 30}"/>' in page


async def test_what_stands_below_a_table_leaves_its_columns_as_wide_as_it_made_them() -> None:
    table = Table(columns=COLUMNS, rows=[[1, "Niêm yết", "Đã niêm yết", 40, date(2024, 9, 9)]])
    chart = Chart(title="Theo đơn vị", labels=["Phường 1", "Phường 2"], series=[Series(name="Đúng hạn", values=[5, 3])])
    shelves: list[list[Block]] = [[table], [table, chart, table]]
    alone, below = [await write(sample(annexes=[Annex(title="Kết quả", blocks=blocks)]), Format.XLSX) for blocks in shelves]

    sheets = [zipfile.ZipFile(io.BytesIO(file)).read("xl/worksheets/sheet1.xml").decode() for file in (alone, below)]
    widths = [re.findall(r"<col [^>]*>", sheet) for sheet in sheets]
    assert len(widths[0]) == len(COLUMNS)
    assert widths[0] == widths[1]
    cells = load_workbook(io.BytesIO(below)).get_sheet_by_index(0).to_python()
    labels = [row.index("Phường 1") for row in cells if "Phường 1" in row]
    assert labels == [COLUMNS.index(max(COLUMNS, key=lambda column: column.width))]
    drawn = zipfile.ZipFile(io.BytesIO(below)).read("xl/charts/chart1.xml").decode()
    assert re.findall(r"<c:f>[^<]*!\$([A-Z])\$\d+:", drawn) == ["C", "D"]
