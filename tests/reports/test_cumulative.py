"""Six-month and year reports arrive filled from what was accepted before, and are offered what is accepted later."""

from typing import Any

from papi.kit import clock
from tests.support.cumulative import (
    IN_DECEMBER,
    IN_JUNE,
    IN_MARCH,
    IN_SEPTEMBER,
    accept_of,
    accepted_period,
    ask_for_figures,
    line_of,
    open_of_year,
    period_of_year,
    plan_of_the_whole_year,
    write_all,
)
from tests.support.reporting import Reporting

SAID: dict[str, Any] = {
    "result": "Đã tổ chức 04 buổi tuyên truyền.",
    "percent": 30,
    "difficulties": "Thiếu kinh phí.",
    "figures": {"so_buoi": 4, "ho_ngheo": 21, "dong_nhat": 120, "ty_le": 45.5},
}
CORRECTED = {"result": "Đã tổ chức 05 buổi.", "percent": 35, "figures": {**SAID["figures"], "so_buoi": 5}}


async def test_the_half_year_arrives_filled_from_the_accepted_first_quarter(reporting: Reporting) -> None:
    await plan_of_the_whole_year(reporting)
    await ask_for_figures(reporting)
    with clock.business_at(IN_MARCH):
        _period, first = await accepted_period(reporting, "2024Q1", **SAID)
    with clock.business_at(IN_JUNE):
        half = await open_of_year(reporting, "20246M")
        line = await line_of(reporting, reporting.officer, half)

    assert line["result"] == "Quý I/2024: Đã tổ chức 04 buổi tuyên truyền."
    assert line["difficulties"] == "Quý I/2024: Thiếu kinh phí."
    assert (line["percent"], line["figures"]) == (30, {"so_buoi": 4, "ho_ngheo": 21, "dong_nhat": 120, "ty_le": 45.5})
    assert line["figures_text"].startswith("Số buổi tuyên truyền: 4 buổi; Số hộ nghèo hiện có: 21 hộ")
    assert line["carried_forward"] is True
    assert "carried" in line["lacks"]
    fields = ["result", "difficulties", "percent", "figures.so_buoi", "figures.ho_ngheo", "figures.dong_nhat", "figures.ty_le"]
    told = [(source["period"], source["report_id"], source["fields"]) for source in line["carried_from"]]
    assert told == [("Báo cáo quý I/2024", first, fields)]
    assert [document["link_count"] for document in line["evidence"]] == [6]  # three lines of each period hold the one document
    other = await line_of(reporting, reporting.stranger, half)
    assert (other["result"], other["carried_from"], other["carried_forward"]) == ("", [], False)


async def test_whoever_opens_it_is_told_first_what_arrives_filled_and_what_is_not_finished(reporting: Reporting) -> None:
    await plan_of_the_whole_year(reporting)
    with clock.business_at(IN_MARCH):
        quarter, _report = await accepted_period(reporting, "2024Q1")
    with clock.business_at(IN_JUNE):
        body = period_of_year(reporting, "20246M")
        body["deadlines"]["city"] = "2024-06-15T00:30:00+07:00"  # still the day of data by UTC
        planned = (await reporting.coordinator.post("/periods", body)).json()
        await reporting.coordinator.post(f"/periods/{quarter}/close")
        closed = (await reporting.coordinator.get(f"/periods/{planned['id']}")).json()["would_open"]
        await reporting.coordinator.post(f"/periods/{planned['id']}/open")
        report = (await reporting.officer.get(f"/reports?period={planned['id']}")).json()["items"][0]
        lines = (await reporting.officer.get(f"/reports/{report['id']}/lines")).json()["items"]

    told = planned["would_open"]
    assert told["earlier_open"] == [{"id": quarter, "title": "Báo cáo quý I/2024"}]
    assert told["deadlines_within_window"] == ["ward", "department"]
    assert (told["filled_lines"], closed["earlier_open"]) == (sum(line["carried_forward"] for line in lines), [])
    assert told["filled_lines"] == 3


