"""An ad-hoc period asks questions of chosen units: planned, opened, answered, sent."""

import pytest

from tests.support.asking import ANSWERS, QUESTIONS, answer, answered_report, answers_of, asked_body, asked_period
from tests.support.reporting import Reporting

OWN_DUE = "2024-09-20T10:00:00+07:00"


async def test_a_period_asks_questions_alone_of_chosen_units_by_their_own_due_times(reporting: Reporting) -> None:
    coordinator = reporting.coordinator
    shown = await coordinator.get(f"/periods/next-code?plan_id={reporting.plan_id}&kind=ad_hoc")
    body = asked_body(reporting, unit_deadlines=[{"unit_id": str(reporting.ward.id), "due_at": OWN_DUE}])
    period = (await coordinator.post("/periods", body)).json()
    assert shown.json()["code"] == period["code"] == "2024-DX1"
    assert (await coordinator.post("/periods", body)).json()["code"] == "2024-DX2"
    assert [question["text"] for question in period["questions"]] == [question["text"] for question in QUESTIONS]
    assert period["questions"][2]["choices"][2] == {"key": "3", "text": "Giảm"}
    assert period["ask_tasks"] is False
    nothing_to_know = {"filled_lines": 0, "earlier_open": [], "deadlines_within_window": []}
    assert period["would_open"] == {"reports": 3, "requested": 1, "lines": 0, "questions": 4, **nothing_to_know}
    assert [own["unit_id"] for own in period["unit_deadlines"]] == [str(reporting.ward.id)]

    await coordinator.post(f"/periods/{period['id']}/open")

    board = (await coordinator.get(f"/periods/{period['id']}/completeness")).json()
    due = {item["unit"]["name"]: (item["due_at"], item["standing"], item["lines_total"]) for item in board["items"]}
    assert due[reporting.ward.short_name] == (OWN_DUE, "waiting", 0)
    assert due[reporting.other_ward.short_name][0] == "2024-09-16T17:00:00+07:00"
    assert due[reporting.front.short_name][1] == "asked"
    duty = (await reporting.officer.get(f"/assignments?unit={reporting.ward.id}&task={reporting.tasks['duty']}")).json()["items"][0]
    assert duty["due_on"] is None  # what is asked in passing is not the report that is owed


async def test_a_unit_without_tasks_is_asked_beside_those_with_tasks(reporting: Reporting) -> None:
    quiet = await reporting.world.unit("Phường 9")
    ids = [str(reporting.ward.id), str(quiet.id)]
    period_id = await asked_period(reporting, unit_ids=ids, task_ids=[str(reporting.tasks["inform"])])
    rows = (await reporting.coordinator.get(f"/periods/{period_id}/completeness")).json()["items"]
    assert {row["unit"]["name"]: row["lines_total"] for row in rows} == {reporting.ward.short_name: 1, quiet.short_name: 0}
    assert {row["standing"] for row in rows} == {"waiting"}


async def test_questions_are_changed_until_the_period_is_open(reporting: Reporting) -> None:
    coordinator = reporting.coordinator
    period = (await coordinator.post("/periods", asked_body(reporting))).json()
    first, second, *_rest = period["questions"]
    kept = {"id": second["id"], "text": "Đã niêm yết chưa?", "kind": "yes_no", "required": False}
    wanted = {"questions": [kept, {"text": "Mới", "kind": "text", "required": True}], "unit_ids": [str(reporting.ward.id)]}

    changed = (await coordinator.patch(f"/periods/{period['id']}", wanted)).json()

    assert [question["text"] for question in changed["questions"]] == ["Đã niêm yết chưa?", "Mới"]
    assert changed["questions"][0]["id"] == second["id"]
    assert changed["would_open"]["reports"] == 1
    strange = await coordinator.patch(f"/periods/{period['id']}", {"questions": [{**kept, "id": first["id"]}]})
    assert (strange.status_code, strange.json()["errors"][0]["pointer"]) == (422, "/questions/0/id")
    told = (await coordinator.get("/history?kind=period.changed")).json()["items"][0]["changes"]
    assert {change["label"] for change in told} == {"Câu hỏi", "Đơn vị được hỏi"}
    everybody = (await coordinator.patch(f"/periods/{period['id']}", {"unit_ids": []})).json()
    assert (everybody["unit_ids"], everybody["would_open"]["reports"] > 1) == (None, True)
    await coordinator.post(f"/periods/{period['id']}/open")
    refused = await coordinator.patch(f"/periods/{period['id']}", wanted)
    assert (refused.status_code, refused.json()["code"]) == (409, "period_asked")


