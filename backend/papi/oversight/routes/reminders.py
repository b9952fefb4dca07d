from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from papi.access.dependencies import CurrentActor
from papi.kit.db import DbSession
from papi.kit.lists import answer_list, json_bytes
from papi.kit.paging import PageOf
from papi.kit.transport import api_router
from papi.oversight.actions.reminders import send_reminders
from papi.oversight.letters import reminder_letter
from papi.oversight.models import Wording
from papi.oversight.queries import reminders as queries
from papi.oversight.schemas.reminders import ReminderCounts, ReminderCreate, ReminderQuery, ReminderRead, ReminderResult
from papi.papers.paper import Format
from papi.papers.writing import PAPERS, WantedFormat, answer

router = api_router("oversight")


@router.post("/reminders", response_model=ReminderResult, status_code=201)
async def send_reminder(request: Request, session: DbSession, actor: CurrentActor, given: ReminderCreate) -> Response:
    """Remind units of what is still to come (đôn đốc), or as a leader direct them (ý kiến chỉ đạo): in the application at once, by mail as
    each person chose, as text to paste and as an official letter. With `dry_run` nothing is sent: the answer says who would get which
    wording. Front and Party bodies are asked, never urged. Heads remind the units that support what their own unit leads."""
    done = await send_reminders(session, actor, given, mails=request.app.state.settings.mails)
    return json_bytes(done, 200 if given.dry_run else 201)


@router.get("/reminders", response_model=PageOf[ReminderRead])
async def list_reminders(request: Request, session: DbSession, actor: CurrentActor, query: Annotated[ReminderQuery, Query()]) -> Response:
    """What was sent to whom, when and by whom, the latest first: one row for each thing of each unit."""
    return await answer_list(session, request, queries.list_reminders(actor, query), query)


@router.get("/periods/{period_id}/reminders", response_model=ReminderCounts)
async def count_reminders(session: DbSession, actor: CurrentActor, period_id: UUID) -> Response:
    """How often each unit was reminded of its report of the period, and on which day last."""
    return json_bytes(await queries.read_counts(session, actor, period_id))


@router.get("/reminders/{reminder_id}/letter", responses=PAPERS, response_class=Response)
async def get_reminder_letter(
    session: DbSession, actor: CurrentActor, reminder_id: UUID, wording: Wording = Wording.DUTY, kind: WantedFormat = None
) -> Response:
    """The official letter (Nghị định 30/2020) of what the caller's own unit sent, to all units of one wording."""
    return await answer(session, await reminder_letter(session, actor, reminder_id, wording), kind or Format.DOCX)
