"""Inspections and findings in every state, and the request behind each of their `allowed_actions`."""

from typing import Any

import httpx

from tests.contract.actions import Act, Maker, Thing, sending
from tests.support.files import pdf
from tests.support.inspecting import OneInspection, finding_body, found, in_days, planned, remedied, under_way, verified
from tests.support.planning import REASON
from tests.support.world import Someone

_MADE = {"planned": planned, "under_way": under_way, "concluded": under_way, "cancelled": planned}
_FOUND = {"open": found, "remedied": remedied, "returned": remedied, "verified": verified, "closed": found}


def conclusion() -> dict[str, str]:
    return {"conclusion": "Đã kiểm tra", "conclusion_on": in_days(0)}


def attaching(target: str) -> Act:
    """With a document of whoever tries; one that is not the caller's to upload is refused alike."""

    async def act(who: Someone) -> httpx.Response:
        return await who.post("/evidence", files={"file": ("bb.pdf", pdf())}, data={"title": "Biên bản", "link_to": target})

    return act


async def an_inspection(maker: Maker, state: str) -> Thing:
    r = maker.reporting
    one: OneInspection = await _MADE[state](r.world, r.ward, by=r.coordinator)
    if state == "concluded":
        await one.does("conclude", conclusion())
    if state == "cancelled":
        await one.does("cancel", {"reason": "Đổi kế hoạch"})
    path = f"/inspections/{one.id}"
    edited: dict[str, Any] = {"conclusion": "Đã kiểm tra xong"} if state == "concluded" else {"title": "Kiểm tra công khai"}
    steps = {
        "edit": sending("PATCH", path, edited),
        "start": sending("POST", f"{path}/start"),
        "conclude": sending("POST", f"{path}/conclude", conclusion()),
        "cancel": sending("POST", f"{path}/cancel", {"reason": "Đổi kế hoạch"}),
        "attach": attaching(f"inspection:{one.id}"),
        "find": sending("POST", f"{path}/findings", finding_body()),
    }
    return Thing(path, steps)


async def a_finding(maker: Maker, state: str) -> Thing:
    r = maker.reporting
    one: OneInspection = await _FOUND[state](r.world, r.ward, by=r.coordinator)
    if state == "returned":
        await one.judges("return", {"reason": REASON["reason"]})
    if state == "closed":
        await one.judges("close", {"reason": REASON["reason"]})
    path = f"/findings/{one.finding_id}"
    steps = {
        "edit": sending("PATCH", path, {"severity": "serious"}),
        "attach": attaching(f"finding:{one.finding_id}"),
        "remedy": sending("POST", f"{path}/remedy", {"text": "Đã niêm yết", "done_on": in_days(0)}),
        "verify": sending("POST", f"{path}/verify", {}),
        "return": sending("POST", f"{path}/return", {"reason": "Thiếu ảnh"}),
        "close": sending("POST", f"{path}/close", {"reason": "Không còn yêu cầu"}),
    }
    return Thing(path, steps)
