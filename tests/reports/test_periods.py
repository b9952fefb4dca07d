from datetime import datetime, timedelta

from papi.kit import clock
from tests.support.reporting import NOW, Reporting


async def test_opening_makes_one_report_for_each_unit_with_its_lines(reporting: Reporting) -> None:
    created = (await reporting.coordinator.post("/periods", reporting.period_body())).json()
    nothing_to_know = {"filled_lines": 0, "earlier_open": [], "deadlines_within_window": []}
    assert created["would_open"] == {"reports": 5, "requested": 1, "lines": 11, "questions": 0, **nothing_to_know}

    opened = await reporting.coordinator.post(f"/periods/{created['id']}/open", headers={"If-Match": f'"v{created["version"]}"'})

    assert (opened.status_code, opened.json()["state"]) == (200, "open")
    board = (await reporting.coordinator.get(f"/periods/{created['id']}/completeness")).json()
    assert (board["expected"], board["asked"], board["waiting"]) == (4, 1, 4)
    titles = [
        line["task"]["title"] for line in await reporting.lines_of(reporting.officer, (await reporting.report_of(reporting.officer))["id"])
    ]
    assert titles == [
        "Niêm yết công khai thủ tục hành chính",
        "Tuyên truyền về Chỉ số PAPI",
        "Tổ chức lớp phổ biến pháp luật",
    ]


async def test_each_level_has_its_own_deadline(reporting: Reporting) -> None:
    await reporting.opened_period()

    assert (await reporting.report_of(reporting.officer))["due_at"] == "2024-09-16T17:00:00+07:00"
    assert (await reporting.report_of(reporting.lead_officer))["due_at"] == "2024-09-17T17:00:00+07:00"


async def test_a_recurring_assignment_is_due_at_the_units_deadline(reporting: Reporting) -> None:
    await reporting.opened_period()

    items = (await reporting.officer.get(f"/assignments?task={reporting.tasks['inform']}")).json()["items"]

    assert [(item["due_on"], item["work_state"]) for item in items] == [("2024-09-16", "not_started")]


async def test_an_ad_hoc_period_asks_only_the_chosen_units_about_the_chosen_tasks(reporting: Reporting) -> None:
    await reporting.opened_period("DX-01", kind="ad_hoc", unit_ids=[str(reporting.ward.id)], task_ids=[str(reporting.tasks["inform"])])

    lines = await reporting.lines_of(reporting.officer, (await reporting.report_of(reporting.officer))["id"])

    assert [line["task"]["title"] for line in lines] == ["Tuyên truyền về Chỉ số PAPI"]
    assert (await reporting.stranger.get("/reports")).json()["items"] == []


async def test_a_period_is_missing_late_and_on_time_only_by_the_units_own_deadline(reporting: Reporting) -> None:
    period = await reporting.opened_period()
    await reporting.submitted_report(reporting.officer, reporting.head)

    with clock.business_at(datetime(2024, 9, 17, 9, 0, tzinfo=clock.TIMEZONE)):
        board = (await reporting.leader.get(f"/periods/{period}/completeness")).json()

    standings = {row["unit"]["name"]: row["standing"] for row in board["items"]}
    assert standings == {
        "Phòng Nội vụ": "waiting",
        "Phòng Tư pháp": "waiting",
        "Phường 1": "on_time",
        "Phường 2": "missing",
        "UBMTTQ": "asked",
    }


async def test_the_board_lists_what_is_filtered_counts_everything_and_can_be_kept_as_a_file(reporting: Reporting) -> None:
    period = await reporting.opened_period()
    await reporting.submitted_report(reporting.officer, reporting.head)
    board = f"/periods/{period}/completeness"

    waiting = (await reporting.coordinator.get(board, params={"standing": "waiting", "q": "phuong"})).json()
    file = await reporting.coordinator.get(board, params={"standing": "on_time"}, headers={"Accept": "text/csv"})
    refused = await reporting.coordinator.get(board, params={"standing": "slow"})

    assert [row["unit"]["name"] for row in waiting["items"]] == ["Phường 2"]
    assert (waiting["expected"], waiting["on_time"]) == (4, 1)
    rows = file.content.decode("utf-8-sig").splitlines()
    assert len(rows) == 2
    assert all(words in rows[1] for words in ("Phường 1", "Đúng hạn", "Đã gửi, chờ thẩm tra"))
    assert refused.status_code == 422


