"""Who is reminded by hand of what, in which words, and what is kept of it.

The ward's reports are due on Monday 16 September 17:00, the departments' on the 17th; the Front is asked for one.
"""

import asyncio
from typing import Any

import pytest

from papi.access.permissions import Role
from papi.kit import clock
from tests.support.mailing import addressed, letters, moment, posted, said
from tests.support.papers import opened, paragraphs
from tests.support.planning import assignment_of, school_of_ward
from tests.support.reorganising import on
from tests.support.reporting import Reporting
from tests.support.world import Someone

LATE = "2024-09-18"


async def remind(who: Someone, period: str, status: int = 201, **changes: Any) -> dict[str, Any]:
    """A reminder of a period's reports on Wednesday 18 September."""
    with on(LATE):
        answer = await who.post("/reminders", {"period_id": period, **changes})
    assert answer.status_code == status, answer.text
    return answer.json()


def units(result: dict[str, Any], wording: str) -> list[str]:
    return [item["unit"]["name"] for item in result["items"] if item["wording"] == wording]


async def bell(who: Someone) -> list[str]:
    items = (await who.get("/notifications")).json()["items"]
    return [item["text"] for item in items if item["kind"].split(".")[0] in {"reminder", "directive"}]


async def test_all_late_units_are_reminded_in_one_act_and_bodies_that_are_asked_in_other_words(reporting: Reporting) -> None:
    period = await reporting.opened_period()
    await reporting.submitted_report(reporting.officer, reporting.head)
    guest = await reporting.world.person(Role.OFFICER, reporting.front)

    tried = await remind(reporting.coordinator, period, 200, dry_run=True)
    assert await bell(reporting.stranger) == []
    sent = await remind(reporting.coordinator, period)
    await reporting.world.let_the_worker_run()

    assert {**tried, "id": None, "dry_run": False} == {**sent, "id": None}
    assert units(sent, "duty") == ["Phòng Nội vụ", "Phòng Tư pháp", "Phường 2"]
    assert units(sent, "request") == ["UBMTTQ"]
    assert await bell(reporting.stranger) == ["đôn đốc gửi báo cáo quý III/2024"]
    assert await bell(guest) == ["kính đề nghị quan tâm gửi báo cáo quý III/2024"]
    assert [await bell(who) for who in (reporting.officer, reporting.head)] == [[], []]
    assert [word for word in ("chậm", "trễ", "quá hạn", "đôn đốc") if word in sent["request_text"].lower()] == []


async def test_a_unit_may_be_chosen_before_it_is_late(reporting: Reporting) -> None:
    period = await reporting.opened_period()

    sent = await reporting.coordinator.post("/reminders", {"period_id": period, "unit_ids": [str(reporting.ward.id)]})
    nobody = await reporting.coordinator.post("/reminders", {"period_id": period})
    await reporting.world.let_the_worker_run()

    assert (sent.status_code, units(sent.json(), "duty"), sent.json()["items"][0]["people"]) == (201, ["Phường 1"], 2)
    assert (nobody.status_code, nobody.json()["code"]) == (409, "nobody_to_remind")


async def test_what_was_sent_is_kept_and_counted(reporting: Reporting) -> None:
    period = await reporting.opened_period()
    report = await reporting.report_of(reporting.officer)
    for text in ("Đề nghị gửi trong sáng nay.", "Đề nghị gửi ngay."):
        sent = await remind(reporting.coordinator, period, unit_ids=[str(reporting.ward.id)], duty_text=text, answer_by=None, again=True)

    assert (sent["items"][0]["times"], sent["items"][0]["last_on"]) == (1, LATE)
    counts = (await reporting.coordinator.get(f"/periods/{period}/reminders")).json()["items"]
    assert counts == [{"unit_id": str(reporting.ward.id), "times": 2, "last_on": LATE}]
    kept = (await reporting.officer.get("/reminders")).json()["items"]
    assert [item["text"] for item in kept] == ["Đề nghị gửi ngay.", "Đề nghị gửi trong sáng nay."]
    assert (kept[0]["by"], kept[0]["subject_id"], kept[0]["people"]) == ("Lê Thị Hoa, Phòng Nội vụ", report["id"], 2)
    assert (await reporting.stranger.get("/reminders")).json()["items"] == []
    timeline = (await reporting.officer.get(f"/reports/{report['id']}/timeline")).json()["items"]
    assert [item["reason"] for item in timeline if item["kind"] == "reminder.sent"] == ["Đề nghị gửi trong sáng nay.", "Đề nghị gửi ngay."]


async def test_it_is_text_to_paste_that_names_what_is_missing(reporting: Reporting) -> None:
    period = await reporting.opened_period()

    sent = await remind(reporting.coordinator, period, unit_ids=[str(reporting.ward.id)], duty_text="Đề nghị gửi trong ngày.")

    assert sent["items"][0]["text"].splitlines() == [
        "Kính gửi Phường 1:",
        "Đề nghị gửi trong ngày.",
        "Đề nghị thực hiện và thông tin kết quả trước ngày 20/9/2024.",
        "- Báo cáo quý III/2024 (hạn 16/9/2024, đã quá hạn 2 ngày làm việc)",
    ]


