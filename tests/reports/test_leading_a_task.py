"""The department that leads a task rolls its wards' lines up into its own draft, reads them, and speaks to many at once."""

from typing import Any

import pytest

from papi.access.permissions import Role
from papi.kit import clock
from papi.kit.types import new_id
from papi.plans.models import Assignment, FigureKind, FigureRule, Mandate, Part, TaskFigure
from papi.reports.rolling import nearly_folded
from tests.support.reporting import Reporting
from tests.support.world import Someone

FIGURES = {"so_lop": FigureRule.SUM, "dong_nhat": FigureRule.MAX, "con_lai": FigureRule.LATEST}


@pytest.fixture
async def school(reporting: Reporting) -> Reporting:
    """The joint task of the department, which both wards support, with three figures."""
    task = reporting.tasks["school"]
    own = {"plan_id": reporting.plan_id, "task_id": task, "sort": 2, "part": Part.SUPPORT, "mandate": Mandate.ASSIGNED}
    await reporting.world.add(Assignment(unit_id=reporting.other_ward.id, updated_at=clock.business(), **own))
    for sort, (key, rule) in enumerate(FIGURES.items()):
        await reporting.world.add(
            TaskFigure(id=new_id(), task_id=task, key=key, sort=sort, label=key, measure="", kind=FigureKind.INTEGER, rule=rule)
        )
    await reporting.opened_period()
    return reporting


async def line_of(reporting: Reporting, who: Someone) -> dict[str, Any]:
    report = await reporting.report_of(who)
    return next(line for line in await reporting.lines_of(who, report["id"]) if line["task"]["key"] == "school")


async def sent(reporting: Reporting, who: Someone, **said: Any) -> dict[str, Any]:
    """The ward's report with what it says of the joint task."""
    head = reporting.head if who is reporting.officer else who
    await reporting.filled_report(who)
    line = await line_of(reporting, who)
    await reporting.write(who, line, **said)
    assert (await head.post(f"/reports/{line['report_id']}/submit")).status_code == 200
    return line


SAID = "UBND Phường 1 đã tổ chức 03 lớp phổ biến pháp luật cho cán bộ khu phố, tổ dân phố."


async def test_what_the_wards_sent_becomes_a_marked_draft_with_its_sources(school: Reporting) -> None:
    figures = {"so_lop": 3, "dong_nhat": 60, "con_lai": 2}
    first = await sent(school, school.officer, result=SAID, difficulties="Thiếu kinh phí", figures=figures)
    second = await sent(
        school,
        school.stranger,
        result="UBND Phường 2 đã tổ chức 03 lớp phổ biến pháp luật cho cán bộ khu phố, tổ dân phố",
        difficulties="thiếu kinh phí",
        figures={"so_lop": 4, "dong_nhat": 45, "con_lai": 1},
    )
    line = await line_of(school, school.lead_officer)
    path = f"/report-lines/{line['id']}/roll-up"

    shown = (await school.lead_officer.post(f"{path}?dry_run=true")).json()
    untouched = await line_of(school, school.lead_officer)
    done = await school.lead_officer.post(path, headers={"If-Match": f'"v{line["version"]}"'})
    rolled = await line_of(school, school.lead_officer)

    assert (untouched["result"], done.status_code) == ("", 200)
    assert shown == done.json()
    assert rolled["result"].splitlines() == [
        "Phường 1; Phường 2: đơn vị đã tổ chức 03 lớp phổ biến pháp luật cho cán bộ khu phố, tổ dân phố.",
        "con_lai: Phường 1 2; Phường 2 1.",
    ]
    assert rolled["difficulties"] == "Phường 1; Phường 2: Thiếu kinh phí"
    assert rolled["figures"] == {"so_lop": 7, "dong_nhat": 60}
    assert (rolled["carried_forward"], "carried" in rolled["lacks"]) == (True, True)
    sources = [(source["unit"], source["line_id"]) for source in rolled["carried_from"]]
    assert sources == [("Phường 1", first["id"]), ("Phường 2", second["id"])]
    edited = await school.write(school.lead_officer, rolled, result="Các phường đã tổ chức 07 lớp.")
    assert (edited["carried_forward"], len(edited["carried_from"])) == (False, 2)
    told = (await school.lead_officer.get(f"/report-lines/{line['id']}/timeline")).json()["items"]
    assert any("tổng hợp nội dung từ 2 đơn vị phối hợp" in str(fact) for fact in told)