async def test_closing_stops_drafts_but_an_own_end_opens_them_again(reporting: Reporting) -> None:
    period = await reporting.opened_period()
    report = await reporting.filled_report(reporting.officer)
    await reporting.coordinator.post(f"/periods/{period}/close")

    refused = await reporting.head.post(f"/reports/{report['id']}/submit")
    assert (refused.status_code, refused.json()["code"]) == (409, "period_closed")
    assert "Đề nghị Phòng Nội vụ gia hạn riêng" in refused.json()["detail"]
    assert (await reporting.officer.get(f"/reports/{report['id']}")).json()["blocked"]["detail"] == refused.json()["detail"]

    body = {
        "unit_id": str(reporting.ward.id),
        "ends_at": (NOW + timedelta(days=2)).isoformat(),
        "reason": "Mất điện nhiều ngày",
    }
    assert (await reporting.coordinator.post(f"/periods/{period}/exceptions", body)).status_code == 201
    assert (await reporting.head.post(f"/reports/{report['id']}/submit")).status_code == 200


async def test_what_comes_back_after_the_closing_is_written_again_within_an_own_end(reporting: Reporting) -> None:
    period = await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    await reporting.coordinator.post(f"/periods/{period}/close")

    async def offered() -> list[str]:
        rows = (await reporting.coordinator.get(f"/periods/{period}/completeness")).json()["items"]
        return next(row["allowed_actions"] for row in rows if row["report_id"] == report["id"])

    sent = await offered()
    await reporting.coordinator.post(f"/reports/{report['id']}/return", {"reason": "Thiếu số liệu"})
    stuck = (await reporting.officer.get(f"/reports/{report['id']}")).json()
    assert (sent, stuck["allowed_actions"], stuck["blocked"]["code"]) == ([], [], "period_closed")

    assert await offered() == ["except"]
    body = {"unit_id": str(reporting.ward.id), "ends_at": (NOW + timedelta(days=2)).isoformat(), "reason": "Sửa theo ý kiến thẩm tra"}
    assert (await reporting.coordinator.post(f"/periods/{period}/exceptions", body)).status_code == 201
    again = (await reporting.officer.get(f"/reports/{report['id']}")).json()
    assert ("edit" in again["allowed_actions"], again["due_at"]) == (True, report["due_at"])


async def test_a_units_own_end_falls_on_the_citys_day_whatever_the_offset_it_was_written_with(reporting: Reporting) -> None:
    period = await reporting.opened_period()
    body = {"unit_id": str(reporting.ward.id), "ends_at": "2024-09-20T18:00:00Z", "reason": "Mất điện nhiều ngày"}

    assert (await reporting.coordinator.post(f"/periods/{period}/exceptions", body)).status_code == 201

    recurring = (await reporting.officer.get(f"/assignments?task={reporting.tasks['publish']}")).json()["items"]
    assert [item["due_on"] for item in recurring] == ["2024-09-21"]

    # a second one stands before the first on the board, and no other unit reads either
    again = {**body, "ends_at": "2024-09-24T17:00:00+07:00", "reason": "Chờ văn bản của tỉnh"}
    assert (await reporting.coordinator.post(f"/periods/{period}/exceptions", again)).status_code == 201
    readers = (reporting.coordinator, reporting.stranger)
    board, other = [(await who.get(f"/periods/{period}/completeness")).json()["items"] for who in readers]
    told = {row["unit"]["name"]: [(each["reason"], each["granted_by"]) for each in row["exceptions"]] for row in [*board, *other]}
    assert told["Phường 1"] == [("Chờ văn bản của tỉnh", "Lê Thị Hoa"), ("Mất điện nhiều ngày", "Lê Thị Hoa")]
    assert told["Phường 2"] == []


async def test_a_units_own_end_stands_in_its_history_and_in_no_other_units(reporting: Reporting) -> None:
    period = await reporting.opened_period()
    body = {"unit_id": str(reporting.ward.id), "ends_at": "2024-09-20T17:00:00+07:00", "reason": "Mất điện nhiều ngày"}
    assert (await reporting.coordinator.post(f"/periods/{period}/exceptions", body)).status_code == 201

    found = {
        who.username: [(fact["text"], fact["reason"]) for fact in (await who.get("/history?kind=period.excepted")).json()["items"]]
        for who in (reporting.officer, reporting.leader, reporting.stranger)
    }

    told = [("gia hạn riêng cho Phường 1 đến 17:00 20/9/2024", "Mất điện nhiều ngày")]
    assert list(found.values()) == [told, told, []]


