"""A reviewer marks answers, returns some of them, and accepts; what was accepted is sealed."""

from tests.support.asking import answer, answered_report, answers_of, asked_period
from tests.support.reporting import Reporting
from tests.support.sealing import verified_content

WRONG = {"reason_code": "figures_mismatch", "reason": "Cộng cả phường khác"}


async def test_only_what_was_returned_is_answered_anew_and_the_reviewer_sees_what_changed(reporting: Reporting) -> None:
    await asked_period(reporting)
    coordinator, officer, head = reporting.coordinator, reporting.officer, reporting.head
    report = await answered_report(reporting, officer, head=head)
    people, posted, *_rest = await answers_of(coordinator, report["id"])
    blank = await coordinator.put(f"/report-answers/{people['id']}/review-mark", {"mark": "return"})
    assert (blank.status_code, blank.json()["code"]) == (422, "reason_required")
    marked = await coordinator.put(f"/report-answers/{people['id']}/review-mark", {"mark": "return", **WRONG})
    assert (marked.json()["mark"]["mark"], marked.json()["mark"]["holds"]) == ("return", True)
    row = (await coordinator.get("/reports?reviewable=true")).json()["items"][0]
    assert (row["marks_return"], row["reviewers"][0]["returns"]) == (1, 1)

    returned = await coordinator.post(f"/reports/{report['id']}/return", {"marks": True})

    assert (returned.json()["state"], returned.json()["answers_returned"]) == ("returned", 1)
    mine = await answers_of(officer, report["id"])
    assert [item["editable"] for item in mine] == [True, False, False, False]
    assert (mine[0]["review_state"], mine[0]["reason"]) == ("returned", WRONG["reason"])
    locked = await officer.patch(f"/report-answers/{posted['id']}", {"value": False})
    assert (locked.status_code, locked.json()["code"]) == (409, "answer_locked")
    await answer(officer, mine[0], 96)
    await head.post(f"/reports/{report['id']}/submit")
    seen = await answers_of(coordinator, report["id"])
    assert [(item["value"], item["changed_since"] and item["changed_since"]["value"]) for item in seen[:2]] == [(96, 128), (True, None)]
    history = (await coordinator.get(f"/reports/{report['id']}/timeline")).json()["items"]
    assert [fact["text"] for fact in history if "trả lại" in fact["text"]] == ["trả lại 1 câu trả lời"]
    changed = [fact["changes"] for fact in history if fact["changes"]]
    assert changed == [[{"label": people["question"]["text"], "before": "128 người", "after": "96 người"}]]


async def test_many_answers_are_marked_in_one_act_and_a_changed_one_is_told(reporting: Reporting) -> None:
    await asked_period(reporting, ask_tasks=True)
    coordinator = reporting.coordinator
    await reporting.filled_report(reporting.officer)
    report = await answered_report(reporting, reporting.officer, head=reporting.head)
    lines, answers = await reporting.lines_of(coordinator, report["id"]), await answers_of(coordinator, report["id"])
    read = [{"id": one["id"], "version": one["version"]} for one in (lines[0], *answers)]
    line, people, posted, trend, why = read
    stale = {**why, "version": why["version"] + 1, "mark": "ok"}
    marks = [{**people, "mark": "return", **WRONG}, {**posted, "mark": "ok"}, {**trend, "mark": "return"}, stale, {**line, "mark": "ok"}]

    done = await coordinator.put(f"/reports/{report['id']}/review-marks", {"items": [{**line, "mark": "ok"}], "answers": marks})
    nothing = await coordinator.put(f"/reports/{report['id']}/review-marks", {"items": [], "answers": []})

    assert [item["code"] for item in done.json()["items"]] == [None]
    told = [(item["status"], item["code"]) for item in done.json()["answers"]]
    assert told == [(200, None), (200, None), (422, "reason_required"), (412, "stale_version"), (404, "report_answer_not_found")]
    held = [item["mark"] and item["mark"]["mark"] for item in await answers_of(coordinator, report["id"])]
    assert (held, nothing.status_code) == (["return", "ok", None, None], 422)
    row = (await coordinator.get("/reports?reviewable=true")).json()["items"][0]
    assert (row["marks_ok"], row["marks_return"]) == (2, 1)


async def test_acceptance_seals_the_answers_and_a_named_reopening_changes_the_rest_in_nothing(reporting: Reporting) -> None:
    await asked_period(reporting)
    coordinator = reporting.coordinator
    report = await answered_report(reporting, reporting.officer, head=reporting.head)
    bulk = {"action": "accept", "items": [{"id": report["id"], "version": f"{report['version']}.{report['content_version']}"}]}
    assert (await coordinator.post("/reports/bulk", bulk)).json()["items"][0]["status"] == 200
    seal = (await reporting.head.get(f"/reports/{report['id']}/seal")).json()
    assert [(one["value"], one["said"]) for one in verified_content(seal)["answers"]] == [
        (128, "128 người"),
        (True, "Có"),
        ("1", "Tăng"),
        (None, ""),
    ]
    last = (await answers_of(coordinator, report["id"]))[3]
    item = {"id": last["id"], "reason_code": "other", "reason": "Nêu nguyên nhân"}
    named = {"reason": "Bổ sung nguyên nhân", "answers": [item]}
    assert (await coordinator.post(f"/reports/{report['id']}/reopen", named)).json()["answers_returned"] == 1
    await answer(reporting.officer, (await answers_of(reporting.officer, report["id"]))[3], "Mưa bão")
    await reporting.head.post(f"/reports/{report['id']}/submit")
    told = (await coordinator.get(f"/reports/{report['id']}/seal-changes")).json()["changes"]
    assert [(change["what"], change["before"], change["after"]) for change in told] == [("reopened", None, None), ("answer", "", "Mưa bão")]
    strange = {**named, "answers": [{**item, "id": report["id"]}]}
    refused = await coordinator.post(f"/reports/{report['id']}/return", strange)
    assert (refused.status_code, refused.json()["code"]) == (422, "unknown_answers")


async def test_answers_over_units_are_counted_as_they_were_sent(reporting: Reporting) -> None:
    period_id = await asked_period(reporting)
    await answered_report(reporting, reporting.officer, head=reporting.head)
    other = await reporting.report_of(reporting.stranger)
    for item, value in zip(await answers_of(reporting.stranger, other["id"]), (72, False, "1"), strict=False):
        await answer(reporting.stranger, item, value)
    summary = (await reporting.leader.get(f"/periods/{period_id}/answers/summary")).json()
    assert (summary["reports"], summary["submitted"], summary["items"][0]["sum"]) == (3, 1, 128)
    await reporting.stranger.post(f"/reports/{other['id']}/submit")

    people, posted, trend, why = (await reporting.leader.get(f"/periods/{period_id}/answers/summary")).json()["items"]

    assert [people[name] for name in ("asked", "answered", "sum", "min", "max", "mean")] == [3, 2, 200, 72, 128, 100]
    assert [(one["text"], one["count"]) for one in (*posted["counts"], *trend["counts"])] == [
        ("Có", 1),
        ("Không", 1),
        ("Tăng", 2),
        ("Không đổi", 0),
        ("Giảm", 0),
    ]
    assert (why["answered"], why["counts"]) == (0, [])
    listed = f"/periods/{period_id}/answers?question={people['question']['id']}&count=true"
    assert [item["value_text"] for item in (await reporting.leader.get(listed)).json()["items"]] == ["128 người", "72 người"]
    assert (await reporting.officer.get(listed)).json()["total"] == 1
    assert (await reporting.lead_officer.get(listed)).json()["total"] == 0
