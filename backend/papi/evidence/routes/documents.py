from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from papi.access.actor import UnitRef
from papi.access.dependencies import CurrentActor
from papi.evidence import actions, queries
from papi.evidence.issuing_schemas import BodiesQuery, IssuingBodies
from papi.evidence.linking import linkers_for
from papi.evidence.queries.reads import list_reads
from papi.evidence.review_schemas import Acceptance, BulkReview, Rejection, ReviewOutcomes
from papi.evidence.schemas import (
    EvidenceQuery,
    EvidenceRead,
    EvidenceRow,
    EvidenceUpdate,
    Links,
    ReadRow,
    Uses,
)
from papi.kit.db import DbSession
from papi.kit.etag import IfMatch, resource
from papi.kit.lists import answer_list, answer_whole
from papi.kit.paging import PageOf, PageQuery
from papi.kit.transport import api_router
from papi.outbox.queries import FACTS, timeline
from papi.outbox.schemas import TimelineRead

router = api_router("evidence")


@router.get("/evidence", response_model=PageOf[EvidenceRow])
async def list_evidence(request: Request, session: DbSession, actor: CurrentActor, query: Annotated[EvidenceQuery, Query()]) -> Response:
    """The library: the own unit's documents, those released to supervisors, those lent to a lead unit; the latest first."""
    return await answer_list(session, request, queries.list_evidence(actor, query), query)


@router.get("/evidence/issuing-bodies", response_model=IssuingBodies)
async def list_issuing_bodies(
    request: Request, session: DbSession, actor: CurrentActor, query: Annotated[BodiesQuery, Query()]
) -> Response:
    """The bodies that issued the unit's latest documents, the most frequent first: offered to whoever describes a further one."""
    return await answer_whole(request, await queries.issuing_bodies(session, actor, query.q), queries.BODIES)


@router.post("/evidence/bulk")
async def review_many(session: DbSession, actor: CurrentActor, given: BulkReview) -> ReviewOutcomes:
    """Accept or reject many documents in one act, each in the version and with the file that was looked at.

    What has changed meanwhile is told as 412 (`file_replaced` where the file did) and does not keep the others back.
    """
    return ReviewOutcomes.model_validate({"items": await actions.review_many(session, actor, given)})


@router.get("/evidence/{evidence_id}", response_model=EvidenceRead)
async def get_evidence(session: DbSession, actor: CurrentActor, evidence_id: UUID, precondition: IfMatch) -> Response:
    """One document with its versions."""
    body = await queries.read_evidence(session, actor, evidence_id)
    return resource(body, body["version"], precondition)


@router.patch("/evidence/{evidence_id}", response_model=EvidenceRead)
async def update_evidence(
    session: DbSession, actor: CurrentActor, evidence_id: UUID, given: EvidenceUpdate, precondition: IfMatch
) -> Response:
    """Change the description. Content is never changed: a new file is a new version."""
    await actions.update_evidence(session, actor, evidence_id, given, precondition)
    return await _answer(session, actor, evidence_id)


@router.get("/evidence/{evidence_id}/timeline", response_model=TimelineRead)
async def get_evidence_timeline(request: Request, session: DbSession, actor: CurrentActor, evidence_id: UUID) -> Response:
    """What happened to the document, oldest first. Reads of personal data are told by `/reads`."""
    evidence, unit = await queries.get_with_unit(session, actor, evidence_id)
    entrusted = evidence.unit_id in actor.answered or actor.may("evidence.review", UnitRef(unit.id, unit.coordinating))
    body = await timeline(session, "evidence", evidence_id, language=actor.language, private=entrusted)
    if evidence.erased_at is not None:  # what was said of it before stays recorded, and is told no more
        body = {"items": [item | {"subject": evidence.title, "changes": [], "reason": None} for item in body["items"]]}
    return await answer_whole(request, body, FACTS)


@router.get("/evidence/{evidence_id}/reads", response_model=PageOf[ReadRow])
async def list_evidence_reads(
    request: Request, session: DbSession, actor: CurrentActor, evidence_id: UUID, query: Annotated[PageQuery, Query()]
) -> Response:
    """Who has read the document since it was marked, the latest first: for the head of its unit and for its reviewers."""
    return await answer_list(session, request, await list_reads(session, actor, evidence_id, query), query)


@router.get("/evidence/{evidence_id}/uses", response_model=Uses)
async def list_evidence_uses(request: Request, session: DbSession, actor: CurrentActor, evidence_id: UUID) -> Response:
    """Where the document serves as proof, as far as the caller may see it."""
    await queries.get_evidence(session, actor, evidence_id)
    items = [use for linker in linkers_for(actor) for use in await linker.uses(session, actor, evidence_id)]
    return await answer_whole(request, {"items": items}, queries.USES)


@router.post("/evidence/{evidence_id}/links", response_model=EvidenceRead)
async def link_evidence(session: DbSession, actor: CurrentActor, evidence_id: UUID, given: Links) -> Response:
    """Link one document of the own unit to many things in one call; all or none."""
    await actions.link_evidence(session, actor, evidence_id, given.targets)
    return await _answer(session, actor, evidence_id)


@router.delete("/evidence/{evidence_id}/links", response_model=EvidenceRead)
async def unlink_evidence(session: DbSession, actor: CurrentActor, evidence_id: UUID, given: Links) -> Response:
    """Take a document off things; document and trace stay."""
    await actions.unlink_evidence(session, actor, evidence_id, given.targets)
    return await _answer(session, actor, evidence_id)


@router.post("/evidence/{evidence_id}/accept", response_model=EvidenceRead)
async def accept_evidence(
    session: DbSession, actor: CurrentActor, evidence_id: UUID, precondition: IfMatch, given: Acceptance | None = None
) -> Response:
    """Accept a document of another unit. 412 if it has changed since it was looked at, `file_replaced` if its file has."""
    verdict = actions.Verdict.accepted(given.sha256 if given else None)
    await actions.review_evidence(session, actor, evidence_id, verdict, precondition)
    return await _answer(session, actor, evidence_id)


@router.post("/evidence/{evidence_id}/reject", response_model=EvidenceRead)
async def reject_evidence(session: DbSession, actor: CurrentActor, evidence_id: UUID, given: Rejection, precondition: IfMatch) -> Response:
    """Reject a document of another unit with a reason: a code, and words where it is `other`. A report that rests on it cannot be
    accepted; the unit is told, and sees the reason where the document is linked."""
    await actions.review_evidence(session, actor, evidence_id, actions.Verdict.rejected(given, given.sha256), precondition)
    return await _answer(session, actor, evidence_id)


@router.post("/evidence/{evidence_id}/scan", response_model=EvidenceRead)
async def scan_evidence_again(request: Request, session: DbSession, actor: CurrentActor, evidence_id: UUID) -> Response:
    """Have files of the document scanned again that could not be scanned. Until the scanner has looked at them they are `pending`.

    409 `nothing_to_scan_again` where there is no such file, `no_scanner` where none is set up any more.
    """
    await actions.scan_again(session, actor, evidence_id, scans=bool(request.app.state.settings.clamav))
    return await _answer(session, actor, evidence_id)


async def _answer(session: DbSession, actor: CurrentActor, evidence_id: UUID) -> Response:
    await session.flush()
    session.expire_all()
    body = await queries.read_evidence(session, actor, evidence_id)
    return resource(body, body["version"])
