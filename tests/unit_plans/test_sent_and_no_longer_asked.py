"""A unit that has sent its plan and need not: said so on the board and in the report, and never taken for a body that is asked."""

from typing import Any

import pytest

from papi.access.permissions import Role
from papi.directory.models import Unit
from papi.kit.workbooks import read_sheets
from tests.support.amending import amended, change
from tests.support.planning import REASON as WHY
from tests.support.unit_planning import Planning
from tests.unit_plans.test_papers import paper, rows_of, words_of


async def set_aside(planning: Planning, unit: Unit, step: str) -> None:
    """The unit's duty to send a plan is set aside, or falls away with its task."""
    reporting = planning.reporting
    if step == "drop":
        await amended(reporting, change("drop_task", task_id=planning.duty))
        return
    answer = await reporting.coordinator.post(f"/assignments/{(await planning.duty_of(unit))['id']}/{step}", WHY)
    assert answer.status_code == 200, answer.text


async def board(planning: Planning, query: str = "") -> dict[str, Any]:
    return (await planning.reporting.coordinator.get(f"/unit-plans/board?plan={planning.reporting.plan_id}{query}")).json()


def numbers(read: dict[str, Any]) -> list[int]:
    return [read[name] for name in ("expected", "on_time", "missing", "waiting", "asked", "released", "unasked")]


@pytest.mark.parametrize(("step", "others"), [("suspend", 3), ("cancel", 3), ("drop", 0)])
async def test_a_unit_that_sent_its_plan_and_no_longer_must_stands_apart(planning: Planning, step: str, others: int) -> None:
    reporting = planning.reporting
    sent = await planning.sent(reporting.officer, reporting.head)
    await set_aside(planning, reporting.ward, step)
    read = await board(planning)
    row = next(item for item in read["items"] if item["unit"]["name"] == "Phường 1")
    found = (await board(planning, "&standing=released"))["items"]

    assert (row["standing"], row["state"], row["days_late"]) == ("released", "submitted", 0)
    assert "except" not in row["allowed_actions"]
    assert numbers(read) == [others, 0, 0, others, 1 if others else 0, 1, 0]
    assert [item["unit"]["name"] for item in found] == ["Phường 1"]
    assert (await reporting.coordinator.get(f"/unit-plans/{sent['id']}")).json()["has_paper"] is True


async def test_the_report_says_who_has_sent_and_no_longer_must(planning: Planning) -> None:
    reporting = planning.reporting
    sent = await planning.sent(reporting.officer, reporting.head)
    await set_aside(planning, reporting.ward, "suspend")
    assert (await reporting.coordinator.post(f"/unit-plans/{sent['id']}/accept")).status_code == 200
    document = await paper(reporting.coordinator, f"/unit-plans/export?plan={reporting.plan_id}")
    said = words_of(document)

    assert "0/3 cơ quan, đơn vị được giao đã gửi kế hoạch; 0 kế hoạch đã được chấp nhận; 3 cơ quan, đơn vị chưa gửi." in said
    assert "Ngoài các cơ quan, đơn vị được giao, đã gửi kế hoạch có: 1 cơ quan, đơn vị không còn phải gửi." in said
    assert rows_of(document.tables[3])[0] == ["Phường 1 (đã gửi, không còn phải gửi): 1 giải pháp"]
    assert "đề nghị phối hợp" not in said


async def test_a_unit_that_was_never_asked_has_sent_by_itself(planning: Planning) -> None:
    ward = await planning.world.unit("Phường 3")
    await planning.sent(await planning.world.person(Role.OFFICER, ward), await planning.world.person(Role.UNIT_HEAD, ward))
    read = await board(planning)
    document = await paper(planning.reporting.coordinator, f"/unit-plans/export?plan={planning.reporting.plan_id}")

    assert numbers(read) == [4, 0, 0, 4, 1, 0, 1]
    assert "đã gửi kế hoạch có: 1 cơ quan, đơn vị tự gửi." in words_of(document)
    assert rows_of(document.tables[3])[0] == ["Phường 3 (tự gửi, không được giao): 1 giải pháp"]


async def test_a_body_that_is_asked_stays_one_when_its_duty_is_set_aside(planning: Planning) -> None:
    reporting = planning.reporting
    department = reporting.department
    duty = await planning.duty_of(department)
    answer = await reporting.coordinator.patch(f"/assignments/{duty['id']}", {"mandate": "requested"}, headers={"If-Match": "*"})
    assert answer.status_code == 200, answer.text
    officer = await planning.world.person(Role.OFFICER, department)
    sent = await planning.sent(officer, await planning.world.person(Role.UNIT_HEAD, department))
    await set_aside(planning, department, "suspend")
    refused = await officer.get(f"/unit-plans/{sent['id']}/export")

    assert numbers(await board(planning)) == [3, 0, 0, 3, 2, 0, 0]
    assert (refused.status_code, refused.json()["code"]) == (409, "unit_plan_no_paper")


@pytest.mark.parametrize(("language", "words"), [("vi", "Đã gửi, không còn phải gửi"), ("en", "Sent, no longer asked")])
async def test_the_file_of_the_board_says_it_in_words(planning: Planning, language: str, words: str) -> None:
    reporting = planning.reporting
    await planning.sent(reporting.officer, reporting.head)
    await set_aside(planning, reporting.ward, "suspend")
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    answer = await reporting.coordinator.get("/unit-plans/board?standing=released", headers={"Accept": kind, "Accept-Language": language})

    assert words in [cell for row in read_sheets(answer.content)[0].rows for cell in row]
