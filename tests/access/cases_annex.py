"""The annex: whoever reads a plan takes it as a file; whoever writes the plan loads one, while the plan may be changed."""

from collections.abc import Awaitable, Callable

from papi.plans.models import PlanState
from tests.access.cases_plans import EVERYBODY, OF_WRITER_AND_LEADER, TOO_LATE_FOR_WRITER, WRITER_ON_APPROVED, WRITER_ON_DRAFT, case
from tests.access.tables import Attempt, Case, Scene
from tests.support.annexes import line, workbook
from tests.support.one_task import one_task

DRAFT, SUBMITTED, APPROVED = PlanState.DRAFT, PlanState.SUBMITTED, PlanState.APPROVED


def loading(state: PlanState) -> Callable[[Scene], Awaitable[Attempt]]:
    """A file for a plan in this state, whose task goes to the unit of the scene."""

    async def attempt(scene: Scene) -> Attempt:
        one = await one_task(scene.world, scene.unit, plan_state=state)
        unit = f"{scene.unit.short_name} (mã {scene.unit.code})"  # every scene has units of the same names
        file = workbook(line(f"Rà soát danh sách do {scene.caller.username} lập", lead=unit))
        return Attempt(f"/plans/{one.plan_id}/import", options={"files": {"file": ("phu-luc.xlsx", file)}})

    attempt.__name__ = f"an_annex_for_{state.value}_plan"
    return attempt


CASES = [
    *(
        Case("POST /plans/{plan_id}/import", loading(state), expected)
        for state, expected in ((DRAFT, WRITER_ON_DRAFT), (APPROVED, WRITER_ON_APPROVED), (SUBMITTED, TOO_LATE_FOR_WRITER))
    ),
    *(
        case("GET", "/plans/{plan}/annex", state, expected)
        for state, expected in ((APPROVED, EVERYBODY), (DRAFT, OF_WRITER_AND_LEADER), (SUBMITTED, OF_WRITER_AND_LEADER))
    ),
]
