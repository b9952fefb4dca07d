"""What a new version of a document does to the lines that it proves."""

from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.reports.models import Report, ReportLine, ReportLineEvidence, ReportState


async def touch_lines_holding(session: AsyncSession, evidence_id: UUID) -> None:
    """Move the versions of lines that hold the document, and of their reports: marks on them fall off, and whoever sends or
    accepts what they read before is told. An accepted report is sealed with the file as it was, and stays as it is."""
    held = select(ReportLineEvidence.line_id).where(ReportLineEvidence.evidence_id == evidence_id, ReportLineEvidence.unlinked_at.is_(None))
    holding = select(ReportLine.report_id).where(ReportLine.id.in_(held))
    unfinished = select(Report.id).where(Report.id.in_(holding), Report.state != ReportState.ACCEPTED)
    # reports before lines, and in one order, as everybody takes them
    report_ids = (await session.scalars(unfinished.order_by(Report.id).with_for_update(key_share=True))).all()
    if not report_ids:
        return
    touched = update(ReportLine).where(ReportLine.id.in_(held), ReportLine.report_id.in_(report_ids))
    moved = update(Report).where(Report.id.in_(report_ids))
    for statement in (
        touched.values(version=ReportLine.version + 1),
        moved.values(content_version=Report.content_version + 1),
    ):
        await session.execute(statement.execution_options(synchronize_session=False))