async def test_the_same_a_moment_later_asks_first(reporting: Reporting) -> None:
    period = await reporting.opened_period()
    await remind(reporting.coordinator, period, unit_ids=[str(reporting.ward.id)])

    tried = await remind(reporting.coordinator, period, 200, dry_run=True)
    refused = await remind(reporting.coordinator, period, 409)
    others = await remind(reporting.coordinator, period, again=False)
    nobody = await remind(reporting.coordinator, period, 409, again=False)
    directed = await remind(reporting.leader, period, kind="directive", unit_ids=[str(reporting.ward.id)])
    again = await remind(reporting.coordinator, period, again=True)

    assert [item["unit"]["name"] for item in tried["items"] if item["recent_at"]] == ["Phường 1"]
    assert refused["detail"] == "Đã đôn đốc lúc 09:00: Phường 1. Chọn gửi lại, hoặc bỏ qua các đơn vị này."
    assert (len(others["items"]), nobody["code"], len(directed["items"])) == (len(tried["items"]) - 1, "nobody_to_remind", 1)
    assert len(again["items"]) == len(tried["items"])


@pytest.mark.usefixtures("threads")
async def test_of_two_who_remind_of_the_same_at_the_same_moment_one_does_and_the_other_is_asked(reporting: Reporting) -> None:
    period = await reporting.opened_period()
    colleagues = [reporting.coordinator, *[await reporting.world.person(Role.COORDINATOR, reporting.coordinating) for _ in range(3)]]

    with on(LATE):
        answers = await asyncio.gather(*(who.post("/reminders", {"period_id": period}) for who in colleagues))

    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {"reminded_already"}
    counts = (await reporting.coordinator.get(f"/periods/{period}/reminders")).json()["items"]
    assert [each["times"] for each in counts] == [1] * 5


async def test_how_soon_is_too_soon_and_by_when_an_answer_is_wanted_are_data(reporting: Reporting) -> None:
    period = await reporting.opened_period()
    body = {"unit": "working_days", "steps": [], "again_minutes": 0, "answer_days": 5}
    await reporting.coordinator.put("/escalation-ladder", body, headers={"If-Match": '"v0"'})

    sent = [await remind(reporting.coordinator, period) for _ in range(2)]
    passed = await remind(reporting.coordinator, period, 422, answer_by="2024-09-17")

    assert ([each["answer_by"] for each in sent], passed["code"]) == (["2024-09-25"] * 2, "answer_day_passed")


async def test_it_comes_by_mail_at_once(reporting: Reporting) -> None:
    world = reporting.world
    period = await reporting.opened_period()
    await addressed(world, reporting.stranger)
    await posted(world, f"{LATE} 08:00")
    await remind(reporting.coordinator, period, duty_text="Đề nghị gửi ngay.")
    with clock.business_at(moment(f"{LATE} 09:00")):
        await world.let_the_worker_run()

    assert await posted(world, f"{LATE} 09:01") == 1
    (letter,) = await letters(world)
    assert list(said(letter)) == ["Đôn đốc, nhắc việc"]
    assert letter.sections[0].lines[0].detail == "Đề nghị gửi ngay. Đề nghị thực hiện và thông tin kết quả trước ngày 20/9/2024."


@pytest.mark.parametrize("text", ["Cơ quan đã quá hạn gửi.", "Yêu cầu  gửi ngay.", "Báo cáo gửi CHẬM."])
async def test_a_body_that_is_asked_is_not_told_that_it_is_late(reporting: Reporting, text: str) -> None:
    period = await reporting.opened_period()

    refused = await remind(reporting.coordinator, period, 422, request_text=text, unit_ids=[str(reporting.front.id)])
    await remind(reporting.coordinator, period, 201, request_text=text, unit_ids=[str(reporting.ward.id)])

    assert refused["code"] == "rude_request"


async def test_a_leader_directs_units_and_asks_bodies(reporting: Reporting) -> None:
    period = await reporting.opened_period()
    guest = await reporting.world.person(Role.OFFICER, reporting.front)

    await remind(reporting.coordinator, period, 403, kind="directive")
    await remind(reporting.leader, period, kind="directive", duty_text="Giao Chủ tịch phường chỉ đạo gửi trước 17 giờ.")
    await reporting.world.let_the_worker_run()

    assert await bell(reporting.stranger) == ["có ý kiến chỉ đạo: gửi báo cáo quý III/2024"]
    assert await bell(guest) == ["kính đề nghị quan tâm gửi báo cáo quý III/2024"]


