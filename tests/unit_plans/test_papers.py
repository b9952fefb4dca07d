"""Unit plans as papers (Nghị định 30/2020): one unit's to who collects, all of them together as a leader reads them."""

from io import BytesIO
from typing import Any

import pytest
from docx import Document

from papi.access.permissions import Role
from papi.directory.models import UnitKind
from papi.kit import clock
from papi.kit.documents import XLSX
from papi.kit.workbooks import read_sheets
from tests.support.unit_planning import REASON, Planning, on
from tests.support.world import Someone

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MORE = {"kind": "limit", "text": "Chưa công khai kết quả bình xét", "cause": "Chưa có quy định"}


async def paper(who: Someone, path: str) -> Any:
    """The document that a download gives."""
    answer = await who.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, WORD), answer.text
    return Document(BytesIO(answer.content))


def rows_of(table: Any) -> list[list[str]]:
    """The rows below the head; a row that is one cell across is its words alone."""
    read = [[cell.text for cell in row.cells] for row in table.rows[1:]]
    return [row[:1] if len(set(row)) == 1 else row for row in read]


async def sent_with_more(planning: Planning) -> str:
    """The ward has sent a limit with a measure, and a limit that no measure answers."""
    reporting = planning.reporting
    begun = await planning.complete(reporting.officer)
    more = {**MORE, "indicator_id": planning.indicators["1.1.1"]}
    added = await reporting.officer.post(f"/unit-plans/{begun['id']}/items", {"items": [more]})
    sent = await reporting.head.post(f"/unit-plans/{begun['id']}/submit")
    assert (added.status_code, sent.status_code) == (201, 200), (added.text, sent.text)
    return begun["id"]


