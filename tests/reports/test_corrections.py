"""An accepted report is corrected in the open: the unit drafts and sends, the reviewer decides, and what stood before stays beside it."""

import json
from datetime import timedelta

from sqlalchemy import select

from papi.kit import clock
from papi.outbox.models import FactRow
from tests.support.correcting import WHY, accepted, body, sent
from tests.support.cumulative import (
    FIGURES,
    IN_JUNE,
    IN_MARCH,
    accepted_period,
    ask_for_figures,
    line_of,
    open_of_year,
    plan_of_the_whole_year,
)
from tests.support.reporting import Reporting

EXCEPTION = {"ends_at": "2024-12-31T17:00:00+07:00", "reason": "Chấp nhận lại"}


async def test_an_accepted_correction_gives_a_new_text_and_a_new_seal_and_keeps_the_old_ones(reporting: Reporting) -> None:
    report, line, correction = await sent(reporting)

    done = (await reporting.coordinator.post(f"/corrections/{correction['id']}/accept")).json()

    assert (done["state"], done["number"], done["seal_number"]) == ("accepted", 1, 2)
    told = done["lines"][0]
    assert (told["before"]["result"], told["after"]["result"], told["changed"]) == (
        "Đã tổ chức 04 buổi.",
        "Đã tổ chức 05 buổi.",
        ["result", "figures"],
    )
    seen = (await reporting.coordinator.get(f"/report-lines/{line['id']}")).json()
    assert (seen["result"], seen["figures"]) == ("Đã tổ chức 05 buổi.", {"so_buoi": 5})
    first, second = [(await reporting.coordinator.get(f"/reports/{report}/seal?number={number}")).json() for number in (1, 2)]
    assert "04 buổi" in first["content"]
    content = json.loads(second["content"])
    assert [(one["number"], one["reason"]) for one in content["corrections"]] == [(1, WHY)]
    assert second["changed_since"] is False
    after = (await reporting.officer.get(f"/reports/{report}")).json()
    assert (after["state"], after["seal_number"]) == ("accepted", 2)


async def test_until_it_is_accepted_others_read_what_was_accepted_before(reporting: Reporting) -> None:
    _report, line, _correction = await sent(reporting)

    own = (await reporting.officer.get(f"/report-lines/{line['id']}")).json()
    seen = (await reporting.coordinator.get(f"/report-lines/{line['id']}")).json()

    assert (own["result"], seen["result"]) == ("Đã tổ chức 04 buổi.", "Đã tổ chức 04 buổi.")


async def test_a_draft_is_seen_by_the_own_unit_alone_and_there_is_one_at_a_time(reporting: Reporting) -> None:
    report, line = await accepted(reporting)
    drafted = (await reporting.officer.post(f"/reports/{report}/corrections", body(line))).json()

    second = await reporting.head.post(f"/reports/{report}/corrections", body(line))
    listed = {
        who.username: len((await who.get("/corrections")).json()["items"])
        for who in (reporting.officer, reporting.coordinator, reporting.stranger)
    }

    assert (second.status_code, second.json()["code"]) == (409, "correction_open")
    assert list(listed.values()) == [1, 0, 0]
    assert (await reporting.coordinator.get(f"/corrections/{drafted['id']}")).status_code == 404
    withdrawn = (await reporting.officer.post(f"/corrections/{drafted['id']}/withdraw")).json()
    assert withdrawn["state"] == "withdrawn"
    assert (await reporting.officer.get(f"/reports/{report}/corrections")).json()["allowed_actions"] == ["begin"]


async def test_the_officer_drafts_the_head_sends_and_nobody_decides_on_the_own_unit(reporting: Reporting) -> None:
    report, line = await accepted(reporting)
    drafted = (await reporting.officer.post(f"/reports/{report}/corrections", body(line))).json()
    path = f"/corrections/{drafted['id']}"

    by_officer = await reporting.officer.post(f"{path}/submit")
    too_early = await reporting.head.post(f"{path}/accept")
    await reporting.head.post(f"{path}/submit")
    by_leader = await reporting.leader.post(f"{path}/accept")
    stale = await reporting.coordinator.post(f"{path}/accept", headers={"If-Match": '"v1"'})

    assert [answer.status_code for answer in (by_officer, too_early, by_leader, stale)] == [403, 403, 403, 412]


async def test_a_refused_correction_is_mended_and_sent_again(reporting: Reporting) -> None:
    _report, line, correction = await sent(reporting)
    path = f"/corrections/{correction['id']}"

    back = (await reporting.coordinator.post(f"{path}/return", {"reason": "Chưa có danh sách kèm theo."})).json()
    mended = await reporting.officer.patch(path, body(line, result="Đã tổ chức 05 buổi, có danh sách.", percent=45))
    again = (await reporting.head.post(f"{path}/submit")).json()
    done = (await reporting.coordinator.post(f"{path}/accept")).json()

    assert (back["state"], back["return_reason"]) == ("returned", "Chưa có danh sách kèm theo.")
    assert (mended.status_code, again["state"], again["return_reason"]) == (200, "submitted", None)
    assert (done["number"], done["lines"][0]["after"]["percent"]) == (1, 45)
    async with reporting.world.database.reading() as session:
        [kept] = await session.scalars(select(FactRow.data["kept_refused"]).where(FactRow.kind == "report.correction_returned"))
    assert (kept["reason"], kept["lines"][0]["after"]["result"]) == (WHY, "Đã tổ chức 05 buổi.")


