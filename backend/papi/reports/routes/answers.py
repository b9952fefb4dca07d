"""How the endpoints of reporting answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request, Response
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.keys import Keys
from papi.kit.etag import Precondition, resource
from papi.reports.queries import lines, report_views


def _keys(request: Request) -> Keys:
    return request.app.state.issuer.keys


SealingKeys = Annotated[Keys, Depends(_keys)]


async def answer_report(session: AsyncSession, actor: Actor, report_id: UUID, precondition: Precondition | None = None) -> Response:
    """The report as it stands after the act, with its two-part tag."""
    await session.flush()
    report = await report_views.read_report(session, actor, report_id)
    return resource(report, f"{report['version']}.{report['content_version']}", precondition)


async def answer_line(session: AsyncSession, actor: Actor, line_id: UUID, precondition: Precondition | None = None) -> Response:
    """The line as it stands after the act."""
    await session.flush()
    line = await lines.read_line(session, actor, line_id)
    return resource(line, line["version"], precondition)
