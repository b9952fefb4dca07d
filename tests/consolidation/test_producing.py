"""Producing the report to the province from what has been accepted."""

from hashlib import sha256

import pytest

from papi.access.permissions import Role
from papi.kit import clock
from tests.support.consolidating import RESULT, accepted, produced, section, texts, written
from tests.support.files import pdf
from tests.support.outlines import outline_body
from tests.support.reporting import Reporting


@pytest.fixture
async def of_two(reporting: Reporting) -> dict[str, object]:
    """Two wards say the same, the department has sent nothing."""
    await reporting.opened_period()
    second = await reporting.world.person(Role.OFFICER, reporting.other_ward)
    await accepted(reporting, reporting.officer, reporting.head, difficulties="Thiếu kinh phí.", proposals="Đề nghị bố trí kinh phí.")
    await accepted(reporting, second, reporting.stranger, difficulties="Thiếu kinh phí", proposals="Đề nghị bố trí thêm kinh phí.")
    return await produced(reporting)


async def test_what_several_units_say_alike_stands_once_with_all_their_names(reporting: Reporting, of_two: dict[str, object]) -> None:
    asked, came, *said = await texts(reporting.coordinator, of_two, "direction")
    assert asked.startswith("Thực hiện Kế hoạch ngày 24/6/2024 cải thiện Chỉ số PAPI năm 2024, các cơ quan, đơn vị đã triển khai")
    assert asked.endswith("theo kỳ “Báo cáo quý III/2024” (số liệu từ ngày 15/6/2024 đến ngày 14/9/2024).")
    assert came.startswith("Tính đến ngày 10/9/2024, có 2/4 cơ quan, đơn vị đã gửi báo cáo; 0/1 cơ quan được đề nghị phối hợp")
    assert came.endswith("báo cáo này tổng hợp từ 2 báo cáo đã được thẩm tra, chấp nhận.")
    assert said == [
        "Niêm yết công khai thủ tục hành chính: 2 cơ quan, đơn vị báo cáo, mức độ thực hiện 60%.",
        f"- Phường 1 và Phường 2: {RESULT}",
        "Tuyên truyền về Chỉ số PAPI: 2 cơ quan, đơn vị báo cáo, mức độ thực hiện 60%.",
        f"- Phường 1 và Phường 2: {RESULT}",
    ]
    assert "- Thiếu kinh phí (Phường 1 và Phường 2)." in await texts(reporting.coordinator, of_two, "limits")
    assert await texts(reporting.coordinator, of_two, "proposals") == ["- Đề nghị bố trí kinh phí (Phường 1 và Phường 2)."]
    assert f"- Phường 1: {RESULT}" in await texts(reporting.coordinator, of_two, "other")


async def test_every_paragraph_leads_to_its_lines(reporting: Reporting, of_two: dict[str, object]) -> None:
    blocks = (await section(reporting.coordinator, of_two, "direction"))["blocks"]
    folded = next(block for block in blocks if block["text"].startswith("- "))

    behind = (await reporting.coordinator.get(f"/consolidated-blocks/{folded['id']}/sources")).json()["items"]

    assert (folded["sources"], folded["moved"], folded["edited"]) == (2, 0, False)
    assert [(source["unit"], source["result"], source["standing"], source["genuine"]) for source in behind] == [
        ("Phường 1", RESULT, "current", True),
        ("Phường 2", RESULT, "current", True),
    ]
    line = await reporting.coordinator.get(f"/report-lines/{behind[0]['line_id']}")
    assert line.json()["report_id"] == behind[0]["report_id"]


async def test_its_numbers_are_those_of_board_and_overview(reporting: Reporting, of_two: dict[str, object]) -> None:
    tables = (await reporting.leader.get(f"/consolidated-reports/{of_two['id']}/contents")).json()["tables"]
    period = (await reporting.leader.get("/periods?state=open")).json()["items"][0]["id"]
    board = (await reporting.leader.get(f"/periods/{period}/completeness")).json()
    status = (await reporting.leader.get(f"/task-status?group_by=unit&plan={reporting.plan_id}")).json()

    assert tables["completeness"] == {name: board[name] for name in tables["completeness"]}
    assert {name: status["total"][name] for name in ("done_on_time", "open_in_time", "open_overdue")} == {
        name: tables["total"][name] for name in ("done_on_time", "open_in_time", "open_overdue")
    }
    assert [unit["name"] for unit in tables["units"] if unit["asked"]] == ["UBMTTQ"]
    assert [(proof["unit"], proof["number"], proof["lines"]) for proof in tables["evidence"]] == [
        ("Phường 1", None, 3),
        ("Phường 2", None, 2),
    ]
    assert all(len(proof["sha256"]) == 64 for proof in tables["evidence"])


