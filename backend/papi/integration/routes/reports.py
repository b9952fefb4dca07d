from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Request, Response
from fastapi.responses import StreamingResponse

from papi.access.machines import Machine, machine_with
from papi.evidence.filetypes import with_ending
from papi.evidence.routes.content import send_file
from papi.integration import facts
from papi.integration.queries.evidence import find_file, read_evidence
from papi.integration.queries.reports import read_report, read_reports
from papi.integration.routes.answers import packaged
from papi.integration.routes.reference import Reading
from papi.integration.routes.remembering import remember
from papi.integration.schemas.packages import ChangesOf
from papi.integration.schemas.reports import EvidencePackage, EvidenceQuery, ReportAnswer, ReportPackage, ReportQuery
from papi.integration.versions import Served
from papi.kit.db import database_of
from papi.kit.transport import api_router
from papi.outbox.facts import record

router = api_router("integration")
ReadingEvidence = Annotated[Machine, Depends(machine_with("evidence:read"), scope="function")]
Edition = Annotated[int | None, Query(ge=1, le=100_000, description="An earlier edition; the latest unless given")]
Version = Annotated[int | None, Query(ge=1, le=100_000, description="The version that was sealed; the latest unless given")]


@router.get("/integration/cchc/reports", response_model=ChangesOf[ReportPackage], dependencies=[Served])
async def pull_reports(request: Request, machine: Reading, query: Annotated[ReportQuery, Query()]) -> Response:
    """Units' accepted reports and approved consolidated ones, as they were sealed, in the order of their sealing; never a draft. One that
    is accepted anew, or corrected (đính chính), comes again with a later `updated_at`, its earlier values under `changes`. Consolidated
    reports tell of every unit, so a client of some units does not see them."""
    async with database_of(request).reading() as session:
        body = await read_reports(session, machine, query)
    await remember(request, machine, "reports", len(body["items"]), query.period)
    return packaged(request, body)


@router.get("/integration/cchc/reports/{report_id}", response_model=ReportAnswer, dependencies=[Served])
async def pull_report(request: Request, machine: Reading, report_id: UUID, edition: Edition = None) -> Response:
    """One report, as it was accepted last or in an earlier edition."""
    async with database_of(request).reading() as session:
        body = await read_report(session, machine, report_id, edition)
    await remember(request, machine, "reports", 1, body["period"]["code"])
    return packaged(request, body)


@router.get("/integration/cchc/evidence", response_model=ChangesOf[EvidencePackage], dependencies=[Served])
async def pull_evidence(request: Request, machine: ReadingEvidence, query: Annotated[EvidenceQuery, Query()]) -> Response:
    """Which documents prove accepted reports: title, number, hash and size, each in the version that was sealed. Those with personal data
    go as their redacted copies, or not at all (`withheld`)."""
    async with database_of(request).reading() as session:
        body = await read_evidence(session, machine, query)
    await remember(request, machine, "evidence", len(body["items"]), query.period)
    return packaged(request, body)


@router.get("/integration/cchc/evidence/{evidence_id}/content", response_class=StreamingResponse, dependencies=[Served])
async def pull_evidence_content(request: Request, machine: ReadingEvidence, evidence_id: UUID, version: Version = None) -> Response:
    """The file of a document of an accepted report, with Range (206, 416), If-Range and ETag (its SHA-256). Each read is recorded. 404
    `file_not_given` for what no accepted report holds and for what may not leave."""
    async with database_of(request).reading() as session:
        file, row = await find_file(session, machine, evidence_id, version)
    async with database_of(request).writing() as session:
        told = {"evidence_id": str(evidence_id), "version": row.version, "sha256": file.sha256, "period": row.period_code}
        record(session, machine.author, facts.about(facts.FILE_READ, machine, what="file", rows=1, **told))
    name = with_ending(f"ban-da-che-{-file.number}", file.media_type) if file.redacts is not None else None
    return await send_file(request, file, name)