async def test_the_year_takes_the_half_year_and_the_third_quarter_and_not_the_first_again(reporting: Reporting) -> None:
    await plan_of_the_whole_year(reporting)
    await ask_for_figures(reporting)
    with clock.business_at(IN_MARCH):
        await accepted_period(reporting, "2024Q1", **SAID)
    with clock.business_at(IN_JUNE):
        figures = {"so_buoi": 9, "ho_ngheo": 20, "dong_nhat": 90, "ty_le": 50}
        said = {"result": "Đã tổ chức 09 buổi.", "percent": 50, "difficulties": "Thiếu kinh phí."}
        await accepted_period(reporting, "20246M", **said, figures=figures)
    with clock.business_at(IN_SEPTEMBER):
        figures = {"so_buoi": 3, "ho_ngheo": 18, "dong_nhat": 150}
        said = {"result": "Thêm 03 buổi.\nPhát 500 tờ rơi.", "percent": 70, "difficulties": "Thiếu  kinh phí!"}
        await accepted_period(reporting, "2024Q3", **said, figures=figures)
    with clock.business_at(IN_DECEMBER):
        line = await line_of(reporting, reporting.officer, await open_of_year(reporting, "2024Y"))

    assert line["result"] == "6 tháng đầu năm 2024: Đã tổ chức 09 buổi.\nQuý III/2024:\nThêm 03 buổi.\nPhát 500 tờ rơi."
    assert line["difficulties"] == "6 tháng đầu năm 2024; Quý III/2024: Thiếu kinh phí."  # said twice, told once
    assert (line["percent"], line["figures"]) == (70, {"so_buoi": 12, "ho_ngheo": 18, "dong_nhat": 150, "ty_le": 50})
    assert [source["period"] for source in line["carried_from"]] == ["Báo cáo 6 tháng đầu năm 2024", "Báo cáo quý III/2024"]


async def test_an_ad_hoc_period_goes_into_no_cumulative_one_unless_it_is_said(reporting: Reporting) -> None:
    await plan_of_the_whole_year(reporting)
    for code, rolled_up in (("DX-1", None), ("DX-2", True)):
        with clock.business_at(IN_SEPTEMBER):
            window = {"data_from": "2024-09-15", "data_to": "2024-10-14", "title": f"Báo cáo đột xuất {code}"}
            period = await reporting.opened_period(code, kind="ad_hoc", **window, rolled_up=rolled_up)
            report = await write_all(reporting, reporting.officer, period, result=f"Việc của {code}.")
            await accept_of(reporting, reporting.head, report["id"])
    with clock.business_at(IN_DECEMBER):
        line = await line_of(reporting, reporting.officer, await open_of_year(reporting, "2024Y"))

    assert line["result"] == "Đột xuất DX-2: Việc của DX-2."


async def test_what_is_sent_and_not_accepted_fills_nothing_and_is_offered_once_it_is(reporting: Reporting) -> None:
    await plan_of_the_whole_year(reporting)
    await ask_for_figures(reporting)
    with clock.business_at(IN_MARCH):
        first = await write_all(reporting, reporting.officer, await open_of_year(reporting, "2024Q1"), **SAID)
        await reporting.head.post(f"/reports/{first['id']}/submit")
    with clock.business_at(IN_JUNE):
        half = await open_of_year(reporting, "20246M")
        line = await line_of(reporting, reporting.officer, half)
        offered = f"/reports/{line['report_id']}/carry-updates"
        assert (line["result"], (await reporting.officer.get(offered)).json()) == ("", {"lines": 0, "items": []})
        await reporting.write(reporting.officer, line, difficulties="Chưa có biểu mẫu.")
        await reporting.coordinator.post(f"/reports/{first['id']}/accept")

        found = (await reporting.officer.get(offered)).json()
        item = next(item for item in found["items"] if item["line_id"] == line["id"])
        changes = {(change["field"], change["label"]): (change["now"], change["new"], change["edited"]) for change in item["changes"]}
        assert (item["periods"], item["edited"]) == (["Quý I/2024"], True)
        assert changes["result", None] == (None, "Quý I/2024: Đã tổ chức 04 buổi tuyên truyền.", False)
        assert changes["difficulties", None] == ("Chưa có biểu mẫu.", "Quý I/2024: Thiếu kinh phí.", True)
        assert changes["figures", "Số buổi tuyên truyền"] == (None, 4, False)

        taken = await reporting.officer.post(offered)
        after = await line_of(reporting, reporting.officer, half)
        again = (await reporting.officer.get(offered)).json()

    assert taken.json() == {"lines": 3}
    assert (after["result"], after["difficulties"]) == ("Quý I/2024: Đã tổ chức 04 buổi tuyên truyền.", "Chưa có biểu mẫu.")
    assert (after["carried_forward"], after["figures"]["so_buoi"], again["lines"]) == (True, 4, 0)


