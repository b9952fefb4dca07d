"""A report leaves as a workbook, is filled without the system, and comes back without overwriting anybody."""

import asyncio
import io
import json
import zipfile
from typing import Any

from papi.kit.workbooks import read_sheets
from papi.reports.offline.template import FIGURES, FIRST_ROW
from tests.support.cumulative import ask_for_figures
from tests.support.files import docx
from tests.support.offline import Formula, Percent, exported, loaded, looked_at, saved_again
from tests.support.reporting import Reporting


async def begun(reporting: Reporting) -> tuple[str, list[dict[str, Any]]]:
    await reporting.opened_period()
    report = await reporting.report_of(reporting.officer)
    return report["id"], await reporting.lines_of(reporting.officer, report["id"])


def decided(shown: dict[str, Any], **more: Any) -> str:
    seen = [{"line_id": line["line_id"], "version": line["version"]} for line in shown["lines"] if line["version"]]
    return json.dumps({"seen": seen, **more})


async def test_every_kind_of_cell_comes_back_as_what_it_means(reporting: Reporting) -> None:
    await ask_for_figures(reporting)
    report, lines = await begun(reporting)
    first, second, third = lines
    proof = await reporting.document(reporting.officer)
    content = await exported(reporting.officer, report)
    fill = {
        (first["id"], "result"): "=HYPERLINK(“x”)\nĐã niêm yết tại trụ sở",
        (first["id"], "percent"): Percent(1),
        (first["id"], "evidence"): "ke hoach 58/kh-ubnd\nChưa có trong kho",
        (second["id"], "result"): "Tuye\u0302n truye\u0302\u0300n",
        (second["id"], "percent"): Formula("=20+40|60"),
        (second["id"], "figures.so_buoi"): 4,
        (second["id"], "figures.ty_le"): "12,5",
        (third["id"], "difficulties"): 2024,
        (third["id"], "proposals"): "Cấp thêm loa",
        (third["id"], "self_done"): "Có",
    }
    file = saved_again(content, fill)

    shown = await looked_at(reporting.officer, report, file)
    stored = await loaded(reporting.officer, report, file, decided(shown))
    after = await reporting.lines_of(reporting.officer, report)

    assert (shown["fill"], shown["refused"], shown["undecided"], shown["missing_documents"]) == (3, 0, 0, 1), shown
    assert [(document["name"], document["status"]) for document in shown["lines"][0]["documents"]] == [
        ("ke hoach 58/kh-ubnd", "linked"),
        ("Chưa có trong kho", "missing"),
    ]
    assert {field["field"]: field["note"] for field in shown["lines"][0]["fields"]}["percent"] == "Đọc là 100%."
    assert "công thức" in {field["field"]: field["note"] for field in shown["lines"][1]["fields"]}["percent"]
    assert (stored.status_code, stored.json()["stored"]) == (200, 3), stored.text
    assert (after[0]["result"], after[0]["percent"]) == ("=HYPERLINK(“x”)\nĐã niêm yết tại trụ sở", 100)
    assert after[0]["evidence_ids"] == [proof]
    assert (after[1]["result"], after[1]["percent"], after[1]["figures"]) == ("Tuyên truyền", 60, {"so_buoi": 4, "ty_le": 12.5})
    assert (after[2]["difficulties"], after[2]["proposals"], after[2]["self_done"]) == ("2024", "Cấp thêm loa", True)
    told = (await reporting.officer.get(f"/report-lines/{second['id']}/timeline")).json()["items"]
    assert "từ tệp Excel" in told[-1]["text"]
    again = await looked_at(reporting.officer, report, file)
    assert (again["unchanged"], again["fill"], again["conflict"]) == (3, 0, 0)


async def test_a_file_that_nobody_filled_changes_nothing(reporting: Reporting) -> None:
    await ask_for_figures(reporting)
    report, lines = await begun(reporting)
    texts = {
        "result": "-5 độ\r\n=A1\n\tthụt @lệ_x000D_",
        "difficulties": "+84 254",
        "percent": 30,
        "figures": {"so_buoi": 3, "ty_le": 0.25},
    }
    await reporting.write(
        reporting.officer, lines[1], **texts, evidence_ids=[await reporting.document(reporting.officer) for _ in range(2)]
    )
    content = await exported(reporting.officer, report)

    shown = [await looked_at(reporting.officer, report, file) for file in (content, saved_again(content, {}))]

    assert [(result["unchanged"], result["fill"], result["refused"]) for result in shown] == [(3, 0, 0)] * 2, shown
    sheets = b"".join(_parts(content))
    assert (b"<f>" in sheets, b"password" in sheets) == (False, False)
    assert (sheets.count(b"<sheetProtection"), b"<dataValidation " in sheets, b'state="frozen"' in sheets) == (4, True, True)
    assert [sheet.name for sheet in read_sheets(content) if sheet.hidden] == ["_papi"]


