"""A unit's report as a paper: what the unit writes for itself, marked as a draft; what it sent for everyone else."""

import asyncio
import io
import json
from datetime import date
from typing import Any

import pytest
from python_calamine import load_workbook

from tests.support.cumulative import ask_for_figures
from tests.support.papers import opened, paragraph_of, paragraphs, sheets
from tests.support.reporting import Reporting
from tests.support.world import Someone

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


async def file(who: Someone, report_id: str, kind: str) -> bytes:
    answer = await who.get(f"/reports/{report_id}/export?format={kind}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, TYPES[kind]), answer.text
    assert f".{kind}" in answer.headers["content-disposition"]
    return answer.content


def words(document: Any) -> str:
    return "\n".join(paragraph.text for paragraph in paragraphs(document))


async def test_a_draft_is_marked_as_one_for_its_own_unit_and_out_of_sight_of_others(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.filled_report(reporting.officer)
    document = opened(await file(reporting.officer, report["id"], "docx"))
    hidden = [(await who.get(f"/reports/{report['id']}/export")).status_code for who in (reporting.coordinator, reporting.stranger)]

    assert "DỰ THẢO" in words(document)
    assert "Đã triển khai theo kế hoạch (mức độ 40%)." in words(document)
    assert paragraph_of(document, "Kính gửi").text == "Kính gửi: Phòng Nội vụ"
    assert hidden == [404, 404]


async def test_others_read_what_was_sent_also_while_the_unit_writes_on(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    line = (await reporting.lines_of(reporting.officer, report["id"]))[0]
    returned = await reporting.coordinator.post(
        f"/reports/{report['id']}/return", {"lines": [{"id": line["id"], "reason_code": "other", "reason": "Nêu rõ"}], "reason": "Nêu rõ"}
    )
    assert returned.status_code == 200, returned.text
    line = (await reporting.lines_of(reporting.officer, report["id"]))[0]
    await reporting.write(reporting.officer, line, result="Viết lại theo góp ý")
    own, others = [words(opened(await file(who, report["id"], "docx"))) for who in (reporting.officer, reporting.coordinator)]

    assert ("Viết lại theo góp ý" in own, "DỰ THẢO" in own) == (True, True)
    assert ("Viết lại theo góp ý" in others, "DỰ THẢO" in others) == (False, False)


async def test_all_four_files_hold_every_line_with_its_proof(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    lines = await reporting.lines_of(reporting.officer, report["id"])
    files = {kind: await file(reporting.coordinator, report["id"], kind) for kind in TYPES}
    annex = opened(files["docx"]).tables[-1]
    sheet = load_workbook(io.BytesIO(files["xlsx"])).get_sheet_by_name("Phụ lục").to_python()
    package = json.loads(files["json"])
    pages = sheets(files["pdf"])

    assert [row.cells[1].text for row in annex.rows if row.cells[0].text.isdigit()] == [line["task"]["title"] for line in lines]
    assert "Kế hoạch 58/KH-UBND" in annex.rows[-1].cells[-1].text
    assert sheet[3][:3] == ["Nội dung", "STT", "Nhiệm vụ"]
    assert [(row[1], row[5]) for row in sheet[4:] if row[1]] == [(place, 0.4) for place in range(1, len(lines) + 1)]
    assert any(isinstance(cell, date) for row in sheet[4:] for cell in row) == any(line["task"]["due_on"] for line in lines)
    assert package["schema"] == "papi.paper/1"
    assert [line["id"] for line in package["data"]["lines"]] == [line["id"] for line in lines]
    assert "BÁO CÁO" in pages[0].words
    assert pages[-1].width > pages[-1].height


async def test_figures_stand_beside_the_words_in_the_language_of_the_paper(reporting: Reporting) -> None:
    await ask_for_figures(reporting)
    await reporting.opened_period()
    report = await reporting.report_of(reporting.officer)
    line = next(line for line in await reporting.lines_of(reporting.officer, report["id"]) if line["task"]["figures"])
    await reporting.write(reporting.officer, line, result="Đã họp", percent=40, figures={"so_buoi": 1250, "ty_le": 45.5})
    answer = await reporting.officer.get(f"/reports/{report['id']}/export", headers={"Accept-Language": "en"})
    document = opened(answer.content)

    numbers = "Số buổi tuyên truyền: 1.250 buổi; Tỷ lệ hồ sơ trực tuyến: 45,5 %"
    assert f"Đã họp (mức độ 40%). {numbers}." in words(document)
    assert f"Đã họp\n{numbers}" in [row.cells[3].text for row in document.tables[-1].rows]


async def test_the_package_holds_no_marks_of_whoever_asks_for_it(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    line = (await reporting.lines_of(reporting.coordinator, report["id"]))[0]
    await reporting.coordinator.put(f"/report-lines/{line['id']}/review-mark", {"mark": "return", "reason": "Chưa rõ"})
    data = json.loads(await file(reporting.coordinator, report["id"], "json"))["data"]

    assert "Chưa rõ" not in str(data)
    assert not {"reviewers", "reviewing", "allowed_actions"} & data["report"].keys()


async def test_no_connection_waits_while_a_file_is_written(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.report_of(reporting.officer)
    await file(reporting.officer, report["id"], "docx")
    pools = reporting.world.database.pools.values()
    writing = asyncio.create_task(file(reporting.officer, report["id"], "pdf"))
    held: list[int] = []
    while not writing.done():
        await asyncio.sleep(0)
        held.append(sum(pool.checkedout() for pool in pools))
    await writing

    assert held.count(0) > len(held) / 2  # most of the time goes into the writing


@pytest.mark.parametrize("kind", list(TYPES))
async def test_no_paper_is_made_in_the_name_of_a_front_body(reporting: Reporting, kind: str) -> None:
    await reporting.opened_period()
    officer = await reporting.world.person(reporting.officer.role, reporting.front)
    report = await reporting.report_of(officer)
    refused = await officer.get(f"/reports/{report['id']}/export?format={kind}")

    assert (refused.status_code, refused.json()["code"]) == (409, "report_no_paper")
    assert report["has_paper"] is False
    assert "thể thức của mình" in refused.json()["detail"]


async def test_an_unknown_format_is_refused(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.report_of(reporting.officer)

    assert (await reporting.officer.get(f"/reports/{report['id']}/export?format=exe")).status_code == 422


async def test_letters_and_signs_of_any_kind_are_rendered_and_never_break_a_file(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.report_of(reporting.officer)
    line = (await reporting.lines_of(reporting.officer, report["id"]))[0]
    typed = "Họp 😀 {{ co_quan }} {% for %} #typst() <b>&amp;</b> ]]> =SUM(A1) שלום مرحبا \u202egnp.exe\u0007 hết"
    await reporting.write(reporting.officer, line, result=typed, percent=10)
    files = {kind: await file(reporting.officer, report["id"], kind) for kind in TYPES}
    written = words(opened(files["docx"]))
    sheet = load_workbook(io.BytesIO(files["xlsx"])).get_sheet_by_name("Phụ lục").to_python()
    page = sheets(files["pdf"])[-1].words

    said = "Họp 😀 {{ co_quan }} {% for %} #typst() <b>&amp;</b> ]]> =SUM(A1) שלום مرحبا gnp.exe hết"
    assert said in written
    assert said in [cell for row in sheet for cell in row]
    assert "{{ co_quan }}" in " ".join(page.split())
    assert "#typst()" in page
