"""Things in every state, and the request behind each of their `allowed_actions`."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

import httpx

from papi.directory.models import Unit
from tests.support.acting import held_body, written
from tests.support.files import pdf
from tests.support.planning import DONE, REASON, draft_plan, task_body
from tests.support.reporting import Reporting
from tests.support.world import Someone

Act = Callable[[Someone], Awaitable[httpx.Response]]
REFUSED = {403, 404, 409}


@dataclass(frozen=True)
class Thing:
    """Where it is read, and how each of its steps is taken."""

    path: str
    steps: Mapping[str, Act]


Make = Callable[[], Awaitable[Thing]]


def sending(method: str, path: str, body: Any = None, **options: Any) -> Act:
    async def act(who: Someone) -> httpx.Response:
        return await who.request(method, path, json=body, **options)

    return act


async def disagreements(make: Make, people: Mapping[str, Someone]) -> list[str]:
    """Where a button is missing that would work, or stands that does not. What is refused changes nothing, so one thing serves all."""
    thing, wrong = await make(), list[str]()
    for name, who in people.items():
        seen = await who.get(thing.path)
        allowed = seen.json()["allowed_actions"] if seen.status_code == 200 else []
        for step in thing.steps.keys() - set(allowed):
            answer = await thing.steps[step](who)
            if answer.status_code not in REFUSED:
                wrong.append(f"{step} is not offered to {name}, but answers {answer.status_code}")
        for step in thing.steps.keys() & set(allowed):
            answer = await (await make()).steps[step](who)
            if answer.status_code >= 300:
                wrong.append(f"{step} is offered to {name}, but answers {answer.status_code} {answer.json()['code']}")
        wrong += [f"{step} is offered to {name}, and nobody knows how" for step in set(allowed) - thing.steps.keys() - {"comment"}]
    return wrong


class Maker:
    """Makes things of the small plan, as many as are asked for."""

    def __init__(self, reporting: Reporting) -> None:
        self.reporting = reporting
        self._numbers = count(1)
        self._years = count(2026, 2)  # one plan a year, and its copy
        self.period = ""

    def code(self) -> str:
        return f"dx-{next(self._numbers)}"

    async def report(self, state: str, *, closed: bool = False) -> Thing:
        r = self.reporting
        self.period = period = await r.opened_period(self.code())
        report = await r.filled_report(r.officer) if state == "draft" else await r.submitted_report(r.officer, r.head)
        path = f"/reports/{report['id']}"
        line = (await r.lines_of(r.officer, report["id"]))[0]["id"]
        if state == "returned":
            await _done(r.coordinator.post(f"{path}/return", REASON))
        if state == "accepted":
            await _done(r.coordinator.post(f"{path}/accept"))
        if closed:
            await _done(r.coordinator.post(f"/periods/{period}/close"))
        return Thing(
            path,
            {
                "edit": sending("PATCH", f"/report-lines/{line}", {"result": "Đã làm lại."}),
                "carry_forward": sending("POST", f"{path}/carry-forward", {}),
                "hand_over": sending("POST", f"{path}/hand-over"),
                "submit": sending("POST", f"{path}/submit"),
                "mark": sending("PUT", f"/report-lines/{line}/review-mark", {"mark": "ok"}),
                "accept": sending("POST", f"{path}/accept"),
                "return": sending("POST", f"{path}/return", REASON),
                "return_line": sending("POST", f"/report-lines/{line}/return", REASON),
                "reopen": sending("POST", f"{path}/reopen", REASON),
            },
        )

    async def line(self, state: str) -> Thing:
        """The report's second line, which stays locked when the first alone is returned."""
        r = self.reporting
        report = await self.report("draft" if state == "draft" else "submitted")
        lines = await r.lines_of(r.officer, report.path.rpartition("/")[2])
        if state in {"returned", "locked"}:
            wanted = lines[1 if state == "returned" else 0]["id"]
            await _done(r.coordinator.post(f"{report.path}/return", {"lines": [{"id": wanted, "reason_code": "other", **REASON}]}))
        path = f"/report-lines/{lines[1]['id']}"
        return Thing(
            path,
            {
                "edit": sending("PATCH", path, {"result": "Đã làm lại."}),
                "mark": sending("PUT", f"{path}/review-mark", {"mark": "ok"}),
                "return_line": sending("POST", f"{path}/return", REASON),
            },
        )

    async def assignment(self, state: str, unit: Unit) -> Thing:
        r = self.reporting
        plan = await draft_plan(r, year=next(self._years)) if state == "drafted" else {"id": str(r.plan_id)}
        task = await _done(r.coordinator.post("/tasks", task_body(plan, key=self.code(), requires_evidence=False)))
        given = {"task_id": task["id"], "unit_id": str(unit.id), "part": "lead"}
        path = f"/assignments/{(await _done(r.coordinator.post('/assignments', given)))['id']}"
        who, judge = (r.head, r.coordinator) if unit is r.ward else (await r.world.person(r.head.role, unit), r.leader)
        for reached in _WAY[state]:
            await _done(
                (who if reached == "report-done" else judge).post(f"{path}/{reached}", DONE if reached == "report-done" else REASON)
            )
        steps = {name: sending("POST", f"{path}/{name}", REASON) for name in ("confirm", "redo", "suspend", "resume", "cancel")}
        steps["take_out"] = sending("POST", f"{path}/take-out")
        edit = sending("PATCH", path, {"due_on": "2024-11-30"})
        more = {"assignment_id": path.rpartition("/")[2], "wanted_on": "2024-11-30", **REASON}
        ask = sending("POST", "/extensions", more)
        return Thing(path, {**steps, "report_done": sending("POST", f"{path}/report-done", DONE), "edit": edit, "ask_extension": ask})

    async def of_period(self, state: str) -> Thing:
        r = self.reporting
        period = await _done(r.coordinator.post("/periods", r.period_body(self.code())))
        path = f"/periods/{period['id']}"
        for step in {"planned": (), "open": ("open",), "closed": ("open", "close")}[state]:
            await _done(r.coordinator.post(f"{path}/{step}"))
        own_end = {"unit_id": str(r.ward.id), "ends_at": "2024-09-20T17:00:00+07:00", "reason": "Bão số 3"}
        steps = {name: sending("POST", f"{path}/{name}") for name in ("open", "close")}
        return Thing(
            path, {**steps, "edit": sending("PATCH", path, {"title": "Tên mới"}), "except": sending("POST", f"{path}/exceptions", own_end)}
        )

    async def plan(self, state: str) -> Thing:
        r = self.reporting
        year = next(self._years)
        path = f"/plans/{(await draft_plan(r, year=year))['id']}"
        for step in {"draft": (), "submitted": ("submit",), "approved": ("submit", "approve"), "discarded": ("discard",)}[state]:
            await _done((r.leader if step == "approve" else r.coordinator).post(f"{path}/{step}"))
        steps = {name: sending("POST", f"{path}/{name}", REASON if name == "return" else None) for name in ("submit", "approve", "return")}
        steps["amend"] = sending("POST", f"{path}/amendments", REASON)
        steps["copy"] = sending("POST", f"{path}/copy", {"year": year + 1})
        steps |= {name: sending("POST", f"{path}/{name}") for name in ("discard", "restore")}
        return Thing(path, {**steps, "edit": sending("PATCH", path, {"title": "Tên mới"})})

    async def amendment(self, state: str) -> Thing:
        r = self.reporting
        plan = await self.plan("approved")
        path = f"/amendments/{(await _done(r.coordinator.post(f'{plan.path}/amendments', REASON)))['id']}"
        renamed = {"changes": [{"kind": "change_plan", "fields": {"number": "58/KH-UBND"}}]}
        await _done(r.coordinator.patch(path, json=renamed))
        for step in {"draft": (), "submitted": ("submit",), "approved": ("submit", "approve"), "withdrawn": ("withdraw",)}[state]:
            await _done((r.leader if step == "approve" else r.coordinator).post(f"{path}/{step}"))
        names = ("submit", "approve", "return", "withdraw")
        steps = {name: sending("POST", f"{path}/{name}", REASON if name == "return" else None) for name in names}
        return Thing(path, {**steps, "edit": sending("PATCH", path, renamed)})

    async def distribution(self, state: str) -> Thing:
        """A plan that is for the ward: to be sent, sent, or acknowledged."""
        r = self.reporting
        plan = await self.plan("approved")
        lines = {"items": [{"name": "Phường 1", "unit_ids": [str(r.ward.id)]}]}
        await _done(r.coordinator.put(f"{plan.path}/receivers", lines))
        for who, step in {"unsent": (), "sent": ((r.coordinator, "distribute"),)}.get(
            state, ((r.coordinator, "distribute"), (r.officer, "acknowledge"))
        ):
            await _done(who.post(f"{plan.path}/{step}"))
        steps = {"distribute": "distribute", "acknowledge": "acknowledge", "remind": "remind-receivers"}
        return Thing(f"{plan.path}/distribution", {name: sending("POST", f"{plan.path}/{path}") for name, path in steps.items()})

    async def document(self, state: str) -> Thing:
        """A document that proves a line of a report: of a draft, or of one that was sent and judged."""
        r = self.reporting
        report = await self.report("draft" if state == "draft" else "submitted")
        line = (await r.lines_of(r.officer, report.path.rpartition("/")[2]))[0]
        path = f"/evidence/{line['evidence_ids'][0]}"
        if state in {"accepted", "rejected"}:
            await _done(r.coordinator.post(f"{path}/{state.removesuffix('ed')}", REASON if state == "rejected" else None))
        steps = {
            "edit": sending("PATCH", path, {"title": "Tên mới"}),
            "replace": sending("POST", f"{path}/versions", files={"file": ("Biên bản.pdf", pdf())}),
            "reads": sending("GET", f"{path}/reads"),
            "accept": sending("POST", f"{path}/accept"),
            "reject": sending("POST", f"{path}/reject", REASON),
        }
        # who may link at all may do so to what the unit itself has done
        own = await written(r.officer, held_body())
        steps["link"] = sending("POST", f"{path}/links", {"targets": [{"type": "activity", "id": own["id"]}]})
        return Thing(path, steps)


_WAY: Mapping[str, tuple[str, ...]] = {
    "not_started": (),
    "drafted": (),
    "awaiting_confirmation": ("report-done",),
    "completed": ("report-done", "confirm"),
    "suspended": ("suspend",),
    "cancelled": ("cancel",),
}


async def _done(asked: Awaitable[httpx.Response]) -> dict[str, Any]:
    answer = await asked
    assert answer.status_code < 300, answer.text
    return answer.json()
