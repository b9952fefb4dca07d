"""What a new version of a document does to the lines that it proves."""

from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.reports.models import Report, ReportLine, ReportLineEvidence, ReportState


async def touch_lines_holding(session: AsyncSession, evidence_id: UUID) -> None:
    """Move the versions of lines that hold the document, and of their reports: marks on them fall off, and whoever sends or
    accepts what they read before is told. An accepted report is sealed with the file as it was, and stays as it is."""
    held = select(ReportLineEvidence.line_id).where(ReportLineEvidence.evidence_id == evidence_id, ReportLineEvidence.unlinked_at.is_(None))
    unfinished = select(Report.id).where(Report.state != ReportState.ACCEPTED)
    touched = await session.execute(
        update(ReportLine)
        .where(ReportLine.id.in_(held), ReportLine.report_id.in_(unfinished))
        .values(version=ReportLine.version + 1)
        .returning(ReportLine.report_id)
        .execution_options(synchronize_session=False)
    )
    report_ids = set(touched.scalars())
    if report_ids:
        moved = update(Report).where(Report.id.in_(report_ids)).values(content_version=Report.content_version + 1)
        await session.execute(moved.execution_options(synchronize_session=False))
