from datetime import date, timedelta
from typing import Any

from sqlalchemy import update

from papi.access.permissions import Role
from papi.directory.models import Membership
from tests.support.planning import REASON, assignment_of, counts_are_true, numbers, school_of_ward
from tests.support.reporting import Reporting


async def piece_body(reporting: Reporting, **changes: Any) -> dict[str, Any]:
    given = {"title": "Lập danh sách người dự", "person_id": str(reporting.officer.id), "due_on": "2024-09-20"}
    return {**given, **changes}


async def added(reporting: Reporting, **changes: Any) -> dict[str, Any]:
    school = await school_of_ward(reporting)
    answer = await reporting.head.post(f"/assignments/{school['id']}/sub-tasks", await piece_body(reporting, **changes))
    assert answer.status_code == 201, answer.text
    return answer.json()


async def pieces(reporting: Reporting) -> dict[str, Any]:
    school = await school_of_ward(reporting)
    return (await reporting.officer.get(f"/assignments/{school['id']}/sub-tasks")).json()


async def test_a_unit_gives_a_piece_to_one_of_its_people_who_is_told_alone(reporting: Reporting) -> None:
    piece = await added(reporting)
    colleague = await reporting.world.person(Role.OFFICER, reporting.ward)
    await reporting.world.let_the_worker_run()
    told = [(await who.get("/notifications")).json()["items"] for who in (reporting.officer, colleague)]

    assert (piece["person"]["name"], piece["person"]["gone"], piece["done_at"]) == ("Nguyễn Thị Lệ", False, None)
    assert [[item["text"] for item in items] for items in told] == [["giao việc “Lập danh sách người dự” cho Nguyễn Thị Lệ"], []]


async def test_it_stands_in_the_persons_own_work_until_it_is_done(reporting: Reporting) -> None:
    piece = await added(reporting)
    mine = (await reporting.officer.get("/dashboards/my-work")).json()["sub_tasks"]
    done = (await reporting.officer.post(f"/sub-tasks/{piece['id']}/done")).json()
    after = (await reporting.officer.get("/dashboards/my-work")).json()["sub_tasks"]

    assert [(item["title"], item["due_on"]) for item in mine["items"]] == [("Lập danh sách người dự", "2024-09-20")]
    assert (done["done_by"], after["total"]) == ("Nguyễn Thị Lệ", 0)
    assert (await reporting.head.get("/dashboards/my-work")).json()["sub_tasks"]["total"] == 0


async def test_it_leaves_the_persons_work_with_an_assignment_that_nobody_works_on_any_more(reporting: Reporting) -> None:
    piece = await added(reporting)
    path = f"/assignments/{piece['assignment_id']}"
    totals: list[int] = []
    for step in ("suspend", "resume", "cancel"):
        moved = await reporting.coordinator.post(f"{path}/{step}", REASON)
        assert moved.status_code == 200, moved.text
        totals.append((await reporting.officer.get("/dashboards/my-work")).json()["sub_tasks"]["total"])

    assert totals == [0, 1, 0]


async def test_the_units_assignment_says_how_many_are_done_and_moves_nowhere(reporting: Reporting) -> None:
    before = await numbers(reporting.coordinator)
    first = await added(reporting)
    await added(reporting, title="Mời báo cáo viên", due_on=None)
    await reporting.officer.post(f"/sub-tasks/{first['id']}/done")
    own = await assignment_of(reporting, "school", reporting.ward, seen_by=reporting.officer)
    others = await school_of_ward(reporting)

    assert (own["sub_tasks"], others["sub_tasks"]) == ({"total": 2, "done": 1}, None)
    assert (own["work_state"], await numbers(reporting.coordinator)) == ("not_started", before)
    assert await counts_are_true(reporting)


