"""People talk about a line, a report or a document; whoever sees the subject sees what was said, and the others are told."""

import pytest

from papi.access.permissions import Role
from tests.support.reporting import Reporting
from tests.support.world import Someone

NOWHERE = "00000000-0000-7000-8000-000000000000"


async def sent_line(reporting: Reporting) -> str:
    """A line of the ward's report, which has been sent."""
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    return f"report_line:{(await reporting.lines_of(reporting.officer, report['id']))[0]['id']}"


async def drafted(reporting: Reporting) -> tuple[str, str]:
    """The ward's report and a line of it, which nobody else has seen."""
    await reporting.opened_period()
    report = await reporting.report_of(reporting.officer)
    return f"report:{report['id']}", f"report_line:{(await reporting.lines_of(reporting.officer, report['id']))[0]['id']}"


async def told(reporting: Reporting, who: Someone) -> list[str]:
    """What the bell says of conversations."""
    await reporting.world.let_the_worker_run()
    items = (await who.get("/notifications")).json()["items"]
    return [item["text"] for item in items if item["kind"] == "comment.added"]


async def test_a_conversation_is_read_in_the_order_in_which_it_was_held(reporting: Reporting) -> None:
    subject = await sent_line(reporting)
    asked = await reporting.coordinator.post(f"/comments?subject={subject}", {"text": "  Thiếu số liệu?  "})
    await reporting.officer.post(f"/comments?subject={subject}", {"text": "Đã bổ sung."})

    said = (await reporting.leader.get(f"/comments?subject={subject}")).json()["items"]

    assert asked.status_code == 201
    assert said[0] == asked.json()
    assert [(item["author"], item["role"], item["unit"], item["text"]) for item in said] == [
        ("Lê Thị Hoa", "coordinator", "Phòng Nội vụ", "Thiếu số liệu?"),
        ("Nguyễn Thị Lệ", "officer", "Phường 1", "Đã bổ sung."),
    ]


async def test_a_long_conversation_is_paged_and_can_be_taken_away(reporting: Reporting) -> None:
    subject = await sent_line(reporting)
    for number in range(5):
        await reporting.officer.post(f"/comments?subject={subject}", {"text": f"Ý {number}"})

    first = (await reporting.officer.get(f"/comments?subject={subject}&limit=3&count=true")).json()
    rest = (await reporting.officer.get(f"/comments?subject={subject}&limit=3&cursor={first['next_cursor']}")).json()
    table = await reporting.officer.get(f"/comments?subject={subject}", headers={"Accept": "text/csv"})

    assert [item["text"] for item in (*first["items"], *rest["items"])] == [f"Ý {number}" for number in range(5)]
    assert (first["total"], rest["next_cursor"]) == (5, None)
    assert len(table.text.strip().splitlines()) == 6


async def test_the_unit_is_told_and_its_answer_reaches_those_who_spoke(reporting: Reporting) -> None:
    subject = await sent_line(reporting)
    await reporting.coordinator.post(f"/comments?subject={subject}", {"text": "Thiếu số liệu?"})

    assert await told(reporting, reporting.officer) == await told(reporting, reporting.head) == ["trao đổi: “Thiếu số liệu?”"]
    assert await told(reporting, reporting.coordinator) == []
    await reporting.officer.post(f"/comments?subject={subject}", {"text": "Đã bổ sung."})
    assert await told(reporting, reporting.coordinator) == ["trao đổi: “Đã bổ sung.”"]
    assert await told(reporting, reporting.head) == ["trao đổi: “Thiếu số liệu?”"]
    assert await told(reporting, reporting.observer) == []


async def test_a_notice_of_a_comment_leads_to_what_it_is_about(reporting: Reporting) -> None:
    subject = await sent_line(reporting)
    await reporting.coordinator.post(f"/comments?subject={subject}", {"text": "Thiếu số liệu?"})
    await reporting.world.let_the_worker_run()

    item = (await reporting.officer.get("/notifications", headers={"Accept-Language": "en"})).json()["items"][0]

    assert f"{item['subject_type']}:{item['subject_id']}" == subject
    assert (item["subject"], item["by"]) == ("Niêm yết công khai thủ tục hành chính", "Lê Thị Hoa, Phòng Nội vụ")
    assert item["text"] == "commented: “Thiếu số liệu?”"