async def test_units_that_are_late_are_named_and_bodies_that_are_asked_never(reporting: Reporting) -> None:
    await reporting.opened_period()
    await accepted(reporting, reporting.officer, reporting.head)
    with clock.business_at(clock.business().replace(day=20)):
        report = await produced(reporting)
        said = " ".join(await texts(reporting.coordinator, report, "limits"))

    assert "Còn 3 cơ quan, đơn vị chưa gửi báo cáo khi đã hết hạn: Phòng Nội vụ, Phòng Tư pháp và Phường 2." in said
    assert "UBMTTQ" not in said


async def test_there_is_one_for_each_period_and_only_of_what_is_accepted(reporting: Reporting) -> None:
    period = await reporting.opened_period()
    report = await written(reporting, reporting.officer)
    await reporting.head.post(f"/reports/{report['id']}/submit")

    nothing = await reporting.coordinator.post("/consolidated-reports", {"period_id": period})
    await reporting.coordinator.post(f"/reports/{report['id']}/accept")
    first = await reporting.coordinator.post("/consolidated-reports", {"period_id": period})
    again = await reporting.coordinator.post("/consolidated-reports", {"period_id": period})

    assert (nothing.status_code, nothing.json()["code"]) == (409, "nothing_accepted")
    assert first.status_code == 201
    assert (again.status_code, again.json()["code"]) == (409, "consolidated_exists")


async def test_an_office_has_its_own_headings(reporting: Reporting) -> None:
    await reporting.coordinator.put("/report-outlines", outline_body())
    await reporting.opened_period()
    await accepted(reporting, reporting.officer, reporting.head)

    report = await produced(reporting)

    assert [found["number"] for found in report["sections"]] == ["I", "II", "1", "2"]
    assert (report["outline_source"], report["unconfirmed_outline"]) == ("Công văn 12/SNV-CCHC", False)
    assert any("Tuyên truyền" in text for text in await texts(reporting.coordinator, report, "procedures"))


async def test_of_a_document_with_personal_data_nothing_is_told(reporting: Reporting) -> None:
    await reporting.opened_period()
    await accepted(reporting, reporting.officer, reporting.head)
    own = (await reporting.officer.get("/evidence")).json()["items"][0]
    await reporting.officer.patch(f"/evidence/{own['id']}", {"contains_personal_data": True})

    report = await produced(reporting)

    proof = (await reporting.leader.get(f"/consolidated-reports/{report['id']}/contents")).json()["tables"]["evidence"][0]
    assert (proof["title"], proof["number"], proof["sha256"]) == ("Tài liệu có dữ liệu cá nhân", None, None)


async def test_the_redacted_copy_stands_for_a_document_with_personal_data(reporting: Reporting) -> None:
    await reporting.opened_period()
    await accepted(reporting, reporting.officer, reporting.head)
    own = f"/evidence/{(await reporting.officer.get('/evidence')).json()['items'][0]['id']}"
    await reporting.officer.patch(own, {"contains_personal_data": True})
    copied = await reporting.officer.post(f"{own}/redacted", files={"file": ("Đã che.pdf", pdf(note="che"))})

    report = await produced(reporting)

    proof = (await reporting.leader.get(f"/consolidated-reports/{report['id']}/contents")).json()["tables"]["evidence"][0]
    assert proof["title"] == "Tài liệu có dữ liệu cá nhân (bản đã che)"
    assert proof["sha256"] == copied.json()["redacted"][0]["sha256"] == sha256(pdf(note="che")).hexdigest()


async def test_its_queries_do_not_grow_with_units_and_lines(reporting: Reporting) -> None:
    await reporting.opened_period()
    second = await reporting.world.person(Role.OFFICER, reporting.other_ward)
    await accepted(reporting, reporting.officer, reporting.head)
    with reporting.world.counted_queries() as producing:
        report = await produced(reporting)
    with reporting.world.counted_queries() as reading_few:
        await section(reporting.coordinator, report, "direction")
    await accepted(reporting, second, reporting.stranger, result="Đã phát 05 bản tin trên loa truyền thanh.")
    found = (await reporting.coordinator.get(f"/consolidated-reports/{report['id']}/refresh")).json()["items"]
    with reporting.world.counted_queries() as refreshing:
        await reporting.coordinator.post(f"/consolidated-reports/{report['id']}/refresh", {"take": [item["key"] for item in found]})
    with reporting.world.counted_queries() as reading_many:
        many = await section(reporting.coordinator, report, "direction")

    assert max(producing.number, refreshing.number) < 70
    assert len(many["blocks"]) > 6
    assert reading_many.number == reading_few.number
