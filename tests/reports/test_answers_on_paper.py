"""Answers stand on the unit's paper and, over all units, in the report to the province."""

import io
import json
from typing import Any

from python_calamine import load_workbook

from papi.access.permissions import Role
from tests.support.asking import ANSWERS, accepted_answers, asked_period
from tests.support.consolidating import produced
from tests.support.papers import opened, paragraphs
from tests.support.reporting import Reporting

WHY = "Mức thu thay đổi giữa năm nên chưa niêm yết kịp tại khu phố."


def cells(content: bytes) -> list[Any]:
    book = load_workbook(io.BytesIO(content))
    return [cell for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row]


async def test_a_report_of_questions_alone_is_a_paper_of_its_answers(reporting: Reporting) -> None:
    await asked_period(reporting)
    path = f"/reports/{await accepted_answers(reporting, reporting.officer, reporting.head, [*ANSWERS[:3], WHY])}/export?format="
    files = {
        kind: (await reporting.coordinator.get(f"{path}{kind}", headers={"Accept-Language": "en"})).content
        for kind in ("docx", "xlsx", "json")
    }
    words = [paragraph.text for paragraph in paragraphs(opened(files["docx"]))]

    assert {"1. Số người được tuyên truyền: 128 người.", "2. Đã niêm yết công khai mức thu chưa? Có."} <= set(words)
    assert not any("KẾT QUẢ THỰC HIỆN" in line for line in words)
    assert 128.0 in cells(files["xlsx"])
    assert [item["value"] for item in json.loads(files["json"])["data"]["answers"]] == [128.0, True, "1", WHY]


async def test_the_report_to_the_province_counts_answers_and_tells_what_several_said_once(reporting: Reporting) -> None:
    await asked_period(reporting)
    second = await reporting.world.person(Role.OFFICER, reporting.other_ward)
    reports = [
        await accepted_answers(reporting, officer, head, [*ANSWERS[:3], WHY])
        for officer, head in ((reporting.officer, reporting.head), (second, reporting.stranger))
    ]

    made = await produced(reporting)

    path = f"/consolidated-reports/{made['id']}"
    tables = (await reporting.coordinator.get(f"{path}/contents")).json()["tables"]
    people, posted, _trend, why = tables["questions"]
    assert people["summary"] == "2/2 báo cáo có trả lời; tổng 256 người; thấp nhất 128 người; cao nhất 128 người; trung bình 128 người"
    assert posted["summary"] == "2/2 báo cáo có trả lời; Có: 2; Không: 0"
    assert [row["number"] for row in people["answers"]] == [128.0, 128.0]
    assert [(row["said"], row["reports"]) for row in why["answers"]] == [(WHY, reports)]
    assert 128.0 in cells((await reporting.coordinator.get(f"{path}/export?format=xlsx")).content)
    assert WHY in str(
        [
            [cell.text for cell in row.cells]
            for table in opened((await reporting.coordinator.get(f"{path}/export")).content).tables
            for row in table.rows
        ]
    )
