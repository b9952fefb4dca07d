"""Corrections in every state, and the request behind each of their `allowed_actions`."""

from tests.contract.actions import Maker, Thing, sending
from tests.support.planning import REASON

_WAY = {
    "draft": (),
    "submitted": (("head", "submit"),),
    "returned": (("head", "submit"), ("coordinator", "return")),
    "accepted": (("head", "submit"), ("coordinator", "accept")),
    "withdrawn": (("head", "withdraw"),),
}


async def correction(maker: Maker, state: str) -> Thing:
    """A correction of the ward's accepted report."""
    r = maker.reporting
    report = (await maker.report("accepted")).path
    line = (await r.lines_of(r.officer, report.rpartition("/")[2]))[0]["id"]
    body = {"lines": [{"line_id": line, "result": "Đã đối chiếu lại."}], **REASON}
    made = await r.officer.post(f"{report}/corrections", body)
    assert made.status_code == 201, made.text
    path = f"/corrections/{made.json()['id']}"
    for who, step in _WAY[state]:
        answer = await getattr(r, who).post(f"{path}/{step}", REASON if step == "return" else None)
        assert answer.status_code == 200, answer.text
    steps = {name: sending("POST", f"{path}/{name}") for name in ("submit", "withdraw", "accept")}
    return Thing(path, {**steps, "return": sending("POST", f"{path}/return", REASON), "edit": sending("PATCH", path, body)})
