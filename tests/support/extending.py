"""What tests about extensions do again and again: ask for a later day."""

from typing import Any

from tests.support.planning import school_of_ward
from tests.support.reporting import Reporting

LATER = "2024-10-15"


async def wanted(reporting: Reporting, **changes: Any) -> dict[str, Any]:
    """What the ward's head sends for its part of the joint once-task, due on 30 September."""
    school = await school_of_ward(reporting)
    return {"assignment_id": school["id"], "wanted_on": LATER, "reason": "Giảng viên bận đến giữa tháng 10.", **changes}


async def asked(reporting: Reporting, **changes: Any) -> dict[str, Any]:
    """The request, which waits to be decided."""
    answer = await reporting.head.post("/extensions", await wanted(reporting, **changes))
    assert answer.status_code == 201, answer.text
    return answer.json()