async def test_what_is_written_anew_of_a_refused_correction_is_the_units_alone_until_it_is_sent_again(reporting: Reporting) -> None:
    _report, line, correction = await sent(reporting)
    path = f"/corrections/{correction['id']}"
    await reporting.coordinator.post(f"{path}/return", {"reason": "Chưa có danh sách kèm theo."})
    refused = (await reporting.coordinator.get(path)).json()

    with clock.business_at(clock.business() + timedelta(hours=1)):
        await reporting.head.patch(path, {**body(line, result="Mới viết dở."), "reason": "Lý do viết dở."})
        own, other = [(await who.get(path)).json() for who in (reporting.officer, reporting.coordinator)]
        listed = (await reporting.coordinator.get("/corrections")).json()["items"]
    with clock.business_at(clock.business() + timedelta(hours=2)):
        await reporting.head.post(f"{path}/submit")
        again = (await reporting.coordinator.get(path)).json()

    results = [told["lines"][0]["after"]["result"] for told in (refused, own, again)]
    assert results == ["Đã tổ chức 05 buổi.", "Mới viết dở.", "Mới viết dở."]
    assert (own["reason"], own["drafted_by"]) == ("Lý do viết dở.", again["submitted_by"])
    assert (other["reason"], other["lines"], listed[0]["reason"]) == ("", [], "")


async def test_what_says_nothing_new_what_is_not_accepted_and_what_does_not_fit_is_refused(reporting: Reporting) -> None:
    report, line = await accepted(reporting)
    path = f"/reports/{report}/corrections"

    same = await reporting.officer.post(path, body(line, result="Đã tổ chức 04 buổi."))
    wrong = await reporting.officer.post(path, body(line, figures={"khong_co": 1}))
    empty = await reporting.officer.post(path, body(line, result=" "))
    unknown = await reporting.officer.post(path, body({"id": report}))
    with clock.business_at(IN_JUNE):
        other = await reporting.report_of(reporting.stranger)
    draft = await reporting.stranger.post(f"/reports/{other['id']}/corrections", body(line))

    assert (same.status_code, same.json()["code"]) == (422, "nothing_corrected")
    assert [answer.status_code for answer in (wrong, empty, unknown)] == [422, 422, 422]
    assert [answer.json()["errors"][0]["pointer"] for answer in (wrong, empty)] == ["/lines/0/figures/khong_co", "/lines/0/result"]
    assert (draft.status_code, draft.json()["code"]) == (409, "report_not_accepted")


async def test_a_correction_takes_away_no_number_and_no_document_that_a_report_must_have(reporting: Reporting) -> None:
    report, line = await accepted(reporting)
    path = f"/reports/{report}/corrections"
    published = await line_of(reporting, reporting.officer, line["period"]["id"], "publish")
    short = {
        "reason": WHY,
        "lines": [{"line_id": line["id"], "figures": {"so_buoi": None}}, {"line_id": published["id"], "evidence_ids": []}],
    }

    refused = await reporting.officer.post(path, short)
    english = await reporting.officer.post(path, short, headers={"Accept-Language": "en"})
    more = (await reporting.officer.post(path, body(line, figures={"dong_nhat": 90}))).json()
    fewer = await reporting.officer.patch(f"/corrections/{more['id']}", short)
    cleared = (await reporting.officer.patch(f"/corrections/{more['id']}", body(line, figures={"dong_nhat": None}, percent=30))).json()

    assert (refused.status_code, refused.json()["code"], fewer.status_code) == (422, "correction_too_short", 422)
    told = [(error["pointer"], error["detail"]) for error in refused.json()["errors"]]
    assert told == [
        ("/lines/0/figures", "Dòng 2 “Tuyên truyền về Chỉ số PAPI”: chưa đủ số liệu."),
        ("/lines/1/evidence_ids", "Dòng 1 “Niêm yết công khai thủ tục hành chính”: chưa có tài liệu kiểm chứng."),
    ]
    assert all(detail in refused.json()["detail"] for _pointer, detail in told)
    assert "Line 1 “Niêm yết công khai thủ tục hành chính”: no evidence." in english.json()["detail"]
    assert more["lines"][0]["after"]["figures"] == {"so_buoi": 4, "dong_nhat": 90}  # one number leaves the others
    assert cleared["lines"][0]["after"]["figures"] == {"so_buoi": 4}