async def test_only_the_coordinator_manages_periods(reporting: Reporting) -> None:
    people = (reporting.head, reporting.officer, reporting.leader, reporting.observer, reporting.admin)

    answers = [await who.post("/periods", reporting.period_body()) for who in people]

    assert {(answer.status_code, answer.json()["code"]) for answer in answers} == {(403, "forbidden")}


async def test_a_code_is_taken_once(reporting: Reporting) -> None:
    await reporting.opened_period()

    again = await reporting.coordinator.post("/periods", reporting.period_body())

    assert (again.status_code, again.json()["code"]) == (409, "period_code_taken")


async def test_deadlines_out_of_order_and_unknown_ids_are_refused_by_field(reporting: Reporting) -> None:
    body = reporting.period_body()
    body["deadlines"]["ward"] = "2024-09-19T17:00:00+07:00"
    assert (await reporting.coordinator.post("/periods", body)).status_code == 422

    for moment in ("2024-09-16T17:00:00", "0001-01-01T00:00:00+14:00"):
        body["deadlines"]["ward"] = moment
        refused = await reporting.coordinator.post("/periods", body)
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/deadlines/ward")

    body = reporting.period_body() | {"unit_ids": ["018f0000-0000-7000-8000-000000000000"]}
    refused = await reporting.coordinator.post("/periods", body)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/unit_ids")


async def test_a_new_deadline_reaches_the_reports_that_wait_for_it(reporting: Reporting) -> None:
    period = await reporting.opened_period()
    deadlines = {
        "ward": "2024-09-20T17:00:00+07:00",
        "department": "2024-09-21T17:00:00+07:00",
        "city": "2024-09-22T17:00:00+07:00",
    }

    changed = await reporting.coordinator.patch(f"/periods/{period}", {"deadlines": deadlines})

    assert changed.status_code == 200, changed.text
    assert (await reporting.report_of(reporting.officer))["due_at"] == "2024-09-20T17:00:00+07:00"
    assert (await reporting.coordinator.patch(f"/periods/{period}", {"data_to": "2024-09-15"})).status_code == 409


async def test_units_whose_deadline_moved_are_told_and_no_others(reporting: Reporting) -> None:
    period = await reporting.opened_period()
    await reporting.submitted_report(reporting.officer, reporting.head)
    day = "2024-09-25T17:00:00+07:00"

    moved = await reporting.coordinator.patch(f"/periods/{period}", {"deadlines": dict.fromkeys(("ward", "department", "city"), day)})
    await reporting.world.let_the_worker_run()

    assert moved.status_code == 200, moved.text
    told = {
        who.username: [item["text"] for item in (await who.get("/notifications")).json()["items"] if item["kind"] == "period.moved"]
        for who in (reporting.officer, reporting.stranger, reporting.lead_officer)
    }
    words = "dời hạn gửi báo cáo: phường, xã 17:00 25/9/2024"
    assert told[reporting.officer.username] == []
    assert all(len(told[who.username]) == 1 and words in told[who.username][0] for who in (reporting.stranger, reporting.lead_officer)), (
        told
    )


async def test_nobody_is_due_before_the_window_whichever_of_the_two_is_moved(reporting: Reporting) -> None:
    coordinator, day = reporting.coordinator, "2024-06-14T17:00:00+07:00"
    chosen = {"kind": "ad_hoc", "unit_ids": [str(reporting.ward.id)]}
    own = {"unit_deadlines": [{"unit_id": str(reporting.ward.id), "due_at": "2024-08-01T17:00:00+07:00"}]}
    period = (await coordinator.post("/periods", {**reporting.period_body(), **chosen, **own})).json()

    for change in (
        {"deadlines": dict.fromkeys(("ward", "department", "city"), day)},
        {"data_from": "2024-09-17", "data_to": "2024-09-30", "unit_deadlines": []},
        {"data_from": "2024-08-02"},
        {"unit_deadlines": [{"unit_id": str(reporting.ward.id), "due_at": day}]},
    ):
        refused = await coordinator.patch(f"/periods/{period['id']}", change)
        assert (refused.status_code, refused.json()["code"]) == (422, "deadline_order"), change

    assert (await coordinator.get(f"/periods/{period['id']}")).json() == period
    early = await coordinator.patch(f"/periods/{period['id']}", {"data_from": "0001-01-01"})
    assert [error["pointer"] for error in early.json()["errors"]] == ["/data_from"]