async def test_an_assignment_has_no_more_pieces_than_somebody_can_look_over(reporting: Reporting) -> None:
    school = await school_of_ward(reporting)
    path, body = f"/assignments/{school['id']}/sub-tasks", await piece_body(reporting)
    given = [(await reporting.head.post(path, body)).json() for _ in range(100)]
    refused, full = await reporting.head.post(path, body), await pieces(reporting)
    await reporting.head.delete(f"/sub-tasks/{given[0]['id']}")
    again = await reporting.head.post(path, body)

    assert (refused.status_code, refused.json()["code"]) == (409, "too_many_pieces")
    assert refused.json()["detail"] == "Một nhiệm vụ có nhiều nhất 100 việc giao cho cá nhân. Gộp hoặc bỏ bớt việc đã có."
    assert (again.status_code, (await pieces(reporting))["total"]) == (201, 100)
    assert (full["total"], full["allowed_actions"]) == (100, [])


async def test_nobody_outside_the_unit_sees_pieces_or_their_history(reporting: Reporting) -> None:
    piece = await added(reporting)
    school = await school_of_ward(reporting)
    outside = (reporting.coordinator, reporting.lead_officer, reporting.stranger, reporting.leader, reporting.admin)
    lists = [(await who.get(f"/assignments/{school['id']}/sub-tasks")).status_code for who in outside]
    acts = [(await who.post(f"/sub-tasks/{piece['id']}/done")).status_code for who in outside]
    told = (await reporting.coordinator.get(f"/assignments/{school['id']}/timeline")).json()["items"]

    assert lists == [403, 403, 404, 403, 403]
    assert acts == [404, 404, 404, 403, 403]
    assert told == []


async def test_whoever_leaves_leaves_a_piece_to_be_given_to_another(reporting: Reporting) -> None:
    await added(reporting)
    ended = (
        update(Membership).where(Membership.id == reporting.officer.membership_id).values(valid_to=date(2024, 9, 10) - timedelta(days=1))
    )
    async with reporting.world.database.writing() as session:
        await session.execute(ended)
    school = await school_of_ward(reporting)
    left = (await reporting.head.get(f"/assignments/{school['id']}/sub-tasks")).json()["items"][0]
    given = await reporting.head.patch(f"/sub-tasks/{left['id']}", {"person_id": str(reporting.head.id)})
    again = await reporting.head.patch(f"/sub-tasks/{left['id']}", {"person_id": str(reporting.officer.id)})

    assert left["person"]["gone"] is True
    assert (given.json()["person"]["name"], again.status_code) == ("Trần Văn Minh", 422)


async def test_it_may_be_changed_reopened_and_taken_away_with_a_trace(reporting: Reporting) -> None:
    piece = await added(reporting)
    path = f"/sub-tasks/{piece['id']}"
    await reporting.head.patch(path, {"due_on": "2024-09-25", "note": "Gửi bản mềm"})
    await reporting.officer.post(f"{path}/done")
    twice = await reporting.officer.post(f"{path}/done")
    reopened = await reporting.officer.post(f"{path}/reopen")
    removed = await reporting.head.delete(path)
    told = (await reporting.officer.get(f"/assignments/{piece['assignment_id']}/timeline")).json()["items"]

    assert (twice.status_code, reopened.json()["done_at"], removed.status_code) == (409, None, 204)
    assert (await pieces(reporting))["total"] == 0
    assert [item["text"].split(" “")[0] for item in told] == ["giao việc", "sửa việc", "làm xong việc", "mở lại việc", "bỏ việc"]
    assert {"label": "Thời hạn", "before": "20/9/2024", "after": "25/9/2024"} in told[1]["changes"]


async def test_days_and_people_that_do_not_fit_are_refused(reporting: Reporting) -> None:
    school = await school_of_ward(reporting)
    path = f"/assignments/{school['id']}/sub-tasks"
    bodies = [
        await piece_body(reporting, due_on="2024-10-01"),
        await piece_body(reporting, person_id=str(reporting.stranger.id)),
        await piece_body(reporting, title=" "),
    ]

    assert [(await reporting.head.post(path, body)).status_code for body in bodies] == [422, 422, 422]
    assert (await pieces(reporting))["items"] == []


async def test_stale_versions_are_told(reporting: Reporting) -> None:
    piece = await added(reporting)
    await reporting.head.patch(f"/sub-tasks/{piece['id']}", {"title": "Lập và gửi danh sách"})
    stale = await reporting.officer.post(f"/sub-tasks/{piece['id']}/done", headers={"If-Match": f'"v{piece["version"]}"'})

    assert stale.status_code == 412
