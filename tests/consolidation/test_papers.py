"""The report as files, read back."""

import io
from typing import Any

import docx
import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from tests.support.consolidating import accepted, produced
from tests.support.reporting import Reporting


@pytest.fixture
async def report(reporting: Reporting) -> dict[str, Any]:
    await reporting.opened_period()
    await accepted(reporting, reporting.officer, reporting.head, difficulties="Thiếu kinh phí.")
    return await produced(reporting)


async def _file(reporting: Reporting, report: dict[str, Any], kind: str) -> bytes:
    answer = await reporting.coordinator.get(f"/consolidated-reports/{report['id']}/export?format={kind}")
    assert answer.status_code == 200, answer.text
    assert f"Bao-cao-tong-hop-2024Q3-20240910.{kind}" in answer.headers["content-disposition"]
    return answer.content


async def test_the_word_file_holds_headings_text_and_annexes_and_says_that_it_is_a_draft(
    reporting: Reporting, report: dict[str, Any]
) -> None:
    document = docx.Document(io.BytesIO(await _file(reporting, report, "docx")))

    text = "\n".join(_text(paragraph) for paragraph in document.element.body.iter() if paragraph.tag.endswith("}p"))
    assert "DỰ THẢO" in text
    assert "TM. ỦY BAN NHÂN DÂN" in text
    assert "Kết quả thực hiện cải cách hành chính và cải thiện, nâng cao Chỉ số PAPI quý\u00a0III/2024" in text
    assert "I. Công tác chỉ đạo, điều hành cải cách hành chính" in text
    assert "- Thiếu kinh phí (Phường 1)." in text
    assert {"PHỤ LỤC I", "PHỤ LỤC II", "PHỤ LỤC III"} <= {line.strip().upper() for line in text.splitlines()}


def _text(paragraph: Any) -> str:
    return "".join(node.text or "" for node in paragraph.iter() if node.tag.endswith("}t"))


async def test_an_approved_edition_is_no_draft_and_its_workbook_counts(reporting: Reporting, report: dict[str, Any]) -> None:
    path = f"/consolidated-reports/{report['id']}"
    await reporting.coordinator.post(f"{path}/submit")
    await reporting.leader.post(f"{path}/approve")

    package = (await reporting.officer.get(f"{path}/export?format=json")).json()
    of_its_writer = (await reporting.coordinator.get(f"{path}/export?format=json")).json()
    book = CalamineWorkbook.from_filelike(io.BytesIO(await _file(reporting, report, "xlsx")))

    assert of_its_writer == package
    assert (package["paper"]["draft"], package["data"]["consolidated_report"]["edition"]) == (False, 1)
    cells = [cell for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row]
    assert {"Phường 1", "Phòng Tư pháp", "Tổng cộng"} <= {cell for cell in cells if isinstance(cell, str)}


async def test_the_pdf_has_landscape_annexes(reporting: Reporting, report: dict[str, Any]) -> None:
    document = pypdfium2.PdfDocument(await _file(reporting, report, "pdf"))

    sizes = [document[place].get_size() for place in range(len(document))]
    assert sizes[0][0] < sizes[0][1]
    assert sizes[-1][0] > sizes[-1][1]


async def test_it_is_asked_for_as_a_paper_made_in_the_background_and_refused_as_its_page_is(
    reporting: Reporting, report: dict[str, Any]
) -> None:
    body = {"subject": "consolidated_report", "subject_id": report["id"], "format": "pdf"}

    asked = await reporting.coordinator.post("/paper-jobs", body)
    refused = await reporting.officer.post("/paper-jobs", body)

    assert asked.status_code == 202, asked.text
    assert (refused.status_code, refused.json()["code"]) == (404, "consolidated_not_found")


async def test_it_is_addressed_to_whom_the_city_writes_down(reporting: Reporting, report: dict[str, Any]) -> None:
    page = f"/consolidated-reports/{report['id']}"
    path = f"{page}/export?format=json"
    warned = [(await who.get(page)).json()["unaddressed"] for who in (reporting.coordinator, reporting.leader)]
    units = (await reporting.coordinator.get("/units")).json()["items"]
    coordinating = next(unit for unit in units if unit["coordinating"])
    city = coordinating["parent_id"] or coordinating["id"]
    before = (await reporting.coordinator.get(path)).json()["paper"]
    given = {"addressees": ["Ủy ban nhân dân Thành phố Hồ Chí Minh"]}

    written = await reporting.coordinator.put(f"/units/{city}/letterheads/2024-01-01", given, headers={"If-Match": '"v0"'})

    assert (written.status_code, written.json()["today"]["addressees"]) == (200, given["addressees"])
    assert [(one["unit_id"], one["allowed_actions"]) for one in warned] == [(city, ["edit"]), (city, [])]
    assert (await reporting.coordinator.get(page)).json()["unaddressed"] is None
    after = (await reporting.coordinator.get(path)).json()["paper"]
    assert (before["addressees"], after["addressees"], after["receivers"][0]) == ([], given["addressees"], "Như trên")


async def test_who_only_reads_what_is_approved_is_not_told_of_the_letterhead(reporting: Reporting, report: dict[str, Any]) -> None:
    path = f"/consolidated-reports/{report['id']}"
    await reporting.coordinator.post(f"{path}/submit")
    await reporting.leader.post(f"{path}/approve")

    told = [(await who.get(path)).json()["unaddressed"] is not None for who in (reporting.coordinator, reporting.officer)]

    assert told == [True, False]