async def test_an_edited_text_stays_when_the_earlier_report_is_opened_and_accepted_again(reporting: Reporting) -> None:
    await plan_of_the_whole_year(reporting)
    await ask_for_figures(reporting)
    with clock.business_at(IN_MARCH):
        quarter, first = await accepted_period(reporting, "2024Q1", **SAID)
    with clock.business_at(IN_JUNE):
        half = await open_of_year(reporting, "20246M")
        line = await line_of(reporting, reporting.officer, half)
        await reporting.write(reporting.officer, line, result="Nửa năm: 09 buổi.", figures={**line["figures"], "so_buoi": 9})
        offered = f"/reports/{line['report_id']}/carry-updates"
        source = await line_of(reporting, reporting.officer, quarter)
        again = {"lines": [{"id": source["id"], "reason_code": "other", "reason": "Số liệu sai"}], "reason": "Số liệu sai"}
        assert (await reporting.coordinator.post(f"/reports/{first}/reopen", again)).status_code == 200
        assert (await reporting.officer.get(offered)).json()["lines"] == 0  # it is being corrected: nothing is offered yet
        source = await line_of(reporting, reporting.officer, quarter)
        await reporting.write(reporting.officer, source, **CORRECTED)
        await accept_of(reporting, reporting.head, first)
        item = (await reporting.officer.get(offered)).json()["items"][0]
        taken = (await reporting.officer.post(offered, {"line_ids": [line["id"]]})).json()
        after = await line_of(reporting, reporting.officer, half)

    edited = {change["field"]: change["edited"] for change in item["changes"]}
    assert edited == {"result": True, "percent": False, "figures": True}
    assert taken == {"lines": 1}
    assert (after["result"], after["percent"], after["figures"]["so_buoi"]) == ("Nửa năm: 09 buổi.", 35, 9)


async def test_keeping_a_carried_text_and_editing_it_end_its_mark(reporting: Reporting) -> None:
    await plan_of_the_whole_year(reporting)
    with clock.business_at(IN_MARCH):
        await accepted_period(reporting, "2024Q1", result="x" * 3990)
    with clock.business_at(IN_JUNE):
        half = await open_of_year(reporting, "20246M")
        kept = await line_of(reporting, reporting.officer, half)
        longer = f"{kept['result']}\nQuý II: đã hoàn thành thêm 02 buổi."
        answer = await reporting.write(reporting.officer, kept, result=longer)
        other = await line_of(reporting, reporting.officer, half, "publish")
        same = await reporting.write(reporting.officer, other, carried_forward=False)

    assert (answer["carried_forward"], len(answer["result"])) == (False, len(longer))  # several periods together may be longer
    assert (same["carried_forward"], same["result"], same["lacks"]) == (False, other["result"], [])
    assert same["carried_from"] == other["carried_from"]


async def test_the_history_says_from_which_periods_lines_were_filled(reporting: Reporting) -> None:
    await plan_of_the_whole_year(reporting)
    with clock.business_at(IN_MARCH):
        await accepted_period(reporting, "2024Q1")
    with clock.business_at(IN_JUNE):
        line = await line_of(reporting, reporting.officer, await open_of_year(reporting, "20246M"))
        told = (await reporting.officer.get(f"/reports/{line['report_id']}/timeline")).json()["items"]
        hidden = await reporting.coordinator.get(f"/reports/{line['report_id']}/timeline")

    assert "điền sẵn 3 dòng từ các kỳ đã chấp nhận: Quý I/2024" in [fact["text"] for fact in told]
    assert hidden.status_code == 404


