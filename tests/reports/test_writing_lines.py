"""An officer writes the report line by line, and loses no word."""

import pytest

from tests.support.cumulative import ask_for_figures
from tests.support.reporting import Reporting


async def test_a_saved_line_keeps_what_was_typed_and_moves_its_version(reporting: Reporting) -> None:
    await ask_for_figures(reporting)
    await reporting.opened_period()
    report = await reporting.report_of(reporting.officer)
    line = (await reporting.lines_of(reporting.officer, report["id"]))[1]

    saved = await reporting.write(
        reporting.officer, line, result="Tổ chức 04 buổi tuyên truyền", percent=60, figures={"so_buoi": 4}, difficulties="Thiếu loa"
    )

    assert (saved["result"], saved["percent"], saved["figures"]) == ("Tổ chức 04 buổi tuyên truyền", 60, {"so_buoi": 4})
    assert saved["version"] == line["version"] + 1
    assert (saved["saved_by"], saved["complete"], saved["lacks"]) == ("Nguyễn Thị Lệ", True, [])
    after = await reporting.report_of(reporting.officer)
    assert (after["lines_complete"], after["content_version"]) == (1, report["content_version"] + 1)
    assert after["version"] == report["version"]


async def test_text_is_kept_in_nfc(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.report_of(reporting.officer)
    line = (await reporting.lines_of(reporting.officer, report["id"]))[0]

    saved = await reporting.write(reporting.officer, line, result="Tuye\u0302n truye\u0302\u0300n")

    assert saved["result"] == "Tuyên truyền"


async def test_of_two_officers_on_one_line_the_second_is_told(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.report_of(reporting.officer)
    line = (await reporting.lines_of(reporting.officer, report["id"]))[0]
    await reporting.write(reporting.officer, line, result="Bản của cán bộ")

    late = await reporting.head.patch(
        f"/report-lines/{line['id']}", {"result": "Bản của lãnh đạo"}, headers={"If-Match": f'"v{line["version"]}"'}
    )

    assert (late.status_code, late.json()["code"]) == (412, "stale_version")
    assert late.json()["current_version"] == str(line["version"] + 1)
    kept = (await reporting.lines_of(reporting.officer, report["id"]))[0]
    assert kept["result"] == "Bản của cán bộ"


async def test_two_officers_on_two_lines_do_not_collide(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.report_of(reporting.officer)
    first, second, *_ = await reporting.lines_of(reporting.officer, report["id"])

    await reporting.write(reporting.officer, first, result="Dòng một")
    await reporting.write(reporting.head, second, result="Dòng hai")

    assert [line["result"] for line in (await reporting.lines_of(reporting.head, report["id"]))[:2]] == ["Dòng một", "Dòng hai"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"percent": 101}, "/percent"),
        ({"percent": -1}, "/percent"),
        ({"percent": "40"}, "/percent"),
        ({"percent": True}, "/percent"),
        ({"result": "x" * 4001}, "/result"),
        ({"unknown": 1}, "/unknown"),
        ({"evidence_ids": ["không phải mã"]}, "/evidence_ids/0"),
    ],
)
async def test_bad_input_is_refused_by_field_and_changes_nothing(reporting: Reporting, body: dict, pointer: str) -> None:
    await reporting.opened_period()
    report = await reporting.report_of(reporting.officer)
    line = (await reporting.lines_of(reporting.officer, report["id"]))[0]

    refused = await reporting.officer.patch(f"/report-lines/{line['id']}", body)

    assert refused.status_code == 422, refused.text
    assert [error["pointer"] for error in refused.json()["errors"]] == [pointer]
    assert (await reporting.lines_of(reporting.officer, report["id"]))[0]["version"] == line["version"]


@pytest.mark.parametrize("raw", [b'{"result": "a\\u0000b"}', b'{"percent": NaN}', b'{"result": "\\ud800"}', b'{"percent":1,"percent":2}'])
async def test_json_that_a_database_cannot_hold_is_refused(reporting: Reporting, raw: bytes) -> None:
    await reporting.opened_period()
    report = await reporting.report_of(reporting.officer)
    line = (await reporting.lines_of(reporting.officer, report["id"]))[0]

    refused = await reporting.officer.patch(f"/report-lines/{line['id']}", content=raw, headers={"Content-Type": "application/json"})

    assert (refused.status_code, refused.json()["code"]) == (422, "invalid")


