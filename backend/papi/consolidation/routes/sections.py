from typing import Annotated
from uuid import UUID

from fastapi import Path, Request, Response

from papi.access.dependencies import CurrentActor
from papi.consolidation.actions import condensing, versions, writing
from papi.consolidation.queries import sections as queries
from papi.consolidation.queries.sources import SOURCES, read_sources
from papi.consolidation.routes.answers import answer_block, answer_section
from papi.consolidation.schemas.sections import (
    BlockCreate,
    BlockRead,
    BlockSplit,
    BlockUpdate,
    SectionOrder,
    SectionRead,
    SectionVersionsRead,
    SourcesRead,
    SourcesWrite,
)
from papi.kit.db import DbSession
from papi.kit.etag import IfMatch, resource
from papi.kit.lists import answer_whole
from papi.kit.transport import api_router

router = api_router("consolidated reports")
Number = Annotated[int, Path(ge=1, le=100_000)]


@router.get("/consolidated-reports/{consolidated_id}/sections/{key}", response_model=SectionRead)
async def get_section(session: DbSession, actor: CurrentActor, consolidated_id: UUID, key: str, precondition: IfMatch) -> Response:
    """A section's paragraphs, each with how many lines and answers stand behind it and how many of those have changed since. For those
    who read reports before they are approved."""
    section = await queries.read_section(session, actor, consolidated_id, key)
    return resource(section, section["content_version"], precondition)


@router.post("/consolidated-reports/{consolidated_id}/blocks", response_model=SectionRead, status_code=201)
async def add_block(session: DbSession, actor: CurrentActor, consolidated_id: UUID, given: BlockCreate) -> Response:
    """Add a paragraph written by hand, behind another one or at the beginning of its section. The answer is the section."""
    return await answer_section(session, actor, *await writing.add_block(session, actor, consolidated_id, given), status=201)


@router.patch("/consolidated-blocks/{block_id}", response_model=BlockRead)
async def update_block(session: DbSession, actor: CurrentActor, block_id: UUID, given: BlockUpdate, precondition: IfMatch) -> Response:
    """Save a paragraph's text. Each has a version of its own, so two people on two paragraphs do not collide."""
    await writing.update_block(session, actor, block_id, given, precondition)
    return await answer_block(session, actor, block_id)


@router.delete("/consolidated-blocks/{block_id}", response_model=SectionRead)
async def remove_block(session: DbSession, actor: CurrentActor, block_id: UUID, precondition: IfMatch) -> Response:
    """Take a paragraph out; a refresh does not bring it back by itself. The answer is the section."""
    return await answer_section(session, actor, *await writing.remove_block(session, actor, block_id, precondition))


@router.post("/consolidated-blocks/{block_id}/split", response_model=SectionRead)
async def split_block(session: DbSession, actor: CurrentActor, block_id: UUID, given: BlockSplit, precondition: IfMatch) -> Response:
    """Make two paragraphs of one, both with its sources. The answer is the section."""
    return await answer_section(session, actor, *await writing.split_block(session, actor, block_id, given.at, precondition))


@router.post("/consolidated-blocks/{block_id}/condense", response_model=SectionRead)
async def condense_task(session: DbSession, actor: CurrentActor, block_id: UUID, precondition: IfMatch) -> Response:
    """Of a task leave the paragraph about all units, and take out what they say one by one. The section is kept as it stood before; the
    answer is the section. 422 `not_a_task` for any other paragraph."""
    return await answer_section(session, actor, *await condensing.condense(session, actor, block_id, precondition))


@router.get("/consolidated-blocks/{block_id}/sources", response_model=SourcesRead)
async def list_sources(request: Request, session: DbSession, actor: CurrentActor, block_id: UUID) -> Response:
    """The units' lines and answers behind a paragraph, as they were taken over, and what is accepted today where that is something else."""
    return await answer_whole(request, await read_sources(session, actor, block_id), SOURCES)


@router.put("/consolidated-blocks/{block_id}/sources", response_model=BlockRead)
async def set_sources(session: DbSession, actor: CurrentActor, block_id: UUID, given: SourcesWrite, precondition: IfMatch) -> Response:
    """Say which lines and answers are set aside as sources of a paragraph."""
    await writing.set_sources(session, actor, block_id, given, precondition)
    return await answer_block(session, actor, block_id)


@router.put("/consolidated-reports/{consolidated_id}/sections/{key}/order", response_model=SectionRead)
async def order_section(session: DbSession, actor: CurrentActor, consolidated_id: UUID, key: str, given: SectionOrder) -> Response:
    """Put a section's paragraphs in another order; all of them are named."""
    await writing.order_section(session, actor, consolidated_id, key, given)
    return await answer_section(session, actor, consolidated_id, key)


@router.get("/consolidated-reports/{consolidated_id}/sections/{key}/versions", response_model=SectionVersionsRead)
async def list_section_versions(request: Request, session: DbSession, actor: CurrentActor, consolidated_id: UUID, key: str) -> Response:
    """How the section stood whenever somebody left it, and at each submission; the latest first."""
    return await answer_whole(request, await queries.list_versions(session, actor, consolidated_id, key), queries.VERSIONS)


@router.post("/consolidated-reports/{consolidated_id}/sections/{key}/versions", response_model=SectionRead)
async def keep_section(session: DbSession, actor: CurrentActor, consolidated_id: UUID, key: str) -> Response:
    """Keep the section as it stands, when leaving it; what is kept already is not kept twice."""
    await versions.keep_section(session, actor, consolidated_id, key)
    return await answer_section(session, actor, consolidated_id, key)


@router.post("/consolidated-reports/{consolidated_id}/sections/{key}/versions/{number}/restore", response_model=SectionRead)
async def restore_section(session: DbSession, actor: CurrentActor, consolidated_id: UUID, key: str, number: Number) -> Response:
    """Let the section be what it was in an earlier version; how it stands now is kept first."""
    await versions.restore_version(session, actor, consolidated_id, key, number)
    return await answer_section(session, actor, consolidated_id, key)
