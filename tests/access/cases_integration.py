"""The exchange with other systems: people are turned away (what clients may stands in tests/integration); Phòng Nội vụ reads the log."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from papi.access.machines import Machine
from papi.integration import facts
from papi.kit.types import new_id
from papi.outbox.facts import record
from tests.access.tables import Attempt, Case, ListCase, Listed, Scene, expect
from tests.support.exchanging import figure

_ZERO = "00000000-0000-7000-8000-000000000000"
_READ = ("evidence", f"evidence/{_ZERO}/content", "indicators", "measures", "outline", "periods", "reports", f"reports/{_ZERO}", "scores")
_MESSAGE = {"message_id": "1", "reference": _ZERO, "state": "received", "happened_on": "2024-09-19"}


def _call(path: str, body: Any = None) -> Callable[[Scene], Awaitable[Attempt]]:
    async def a_call(_scene: Scene) -> Attempt:
        return Attempt(f"/integration/cchc/{path}", body)

    return a_call


async def a_call_in_the_log(scene: Scene) -> Listed:
    machine = Machine(UUID(int=1), "Hệ thống của tỉnh", frozenset(), None, "vi")
    async with scene.world.database.writing() as session:
        row = record(session, machine.author, facts.about(facts.PULLED, machine, what="reports", rows=1))
        row.id = new_id()
    return Listed("/integration/log", str(row.id))


def _named(path: str) -> str:
    return path.replace(f"evidence/{_ZERO}", "evidence/{evidence_id}").replace(f"reports/{_ZERO}", "reports/{report_id}")


CASES = [
    *(Case(f"GET /integration/cchc/{_named(path)}", _call(path), expect(403)) for path in (*_READ, "task-status", "units")),
    Case("POST /integration/cchc/measures", _call("measures", {"rows": [figure()]}), expect(403)),
    Case("POST /integration/cchc/status", _call("status", {"messages": [_MESSAGE]}), expect(403)),
]
LISTS = [ListCase("GET /integration/log", a_call_in_the_log, expect(403, admin=True, coordinator=True))]
OUTSIDE = {"GET /integration/log": "it stands in the table of lists"}