@pytest.mark.parametrize("change", [{"questions": QUESTIONS[:1]}, {"deadlines": dict.fromkeys(("ward", "department", "city"), OWN_DUE)}])
async def test_who_opens_a_period_opens_what_was_looked_at(reporting: Reporting, change: dict[str, object]) -> None:
    coordinator = reporting.coordinator
    period = (await coordinator.post("/periods", asked_body(reporting))).json()
    seen = {"If-Match": f'"v{period["version"]}"'}
    assert (await coordinator.patch(f"/periods/{period['id']}", change, headers=seen)).status_code == 200
    for late in (
        await coordinator.post(f"/periods/{period['id']}/open", headers=seen),
        await coordinator.patch(f"/periods/{period['id']}", change, headers=seen),
    ):
        assert (late.status_code, late.json()["code"]) == (412, "stale_version")


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"kind": "quarter_3", "code": "2024Q3"}, "/questions"),
        ({"kind": "quarter_3", "questions": None}, "/code"),
        ({"kind": "quarter_3", "code": "2024Q3", "questions": None}, "/unit_ids"),
        ({"kind": "quarter_3", "code": "2024Q3", "questions": None, "unit_ids": None, "task_ids": ["{inform}"]}, "/task_ids"),
        ({"questions": [{"text": "A", "kind": "choice", "required": True, "choices": ["Một", "một"]}]}, "/questions/0"),
        ({"questions": [{"text": "A", "kind": "text", "required": True, "measure": "người"}]}, "/questions/0"),
        ({"questions": None, "ask_tasks": False}, "/questions"),
        ({"unit_ids": None, "unit_deadlines": [{"unit_id": "{ward}", "due_at": OWN_DUE}]}, "/unit_deadlines/0/unit_id"),
        ({"ask_tasks": False, "task_ids": ["{inform}"]}, "/task_ids"),
    ],
)
async def test_what_cannot_be_asked_is_refused_where_it_is_wrong(reporting: Reporting, changes: dict[str, object], pointer: str) -> None:
    named = {"{ward}": str(reporting.ward.id), "{inform}": str(reporting.tasks["inform"])}
    body = asked_body(reporting, **changes)
    if body.get("unit_deadlines"):
        body["unit_deadlines"][0]["unit_id"] = named["{ward}"]
    if body.get("task_ids"):
        body["task_ids"] = [named["{inform}"]]
    refused = await reporting.coordinator.post("/periods", {name: value for name, value in body.items() if value is not None})
    assert refused.status_code == 422, refused.text
    assert refused.json()["errors"][0]["pointer"] == pointer


async def test_an_answer_is_of_its_questions_kind_and_its_history_is_the_units(reporting: Reporting) -> None:
    await asked_period(reporting)
    officer = reporting.officer
    report = await reporting.report_of(officer)
    people, posted, trend, why = await answers_of(officer, report["id"])
    for item, value in ((people, "nhiều"), (posted, 1), (trend, "7"), (why, 5)):
        refused = await officer.patch(f"/report-answers/{item['id']}", {"value": value})
        assert refused.status_code == 422
        assert item["question"]["text"] in refused.json()["errors"][0]["detail"]

    saved = await answer(officer, people, 128)

    assert (saved["value"], saved["value_text"], saved["complete"]) == (128, "128 người", True)
    stale = await officer.patch(f"/report-answers/{people['id']}", {"value": 1}, headers={"If-Match": '"v1"'})
    assert stale.status_code == 412
    timeline = (await officer.get(f"/report-answers/{people['id']}/timeline")).json()["items"]
    assert timeline[-1]["changes"] == [{"label": "Trả lời", "before": "–", "after": "128 người"}]


async def test_required_answers_are_given_before_the_report_is_sent(reporting: Reporting) -> None:
    await asked_period(reporting)
    officer, head = reporting.officer, reporting.head
    report = await reporting.report_of(officer)
    people, posted, trend, _why = await answers_of(officer, report["id"])
    assert (report["answers_total"], report["answers_complete"]) == (4, 1)
    [card] = (await officer.get("/dashboards/my-work")).json()["reports"]
    assert (card["lines_total"], card["answers_total"], card["answers_complete"]) == (0, 4, 1)
    await answer(officer, people, 128)
    assert (await head.post(f"/reports/{report['id']}/submit", headers={"If-Match": '"v1.1"'})).status_code == 412
    missing = (await officer.get(f"/reports/{report['id']}/missing")).json()
    assert (missing["lines"], missing["answers"]) == (0, 2)
    assert [(item["answer_id"], item["title"]) for item in missing["items"]] == [
        (item["id"], item["question"]["text"]) for item in (posted, trend)
    ]
    refused = await head.post(f"/reports/{report['id']}/submit")
    assert (refused.json()["code"], refused.json()["detail"]) == ("report_incomplete", "Còn 2 câu trả lời chưa đủ, chưa gửi được.")

    await answer(officer, posted, value=True)
    await answer(officer, trend, "1")
    sent = await head.post(f"/reports/{report['id']}/submit")

    assert (sent.status_code, sent.json()["answers_complete"]) == (200, 4)
    late = await officer.patch(f"/report-answers/{people['id']}", {"value": 1})
    assert (late.status_code, "đã gửi lúc" in late.json()["detail"]) == (409, True)
    seen = await answers_of(reporting.coordinator, report["id"])
    assert [item["value"] for item in seen] == ANSWERS
    assert [item["allowed_actions"] for item in seen] == [["mark"]] * 4
    assert (await reporting.coordinator.get(f"/report-answers/{people['id']}/timeline")).json()["items"] == []


async def test_a_draft_and_others_answers_stay_out_of_sight(reporting: Reporting) -> None:
    await asked_period(reporting)
    report = await answered_report(reporting, reporting.officer)
    item = (await answers_of(reporting.officer, report["id"]))[0]
    for who in (reporting.coordinator, reporting.stranger, reporting.lead_officer, reporting.admin):
        assert (await who.get(f"/report-answers/{item['id']}")).status_code in {403, 404}
    await reporting.head.post(f"/reports/{report['id']}/submit")
    for who in (reporting.stranger, reporting.lead_officer):
        assert (await who.get(f"/report-answers/{item['id']}")).status_code == 404


async def test_what_is_asked_of_a_few_units_does_not_take_the_quarters_place_before_the_leader(reporting: Reporting) -> None:
    overview = f"/dashboards/overview?plan={reporting.plan_id}"
    asked = await asked_period(reporting)
    assert (await reporting.leader.get(overview)).json()["period"]["id"] == asked

    quarter = await reporting.opened_period()
    await asked_period(reporting, title="Hỏi thêm một lần")
    assert (await reporting.leader.get(overview)).json()["period"]["id"] == quarter
