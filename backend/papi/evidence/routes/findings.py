from uuid import UUID

from fastapi import Response

from papi.access.dependencies import CurrentActor
from papi.evidence.texts import findings, setting_aside
from papi.evidence.texts.schemas import Dismissal, FindingsRead
from papi.kit.db import DbSession
from papi.kit.lists import json_bytes
from papi.kit.transport import api_router

router = api_router("evidence")


@router.get("/evidence/{evidence_id}/findings", response_model=FindingsRead)
async def get_evidence_findings(session: DbSession, actor: CurrentActor, evidence_id: UUID) -> Response:
    """What a job has found in the present file: whether it was read, which documents it is like, and numbers that may be somebody's own.

    A document that the caller may not read is told of without its name. Numbers are masked, and nothing is marked by itself.
    """
    return json_bytes(await findings.read_findings(session, actor, evidence_id))


@router.post("/evidence/{evidence_id}/likenesses/{likeness_id}/dismiss", response_model=FindingsRead)
async def dismiss_likeness(session: DbSession, actor: CurrentActor, evidence_id: UUID, likeness_id: UUID, given: Dismissal) -> Response:
    """A reviewer says, with a reason, that this likeness means nothing; it is no longer marked, and stays on record."""
    await setting_aside.dismiss_likeness(session, actor, evidence_id, likeness_id, given.reason)
    return await _answer(session, actor, evidence_id)


@router.post("/evidence/{evidence_id}/numbers/dismiss", response_model=FindingsRead)
async def dismiss_numbers(session: DbSession, actor: CurrentActor, evidence_id: UUID) -> Response:
    """The unit says that the numbers found in the present version are nobody's own. To mark the document instead, `PATCH` it."""
    await setting_aside.dismiss_numbers(session, actor, evidence_id)
    return await _answer(session, actor, evidence_id)


async def _answer(session: DbSession, actor: CurrentActor, evidence_id: UUID) -> Response:
    await session.flush()
    return json_bytes(await findings.read_findings(session, actor, evidence_id))
