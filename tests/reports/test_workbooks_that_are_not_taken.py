"""A file that is no workbook of this report is refused in words that say what to do, and stores nothing."""

import io
import zipfile
from typing import Any

from tests.support.offline import exported, loaded, saved_again, without_base
from tests.support.reporting import Reporting

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def _with(content: bytes, name: str, more: bytes) -> bytes:
    target = io.BytesIO(content)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, more)
    return target.getvalue()


def _forged(sheets: dict[str, Any]) -> None:
    sheets["_papi"].rows[1][4] = '"đã đổi"'


def _older(sheets: dict[str, Any]) -> None:
    sheets["_papi"].rows[0][1] = "0"


def _short_base(sheets: dict[str, Any]) -> None:
    del sheets["_papi"].rows[1]


def _endless(sheets: dict[str, Any]) -> None:
    sheets["Báo cáo"].rows.extend([["", "", f"{number}"] for number in range(6000)])


def _with_a_comment_of_cells(content: bytes) -> bytes:
    """What a search for the end of each cell would look through again and again."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as plain, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name in plain.namelist():
            part = plain.read(name)
            made.writestr(name, part.replace(b"</worksheet>", b"<!--" + b"<c>" * 400_000 + b"--></worksheet>"))
    return target.getvalue()


def _without_column(sheets: dict[str, Any]) -> None:
    sheets["Báo cáo"].rows[2][7] = "Ghi chú"


async def test_other_files_are_refused_in_words(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = (await reporting.report_of(reporting.officer))["id"]
    content = await exported(reporting.officer, report)
    files = {
        "text": (b"a,b,c", "Chỉ nhận tệp XLSX"),
        "broken": (content[:300], "bị hỏng"),
        "old": (OLE, ".xlsx"),
        "macros": (_with(content, "xl/vbaProject.bin", b"x"), "macro"),
        "bomb": (_with(content, "xl/media/a.bin", bytes(70 * 1024 * 1024)), "quá lớn"),
        "entities": (_with(content, "xl/a.xml", b'<!DOCTYPE x [<!ENTITY a "b">]>'), "bị hỏng"),
        "no base": (saved_again(content, {}, change=without_base), "trang ẩn"),
        "forged": (saved_again(content, {}, change=_forged), "trang ẩn"),
        "a field of the base": (saved_again(content, {}, change=_short_base), "trang ẩn"),
        "too many rows": (saved_again(content, {}, change=_endless), "quá lớn"),
        "too large a part": (_with(content, "xl/media/a.bin", bytes(17 * 1024 * 1024)), "quá lớn"),
        "older": (saved_again(content, {}, change=_older), "mẫu cũ"),
        "no column": (saved_again(content, {}, change=_without_column), "Kết quả thực hiện"),
    }

    answers = {name: await loaded(reporting.officer, report, file) for name, (file, _words) in files.items()}
    slow = await loaded(reporting.officer, report, _with_a_comment_of_cells(content), dry_run=True)
    vast = await loaded(reporting.officer, report, bytes(3 * 1024 * 1024))
    none = await reporting.officer.post(f"/reports/{report}/workbook", data={"decisions": "{}"})
    bad = await loaded(reporting.officer, report, content, '{"seen": [{"line_id": 1}]}')

    assert {name: (answer.status_code, answer.json()["code"]) for name, answer in answers.items()} == dict.fromkeys(
        files, (422, "workbook_not_read")
    )
    assert {name for name, answer in answers.items() if files[name][1] not in answer.json()["detail"]} == set()
    assert (slow.status_code, slow.json()["unchanged"]) == (200, 3)
    assert (vast.status_code, none.status_code, bad.status_code) == (413, 422, 422)
    assert {line["version"] for line in await reporting.lines_of(reporting.officer, report)} == {1}


async def test_a_file_of_another_report_or_from_before_the_sending_is_refused(reporting: Reporting) -> None:
    await reporting.opened_period()
    own = await reporting.report_of(reporting.officer)
    other = await reporting.report_of(reporting.stranger)
    content = await exported(reporting.officer, own["id"])

    of_another = await loaded(reporting.stranger, other["id"], content)
    unseen = await loaded(reporting.stranger, own["id"], content)
    sent = await reporting.submitted_report(reporting.officer, reporting.head)
    closed = await loaded(reporting.officer, own["id"], content)
    line = (await reporting.lines_of(reporting.officer, own["id"]))[0]
    returned = await reporting.coordinator.post(f"/report-lines/{line['id']}/return", {"reason": "Thiếu số liệu"})
    assert returned.status_code == 200, returned.text
    old = await loaded(reporting.officer, sent["id"], content)
    anew = await exported(reporting.officer, own["id"])
    locked = saved_again(anew, {(line["id"], "result"): "Đã bổ sung"})

    assert (of_another.status_code, of_another.json()["code"]) == (422, "workbook_of_another_report")
    assert (unseen.status_code, closed.status_code) == (404, 409)
    assert (old.status_code, old.json()["code"]) == (422, "workbook_too_old")
    shown = (await loaded(reporting.officer, own["id"], locked, dry_run=True)).json()
    assert [(item["number"], item["status"]) for item in shown["lines"]] == [(1, "fill")], shown