async def test_what_tasks_ask_for_since_the_draft_is_asked_of_it_before_it_goes(reporting: Reporting) -> None:
    report, line = await accepted(reporting)
    drafted = (await reporting.officer.post(f"/reports/{report}/corrections", body(line))).json()
    more = {"key": "luot_nguoi", "label": "Số lượt người dự", "measure": "lượt", "kind": "integer", "rule": "sum", "required": True}
    await ask_for_figures(reporting, items=[*FIGURES, more])

    refused = await reporting.head.post(f"/corrections/{drafted['id']}/submit")
    enough = {"result": "Đã tổ chức 05 buổi.", "figures": {"so_buoi": 5, "luot_nguoi": 214}}
    await reporting.officer.patch(f"/corrections/{drafted['id']}", body(line, **enough))
    taken = await reporting.head.post(f"/corrections/{drafted['id']}/submit")

    assert (refused.status_code, [error["pointer"] for error in refused.json()["errors"]]) == (422, ["/lines/0/figures"]), refused.text
    assert (taken.status_code, taken.json()["state"]) == (200, "submitted"), taken.text


async def test_documents_are_corrected_with_the_line(reporting: Reporting) -> None:
    report, line = await accepted(reporting)
    proof = await reporting.document(reporting.officer)
    drafted = (await reporting.officer.post(f"/reports/{report}/corrections", body(line, evidence_ids=[proof]))).json()
    await reporting.head.post(f"/corrections/{drafted['id']}/submit")
    await reporting.coordinator.post(f"/corrections/{drafted['id']}/accept")

    seen = (await reporting.coordinator.get(f"/report-lines/{line['id']}")).json()

    assert seen["evidence_ids"] == [proof]
    strange = await reporting.document(reporting.stranger)
    refused = await reporting.officer.post(f"/reports/{report}/corrections", body(line, evidence_ids=[strange]))
    assert refused.status_code in (404, 422)


async def test_cumulative_reports_are_offered_what_was_corrected(reporting: Reporting) -> None:
    await plan_of_the_whole_year(reporting)
    await ask_for_figures(reporting)
    with clock.business_at(IN_MARCH):
        quarter, report = await accepted_period(reporting, "2024Q1", result="Đã tổ chức 04 buổi.")
    with clock.business_at(IN_JUNE):
        half = await open_of_year(reporting, "20246M")
        line = await line_of(reporting, reporting.officer, quarter)
        drafted = (await reporting.officer.post(f"/reports/{report}/corrections", body(line))).json()
        await reporting.head.post(f"/corrections/{drafted['id']}/submit")
        await reporting.coordinator.post(f"/corrections/{drafted['id']}/accept")
        before = await line_of(reporting, reporting.officer, half)
        offered = (await reporting.officer.get(f"/reports/{before['report_id']}/carry-updates")).json()
        await reporting.officer.post(f"/reports/{before['report_id']}/carry-updates")
        after = await line_of(reporting, reporting.officer, half)

    assert before["result"] == "Quý I/2024: Đã tổ chức 04 buổi."  # nothing is taken over silently
    assert offered["lines"] == 1
    assert (after["result"], after["figures"]["so_buoi"]) == ("Quý I/2024: Đã tổ chức 05 buổi.", 5)


async def test_the_history_and_the_bell_tell_of_a_correction(reporting: Reporting) -> None:
    report, _line, correction = await sent(reporting)
    await reporting.coordinator.post(f"/corrections/{correction['id']}/accept")
    await reporting.world.let_the_worker_run()

    told = [fact["text"] for fact in (await reporting.coordinator.get(f"/reports/{report}/timeline")).json()["items"]]
    bell = [notice["text"] for notice in (await reporting.officer.get("/notifications")).json()["items"]]

    assert "gửi đính chính" in told
    assert "chấp nhận đính chính lần 1, 1 dòng" in told
    assert "niêm phong bản số 2" in told
    assert "soạn đính chính 1 dòng" not in told  # a draft is the unit's own
    assert any("chấp nhận đính chính lần 1" in text for text in bell)


async def test_a_correction_of_what_was_accepted_otherwise_meanwhile_is_not_put_in_its_place(reporting: Reporting) -> None:
    report, line = await accepted(reporting)
    await reporting.coordinator.post(f"/periods/{line['period']['id']}/exceptions", EXCEPTION | {"unit_id": str(reporting.ward.id)})
    drafted = (await reporting.officer.post(f"/reports/{report}/corrections", body(line, result="Đã tổ chức 05 buổi."))).json()
    await reporting.head.post(f"/corrections/{drafted['id']}/submit")
    back = {"lines": [{"id": line["id"], "reason_code": "other", "reason": "Sai mức độ"}], "reason": "Sai mức độ"}
    assert (await reporting.coordinator.post(f"/reports/{report}/reopen", back)).status_code == 200
    again = await reporting.write(reporting.officer, (await reporting.officer.get(f"/report-lines/{line['id']}")).json(), percent=75)
    await reporting.head.post(f"/reports/{report}/submit")
    assert (await reporting.coordinator.post(f"/reports/{report}/accept")).status_code == 200

    refused = await reporting.coordinator.post(f"/corrections/{drafted['id']}/accept")
    seen = (await reporting.coordinator.get(f"/report-lines/{line['id']}")).json()
    returned = await reporting.coordinator.post(f"/corrections/{drafted['id']}/return", {"reason": "Lập lại trên số liệu mới"})

    assert (refused.status_code, refused.json()["code"]) == (409, "correction_outdated")
    assert (seen["percent"], returned.status_code) == (again["percent"], 200)
