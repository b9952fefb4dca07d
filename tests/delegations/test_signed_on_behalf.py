"""Whatever a deputy does, those who read it see both names: who did it, and for whom."""

from collections.abc import Awaitable, Callable
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from papi.access.permissions import Role
from tests.support.delegating import standing_in
from tests.support.extending import wanted
from tests.support.planning import REASON, assignment_of, reported_done, school_of_ward
from tests.support.reporting import Reporting
from tests.support.world import Someone

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BOTH = {"vi": "Nguyễn Thị Lệ (thay mặt Trần Văn Minh)", "en": "Nguyễn Thị Lệ (on behalf of Trần Văn Minh)"}
Act = Callable[[Reporting, Someone], Awaitable[str]]
"""What the deputy does; the page on which it is read."""


async def asks_for_a_later_day(reporting: Reporting, deputy: Someone) -> str:
    made = await deputy.post("/extensions", await wanted(reporting))
    return f"/extensions/{made.json()['id']}"


async def takes_the_part(reporting: Reporting, deputy: Someone) -> str:
    school = await school_of_ward(reporting)
    assert (await deputy.post(f"/assignments/{school['id']}/accept-part")).status_code == 200
    return f"/assignments/{school['id']}/part"


async def questions_the_part(reporting: Reporting, deputy: Someone) -> str:
    school = await school_of_ward(reporting)
    assert (await deputy.post(f"/assignments/{school['id']}/question-part", REASON)).status_code == 200
    return f"/assignments/{school['id']}/part"


async def finishes_a_piece(reporting: Reporting, deputy: Someone) -> str:
    school = await school_of_ward(reporting)
    piece = await deputy.post(f"/assignments/{school['id']}/sub-tasks", {"title": "Lập danh sách", "person_id": str(deputy.id)})
    assert piece.status_code == 201, piece.text
    assert (await deputy.post(f"/sub-tasks/{piece.json()['id']}/done")).status_code == 200
    return f"/assignments/{school['id']}/sub-tasks"


async def saves_a_line(reporting: Reporting, deputy: Someone) -> str:
    await reporting.opened_period()
    line = (await reporting.lines_of(deputy, (await reporting.report_of(deputy))["id"]))[0]
    await reporting.write(deputy, line, result="Đã niêm yết đủ.")
    return f"/report-lines/{line['id']}"


async def sends_a_report(reporting: Reporting, deputy: Someone) -> str:
    await reporting.opened_period()
    report = await reporting.filled_report(reporting.officer)
    assert (await deputy.post(f"/reports/{report['id']}/submit")).status_code == 200
    return f"/reports/{report['id']}"


async def uploads_a_document(reporting: Reporting, deputy: Someone) -> str:
    return f"/evidence/{await reporting.document(deputy)}"


@pytest.mark.parametrize(
    ("act", "member"),
    [
        (asks_for_a_later_day, "asked_by"),
        (takes_the_part, "receipt_by"),
        (questions_the_part, "receipt_by"),
        (finishes_a_piece, "done_by"),
        (saves_a_line, "saved_by"),
        (sends_a_report, "submitted_by"),
        (uploads_a_document, "uploaded_by"),
    ],
    ids=lambda given: given if isinstance(given, str) else given.__name__,
)
async def test_both_names_stand_where_the_act_is_read(reporting: Reporting, act: Act, member: str) -> None:
    deputy = await standing_in(reporting.world, reporting.head, reporting.officer)
    page = await act(reporting, deputy)
    answers = {language: (await reporting.head.get(page, headers={"Accept-Language": language})).json() for language in BOTH}

    assert {language: answer.get("items", [answer])[0][member] for language, answer in answers.items()} == BOTH


async def test_a_lead_marks_a_supporters_part_through_a_deputy(reporting: Reporting) -> None:
    head = await reporting.world.person(Role.UNIT_HEAD, reporting.department, full_name="Phạm Văn Chính")
    deputy = await standing_in(reporting.world, head, reporting.lead_officer)
    school = await reported_done(reporting)
    assert (await deputy.post(f"/assignments/{school['id']}/mark-part", {"mark": "enough"})).status_code == 200
    part = (await reporting.coordinator.get(f"/assignments/{school['id']}/part")).json()

    assert part["lead_by"].endswith("(thay mặt Phạm Văn Chính)")


async def test_the_file_of_requests_names_both(reporting: Reporting) -> None:
    deputy = await standing_in(reporting.world, reporting.head, reporting.officer)
    await asks_for_a_later_day(reporting, deputy)
    listed = (await reporting.coordinator.get("/extensions")).json()["items"]
    file = await reporting.coordinator.get("/extensions", headers={"Accept": XLSX})
    cells = {cell for row in CalamineWorkbook.from_filelike(BytesIO(file.content)).get_sheet_by_index(0).to_python() for cell in row}

    assert [item["asked_by"] for item in listed] == [BOTH["vi"]]
    assert BOTH["vi"] in cells


async def test_what_they_do_in_their_own_right_names_nobody_else(reporting: Reporting) -> None:
    deputy = await standing_in(reporting.world, reporting.head, reporting.officer)
    await takes_the_part(reporting, deputy)
    pieces = (await deputy.get(await finishes_a_piece(reporting, deputy))).json()["items"]
    page = f"/sub-tasks/{pieces[0]['id']}"
    assert (await reporting.officer.post(f"{page}/reopen")).status_code == 200
    again = (await reporting.officer.post(f"{page}/done")).json()
    own = await assignment_of(reporting, "publish", reporting.ward)
    taken = (await reporting.officer.post(f"/assignments/{own['id']}/accept-part")).json()

    assert (again["done_by"], taken["receipt_by"]) == ("Nguyễn Thị Lệ", "Nguyễn Thị Lệ")
