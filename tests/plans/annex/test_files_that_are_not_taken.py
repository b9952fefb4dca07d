"""Files that are not opened are refused in words that say what to do, and store nothing; what is told comes back in the same tables."""

import io
import json
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from tests.access.traces import stored_by
from tests.support.annexes import HEADINGS, Annexed, document, line, workbook, workbooks
from tests.support.world import Someone

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
GOOD = workbook(line())


def with_entry(name: str, content: bytes, base: bytes = GOOD) -> bytes:
    target = io.BytesIO(base)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return target.getvalue()


def rewritten(part: str, before: bytes, after: bytes, base: bytes = GOOD) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(base)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry.filename, content.replace(before, after) if entry.filename == part else content)
    return target.getvalue()


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
SHEET, WORDS, TYPES = "xl/worksheets/sheet1.xml", "word/document.xml", "[Content_Types].xml"
TEXT, FORMULA = b'<c r="E2" t="s"><v>10</v></c>', b'<c r="E2"><f>CONCATENATE("a","b")</f></c>'
FILES = {
    "a password": (OLE + "EncryptedPackage".encode("utf-16-le"), "Tệp có mật khẩu, không đọc được. Bỏ mật khẩu rồi tải lại."),
    "Excel before 2007": (OLE + "Workbook".encode("utf-16-le"), "lưu thành .xlsx"),
    "Word before 2007": (OLE + "WordDocument".encode("utf-16-le"), "lưu thành .docx"),
    "macros": (with_entry("xl/vbaProject.bin", b"x"), "macro"),
    "macros in Word": (with_entry("word/vbaProject.bin", b"x", document(line())), "macro"),
    "a file that may hold macros": (rewritten(TYPES, b"sheet.main", b"sheet.macroEnabled.main"), "macro"),
    "vast when unpacked": (with_entry("xl/media/image1.png", bytes(65 * 1024 * 1024)), "quá lớn"),
    "entities that grow": (rewritten(SHEET, DECLARATION, DECLARATION + BOMB), "bị hỏng"),
    "entities in Word": (rewritten(WORDS, b"<w:document", BOMB + b"<w:document", document(line())), "bị hỏng"),
    "cut short": (GOOD[:-200], "bị hỏng"),
    "Word cut short": (document(line())[:-300], "bị hỏng"),
    "Word whose parts lead nowhere": (rewritten("_rels/.rels", b'Target="word/document.xml"', b"", document(line())), "bị hỏng"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "Chỉ nhận tệp XLSX hoặc DOCX"),
    "nothing": (b"", "Chỉ nhận tệp XLSX hoặc DOCX"),
    "another zip": (with_entry("readme.txt", b"x", b"PK\x05\x06" + bytes(18)), "Chỉ nhận tệp XLSX hoặc DOCX"),
    "a formula without its result": (rewritten(SHEET, TEXT, FORMULA), "Ô E2 có công thức chưa tính"),
    "no such table": (workbook(headings=[["Họ và tên", "Đơn vị", "Ghi chú"]]), "Không thấy bảng nào"),
    "too many rows": (workbook(*([["x"]] * 10_001)), "quá 10.000 dòng"),
}


@pytest.mark.parametrize("kind", FILES)
async def test_a_file_that_is_not_taken_is_refused_in_words(annexed: Annexed, kind: str) -> None:
    content, words = FILES[kind]

    with stored_by(annexed.reporting.world) as stored:
        refused = await annexed.send(content)

    assert (refused.status_code, refused.json()["code"]) == (422, "annex_not_read"), refused.text
    assert words in refused.json()["detail"]
    assert stored == []


async def test_without_a_file_it_says_so(annexed: Annexed) -> None:
    refused = await annexed.reporting.coordinator.post(f"{annexed.path}/import", files={"other": ("x", b"x")})

    assert (refused.status_code, refused.json()["errors"][0]["detail"]) == (422, "Cần chọn một tệp.")


async def test_too_much_is_refused_while_it_comes(annexed: Annexed) -> None:
    refused = await annexed.send(bytes(3 * 1024 * 1024))

    assert refused.status_code == 413


async def test_a_stale_plan_is_refused(annexed: Annexed) -> None:
    await annexed.reporting.coordinator.patch(annexed.path, {"number": "58/KH-UBND"})

    refused = await annexed.send(GOOD, headers={"If-Match": '"v1"'})

    assert (refused.status_code, await annexed.tasks()) == (412, [])


async def test_who_may_not_import_is_told_before_the_file_is_looked_at(annexed: Annexed) -> None:
    reporting = annexed.reporting
    people: list[Someone] = [reporting.head, reporting.leader, reporting.observer]

    answers = [(await annexed.send(b"x", who=who)).json()["code"] for who in people]

    assert answers == ["plan_not_found", "forbidden", "plan_not_found"]


async def test_how_far_the_reading_is_comes_while_it_reads(annexed: Annexed) -> None:
    rows = [line(f"Việc số {number}") for number in range(120)]

    answer = await annexed.send(workbook(*rows), dry_run=True, headers={"Accept": "application/x-ndjson"})

    told = [json.loads(text) for text in answer.text.splitlines()]
    assert [step["done"] for step in told if step.get("step") == "reading"] == [50, 100, 120]
    assert len(told[-1]["result"]["rows"]) == 120


async def test_a_refusal_comes_as_the_last_line(annexed: Annexed) -> None:
    answer = await annexed.send(FILES["macros"][0], dry_run=True, headers={"Accept": "application/x-ndjson"})

    told = [json.loads(text) for text in answer.text.splitlines()]
    assert (told[-1]["problem"]["code"], told[-1]["problem"]["status"]) == ("annex_not_read", 422)


async def test_errors_come_back_in_the_same_tables_to_correct_and_load_again(annexed: Annexed) -> None:
    sheets = {
        "PL1": (("PHỤ LỤC I",), [HEADINGS, line("Việc một", lead=""), line("Việc hai", number=2, indicator="=1+1")], ()),
        "PL2": (("PHỤ LỤC II",), [HEADINGS, line("Việc ba", indicator="2.1.1"), line("Việc bốn")], ((1, 1, 2, 1),)),
    }
    xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    answer = await annexed.send(workbooks(sheets), dry_run=True, headers={"Accept": xlsx})

    assert answer.status_code == 200, answer.text
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    first = book.get_sheet_by_name("PL1").to_python(skip_empty_area=False)
    assert book.sheet_names == ["PL1", "PL2"]
    assert [first[1][10], first[2][10]] == ["Lỗi cần sửa", "Thiếu cơ quan chủ trì."]
    assert first[3][1] == "=1+1"  # as text: nothing in the file runs
    again = await annexed.look(answer.content)
    seen = await annexed.look(workbooks(sheets))
    assert [row["troubles"] for row in again["rows"]] == [row["troubles"] for row in seen["rows"]]
    assert [row["cells"] for row in again["rows"]] == [row["cells"] for row in seen["rows"]]
