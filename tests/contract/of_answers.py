"""Answers to the questions of a period in every state, and the request behind each of their `allowed_actions`."""

from tests.contract.actions import Maker, Thing, sending
from tests.support.asking import answers_of, asked_period
from tests.support.planning import REASON


async def an_answer(maker: Maker, state: str) -> Thing:
    """The ward's second answer, which stays locked when the first alone is returned."""
    r = maker.reporting
    period = await asked_period(r)
    listed = (await r.officer.get(f"/reports?period={period}")).json()["items"]
    report = f"/reports/{listed[0]['id']}"
    answers = await answers_of(r.officer, listed[0]["id"])
    if state != "draft":
        for item, value in zip(answers, (128, True, "1"), strict=False):
            assert (await r.officer.patch(f"/report-answers/{item['id']}", {"value": value})).status_code == 200
        assert (await r.head.post(f"{report}/submit")).status_code == 200
    if state in {"returned", "locked"}:
        wanted = answers[1 if state == "returned" else 0]["id"]
        body = {"answers": [{"id": wanted, "reason_code": "other", **REASON}], **REASON}
        assert (await r.coordinator.post(f"{report}/return", body)).status_code == 200
    path = f"/report-answers/{answers[1]['id']}"
    return Thing(path, {"edit": sending("PATCH", path, {"value": False}), "mark": sending("PUT", f"{path}/review-mark", {"mark": "ok"})})
