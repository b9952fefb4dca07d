"""Small files that would take hours or all memory are refused, or read without what nobody wrote."""

import io
import struct
import zipfile
import zlib

import pytest

from papi.kit.office import NotReadable, examine
from tests.plans.annex.test_files_that_are_not_taken import GOOD, SHEET, TEXT, WORDS, rewritten
from tests.support.annexes import Annexed, document, line, workbook


def lying(packing: int) -> bytes:
    """An entry that says it has 100 bytes, and has a million."""
    content = b"<a/>" + bytes(1_000_000)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", packing) as archive:
        archive.writestr(SHEET, content)
    raw = bytearray(target.getvalue())
    for mark, crc, size in ((b"PK\x01\x02", 16, 24), (b"PK\x03\x04", 14, 22)):
        place = raw.find(mark)
        struct.pack_into("<I", raw, place + crc, zlib.crc32(content[:100]))
        struct.pack_into("<I", raw, place + size, 100)
    return bytes(raw)


def merged_as(*ranges: str) -> bytes:
    made = workbook(*(line(f"Việc {number}", number=number, note="x") for number in range(1, 300)), merged=[(1, 8, 1, 9)])
    told = "".join(f'<mergeCell ref="{one}"/>' for one in ranges).encode()
    return rewritten(SHEET, b'<mergeCell ref="I2:J2"/>', told, made)


@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_an_entry_that_is_longer_than_it_says_is_broken(packing: int) -> None:
    with pytest.raises(NotReadable):
        examine(lying(packing))


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
async def test_what_no_program_of_office_packs_so_is_not_unpacked(annexed: Annexed, packing: int) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(target, "w", packing) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, old.read(entry))

    refused = await annexed.send(target.getvalue())

    assert (refused.status_code, refused.json()["code"]) == (422, "annex_not_read")


@pytest.mark.parametrize("code", ["utf-8", "utf-16-le"])
async def test_a_declaration_behind_a_long_comment_is_found(annexed: Annexed, code: str) -> None:
    hidden = b"<!--" + b"x" * 2000 + b"-->" + '<!DOCTYPE x [<!ENTITY a "a">]>'.encode(code)

    refused = await annexed.send(rewritten(SHEET, b"<worksheet", hidden + b"<worksheet"))

    assert (refused.status_code, refused.json()["code"]) == (422, "annex_not_read")


@pytest.mark.parametrize("cells", [b'<c r="A1"' * 40_000, b'<c r="A1"><f>1</f>' + b" " * 1_000_000 + b"</x>"])
async def test_cells_without_end_are_looked_through_once(annexed: Annexed, cells: bytes) -> None:
    refused = await annexed.send(rewritten(SHEET, TEXT, cells))

    assert refused.status_code == 422


async def test_a_long_attribute_is_no_formula(annexed: Annexed) -> None:
    spoken = b"<c x='" + b'r="A1" ' * 40_000 + b'\' r="E2" t="s"><v>10</v></c>'

    assert (await annexed.send(rewritten(SHEET, TEXT, spoken), dry_run=True)).status_code == 200


async def test_a_merged_range_ends_where_the_table_ends(annexed: Annexed) -> None:
    seen = await annexed.look(merged_as("J2:XFD300"))

    assert (len(seen["rows"]), {row["cells"][-1]["text"] for row in seen["rows"]}) == (299, {"x"})


async def test_ranges_over_one_another_are_refused(annexed: Annexed) -> None:
    refused = await annexed.send(merged_as(*["A2:J300"] * 100))

    assert (refused.status_code, "quá nhiều ô gộp" in refused.json()["detail"]) == (422, True)


async def test_a_row_wider_than_word_has_columns_is_refused(annexed: Annexed) -> None:
    wide = b'<w:tc><w:tcPr><w:gridSpan w:val="63"/></w:tcPr><w:p/></w:tc>' * 2

    refused = await annexed.send(rewritten(WORDS, b"<w:tr>", b"<w:tr>" + wide, document(line())))

    assert (refused.status_code, refused.json()["code"]) == (422, "annex_not_read")


async def test_too_many_rows_in_word_are_refused(annexed: Annexed) -> None:
    refused = await annexed.send(rewritten(WORDS, b"</w:tbl>", b"<w:tr/>" * 10_001 + b"</w:tbl>", document(line())))

    assert "quá 10.000 dòng" in refused.json()["detail"]


async def test_a_cell_of_units_longer_than_any_annex_has_is_wrong(annexed: Annexed) -> None:
    seen = await annexed.look(workbook(line(lead="Phường 1, " * 600)))

    assert [trouble["detail"] for trouble in seen["rows"][0]["troubles"]] == ["Dài quá 5.000 ký tự."]


async def test_a_day_that_is_none_beside_a_unit_is_told(annexed: Annexed) -> None:
    seen = await annexed.look(workbook(line(lead="Phường 1 (hạn 31/9/2024)", due="30/9/2024")))

    assert [trouble["detail"] for trouble in seen["rows"][0]["troubles"]] == ["“Phường 1 (hạn 31/9/2024)”: hạn không phải một ngày."]