async def test_a_draft_moves_no_dashboard_but_the_unit_sees_its_progress(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.report_of(reporting.officer)
    line = (await reporting.lines_of(reporting.officer, report["id"]))[1]
    await reporting.write(reporting.officer, line, result="Đang làm", percent=30)
    path = f"/assignments/{line['assignment_id']}"

    own = (await reporting.officer.get(path)).json()
    seen_by_leader = (await reporting.leader.get(path)).json()

    assert (own["work_state"], own["percent"]) == ("in_progress", 30)
    assert (seen_by_leader["work_state"], seen_by_leader["percent"]) == ("not_started", None)


async def test_evidence_is_linked_to_the_line_and_can_be_taken_off(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.report_of(reporting.officer)
    line = (await reporting.lines_of(reporting.officer, report["id"]))[0]
    document = await reporting.document(reporting.officer)

    linked = await reporting.officer.post(f"/evidence/{document}/links", {"targets": [{"type": "report_line", "id": line["id"]}]})
    assert linked.status_code in {200, 201}, linked.text
    with_proof = (await reporting.lines_of(reporting.officer, report["id"]))[0]
    assert with_proof["evidence_ids"] == [document]
    assert with_proof["version"] > line["version"]

    await reporting.write(reporting.officer, with_proof, evidence_ids=[])
    assert (await reporting.lines_of(reporting.officer, report["id"]))[0]["evidence_ids"] == []


async def test_another_units_document_cannot_be_named_as_proof(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.report_of(reporting.officer)
    line = (await reporting.lines_of(reporting.officer, report["id"]))[0]
    foreign = await reporting.document(reporting.stranger)

    refused = await reporting.officer.patch(f"/report-lines/{line['id']}", {"evidence_ids": [foreign]})

    assert (refused.status_code, refused.json()["code"]) == (404, "evidence_not_found")
    assert (await reporting.lines_of(reporting.officer, report["id"]))[0]["evidence_ids"] == []


async def test_last_periods_text_is_carried_forward_and_marked_until_edited(reporting: Reporting) -> None:
    await reporting.opened_period(
        "DX-01", kind="ad_hoc", data_to="2024-07-31", task_ids=[str(reporting.tasks["inform"]), str(reporting.tasks["publish"])]
    )
    await reporting.submitted_report(reporting.officer, reporting.head)
    await reporting.opened_period()
    report = (await reporting.officer.get("/reports?state=draft")).json()["items"][0]

    counted = await reporting.officer.post(f"/reports/{report['id']}/carry-forward?dry_run=true", {})
    assert counted.json() == {"lines": 2}
    assert (await reporting.lines_of(reporting.officer, report["id"]))[0]["result"] == ""

    await reporting.officer.post(f"/reports/{report['id']}/carry-forward", {})
    first, second, *_ = await reporting.lines_of(reporting.officer, report["id"])
    assert (first["result"], first["carried_forward"]) == ("Đã triển khai theo kế hoạch.", True)
    assert "carried" in first["lacks"]
    assert first["previous"]["period"] == "Báo cáo quý III/2024"

    assert (await reporting.write(reporting.officer, first, result="Đã sửa"))["carried_forward"] is False
    assert (await reporting.write(reporting.officer, second, carried_forward=False))["lacks"] == []


async def test_the_missing_list_is_what_submit_refuses(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.report_of(reporting.officer)
    first, second, _third = await reporting.lines_of(reporting.officer, report["id"])
    await reporting.write(reporting.officer, first, result="Đã niêm yết", percent=50)
    await reporting.write(reporting.officer, second, result="Đã tuyên truyền", percent=50)

    missing = (await reporting.officer.get(f"/reports/{report['id']}/missing")).json()
    refused = await reporting.head.post(f"/reports/{report['id']}/submit")

    assert [(item["number"], item["lack"]) for item in missing["items"]] == [(1, "evidence"), (3, "empty")]
    assert (refused.status_code, refused.json()["code"], refused.json()["missing"]) == (409, "report_incomplete", 2)
    assert refused.json()["detail"] == "Còn 2 dòng chưa đủ, chưa gửi được."


async def test_what_was_reported_done_outside_a_report_fills_its_line(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.report_of(reporting.officer)
    line = (await reporting.lines_of(reporting.officer, report["id"]))[2]

    done = await reporting.officer.post(
        f"/assignments/{line['assignment_id']}/report-done",
        {"done_on": "2024-09-09", "result": "Đã mở 02 lớp", "evidence_ids": [await reporting.document(reporting.officer)]},
    )
    assert done.status_code == 200, done.text
    await reporting.world.let_the_worker_run()

    filled = (await reporting.lines_of(reporting.officer, report["id"]))[2]
    assert (filled["result"], filled["percent"], filled["self_done"]) == ("Đã mở 02 lớp", 100, True)
    assert len(filled["evidence_ids"]) == 1


async def test_a_document_that_the_line_holds_already_is_taken_over_once(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.report_of(reporting.officer)
    line = (await reporting.lines_of(reporting.officer, report["id"]))[2]
    held, fresh = [await reporting.document(reporting.officer) for _ in range(2)]
    line = await reporting.write(reporting.officer, line, evidence_ids=[held])

    body = {"done_on": "2024-09-09", "result": "Đã mở 02 lớp", "evidence_ids": [held, fresh]}
    done = await reporting.officer.post(f"/assignments/{line['assignment_id']}/report-done", body)
    assert done.status_code == 200, done.text
    await reporting.world.let_the_worker_run()

    filled = (await reporting.lines_of(reporting.officer, report["id"]))[2]
    assert (filled["result"], filled["evidence_ids"]) == ("Đã mở 02 lớp", [held, fresh])
    assert filled["lacks"] == []
