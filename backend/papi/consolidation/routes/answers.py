"""How the endpoints of consolidated reports answer."""

from uuid import UUID

from fastapi import Response
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.consolidation.queries.detail import read_consolidated
from papi.consolidation.queries.sections import read_block, read_section
from papi.kit.etag import Precondition, resource


async def answer_consolidated(
    session: AsyncSession, actor: Actor, consolidated_id: UUID, precondition: Precondition | None = None, *, status: int = 200
) -> Response:
    """The report as it stands after the act, with its two-part tag."""
    await _settled(session)
    body = await read_consolidated(session, actor, consolidated_id)
    return resource(body, f"{body['version']}.{body['content_version']}", precondition, status=status)


async def answer_section(session: AsyncSession, actor: Actor, consolidated_id: UUID, key: str, *, status: int = 200) -> Response:
    """The section as it stands after the act."""
    await _settled(session)
    body = await read_section(session, actor, consolidated_id, key)
    return resource(body, body["content_version"], status=status)


async def answer_block(session: AsyncSession, actor: Actor, block_id: UUID) -> Response:
    """The paragraph as it stands after the act."""
    await _settled(session)
    body = await read_block(session, actor, block_id)
    return resource(body, body["version"])


async def _settled(session: AsyncSession) -> None:
    if session.autoflush:  # of a session that writes
        await session.flush()
        session.expire_all()