async def test_what_somebody_typed_is_not_overwritten_but_may_be_added_to(school: Reporting) -> None:
    await sent(school, school.officer, result=SAID, figures={"so_lop": 3})
    line = await line_of(school, school.lead_officer)
    typed = await school.write(school.lead_officer, line, result="Sở đã ban hành hướng dẫn.", figures={"so_lop": 1})
    path = f"/report-lines/{line['id']}/roll-up"

    shown = await school.lead_officer.post(f"{path}?dry_run=true")
    refused = await school.lead_officer.post(path)
    stale = await school.lead_officer.post(f"{path}?append=true", headers={"If-Match": f'"v{line["version"]}"'})
    added = await school.lead_officer.post(f"{path}?append=true", headers={"If-Match": f'"v{typed["version"]}"'})
    again = await line_of(school, school.lead_officer)

    assert (shown.json()["has_text"], refused.status_code, refused.json()["code"]) == (True, 409, "line_has_text")
    assert (stale.status_code, added.status_code) == (412, 200)
    assert again["result"] == f"Sở đã ban hành hướng dẫn.\nPhường 1: {SAID}"
    assert again["figures"] == {"so_lop": 1}


async def test_a_draft_that_was_rolled_up_and_not_edited_is_rolled_up_anew(school: Reporting) -> None:
    await sent(school, school.officer, result=SAID)
    line = await line_of(school, school.lead_officer)
    await school.lead_officer.post(f"/report-lines/{line['id']}/roll-up")
    await sent(school, school.stranger, result="Phường 2 chưa tổ chức được lớp nào.")

    again = await school.lead_officer.post(f"/report-lines/{line['id']}/roll-up")

    assert again.status_code == 200, again.text
    assert [source["unit"] for source in again.json()["sources"]] == ["Phường 1", "Phường 2"]


async def test_what_was_typed_outlives_every_further_roll_up(school: Reporting) -> None:
    await sent(school, school.officer, result=SAID, difficulties="Thiếu kinh phí", figures={"so_lop": 3})
    line = await line_of(school, school.lead_officer)
    path = f"/report-lines/{line['id']}/roll-up"
    await school.write(school.lead_officer, line, result="Sở đã ban hành hướng dẫn.", difficulties="Thiếu người")
    await school.lead_officer.post(f"{path}?append=true")
    await sent(school, school.stranger, result="Phường 2 chưa tổ chức được lớp nào.", difficulties="Thiếu phòng họp")

    again = await school.lead_officer.post(path)
    rolled = await line_of(school, school.lead_officer)

    assert again.status_code == 200, again.text
    assert rolled["result"] == f"Sở đã ban hành hướng dẫn.\nPhường 1: {SAID}\nPhường 2: Phường 2 chưa tổ chức được lớp nào."
    assert rolled["difficulties"] == "Thiếu người\nPhường 1: Thiếu kinh phí\nPhường 2: Thiếu phòng họp"


async def test_a_typed_number_stays_where_no_text_was_typed(school: Reporting) -> None:
    await sent(school, school.officer, result=SAID, figures={"so_lop": 3, "dong_nhat": 60})
    line = await line_of(school, school.lead_officer)
    await school.write(school.lead_officer, line, figures={"so_lop": 11})

    await school.lead_officer.post(f"/report-lines/{line['id']}/roll-up")

    assert (await line_of(school, school.lead_officer))["figures"] == {"so_lop": 11, "dong_nhat": 60}