async def test_a_unit_is_reminded_of_several_tasks_at_once_and_each_tells_it(reporting: Reporting) -> None:
    tasks = [await assignment_of(reporting, name, reporting.ward) for name in ("publish", "school")]
    front = await assignment_of(reporting, "front", reporting.front)

    sent = await reporting.coordinator.post("/reminders", {"assignment_ids": [each["id"] for each in (*tasks, front)]})
    await reporting.world.let_the_worker_run()

    assert [(item["wording"], len(item["things"])) for item in sent.json()["items"]] == [("duty", 2), ("request", 1)]
    assert await bell(reporting.officer) == ["đôn đốc thực hiện 2 nhiệm vụ"]
    for each in tasks:
        timeline = (await reporting.officer.get(f"/assignments/{each['id']}/timeline")).json()["items"]
        assert [item["text"] for item in timeline if item["kind"].startswith("reminder")] == ["đôn đốc đơn vị"]


async def test_assignments_are_found_by_a_filter(reporting: Reporting) -> None:
    body = {"filter": {"unit": str(reporting.ward.id), "q": "phổ biến"}, "dry_run": True}

    tried = await reporting.coordinator.post("/reminders", body)

    assert [item["things"] for item in tried.json()["items"]] == [["Tổ chức lớp phổ biến pháp luật"]]


@pytest.mark.parametrize("role", [Role.UNIT_HEAD, Role.OFFICER])
async def test_a_unit_reminds_those_that_support_what_it_leads_and_no_other(reporting: Reporting, role: Role) -> None:
    lead = await reporting.world.person(role, reporting.department)
    school = await school_of_ward(reporting)
    own = await assignment_of(reporting, "school", reporting.department)
    others = await assignment_of(reporting, "publish", reporting.ward)
    chosen = {"assignment_ids": [each["id"] for each in (school, own, others)]}

    sent = await lead.post("/reminders", chosen)
    period = await reporting.opened_period()
    refused = [await who.post("/reminders", body) for who, body in ((lead, {"period_id": period}), (reporting.head, chosen))]
    await reporting.world.let_the_worker_run()

    assert [(item["unit"]["name"], item["things"]) for item in sent.json()["items"]] == [("Phường 1", ["Tổ chức lớp phổ biến pháp luật"])]
    assert [answer.status_code for answer in refused] == [403, 409]
    assert [item["unit"] for item in (await lead.get("/reminders")).json()["items"]] == ["Phường 1"]


async def test_what_is_done_is_not_reminded_of(reporting: Reporting) -> None:
    school = await school_of_ward(reporting)
    await reporting.head.post(f"/assignments/{school['id']}/report-done", {"done_on": "2024-09-09", "result": "Đã tổ chức."})

    assert (await reporting.coordinator.post("/reminders", {"assignment_ids": [school["id"]]})).status_code == 409


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"unit_ids": []},
        {"assignment_ids": []},
        {"period_id": "00000000-0000-7000-8000-000000000000", "filter": {}},
        {"filter": {}, "duty_text": " "},
        {"filter": {}, "kind": "threat"},
    ],
)
async def test_a_reminder_that_says_nothing_clear_is_refused(reporting: Reporting, body: dict[str, Any]) -> None:
    assert (await reporting.coordinator.post("/reminders", body)).status_code == 422


async def test_there_is_a_letter_for_each_wording_in_the_name_of_the_senders_unit(reporting: Reporting) -> None:
    period = await reporting.opened_period()
    sent = await remind(reporting.coordinator, period, duty_text="Đề nghị gửi ngay.")
    assert sent["letters"] == ["duty", "request"]

    duty = (await reporting.coordinator.get(f"/reminders/{sent['id']}/letter?format=json")).json()["paper"]
    asked = (await reporting.coordinator.get(f"/reminders/{sent['id']}/letter?format=json&wording=request")).json()["paper"]
    word = await reporting.coordinator.get(f"/reminders/{sent['id']}/letter")

    assert duty["subject"] == "đôn đốc gửi báo cáo quý III/2024"
    assert duty["addressees"][-1] == "Phường 2"
    assert [part["words"] for part in duty["body"]] == [
        "Đề nghị gửi ngay.",
        "Nội dung, thời hạn và thời gian đã quá hạn của từng cơ quan, đơn vị nêu tại Phụ lục kèm theo.",
        "Đề nghị thực hiện và thông tin kết quả trước ngày 20/9/2024.",
    ]
    rows = {row[1]: row[3:] for row in duty["annexes"][0]["blocks"][0]["rows"]}
    assert (rows["Phòng Tư pháp"], rows["Phường 2"]) == (["2024-09-17", "1 ngày làm việc"], ["2024-09-16", "2 ngày làm việc"])
    assert [part["words"] for part in asked["body"]][1:] == [
        "Thời hạn 17/9/2024.",
        "Kính mong quý cơ quan thực hiện và thông tin kết quả trước ngày 20/9/2024.",
    ]
    assert (asked["subject"], asked["addressees"]) == ("đề nghị phối hợp gửi báo cáo quý III/2024", ["UBMTTQ"])
    words = "\n".join(paragraph.text for paragraph in paragraphs(opened(word.content)))
    assert words.count("V/v") == 1
    assert "V/v đôn đốc gửi báo cáo quý III/2024" in words.replace("\xa0", " ")
    assert "Cong-van-don-doc-2024" in word.headers["content-disposition"]
    assert (await reporting.leader.get(f"/reminders/{sent['id']}/letter")).status_code == 404
