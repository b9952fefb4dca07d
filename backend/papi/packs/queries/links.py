"""What documents prove, as far as the reader may see it: lines of reports, units' own plans, inspections and findings."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, not_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Unit
from papi.framework.models import Indicator
from papi.inspections.queries.uses import accepted_version, list_finding_links, list_inspection_links
from papi.inspections.words import FINDING_WORDS
from papi.plans.models import Plan, Task, TaskIndicator
from papi.reports.models import Period, Report, ReportLine, ReportLineEvidence, ReportState
from papi.reports.queries.seals import sealed_version
from papi.unit_plans.models import UnitPlan, UnitPlanEvidence, UnitPlanVersion
from papi.unit_plans.queries.plans import visible_to
from papi.unit_plans.queries.rows import latest_accepted

_AT_ONCE = 1_000


@dataclass(frozen=True)
class Link:
    """One thing that a document proves. `place` sorts links of one kind; `folder` is what it is filed under; `of` is the period or the
    inspection to which it belongs."""

    place: tuple[Any, ...]
    folder: str
    told: Mapping[str, Any]
    of: UUID | None = None


def held_in_reports(actor: Actor) -> ColumnElement[bool]:
    """Links that the reader knows of: the own unit's as they are now, others' as they were when the report was sent. Joins `Report`."""
    own = actor.keeps(Report.unit_id)
    now = ReportLineEvidence.unlinked_at.is_(None)
    sent = and_(
        Report.state != ReportState.DRAFT,
        ReportLineEvidence.linked_at <= Report.submitted_at,
        or_(now, ReportLineEvidence.unlinked_at > Report.submitted_at),
    )
    return and_(actor.sees("report.read", Report.unit_id), or_(and_(own, now), and_(not_(own), sent)))


async def list_links(session: AsyncSession, actor: Actor, evidence_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[Link]]:
    """What each document proves: the latest period first, lines in their order, then units' own plans, then inspections."""
    found: dict[UUID, list[Link]] = defaultdict(list)
    for start in range(0, len(evidence_ids), _AT_ONCE):
        some = evidence_ids[start : start + _AT_ONCE]
        of_reports = [*await _lines(session, actor, some), *await _unit_plans(session, actor, some)]
        for evidence_id, link in [*of_reports, *await _inspections(session, actor, some)]:
            found[evidence_id].append(link)
    return {evidence_id: sorted(links, key=lambda link: link.place) for evidence_id, links in found.items()}


async def _lines(session: AsyncSession, actor: Actor, evidence_ids: Iterable[UUID]) -> list[tuple[UUID, Link]]:
    statement = (
        select(
            ReportLineEvidence.evidence_id,
            ReportLine.sort,
            Report.id.label("report_id"),
            Period,
            Unit,
            Task,
            sealed_version(ReportLineEvidence.evidence_id).label("accepted_version"),
        )
        .join(ReportLine, ReportLine.id == ReportLineEvidence.line_id)
        .join(Report, Report.id == ReportLine.report_id)
        .join(Period, Period.id == Report.period_id)
        .join(Unit, Unit.id == Report.unit_id)
        .join(Task, Task.id == ReportLine.task_id)
        .where(ReportLineEvidence.evidence_id.in_(list(evidence_ids)), held_in_reports(actor))
    )
    rows = (await session.execute(statement)).all()
    indicators = await _indicators(session, {row.Task.id for row in rows})
    return [(row.evidence_id, _of_line(row, indicators.get(row.Task.id, []))) for row in rows]


def _of_line(row: Any, indicators: Sequence[str]) -> Link:
    period, unit, task = row.Period, row.Unit, row.Task
    number = row.sort + 1
    told = {
        "type": "report_line",
        "report": str(row.report_id),
        "period": {"code": period.code, "title": period.title},
        "unit": {"code": unit.code, "name": unit.name},
        "line": number,
        "task": {"key": task.key, "title": task.title, "source_ref": task.source_ref},
        "indicators": list(indicators),
        "accepted_version": row.accepted_version,
    }
    return Link((0, -period.data_to.toordinal(), unit.sort, number), f"{number:02d} {task.title}", told, period.id)


async def _indicators(session: AsyncSession, task_ids: Iterable[UUID]) -> Mapping[UUID, Sequence[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    statement = (
        select(TaskIndicator.task_id, Indicator.code)
        .join(Indicator, Indicator.id == TaskIndicator.indicator_id)
        .where(TaskIndicator.task_id.in_(list(task_ids)))
        .order_by(Indicator.code)
    )
    for task_id, code in await session.execute(statement):
        found[task_id].append(code)
    return found


async def _unit_plans(session: AsyncSession, actor: Actor, evidence_ids: Iterable[UUID]) -> list[tuple[UUID, Link]]:
    statement = (
        select(UnitPlanEvidence.evidence_id, Plan.year, Unit, UnitPlanVersion.evidence)
        .join(UnitPlan, UnitPlan.id == UnitPlanEvidence.unit_plan_id)
        .join(Unit, Unit.id == UnitPlan.unit_id)
        .join(Plan, Plan.id == UnitPlan.plan_id)
        .outerjoin(UnitPlanVersion, latest_accepted())
        .where(UnitPlanEvidence.evidence_id.in_(list(evidence_ids)), UnitPlanEvidence.unlinked_at.is_(None), visible_to(actor))
    )
    return [(row.evidence_id, _of_unit_plan(row)) for row in await session.execute(statement)]


def _of_unit_plan(row: Any) -> Link:
    unit, year, sent = row.Unit, row.year, row.evidence or ()
    told = {
        "type": "unit_plan",
        "year": year,
        "unit": {"code": unit.code, "name": unit.name},
        "accepted_version": next((file["number"] for file in sent if file["id"] == str(row.evidence_id)), None),
    }
    return Link((1, -year, unit.sort, 0), f"Kế hoạch của đơn vị năm {year}", told)


async def _inspections(session: AsyncSession, actor: Actor, evidence_ids: Sequence[UUID]) -> list[tuple[UUID, Link]]:
    """Findings first: the inspection as a whole stands behind all of them."""
    of_findings = [(row.evidence_id, _of_finding(row)) for row in await list_finding_links(session, actor, evidence_ids)]
    return [*of_findings, *((row.evidence_id, _of_inspection(row)) for row in await list_inspection_links(session, actor, evidence_ids))]


def _of_finding(row: Any) -> Link:
    told = {
        **_inspection(row, "finding"),
        "finding": row.number,
        "text": row.text,
        "state": FINDING_WORDS[row.state][0],
        "side": str(row.side),
        "accepted_version": accepted_version(row),
    }
    place = (2, -row.starts_on.toordinal(), row.Unit.sort, row.number)
    return Link(place, f"Tồn tại {row.number:02d} {row.title}", told, row.inspection_id)


def _of_inspection(row: Any) -> Link:
    told = {**_inspection(row, "inspection"), "accepted_version": None}
    return Link((2, -row.starts_on.toordinal(), row.Unit.sort, 0), row.title, told, row.inspection_id)


def _inspection(row: Any, kind: str) -> dict[str, Any]:
    unit = {"code": row.Unit.code, "name": row.Unit.name}
    return {"type": kind, "inspection": {"id": str(row.inspection_id), "title": row.title}, "unit": unit}
