"""How the endpoints of reporting answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request, Response
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.keys import Keys, SigningKey
from papi.kit.etag import IfMatch, Precondition, resource
from papi.reports.queries import lines, report_views


async def _keys(request: Request) -> Keys:
    return request.app.state.issuer.keys


SealingKeys = Annotated[Keys, Depends(_keys)]


async def _ceremony(precondition: IfMatch, keys: SealingKeys) -> tuple[Precondition, SigningKey]:
    return precondition, keys.seals[0]


Ceremony = Annotated[tuple[Precondition, SigningKey], Depends(_ceremony)]
"""What an acceptance needs beside its body: the version that was read, and the key that seals."""


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
