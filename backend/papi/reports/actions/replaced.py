"""What a new version of a document does to the lines that it proves."""

from uuid import UUID

from sqlalchemy import and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.reports.models import Correction, Report, ReportLine, ReportLineEvidence, ReportState
from papi.reports.queries.bringing import load_bringing
from papi.reports.queries.corrections import OPEN_CORRECTIONS


async def touch_lines_holding(session: AsyncSession, evidence_id: UUID) -> None:
    """Move the versions of lines that hold the document, and of their reports: marks on them fall off, and whoever sends or
    accepts what they read before is told. An accepted report is sealed with the file as it was, and stays as it is; a correction of it that
    brings the document moves."""
    held = select(ReportLineEvidence.line_id).where(ReportLineEvidence.evidence_id == evidence_id, ReportLineEvidence.unlinked_at.is_(None))
    unfinished = (Report.id.in_(select(ReportLine.report_id).where(ReportLine.id.in_(held))), Report.state != ReportState.ACCEPTED)
    bringing = {one.correction_id for one in (await load_bringing(session, [evidence_id])).get(evidence_id, ())}
    corrected = select(Correction.report_id).where(Correction.id.in_(bringing))
    # reports before lines and corrections, and in one order, as everybody takes them
    touched = select(Report.id).where(or_(and_(*unfinished), Report.id.in_(corrected)))
    report_ids = (await session.scalars(touched.order_by(Report.id).with_for_update(key_share=True))).all()
    if not report_ids:
        return
    locked = Report.id.in_(report_ids)
    for statement in (
        update(ReportLine)
        .where(ReportLine.id.in_(held), ReportLine.report_id.in_(select(Report.id).where(locked, *unfinished)))
        .values(version=ReportLine.version + 1),
        update(Report).where(locked, *unfinished).values(content_version=Report.content_version + 1),
        update(Correction)
        .where(Correction.id.in_(bringing), Correction.state.in_(OPEN_CORRECTIONS))
        .values(version=Correction.version + 1),
    ):
        await session.execute(statement.execution_options(synchronize_session=False))
