from typing import Annotated

from fastapi import Depends, Request, Response

from papi.access.machines import Machine, machine_with
from papi.integration.actions.noting import note_statuses as note
from papi.integration.actions.pushing import push_figures as push
from papi.integration.routes.answers import packaged
from papi.integration.schemas.pushing import FiguresPush, PushOutcome, StatusPush
from papi.integration.versions import Served
from papi.kit.db import DbSession
from papi.kit.transport import api_router

router = api_router("integration")
Measuring = Annotated[Machine, Depends(machine_with("measures:write"), scope="function")]
Receiving = Annotated[Machine, Depends(machine_with("delivery:receipt"), scope="function")]


@router.post("/integration/cchc/measures", response_model=PushOutcome, dependencies=[Served])
async def push_measures(request: Request, session: DbSession, machine: Measuring, given: FiguresPush) -> Response:
    """Send up to 1,000 figures of units. Each row is judged by itself: `created`, `unchanged`, `corrected` (another value stood there under
    the same unit, measure, period and source; it stays in the history) or `refused` with a code, a pointer and words. Rows that are right
    are stored in one transaction, all of them or, where the call fails, none; refused rows are told and stored nowhere. The same call again
    changes nothing. `dry_run` stores nothing and says what would be.

    Codes of refused rows: `unknown_unit`, `unknown_measure`, `unknown_period`, `period_to_come`, `unknown_source`, `value_missing`,
    `not_a_share`, `not_a_count`, `parts_do_not_fit`, `value_mismatch`, `told_twice`, `told_late` (what is
    known was counted later, by `source_at`), `source_time_to_come`, `invalid`."""
    return packaged(request, await push(session, machine, given))


@router.post("/integration/cchc/status", response_model=PushOutcome, dependencies=[Served])
async def push_statuses(request: Request, session: DbSession, machine: Receiving, given: StatusPush) -> Response:
    """Say what became of reports or deliveries at the province: `received`, `processing`, `accepted`, `rejected` with a reason. Each
    message has an id of the sender's; the same message again is `unchanged`, its id with other content is refused (`message_taken`), as
    are references that nobody knows (`unknown_reference`)."""
    return packaged(request, await note(session, machine, given))
