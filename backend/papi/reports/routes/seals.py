from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from papi.access.dependencies import CurrentActor
from papi.kit.db import DbSession
from papi.kit.lists import answer_whole, attachment, json_bytes
from papi.kit.transport import api_router
from papi.reports.queries import seal_changes, seals
from papi.reports.routes.answers import SealingKeys
from papi.reports.schemas.seals import SealChanges, SealRead, SealsRead

router = api_router("reports")
Number = Annotated[int | None, Query(ge=1, le=100_000, description="Which of the report's seals; the latest without it")]


@router.get("/reports/{report_id}/seal", response_model=SealRead)
async def get_seal(session: DbSession, actor: CurrentActor, report_id: UUID, keys: SealingKeys, number: Number = None) -> Response:
    """A sealed copy as a file: canonical JSON (RFC 8785), its SHA-256, and the ES256 signature with the public key.

    `papi seal verify` checks it without this server; the public keys are at `/.well-known/papi-seal-keys.json`.
    """
    body, name = await seals.read_seal(session, actor, report_id, number, keys)
    answer = json_bytes(body)
    answer.headers["Content-Disposition"] = attachment(name)
    return answer


@router.get("/reports/{report_id}/seals", response_model=SealsRead)
async def list_seals(request: Request, session: DbSession, actor: CurrentActor, report_id: UUID) -> Response:
    """All seals of a report, the latest first. A report that was reopened and accepted again has one more."""
    return await answer_whole(request, await seals.list_seals(session, actor, report_id), seals.SEALS)


@router.get("/reports/{report_id}/seal-changes", response_model=SealChanges)
async def get_seal_changes(session: DbSession, actor: CurrentActor, report_id: UUID) -> Response:
    """What has changed since the report was accepted: texts against the sealed ones, files against their sealed hashes, in words."""
    return json_bytes(await seal_changes.read_changes(session, actor, report_id))
