"""Lists of units that need attention in every state, and the request behind each of their `allowed_actions`."""

from typing import Any

import httpx

from tests.contract.actions import Act, Maker, Thing, sending
from tests.support.attention import RULE
from tests.support.planning import REASON
from tests.support.world import Someone


async def attention_list(maker: Maker, state: str) -> Thing:
    """By a rule that every unit breaks that reports."""
    r = maker.reporting
    if not maker.period:
        maker.period = await r.opened_period(maker.code())
        await r.coordinator.put("/attention-rules", RULE)
    body = {"plan_id": str(r.plan_id), "period_id": maker.period, "title": maker.code()}
    made = await r.coordinator.post("/attention-lists", body)
    assert made.status_code == 201, made.text
    path = f"/attention-lists/{made.json()['id']}"
    names = ("confirm", "publish", "discard")
    steps = {name: sending("POST", f"{path}/{name}", REASON if name == "confirm" else None) for name in names}
    thing = Thing(path, {**steps, "decide": _deciding(path, [item["unit_id"] for item in made.json()["items"]])})
    for who, step in _WAY[state]:
        answer = await (_decide_all(getattr(r, who), path) if step == "decide" else thing.steps[step](getattr(r, who)))
        assert answer.status_code == 200, answer.text
    return thing


_CONFIRMED = (("coordinator", "decide"), ("coordinator", "confirm"))
_SETTLED = (*_CONFIRMED, ("leader", "decide"))
_WAY = {
    "draft": (),
    "decided": _CONFIRMED[:1],
    "confirmed": _CONFIRMED,
    "settled": _SETTLED,
    "published": (*_SETTLED, ("leader", "publish")),
    "discarded": (("coordinator", "discard"),),
}
"""A confirmed list still waits for the leader, who decides about the coordinating unit; then it is settled."""


def _deciding(path: str, units: list[str]) -> Act:
    """About the first unit that is offered for it; about any where none is."""

    async def act(who: Someone) -> httpx.Response:
        seen = await who.get(path)
        open_ones = _open(seen.json()) if seen.status_code == 200 else []
        return await _keep(who, path, (open_ones or units)[:1])

    return act


async def _decide_all(who: Someone, path: str) -> httpx.Response:
    return await _keep(who, path, _open((await who.get(path)).json()))


def _open(found: dict[str, Any]) -> list[str]:
    return [item["unit_id"] for item in found["items"] if "decide" in item["allowed_actions"]]


async def _keep(who: Someone, path: str, units: list[str]) -> httpx.Response:
    return await who.put(f"{path}/decisions", {"items": [{"unit_id": unit, "decision": "keep"} for unit in units]})
