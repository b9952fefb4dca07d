"""What keeps a document from being erased: a hold, a request that is to give it, reports that it proves, a correction
that brings it, and work in which it is used."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, SQLColumnExpression, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Viewer
from papi.evidence.models import Evidence
from papi.kit import clock
from papi.kit.errors import Refusal
from papi.plans.models import AssignmentEvidence
from papi.privacy.errors import BroughtByCorrection, Held, KeptBySeal, PromisedToSubject, StillUsed
from papi.privacy.models import LegalHold
from papi.privacy.queries.rules import is_held
from papi.privacy.retention import Rules
from papi.reports.models import Period, Report, ReportLine, ReportLineEvidence, ReportState, Seal, SealedDocument
from papi.reports.queries.bringing import load_bringing
from papi.subject_requests.queries.promised import load_promises


def latest_period_of(evidence_id: UUID | SQLColumnExpression[UUID]) -> Select[date, str]:
    """The end of the data of the latest period whose sealed report a document proves, with that period's title."""
    return (
        select(Period.data_to, Period.title)
        .join(Report, Report.period_id == Period.id)
        .join(Seal, Seal.report_id == Report.id)
        .join(SealedDocument, SealedDocument.seal_id == Seal.id)
        .where(SealedDocument.evidence_id == evidence_id)
        .order_by(Period.data_to.desc())
        .limit(1)
    )


async def objection_to(session: AsyncSession, viewer: Viewer, evidence: Evidence, rules: Rules) -> Refusal | None:
    """Why the document may not be erased now, in words that the viewer may read; None where nothing keeps it."""
    reason = await session.scalar(select(LegalHold.reason).where(is_held(evidence.id)).limit(1))
    if reason is not None:
        return Held(reason=reason)
    for promise in (await load_promises(session, [evidence.id])).values():
        return PromisedToSubject(**promise._asdict())
    row = (await session.execute(latest_period_of(evidence.id))).one_or_none()
    if row is not None:
        last_year = last_year_kept(row.data_to, rules.years("sealed"))
        if clock.today().year <= last_year:
            return KeptBySeal(report=row.title, year=last_year, source=rules.source)
    bringing = (await load_bringing(session, [evidence.id], viewer)).get(evidence.id, ())
    if bringing and bringing[0].seen:
        return BroughtByCorrection(report=bringing[0].report, unit=bringing[0].unit)
    # What a unit only drafts is nobody else's to know: a place of use among others.
    uses = (await load_uses(session, [evidence.id])).get(evidence.id, 0) + len(bringing)
    return StillUsed(count=uses) if uses else None


async def load_uses(session: AsyncSession, evidence_ids: Collection[UUID]) -> Mapping[UUID, int]:
    """In how many places that no seal ends each of these documents is used, where there are any. An accepted report ends its lines that
    its seals prove by the document, and what the unit had said of their tasks by it before."""
    claim = and_(
        AssignmentEvidence.assignment_id == ReportLine.assignment_id, AssignmentEvidence.evidence_id == ReportLineEvidence.evidence_id
    )
    sealed = select(SealedDocument.seal_id).join(Seal, Seal.id == SealedDocument.seal_id)
    named = (Seal.report_id == Report.id, SealedDocument.evidence_id == ReportLineEvidence.evidence_id)
    ended = (
        select(
            ReportLineEvidence.evidence_id,
            (func.count() + func.count(AssignmentEvidence.assignment_id.distinct())).label("number"),
        )
        .join(ReportLine, ReportLine.id == ReportLineEvidence.line_id)
        .join(Report, Report.id == ReportLine.report_id)
        .outerjoin(AssignmentEvidence, claim)
        .where(
            ReportLineEvidence.evidence_id.in_(sorted(evidence_ids)),
            ReportLineEvidence.unlinked_at.is_(None),
            Report.state == ReportState.ACCEPTED,
            sealed.where(*named).exists(),
        )
        .group_by(ReportLineEvidence.evidence_id)
        .subquery()
    )
    uses = (Evidence.link_count - func.coalesce(ended.c.number, 0)).label("uses")
    statement = select(Evidence.id, uses).outerjoin(ended, ended.c.evidence_id == Evidence.id)
    rows = await session.execute(statement.where(Evidence.id.in_(sorted(evidence_ids)), uses > 0))
    return {row.id: row.uses for row in rows}


def last_year_kept(ended_on: date, years: int) -> int:
    """Until the end of which year something is kept whose time begins with the end of the year of `ended_on`."""
    return ended_on.year + years


async def sealed_reports(session: AsyncSession, evidence_id: UUID) -> list[dict[str, Any]]:
    """The seals that name the document, which stay as they are."""
    rows = await session.execute(
        select(Seal.report_id, Seal.number, SealedDocument.sha256)
        .join(SealedDocument, SealedDocument.seal_id == Seal.id)
        .where(SealedDocument.evidence_id == evidence_id)
        .order_by(Seal.sealed_at, Seal.id)
    )
    return [{"report": str(row.report_id), "seal": row.number, "sha256": row.sha256} for row in rows]
