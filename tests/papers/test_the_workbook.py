"""Workbooks are to be worked with: values of their types, the head of a table stays in sight, and its columns filter."""

import io
import zipfile
from datetime import date

from python_calamine import load_workbook

from papi.papers.paper import Format
from papi.papers.writing import write
from tests.support.papers import sample


async def test_a_table_of_a_paper_has_types_a_frozen_head_and_filters_over_its_rows() -> None:
    content = await write(sample(), Format.XLSX)

    rows = load_workbook(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    [head] = [place for place, row in enumerate(rows) if "STT" in row]
    assert (rows[head + 1][1], *rows[head + 1][4:]) == (1, 0.4, date(2024, 9, 9))
    page = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    assert f'<pane ySplit="{head + 1}"' in page
    assert 'state="frozen"' in page
    assert f'<autoFilter ref="A{head + 1}:F{head + 1 + 30}"/>' in page
