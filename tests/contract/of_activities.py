"""Activities in every state, and the request behind each of their `allowed_actions`."""

import httpx

from tests.contract.actions import Act, Maker, Thing, sending
from tests.support.acting import RESULT, day, held_body, planned_body, written
from tests.support.files import pdf
from tests.support.world import Someone


def _attaching(method: str, activity_id: str) -> Act:
    """Attaches a document of whoever does it, or takes it off."""

    async def act(who: Someone) -> httpx.Response:
        uploaded = await who.post("/evidence", files={"file": ("anh.pdf", pdf())}, data={"title": "Ảnh"})
        if uploaded.status_code != 201:
            return uploaded
        body = {"targets": [{"type": "activity", "id": activity_id}]}
        return await who.request(method, f"/evidence/{uploaded.json()['id']}/links", json=body)

    return act


async def an_activity(maker: Maker, state: str) -> Thing:
    """The ward's."""
    who = maker.reporting.officer
    made = await written(who, held_body() if state == "held" else planned_body())
    path = f"/activities/{made['id']}"
    if state == "cancelled":
        assert (await who.post(f"{path}/cancel", {"reason": "Mưa bão"})).status_code == 200
    steps = {
        "edit": sending("PATCH", path, {"place": "Hội trường"}),
        "hold": sending("POST", f"{path}/hold", {"begins_on": day(-1), "ends_on": day(-1), "result": RESULT}),
        "cancel": sending("POST", f"{path}/cancel", {"reason": "Ghi trùng"}),
        "link": _attaching("POST", made["id"]),
        "unlink": _attaching("DELETE", made["id"]),
    }
    return Thing(path, steps)
