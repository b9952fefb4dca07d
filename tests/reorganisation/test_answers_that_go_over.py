"""What was answered before units changed is not answered again, and what several said otherwise is asked anew."""

from collections.abc import Sequence
from typing import Any

from papi.access.permissions import Role
from tests.support.asking import ANSWERS, answer, answers_of, asked_period
from tests.support.reorganising import DAY, decided, decision, merger, moves_of, now_in, on, part, unit_called
from tests.support.reporting import Reporting
from tests.support.world import Someone

WHY = ("Mưa bão", "Thiếu người")


async def answered(who: Someone, report_id: str, values: Sequence[object]) -> None:
    for item, value in zip(await answers_of(who, report_id), values, strict=True):
        if value is not None:
            await answer(who, item, value)


async def of_task(reporting: Reporting, name: str) -> list[dict[str, Any]]:
    return (await reporting.coordinator.get(f"/assignments?task={reporting.tasks[name]}")).json()["items"]


async def test_drafts_of_questions_alone_become_one_with_what_their_units_said(reporting: Reporting) -> None:
    await asked_period(reporting)
    second = await reporting.world.person(Role.OFFICER, reporting.other_ward)
    reports = [await reporting.report_of(who) for who in (reporting.officer, second)]
    await answered(reporting.officer, reports[0]["id"], [*ANSWERS[:3], WHY[0]])
    await answered(second, reports[1]["id"], [96, True, None, WHY[1]])
    with on(DAY):
        made = await decided(reporting.admin, merger(reporting))
        moves = await moves_of(reporting.admin, made, "&what=report")
        heir = await unit_called(reporting.admin, "Phường Vũng Tàu")
        officer, head = [await now_in(reporting.world, who, heir["id"]) for who in (reporting.officer, reporting.head)]
        [report] = [
            item for item in (await officer.get("/reports?state=draft")).json()["items"] if item["unit"]["name"] == "Phường Vũng Tàu"
        ]
        items = await answers_of(officer, report["id"])
        told = (await officer.get(f"/report-answers/{items[0]['id']}/timeline")).json()["items"]
        missing = (await officer.get(f"/reports/{report['id']}/missing")).json()
        await answer(officer, items[0], 224)
        sent = await head.post(f"/reports/{report['id']}/submit")

    assert {(move["how"], move["to_name"]) for move in moves} == {("merged", "Phường Vũng Tàu")}
    # how many people there are together, nobody has said; the rest all said alike, or one said alone
    assert [item["value"] for item in items] == [None, True, "1", f"Phường 1: {WHY[0]}\nPhường 2: {WHY[1]}"]
    assert told[-1]["changes"] == [{"label": "Trả lời", "before": "Phường 1: 128 người\nPhường 2: 96 người", "after": "–"}]
    assert (report["answers_total"], report["answers_complete"], missing["answers"]) == (4, 3, 1)
    assert (sent.status_code, sent.json()["expected"], sent.json()["answers_complete"]) == (200, True, 4)


async def test_an_optional_answer_that_is_blank_because_units_differed_is_pointed_out_until_somebody_decides(reporting: Reporting) -> None:
    asked = [{"text": text, "kind": "number", "required": False, "measure": "nhà"} for text in ("Số nhà mở cửa", "Số nhà đóng cửa", "Khác")]
    await asked_period(reporting, questions=asked)
    second = await reporting.world.person(Role.OFFICER, reporting.other_ward)
    reports = [await reporting.report_of(who) for who in (reporting.officer, second)]
    await answered(reporting.officer, reports[0]["id"], [12, 3, None])
    await answered(second, reports[1]["id"], [5, 4, None])
    with on(DAY):
        await decided(reporting.admin, merger(reporting))
        heir = await unit_called(reporting.admin, "Phường Vũng Tàu")
        officer, head = [await now_in(reporting.world, who, heir["id"]) for who in (reporting.officer, reporting.head)]
        drafts = (await officer.get("/reports?state=draft")).json()["items"]
        [report] = [item for item in drafts if item["unit"]["name"] == "Phường Vũng Tàu"]
        missing = (await officer.get(f"/reports/{report['id']}/missing")).json()
        opened, closed, _other = await answers_of(officer, report["id"])
        await answer(officer, opened, 17)
        left = (await officer.get(f"/reports/{report['id']}/missing")).json()["items"]
        await answer(officer, closed, None)
        decided_on = (await officer.get(f"/reports/{report['id']}/missing")).json()["items"]
        sent = await head.post(f"/reports/{report['id']}/submit")

    assert [(item["title"], item["lack"], item["stops"], item["said"]) for item in missing["items"]] == [
        ("Số nhà mở cửa", "differed", False, "Phường 1: 12 nhà\nPhường 2: 5 nhà"),
        ("Số nhà đóng cửa", "differed", False, "Phường 1: 3 nhà\nPhường 2: 4 nhà"),
    ]
    assert (missing["answers"], [item["title"] for item in left], decided_on) == (0, ["Số nhà đóng cửa"], [])
    assert sent.status_code == 200


async def test_an_heir_that_is_asked_too_keeps_one_report_and_its_own_answers(reporting: Reporting) -> None:
    await asked_period(reporting, task_ids=[str(reporting.tasks["inform"])])
    second = await reporting.world.person(Role.OFFICER, reporting.other_ward)
    mine, theirs = [await reporting.report_of(who) for who in (reporting.officer, second)]
    await answered(reporting.officer, mine["id"], ANSWERS)
    with on(DAY):
        await decided(reporting.admin, decision(part("merge", [reporting.ward], [{"unit_id": str(reporting.other_ward.id)}])))
        items = await answers_of(second, theirs["id"])
        report = (await second.get(f"/reports/{theirs['id']}")).json()

    assert [item["value"] for item in items] == ANSWERS
    assert (report["lines_total"], report["answers_total"], report["answers_complete"]) == (1, 4, 4)


async def test_recurring_work_goes_on_though_questions_were_answered_after_its_period_began(reporting: Reporting) -> None:
    await reporting.opened_period()
    with on("2024-09-12"):
        asked = await asked_period(reporting)
        [mine] = [item for item in (await reporting.officer.get("/reports")).json()["items"] if item["period"]["id"] == asked]
        await answered(reporting.officer, mine["id"], ANSWERS)
        assert (await reporting.head.post(f"/reports/{mine['id']}/submit")).status_code == 200
    with on("2024-09-13"):
        await decided(reporting.admin, merger(reporting, effective_on="2024-09-13", confirmed_on="2024-09-13"))
        items = [item for name in ("inform", "duty") for item in await of_task(reporting, name)]

    assert {item["unit"]["name"] for item in items} & {"Phường Vũng Tàu", "Phường 1", "Phường 2"} == {"Phường Vũng Tàu"}
