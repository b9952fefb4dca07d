"""Files that are not taken are refused in words that say what to do."""

import io
import zipfile

import pytest
import xlsxwriter

from tests.framework.conftest import Published
from tests.support.official import indicators_in_rows

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def with_entry(name: str, content: bytes) -> bytes:
    target = io.BytesIO(indicators_in_rows().content())
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return target.getvalue()


def spread() -> bytes:
    """Two cells in the far corners: what lies between would fill the memory."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet("2023")
        sheet.write(0, 0, "Chỉ số")
        sheet.write(1_048_575, 16_383, 1)
    return target.getvalue()


def spread_over_sheets() -> bytes:
    """Many sheets of which none is too large by itself."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        for _ in range(40):
            book.add_worksheet().write(999, 99, 1)
    return target.getvalue()


def lying() -> bytes:
    """An entry that says it is small, and is not."""
    content = bytearray(with_entry("xl/worksheets/sheet9.xml", b" " * 10_000_000))
    size = (10_000_000).to_bytes(4, "little")
    assert content.count(size) == 2
    return bytes(content).replace(size, (100).to_bytes(4, "little"))


def turned_over() -> bytes:
    content = bytearray(indicators_in_rows().content())
    content[len(content) // 2] ^= 0xFF
    return bytes(content)


def plain_table() -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        book.add_worksheet("Danh sách").write_row(0, 0, ["Họ và tên", "Đơn vị"])
    return target.getvalue()


FILES = {
    "a password": (OLE + "EncryptedPackage".encode("utf-16-le"), "có mật khẩu"),
    "the format before 2007": (OLE + "Workbook".encode("utf-16-le"), "lưu thành .xlsx"),
    "macros": (with_entry("xl/vbaProject.bin", b"x"), "macro"),
    "macros of the old kind": (with_entry("xl/macrosheets/sheet1.xml", b"x"), "macro"),
    "vast when unpacked": (with_entry("xl/media/image1.png", bytes(65 * 1024 * 1024)), "quá lớn"),
    "two cells far apart": (spread(), "quá lớn"),
    "many sheets": (spread_over_sheets(), "quá lớn"),
    "larger than it says": (lying(), "bị hỏng"),
    "cut short": (indicators_in_rows().content()[:-200], "bị hỏng"),
    "bytes that changed on the way": (turned_over(), "bị hỏng"),
    "another table": (plain_table(), "Không phải tệp điểm của papi.org.vn"),
}


@pytest.mark.parametrize("kind", FILES)
async def test_a_file_that_is_not_taken_is_refused_in_words(published: Published, kind: str) -> None:
    content, words = FILES[kind]
    file = {"file": ("PAPI 2018.xlsx", content)}
    refused = await published.coordinator.post("/scores/import", files=file, data={"source": "papi.org.vn"})

    assert (refused.status_code, refused.json()["code"]) == (422, "scores_refused"), refused.text
    assert len(refused.json()["errors"]) == 1
    assert words in refused.json()["errors"][0]["detail"]


async def test_a_sheet_that_is_formatted_to_its_end_is_read(published: Published) -> None:
    """Excel keeps a million formatted rows; they hold nothing."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(indicators_in_rows().content())) as before, zipfile.ZipFile(content, "w") as after:
        for entry in before.infolist():
            data = before.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                data = data.replace(b"</sheetData>", b'<row r="1048576" s="1"/></sheetData>')
                data = data.replace(b"</row>", b'<c r="XFD1" s="0"/></row>', 1)
            after.writestr(entry, data)
    file = {"file": ("PAPI 2018.xlsx", content.getvalue())}
    read = await published.coordinator.post("/scores/import?dry_run=true", files=file, data={"source": "papi.org.vn"})

    assert (read.status_code, read.json().get("changed")) == (200, 0), read.text
