from uuid import UUID

from fastapi import Request, Response

from papi.access.dependencies import CurrentActor
from papi.kit.db import DbSession
from papi.kit.documents import wanted_type
from papi.kit.etag import IfMatch, resource
from papi.kit.lists import answer_whole
from papi.kit.transport import api_router
from papi.plans import actions
from papi.plans.queries.figures import FIGURES
from papi.plans.queries.tasks import read_figures
from papi.plans.schemas.figures import FiguresWrite, TaskFiguresRead

router = api_router("tasks")


@router.get("/tasks/{task_id}/figures", response_model=TaskFiguresRead)
async def get_task_figures(request: Request, session: DbSession, actor: CurrentActor, task_id: UUID, precondition: IfMatch) -> Response:
    """The numbers that units report with the task, each with its measure and with the rule by which periods become one: `sum`, `latest`
    or `max`. The tag carries the task's version."""
    figures = await read_figures(session, actor, task_id)
    if wanted_type(request) is not None:
        return await answer_whole(request, figures, FIGURES)
    return resource(figures, figures["version"], precondition)


@router.put("/tasks/{task_id}/figures", response_model=TaskFiguresRead)
async def set_task_figures(session: DbSession, actor: CurrentActor, task_id: UUID, given: FiguresWrite, precondition: IfMatch) -> Response:
    """Say which numbers units report with the task, as a whole. `If-Match` compares the task's version.

    Of a plan in force a figure that is left out is retired: lines that hold it keep it. Its kind stays (422).
    """
    await actions.set_figures(session, actor, task_id, given, precondition)
    await session.flush()
    figures = await read_figures(session, actor, task_id)
    return resource(figures, figures["version"])
