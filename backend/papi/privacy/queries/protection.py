"""What keeps a document from being erased: a hold, a request that is to give it, reports that it proves, and work in which it is used."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, SQLColumnExpression, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.evidence.models import Evidence
from papi.kit import clock
from papi.kit.errors import Refusal
from papi.privacy.errors import Held, KeptBySeal, PromisedToSubject, StillUsed
from papi.privacy.models import LegalHold
from papi.privacy.queries.rules import is_held
from papi.privacy.retention import Rules
from papi.reports.models import Period, Report, Seal, SealedDocument
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


async def objection_to(session: AsyncSession, evidence: Evidence, rules: Rules) -> Refusal | None:
    """Why the document may not be erased now, in words; None where nothing keeps it."""
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
        return None
    return StillUsed(count=evidence.link_count) if evidence.link_count else None


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
