"""An ad-hoc period that asks questions of all kinds of two wards and the Front."""

from typing import Any

from tests.support.reporting import Reporting
from tests.support.world import Someone

QUESTIONS: list[dict[str, Any]] = [
    {"text": "Số người được tuyên truyền", "kind": "number", "required": True, "measure": "người"},
    {"text": "Đã niêm yết công khai mức thu chưa?", "kind": "yes_no", "required": True},
    {"text": "So với năm trước", "kind": "choice", "required": True, "choices": ["Tăng", "Không đổi", "Giảm"]},
    {"text": "Nguyên nhân, đề xuất", "kind": "text", "required": False, "hint": "Nêu ngắn gọn"},
]
ANSWERS = [128.0, True, "1", None]


def asked_body(world: Reporting, **changes: Any) -> dict[str, Any]:
    """What the coordinator sends to plan it: questions alone, no code."""
    body = world.period_body() | {"kind": "ad_hoc", "title": "Rà soát công khai mức thu", "questions": QUESTIONS}
    del body["code"]
    return {**body, "unit_ids": [str(unit.id) for unit in (world.ward, world.other_ward, world.front)], **changes}


async def asked_period(world: Reporting, **changes: Any) -> str:
    """The period, opened; its id."""
    created = await world.coordinator.post("/periods", asked_body(world, **changes))
    assert created.status_code == 201, created.text
    opened = await world.coordinator.post(f"/periods/{created.json()['id']}/open")
    assert opened.status_code == 200, opened.text
    return created.json()["id"]


async def answers_of(who: Someone, report_id: str) -> list[dict[str, Any]]:
    """The report's answers as the person sees them, in order."""
    found = await who.get(f"/reports/{report_id}/answers")
    assert found.status_code == 200, found.text
    return found.json()["items"]


async def answer(who: Someone, item: dict[str, Any], value: Any) -> dict[str, Any]:
    """Save an answer as the screen does, with the version that was read."""
    saved = await who.patch(f"/report-answers/{item['id']}", {"value": value}, headers={"If-Match": f'"v{item["version"]}"'})
    assert saved.status_code == 200, saved.text
    return saved.json()


async def answered_report(world: Reporting, who: Someone, *, head: Someone | None = None) -> dict[str, Any]:
    """The person's report with all its questions answered, and sent where a `head` is named."""
    report = await world.report_of(who)
    for item, value in zip(await answers_of(who, report["id"]), ANSWERS, strict=True):
        if value is not None:
            await answer(who, item, value)
    if head is not None:
        sent = await head.post(f"/reports/{report['id']}/submit")
        assert sent.status_code == 200, sent.text
    return await world.report_of(who)


async def accepted_answers(world: Reporting, officer: Someone, head: Someone, values: list[Any]) -> str:
    """The report of the officer's unit with these answers, None for a place left blank; sent and accepted. Its id."""
    report = await world.report_of(officer)
    for item, value in zip(await answers_of(officer, report["id"]), values, strict=True):
        if value is not None:
            await answer(officer, item, value)
    sent = await head.post(f"/reports/{report['id']}/submit")
    assert sent.status_code == 200, sent.text
    done = await world.coordinator.post(f"/reports/{report['id']}/accept")
    assert done.status_code == 200, done.text
    return report["id"]