async def test_what_a_unit_says_about_its_draft_stays_with_it(reporting: Reporting) -> None:
    for subject in await drafted(reporting):
        assert (await reporting.officer.post(f"/comments?subject={subject}", {"text": "Chưa chắc số này"})).status_code == 201

        assert len((await reporting.head.get(f"/comments?subject={subject}")).json()["items"]) == 1
        for other in (reporting.coordinator, reporting.leader, reporting.observer, reporting.stranger):
            assert (await other.get(f"/comments?subject={subject}")).status_code == 404
            assert (await other.post(f"/comments?subject={subject}", {"text": "?"})).status_code == 404
    for supervisor in (reporting.coordinator, reporting.leader, reporting.observer, reporting.stranger):
        assert "Chưa chắc số này" not in (await supervisor.get("/history?limit=200")).text
    assert "Chưa chắc số này" in (await reporting.head.get("/history?limit=200")).text


async def test_what_is_said_about_what_was_sent_stands_in_the_history(reporting: Reporting) -> None:
    subject = await sent_line(reporting)
    await reporting.coordinator.post(f"/comments?subject={subject}", {"text": "Đã xem kỹ"})

    assert "Đã xem kỹ" in (await reporting.leader.get("/history?limit=200")).text
    assert "Đã xem kỹ" not in (await reporting.stranger.get("/history?limit=200")).text


async def test_a_document_is_talked_about_by_those_who_see_it(reporting: Reporting) -> None:
    document = f"evidence:{await reporting.document(reporting.officer)}"

    assert (await reporting.head.post(f"/comments?subject={document}", {"text": "Chụp lại"})).status_code == 201
    assert (await reporting.coordinator.get(f"/comments?subject={document}")).status_code == 404
    assert (await reporting.stranger.post(f"/comments?subject={document}", {"text": "?"})).status_code == 404


async def test_an_observer_comments_on_what_it_supervises(reporting: Reporting) -> None:
    subject = await sent_line(reporting)

    assert (await reporting.observer.post(f"/comments?subject={subject}", {"text": "Cần công khai tại nhà văn hóa"})).status_code == 201
    assert await told(reporting, reporting.officer) == ["trao đổi: “Cần công khai tại nhà văn hóa”"]


@pytest.mark.parametrize("subject", ["", "report_line", "report_line:x", f"planet:{NOWHERE}", "x" * 90])
async def test_only_known_subjects_are_talked_about(reporting: Reporting, subject: str) -> None:
    read = await reporting.officer.get(f"/comments?subject={subject}")
    said = await reporting.officer.post(f"/comments?subject={subject}", {"text": "x"})

    assert (read.status_code, said.status_code) == (422, 422)


@pytest.mark.parametrize("kind", ["report", "report_line", "evidence"])
async def test_an_unknown_subject_is_not_found(reporting: Reporting, kind: str) -> None:
    assert (await reporting.officer.get(f"/comments?subject={kind}:{NOWHERE}")).status_code == 404
    assert (await reporting.officer.post(f"/comments?subject={kind}:{NOWHERE}", {"text": "x"})).status_code == 404


@pytest.mark.parametrize(
    "body", [{}, {"text": ""}, {"text": " \n "}, {"text": "x" * 2001}, {"text": 1}, {"text": "a\x00"}, {"text": "a", "by": "b"}]
)
async def test_an_improper_comment_is_refused_and_nobody_is_told(reporting: Reporting, body: dict[str, object]) -> None:
    subject = await sent_line(reporting)

    assert (await reporting.coordinator.post(f"/comments?subject={subject}", body)).status_code == 422
    assert await told(reporting, reporting.officer) == []


async def test_a_comment_sent_twice_under_its_key_is_said_once(reporting: Reporting) -> None:
    subject = await sent_line(reporting)
    key = {"Idempotency-Key": "once"}

    answers = [await reporting.coordinator.post(f"/comments?subject={subject}", {"text": "Một"}, headers=key) for _ in range(2)]

    assert answers[0].json() == answers[1].json()
    assert len((await reporting.officer.get(f"/comments?subject={subject}")).json()["items"]) == 1


async def test_an_administrator_takes_no_part(reporting: Reporting) -> None:
    subject = await sent_line(reporting)
    admin = await reporting.world.person(Role.ADMIN, reporting.city)

    assert (await admin.get(f"/comments?subject={subject}")).status_code == 403
    assert (await admin.post(f"/comments?subject={subject}", {"text": "x"})).status_code == 403