async def test_opening_fills_every_units_lines_by_the_same_number_of_queries(reporting: Reporting) -> None:
    await plan_of_the_whole_year(reporting)
    with clock.business_at(IN_MARCH):
        quarter = await open_of_year(reporting, "2024Q1")
        report = await write_all(reporting, reporting.officer, quarter)
        await accept_of(reporting, reporting.head, report["id"])
    numbers: list[int] = []
    for code, title in (("A", "Báo cáo A"), ("B", "Báo cáo B")):
        with clock.business_at(IN_JUNE):
            body = {**reporting.period_body(code), "data_from": "2023-12-15", "data_to": "2024-06-14", "cumulative": True, "title": title}
            period = (await reporting.coordinator.post("/periods", body)).json()["id"]
            with reporting.world.counted_queries() as count:
                assert (await reporting.coordinator.post(f"/periods/{period}/open")).status_code == 200
            numbers.append(count.number)
            if code == "A":
                other = await write_all(reporting, reporting.stranger, quarter)
                await accept_of(reporting, reporting.stranger, other["id"])

    assert numbers[1] <= numbers[0] + 2  # the other unit's lines are filled too


async def test_what_the_unit_took_out_is_not_put_back(reporting: Reporting) -> None:
    await plan_of_the_whole_year(reporting)
    await ask_for_figures(reporting)
    with clock.business_at(IN_MARCH):
        quarter, first = await accepted_period(reporting, "2024Q1", **SAID)
    with clock.business_at(IN_JUNE):
        half = await open_of_year(reporting, "20246M")
        line = await line_of(reporting, reporting.officer, half)
        fewer = {key: number for key, number in line["figures"].items() if key != "dong_nhat"}
        await reporting.write(reporting.officer, line, difficulties="", figures={"dong_nhat": None})
        source = await line_of(reporting, reporting.officer, quarter)
        again = {"lines": [{"id": source["id"], "reason_code": "other", "reason": "Số liệu sai"}], "reason": "Số liệu sai"}
        await reporting.coordinator.post(f"/reports/{first}/reopen", again)
        source = await line_of(reporting, reporting.officer, quarter)
        figures = {**SAID["figures"], "dong_nhat": 130}
        await reporting.write(reporting.officer, source, difficulties="Thiếu kinh phí, thiếu người.", figures=figures)
        await accept_of(reporting, reporting.head, first)
        await reporting.officer.post(f"/reports/{line['report_id']}/carry-updates")
        after = await line_of(reporting, reporting.officer, half)

    assert (after["difficulties"], after["figures"]) == ("", fewer)


async def test_lines_in_order_of_a_returned_report_are_not_brought_up_to_date(reporting: Reporting) -> None:
    await plan_of_the_whole_year(reporting)
    with clock.business_at(IN_MARCH):
        first = await write_all(reporting, reporting.officer, await open_of_year(reporting, "2024Q1"))
        await reporting.head.post(f"/reports/{first['id']}/submit")
    with clock.business_at(IN_JUNE):
        half = await open_of_year(reporting, "20246M")
        sent = await write_all(reporting, reporting.officer, half, difficulties="")
        await reporting.head.post(f"/reports/{sent['id']}/submit")
        wrong = await line_of(reporting, reporting.officer, half)
        back = {"lines": [{"id": wrong["id"], "reason_code": "other", "reason": "Chưa rõ"}], "reason": "Chưa rõ"}
        assert (await reporting.coordinator.post(f"/reports/{sent['id']}/return", back)).status_code == 200
        await reporting.coordinator.post(f"/reports/{first['id']}/accept")
        before = await line_of(reporting, reporting.officer, half, "publish")
        taken = await reporting.officer.post(f"/reports/{sent['id']}/carry-updates")
        after = await line_of(reporting, reporting.officer, half, "publish")

    assert taken.json() == {"lines": 1}  # the returned one alone
    assert (after["version"], after["carried_from"]) == (before["version"], [])