def _parts(content: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [archive.read(name) for name in archive.namelist() if "worksheets" in name]


async def test_what_both_sides_changed_is_chosen_and_never_overwritten(reporting: Reporting) -> None:
    report, lines = await begun(reporting)
    content = await exported(reporting.officer, report)
    file = saved_again(content, {(lines[0]["id"], "result"): "Từ tệp", (lines[0]["id"], "percent"): 40, (lines[1]["id"], "result"): "Khác"})
    await reporting.write(reporting.head, lines[0], result="Trên hệ thống", difficulties="Thiếu loa")

    shown = await looked_at(reporting.officer, report, file)
    undecided = await loaded(reporting.officer, report, file, decided(shown))
    untouched = await reporting.lines_of(reporting.officer, report)
    choice = {"line_id": lines[0]["id"], "field": "result", "take": "theirs"}
    stored = await loaded(reporting.officer, report, file, decided(shown, choices=[choice]))
    after = await reporting.lines_of(reporting.officer, report)
    mine = await loaded(
        reporting.officer,
        report,
        file,
        decided(await looked_at(reporting.officer, report, file), choices=[{**choice, "take": "yours"}]),
    )

    conflict = next(field for field in shown["lines"][0]["fields"] if field["status"] == "conflict")
    assert (conflict["base"], conflict["theirs"], conflict["yours"]) == ("", "Trên hệ thống", "Từ tệp")
    assert (undecided.status_code, undecided.json()["code"]) == (409, "workbook_undecided")
    assert (untouched[0]["result"], untouched[1]["result"]) == ("Trên hệ thống", "")
    assert stored.status_code == 200, stored.text
    assert (after[0]["result"], after[0]["percent"], after[0]["difficulties"]) == ("Trên hệ thống", 40, "Thiếu loa")
    assert after[1]["result"] == "Khác"
    assert mine.status_code == 200, mine.text
    assert (await reporting.lines_of(reporting.officer, report))[0]["result"] == "Từ tệp"


async def test_a_line_saved_between_the_look_and_the_store_holds_all_back(reporting: Reporting) -> None:
    report, lines = await begun(reporting)
    content = await exported(reporting.officer, report)
    file = saved_again(content, {(lines[0]["id"], "result"): "Từ tệp", (lines[1]["id"], "result"): "Khác"})
    shown = await looked_at(reporting.officer, report, file)
    await reporting.write(reporting.head, lines[0], difficulties="Thiếu loa")

    refused = await loaded(reporting.officer, report, file, decided(shown))
    kept = await reporting.lines_of(reporting.officer, report)
    fresh = await looked_at(reporting.officer, report, file)
    twice = await asyncio.gather(*(loaded(reporting.officer, report, file, decided(fresh)) for _ in range(2)))

    assert (refused.status_code, refused.json()["code"]) == (409, "workbook_overtaken")
    assert "dòng 1" in refused.json()["detail"]
    assert [line["result"] for line in kept] == ["", "", ""]
    assert sorted(answer.json()["stored"] for answer in twice) == [0, 2]
    after = await reporting.lines_of(reporting.officer, report)
    assert [(line["result"], line["difficulties"]) for line in after[:2]] == [("Từ tệp", "Thiếu loa"), ("Khác", "")]


async def test_what_is_wrong_is_named_by_its_cell_and_the_rest_is_stored(reporting: Reporting) -> None:
    await ask_for_figures(reporting)
    report, lines = await begun(reporting)
    content = await exported(reporting.officer, report)
    wrong = {(lines[0]["id"], "percent"): 160, (lines[0]["id"], "result"): "Tốt", (lines[1]["id"], "figures.so_buoi"): "bốn"}
    file = saved_again(content, {**wrong, (lines[2]["id"], "result"): "Đã làm"})

    shown = await looked_at(reporting.officer, report, file)
    stored = await loaded(reporting.officer, report, file, decided(shown))
    after = await reporting.lines_of(reporting.officer, report)

    troubles = [trouble for line in shown["lines"] for trouble in line["troubles"]]
    assert [trouble["cell"] for trouble in troubles] == ["I4", f"{FIGURES}!H4"]
    assert troubles[0]["detail"] == "Quá 100%."
    assert (shown["fill"], shown["refused"], stored.json()["stored"]) == (1, 2, 1)
    assert [line["result"] for line in after] == ["", "", "Đã làm"]


async def test_rows_that_were_deleted_added_repeated_or_merged_are_refused(reporting: Reporting) -> None:
    report, lines = await begun(reporting)
    content = await exported(reporting.officer, report)

    def rearranged(sheets: dict[str, Any]) -> None:
        rows = sheets["Báo cáo"].rows
        del rows[4]
        rows.append([*rows[3]])
        rows.append(["", 9, "Việc khác", "", "", "", "", "Đã làm thêm"])
        rows.append([lines[0]["id"][:-4] + "0000", 10, "Của báo cáo khác", "", "", "", "", "Đã làm"])

    shown = await looked_at(reporting.officer, report, saved_again(content, {}, change=rearranged))
    merged = await looked_at(reporting.officer, report, saved_again(content, {}, merge="J4:J5"))

    said = [line["troubles"][0]["detail"] for line in shown["lines"] if line["status"] == "refused"]
    assert len(said) == 5, said
    assert [said[0], said[1]] == ["Một dòng báo cáo có ở nhiều dòng của tệp."] * 2
    assert said[2].startswith("Dòng này đã bị xóa khỏi tệp")
    assert [said[3], said[4]] == ["Dòng thêm vào, không thuộc báo cáo.", "Dòng này thuộc báo cáo khác."]
    assert [line["status"] for line in merged["lines"]] == ["refused", "refused", "unchanged"]


async def test_rows_that_were_sorted_without_their_hidden_column_are_refused(reporting: Reporting) -> None:
    await ask_for_figures(reporting)
    report, lines = await begun(reporting)
    content = await exported(reporting.officer, report)
    fill = {(lines[0]["id"], "result"): "Của dòng 1", (lines[2]["id"], "result"): "Của dòng 3"}

    def whole_rows(sheets: dict[str, Any]) -> None:
        rows = sheets["Báo cáo"].rows
        rows[FIRST_ROW], rows[FIRST_ROW + 2] = rows[FIRST_ROW + 2], rows[FIRST_ROW]

    def shown_columns(sheets: dict[str, Any]) -> None:
        first, third = (sheets["Báo cáo"].rows[FIRST_ROW + place] for place in (0, 2))
        first[1:], third[1:] = third[1:], first[1:]

    def shown_figures(sheets: dict[str, Any]) -> None:
        first, second = (sheets[FIGURES].rows[FIRST_ROW + place] for place in (0, 1))
        first[2:], second[2:] = second[2:], first[2:]

    right, wrong, figures = [
        await looked_at(reporting.officer, report, saved_again(content, fill, change=change))
        for change in (whole_rows, shown_columns, shown_figures)
    ]

    assert [(line["number"], [field["yours"] for field in line["fields"]]) for line in right["lines"]] == [
        (1, ["Của dòng 1"]),
        (2, []),
        (3, ["Của dòng 3"]),
    ]
    assert [line["status"] for line in wrong["lines"]] == ["refused", "unchanged", "refused"]
    assert "sắp xếp" in wrong["lines"][0]["troubles"][0]["detail"]
    told = [trouble for line in figures["lines"] for trouble in line["troubles"]]
    assert [trouble["cell"] for trouble in told] == [f"{FIGURES}!H4", f"{FIGURES}!H5"]


async def test_a_document_with_several_meanings_is_asked_and_a_removed_name_is_taken_off(reporting: Reporting) -> None:
    report, lines = await begun(reporting)
    held, other = [await reporting.document(reporting.officer) for _ in range(2)]
    named = await reporting.officer.post("/evidence", files={"file": ("Biên bản họp.docx", docx())}, data={"title": "Biên bản"})
    await reporting.document(reporting.stranger)
    await reporting.write(reporting.officer, lines[0], evidence_ids=[named.json()["id"]])
    content = await exported(reporting.officer, report)
    file = saved_again(content, {(lines[0]["id"], "evidence"): "Kế hoạch 58", (lines[1]["id"], "evidence"): "Biên bản họp.docx"})

    shown = await looked_at(reporting.officer, report, file)
    undecided = await loaded(reporting.officer, report, file, decided(shown))
    answer = {"line_id": lines[0]["id"], "name": "Kế hoạch 58", "evidence_id": other}
    stored = await loaded(reporting.officer, report, file, decided(shown, documents=[answer]))
    after = await reporting.lines_of(reporting.officer, report)

    asked, removed = shown["lines"][0]["documents"]
    assert {candidate["id"] for candidate in asked["candidates"]} == {held, other}
    assert (asked["status"], removed["status"], shown["undecided"]) == ("asked", "removed", 1)
    assert undecided.status_code == 409
    assert stored.status_code == 200, stored.text
    assert [after[0]["evidence_ids"], after[1]["evidence_ids"]] == [[other], [named.json()["id"]]]