async def test_only_the_unit_that_leads_rolls_up_and_only_what_was_sent(school: Reporting) -> None:
    line = await line_of(school, school.lead_officer)
    await school.filled_report(school.officer)
    own = await line_of(school, school.officer)

    nothing = await school.lead_officer.post(f"/report-lines/{line['id']}/roll-up")
    supporter = await school.officer.post(f"/report-lines/{own['id']}/roll-up")
    stranger = await school.officer.post(f"/report-lines/{line['id']}/roll-up")
    coordinator = await school.coordinator.post(f"/report-lines/{line['id']}/roll-up")

    assert [(answer.status_code, answer.json()["code"]) for answer in (nothing, supporter)] == [(409, "nothing_to_roll_up")] * 2
    assert [answer.status_code for answer in (stranger, coordinator)] == [404, 404]


async def test_lines_are_unread_until_they_are_read_and_again_when_they_are_sent_anew(school: Reporting) -> None:
    first = await sent(school, school.officer, result=SAID)
    await sent(school, school.stranger, result=SAID)
    unread = "/report-lines?led=true&unread=true"

    before = (await school.lead_officer.get(unread)).json()["items"]
    marked = await school.lead_officer.put("/report-lines/read", {"line_ids": [first["id"]]})
    after = (await school.lead_officer.get(unread)).json()["items"]
    colleague = await school.world.person(Role.OFFICER, school.department)
    others = (await colleague.get(f"{unread}&dimension=1&unit={school.ward.id}")).json()["items"]
    foreign = await school.officer.put("/report-lines/read", {"line_ids": [first["id"]]})
    await school.coordinator.post(f"/reports/{first['report_id']}/return", {"reason": "Bổ sung"})
    await school.head.post(f"/reports/{first['report_id']}/submit")
    again = (await school.lead_officer.get(unread)).json()["items"]

    assert ([row["unit"]["name"] for row in before], marked.json()) == (["Phường 1", "Phường 2"], {"lines": 1})
    assert [row["unit"]["name"] for row in after] == ["Phường 2"]
    assert ([row["id"] for row in others], foreign.status_code) == ([first["id"]], 404)
    assert [row["unit"]["name"] for row in again] == ["Phường 1", "Phường 2"]


async def test_the_same_is_said_about_many_lines_and_each_ward_hears_it(school: Reporting) -> None:
    lines = [await sent(school, school.officer, result=SAID), await sent(school, school.stranger, result=SAID)]
    body = {"line_ids": [line["id"] for line in lines], "text": "Đề nghị bổ sung số người dự từng lớp."}

    said = await school.lead_officer.post("/report-lines/comments", body)
    await school.world.let_the_worker_run()

    assert (said.status_code, said.json()) == (201, {"lines": 2})
    for who, line in zip((school.officer, school.stranger), lines, strict=True):
        talk = (await who.get(f"/comments?subject=report_line:{line['id']}")).json()["items"]
        assert [comment["text"] for comment in talk] == [body["text"]]
        assert "comment.added" in [notice["kind"] for notice in (await who.get("/notifications")).json()["items"]]
    outside = await school.officer.post("/report-lines/comments", body)
    assert outside.status_code == 404
    assert len((await school.officer.get(f"/comments?subject=report_line:{lines[0]['id']}")).json()["items"]) == 1


def test_texts_that_differ_in_a_number_are_never_folded() -> None:
    four, six = "Đã tổ chức 04 buổi tuyên truyền.", "Đã tổ chức 06 buổi tuyên truyền."
    texts = [("Phường 1", four), ("Phường 2", six), ("Phường 7", "ĐÃ TỔ CHỨC 04 buổi tuyên truyền")]

    assert nearly_folded(texts) == [(["Phường 1", "Phường 7"], four), (["Phường 2"], six)]