def words_of(document: Any) -> str:
    """All that stands before the annexes."""
    cells = [cell.text for table in document.tables[:2] for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


async def test_a_units_paper_goes_to_who_collects_and_leaves_number_date_and_signature_to_the_office(planning: Planning) -> None:
    unit_plan = await sent_with_more(planning)
    document = await paper(planning.reporting.coordinator, f"/unit-plans/{unit_plan}/export")
    head, foot = document.tables[0].rows[0].cells, document.tables[1].rows[0].cells

    assert head[0].text.split("\n") == ["PHƯỜNG 1", "", "Số:        /KH-UBND"]
    assert "ngày      tháng      năm" in head[1].text
    assert "- Phòng Nội vụ (để tổng hợp);" in foot[0].text
    assert foot[1].text.split("\n") == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", ""]
    assert [row[2].split(" Nguyên nhân")[0] for row in rows_of(document.tables[2])] == ["Danh sách hộ nghèo niêm yết chậm", MORE["text"]]


async def test_who_collects_is_called_as_on_the_day_of_the_paper(planning: Planning) -> None:
    reporting = planning.reporting
    unit_plan = await sent_with_more(planning)
    unit = (await reporting.admin.get(f"/units/{reporting.coordinating.id}")).json()
    renamed = {"name": "Phòng Nội vụ - Lao động", "short_name": "Phòng NV-LĐ", "since": "2024-09-01"}
    answer = await reporting.admin.patch(f"/units/{unit['id']}", renamed, headers={"If-Match": f'"v{unit["version"]}"'})
    assert answer.status_code == 200, answer.text

    foot = (await paper(reporting.coordinator, f"/unit-plans/{unit_plan}/export")).tables[1].rows[0].cells[0].text

    assert "- Phòng Nội vụ - Lao động (để tổng hợp);" in foot


def collectors_on(document: Any) -> str:
    """The first of those whom a paper goes to."""
    return document.tables[1].rows[0].cells[0].text.split("\n")[1]


@pytest.mark.parametrize("step", ["amend", "return"])
async def test_a_plan_that_was_sent_keeps_its_letterhead_while_its_unit_writes_on(planning: Planning, step: str) -> None:
    reporting, before, after = planning.reporting, "- Phòng Nội vụ (để tổng hợp);", "- Phòng Nội vụ - Lao động (để tổng hợp);"
    path = f"/unit-plans/{(await planning.accepted())['id']}"
    with clock.business_at(on(20)):
        unit = (await reporting.admin.get(f"/units/{reporting.coordinating.id}")).json()
        renamed = {"name": "Phòng Nội vụ - Lao động", "short_name": "Phòng NV-LĐ", "since": "2024-09-15"}
        answer = await reporting.admin.patch(f"/units/{unit['id']}", renamed, headers={"If-Match": f'"v{unit["version"]}"'})
        assert answer.status_code == 200, answer.text
        readers = (reporting.coordinator, reporting.officer)
        accepted = [collectors_on(await paper(who, f"{path}/export")) for who in readers]
        begun = await (reporting.head.post(f"{path}/amend") if step == "amend" else reporting.coordinator.post(f"{path}/return", REASON))
        written = [collectors_on(await paper(who, f"{path}/export")) for who in readers]

    assert begun.status_code == 200, begun.text
    assert (accepted, written) == ([before, before], [before, after])


async def test_the_collecting_units_own_paper_goes_to_the_body_above_it(planning: Planning) -> None:
    reporting = planning.reporting
    begun = await planning.begun(await planning.world.person(Role.OFFICER, reporting.coordinating))
    officer = await planning.world.person(Role.OFFICER, reporting.coordinating)
    document = await paper(officer, f"/unit-plans/{begun['id']}/export")

    assert document.tables[0].rows[0].cells[0].text.startswith("ỦY BAN NHÂN DÂN THÀNH PHỐ\nPHÒNG NỘI VỤ")
    assert "- UBND thành phố (để tổng hợp);" in document.tables[1].rows[0].cells[0].text


async def test_no_paper_is_made_of_the_plan_of_a_body_that_is_asked(planning: Planning) -> None:
    reporting = planning.reporting
    asked = await planning.world.person(Role.OFFICER, reporting.front)
    head = await planning.world.person(Role.UNIT_HEAD, reporting.front)
    sent = await planning.sent(asked, head)
    refused = [await who.get(f"/unit-plans/{sent['id']}/export") for who in (asked, reporting.coordinator)]
    told = [(await who.get(f"/unit-plans/{sent['id']}")).json()["has_paper"] for who in (asked, reporting.coordinator)]

    assert [(answer.status_code, answer.json()["code"]) for answer in refused] == [(409, "unit_plan_no_paper")] * 2
    assert told == [False, False]
    assert "đề nghị" in refused[0].json()["detail"]


async def test_all_together_says_who_has_sent_what_is_lacking_by_indicator_and_what_is_done_by_unit(planning: Planning) -> None:
    reporting = planning.reporting
    await sent_with_more(planning)
    asked = await planning.world.person(Role.OFFICER, reporting.front)
    await planning.sent(asked, await planning.world.person(Role.UNIT_HEAD, reporting.front))
    document = await paper(reporting.coordinator, f"/unit-plans/export?plan={reporting.plan_id}")
    said, lacking, done = words_of(document), rows_of(document.tables[2]), rows_of(document.tables[3])

    assert "Kính gửi: UBND thành phố" in said
    assert "Đến ngày 10/9/2024, 1/4 cơ quan, đơn vị được giao đã gửi kế hoạch (1 đúng hạn, 0 trễ hạn); 0 kế hoạch" in said
    assert "3 cơ quan, đơn vị chưa gửi" in said
    assert "Ngoài các cơ quan, đơn vị được giao, đã gửi kế hoạch có: 1 cơ quan được đề nghị phối hợp." in said
    assert "3 nội dung còn hạn chế thuộc 1 chỉ tiêu và 2 giải pháp; 1 nội dung còn hạn chế chưa có giải pháp." in said
    assert lacking[0][0].startswith("1.1.1 ")
    assert lacking[0][0].endswith(": 2 cơ quan, đơn vị")
    assert [(row[0], row[1], row[4]) for row in lacking[1:]] == [
        ("1", "Phường 1", "Niêm yết danh sách tại 9 khu phố"),
        ("2", "Phường 1", "Chưa có giải pháp"),
        ("3", "UBMTTQ", "Niêm yết danh sách tại 9 khu phố"),
    ]
    assert [row[0] for row in done] == ["Phường 1: 1 giải pháp", "1", "UBMTTQ (cơ quan được đề nghị phối hợp): 1 giải pháp", "2"]


@pytest.mark.parametrize("kind", [UnitKind.PARTY, UnitKind.FRONT])
async def test_no_report_about_all_is_made_in_the_name_of_a_front_or_party_body(planning: Planning, kind: UnitKind) -> None:
    body = await planning.world.unit("Ban Tuyên giáo Thành ủy", kind)
    path = f"/unit-plans/export?plan={planning.reporting.plan_id}"
    for role in (Role.COORDINATOR, Role.LEADER, Role.OBSERVER):
        who = await planning.world.person(role, body)
        refused = [await who.get(f"{path}&file={file}") for file in ("docx", "xlsx")]
        board = (await who.get(f"/unit-plans/board?plan={planning.reporting.plan_id}")).json()

        assert [(answer.status_code, answer.json()["code"]) for answer in refused] == [(403, "unit_plans_no_paper")] * 2
        assert "Cơ quan Mặt trận, Đảng ban hành văn bản theo thể thức của mình" in refused[0].json()["detail"]
        assert (board["allowed_actions"], len(board["items"])) == ([], 5)


async def test_who_reads_only_the_own_units_plan_gets_no_report_about_all(planning: Planning) -> None:
    reporting = planning.reporting
    path = f"/unit-plans/export?plan={reporting.plan_id}"
    refused = await reporting.head.get(path)
    english = await reporting.head.get(path, headers={"Accept-Language": "en"})
    boards = [await who.get("/unit-plans/board") for who in (reporting.head, reporting.officer, reporting.leader, reporting.coordinator)]

    assert (refused.status_code, refused.json()["code"]) == (403, "unit_plans_not_of_all")
    assert "vai trò Lãnh đạo đơn vị chỉ đọc kế hoạch của đơn vị mình" in refused.json()["detail"]
    assert "Head of unit reads only that of its own unit" in english.json()["detail"]
    assert [board.json()["allowed_actions"] for board in boards] == [[], [], ["consolidate"], ["consolidate"]]


async def test_the_workbook_holds_the_same_two_tables(planning: Planning) -> None:
    reporting = planning.reporting
    await sent_with_more(planning)
    answer = await reporting.coordinator.get(f"/unit-plans/export?plan={reporting.plan_id}&file=xlsx")
    document = await paper(reporting.coordinator, f"/unit-plans/export?plan={reporting.plan_id}")
    sheets = read_sheets(answer.content)

    assert answer.headers["content-type"] == XLSX
    assert [sheet.name for sheet in sheets] == ["Phụ lục I", "Phụ lục II", "Nội dung"]
    for sheet, table in zip(sheets, document.tables[2:], strict=False):
        grouped = [[cell for cell in row if cell] for row in rows_of(table)]
        listed = [[str(int(cell)) if isinstance(cell, float) else cell for cell in row if cell] for row in sheet.rows[4:]]
        assert [row[1:] for row in listed] == [row for row in grouped if len(row) > 1]
        assert [row[0] for row in listed[:1]] == [grouped[0][0]]


async def test_of_nothing_sent_the_paper_says_so(planning: Planning) -> None:
    reporting = planning.reporting
    document = await paper(reporting.leader, f"/unit-plans/export?plan={reporting.plan_id}")

    assert "0/4 cơ quan, đơn vị được giao đã gửi kế hoạch; 0 kế hoạch đã được chấp nhận; 4 cơ quan, đơn vị chưa gửi." in words_of(document)
    assert document.tables[0].rows[0].cells[0].text.split("\n")[0] == "ỦY BAN NHÂN DÂN THÀNH PHỐ"
    assert "- Các cơ quan, đơn vị;" in document.tables[1].rows[0].cells[0].text
