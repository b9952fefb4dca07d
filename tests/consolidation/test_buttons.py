"""`allowed_actions` of the report to the province is what the server really accepts: every role, in every state."""

import pytest

from tests.contract.actions import Thing, disagreements, sending
from tests.support.one_consolidated import approved_report, begun_report, returned_report, submitted_report
from tests.support.reporting import Reporting

STATES = {"draft": begun_report, "submitted": submitted_report, "returned": returned_report, "approved": approved_report}
REASON = {"reason": "Bổ sung nguyên nhân"}


@pytest.mark.parametrize("state", STATES)
async def test_buttons_are_rules(reporting: Reporting, state: str) -> None:
    async def thing() -> Thing:
        one = await STATES[state](reporting.world)
        path = f"/consolidated-reports/{one.id}"
        return Thing(
            path,
            {
                "edit": sending("PATCH", f"/consolidated-blocks/{one.block_id}", {"text": "Lời khác."}),
                "refresh": sending("POST", f"{path}/refresh", {"take": []}),
                "submit": sending("POST", f"{path}/submit"),
                "approve": sending("POST", f"{path}/approve"),
                "return": sending("POST", f"{path}/return", REASON),
                "reopen": sending("POST", f"{path}/reopen", REASON),
            },
        )

    people = {name: getattr(reporting, name) for name in ("officer", "head", "coordinator", "leader", "observer", "admin")}

    assert await disagreements(thing, people) == []
