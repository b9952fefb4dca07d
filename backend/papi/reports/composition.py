"""What reporting lends to the floors below: how evidence is linked to a line, and who may comment on what."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.comments.subjects import Subject
from papi.directory.models import Unit
from papi.evidence.models import Evidence
from papi.evidence.queries import get_evidence
from papi.plans.models import Task
from papi.reports.actions import link_evidence, touch_lines_holding, unlink_evidence
from papi.reports.models import Period, Report, ReportLine, ReportLineEvidence
from papi.reports.queries.lines import get_line
from papi.reports.queries.reports import get_report
from papi.reports.queries.seals import sealed_version


class LineLinker:
    """Links evidence to report lines (`report_line`)."""

    permission = "report.edit"

    async def link(self, session: AsyncSession, actor: Actor, evidence: Sequence[Evidence], target_id: UUID) -> None:
        await link_evidence(session, actor, evidence, target_id)

    async def unlink(self, session: AsyncSession, actor: Actor, evidence_id: UUID, target_id: UUID) -> None:
        await unlink_evidence(session, actor, evidence_id, target_id)

    async def replaced(self, session: AsyncSession, evidence_id: UUID) -> None:
        """Lines of unfinished reports that hold the document move on, so nobody sends or accepts a file they have not seen."""
        await touch_lines_holding(session, evidence_id)

    def linked(self, target_id: UUID) -> Select[UUID]:
        """The ids of the documents that a line holds now."""
        return select(ReportLineEvidence.evidence_id).where(
            ReportLineEvidence.line_id == target_id, ReportLineEvidence.unlinked_at.is_(None)
        )

    async def uses(self, session: AsyncSession, actor: Actor, evidence_id: UUID) -> list[dict[str, Any]]:
        """The lines that hold the document, for whoever may see their reports."""
        rows = await session.execute(
            select(
                ReportLine.id,
                ReportLine.report_id,
                Task.title,
                Period.title.label("period"),
                Unit.short_name,
                sealed_version(evidence_id).label("accepted_version"),
            )
            .join(ReportLineEvidence, ReportLineEvidence.line_id == ReportLine.id)
            .join(Report, Report.id == ReportLine.report_id)
            .join(Period, Period.id == ReportLine.period_id)
            .join(Task, Task.id == ReportLine.task_id)
            .join(Unit, Unit.id == ReportLine.unit_id)
            .where(
                ReportLineEvidence.evidence_id == evidence_id,
                ReportLineEvidence.unlinked_at.is_(None),
                actor.sees("report.read", Report.unit_id),
            )
            .order_by(Period.data_to.desc(), ReportLine.sort)
        )
        return [
            {
                "type": "report_line",
                "id": row.id,
                "report_id": row.report_id,
                "label": f"{row.period}: {row.title}",
                "unit": row.short_name,
                "accepted_version": row.accepted_version,
            }
            for row in rows
        ]

    async def periods(self, session: AsyncSession, evidence_ids: Collection[UUID]) -> Mapping[UUID, Sequence[str]]:
        """The titles of the periods in whose reports documents stand, the latest first."""
        held = ReportLineEvidence.evidence_id.in_(evidence_ids) & ReportLineEvidence.unlinked_at.is_(None)
        statement = select(ReportLineEvidence.evidence_id, Period.title, Period.data_to).distinct().where(held)
        joined = statement.join(ReportLine, ReportLine.id == ReportLineEvidence.line_id).join(Period, Period.id == ReportLine.period_id)
        found: dict[UUID, list[str]] = defaultdict(list)
        for evidence_id, title, _until in await session.execute(joined.order_by(Period.data_to.desc())):
            found[evidence_id].append(title)
        return found


async def line_subject(session: AsyncSession, actor: Actor, line_id: UUID) -> Subject:
    """A line as the subject of comments; refused like the line itself."""
    loaded = await get_line(session, actor, line_id)
    return Subject(loaded.line.unit_id, loaded.task.title, [loaded.line.unit_id], private=is_unsent(loaded.loaded.report))


async def report_subject(session: AsyncSession, actor: Actor, report_id: UUID) -> Subject:
    """A report as the subject of comments; refused like the report itself."""
    loaded = await get_report(session, actor, report_id)
    return Subject(loaded.unit.id, loaded.label, [loaded.unit.id], private=is_unsent(loaded.report))


async def evidence_subject(session: AsyncSession, actor: Actor, evidence_id: UUID) -> Subject:
    """A document as the subject of comments; refused like the document itself."""
    evidence = await get_evidence(session, actor, evidence_id)
    private = evidence.contains_personal_data or not evidence.released
    return Subject(evidence.unit_id, evidence.title, [evidence.unit_id], private=private)


def is_unsent(report: Report) -> bool:
    """Whether nobody outside the unit has ever seen the report."""
    return report.first_submitted_at is None
