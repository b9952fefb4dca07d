"""The workbook from the report to the clerk and back: one reads what is there, one stores what was looked at before."""

import asyncio
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.evidence.queries import hold_own, own_by_name
from papi.framework.models import Indicator
from papi.kit import clock
from papi.kit.db import Database
from papi.kit.office import NotReadable
from papi.plans.models import TaskIndicator
from papi.plans.queries.status import dimension_names
from papi.reports.actions.lines import save_line
from papi.reports.errors import WorkbookNotRead, WorkbookOfAnother, WorkbookOvertaken, WorkbookTooOld, WorkbookUndecided
from papi.reports.facts import LINE_FILLED_OFFLINE
from papi.reports.models import ReportLine
from papi.reports.offline.comparing import Compared, Stands, compare, names_to_find
from papi.reports.offline.making import Leaving, make_workbook
from papi.reports.offline.opening import Returned, open_workbook
from papi.reports.queries.lines import get_line, read_lines
from papi.reports.queries.reports import LoadedReport, get_report
from papi.reports.schemas.lines import MAX_MERGED_TEXT, MAX_TEXT, LineUpdate
from papi.reports.schemas.workbooks import LineStatus, WorkbookDecisions, WorkbookResult
from papi.reports.workflow import ReportStep, take


@dataclass(frozen=True)
class Upload:
    """A file, with what was seen and chosen when it was looked at."""

    content: bytes
    decisions: WorkbookDecisions


async def require_writing(session: AsyncSession, actor: Actor, report_id: UUID, *, lock: bool = False) -> LoadedReport:
    """The report, if the actor may write it now, as the editor does."""
    loaded = await get_report(session, actor, report_id, lock=lock)
    take(actor, loaded.standing, ReportStep.EDIT)
    return loaded


async def report_workbook(session: AsyncSession, actor: Actor, report_id: UUID) -> tuple[str, bytes]:
    """The report's lines that may be written now as a workbook, and the name of the file."""
    loaded = await require_writing(session, actor, report_id)
    lines = [line for line in await read_lines(session, actor, report_id) if "edit" in line["allowed_actions"]]
    leaving = Leaving(
        report_id=report_id,
        submission=loaded.report.submission,
        made_at=clock.business(),
        label=loaded.label,
        lines=lines,
        dimensions=await dimension_names(session, loaded.period.plan_id),
        indicators=await _indicators(session, [line["task"]["id"] for line in lines]),
    )
    return f"{loaded.period.code}-{loaded.unit.code}-de-dien.xlsx", await asyncio.to_thread(make_workbook, leaving)


async def preview_workbook(database: Database, actor: Actor, report_id: UUID, upload: Upload) -> WorkbookResult:
    """What the file would do. Stores nothing."""
    returned = await _open(upload.content)
    async with database.reading() as session:
        loaded = await require_writing(session, actor, report_id)
        compared = await _compared(session, actor, (loaded, returned), upload.decisions)
    return _result(returned, compared, dry_run=True)


async def store_workbook(database: Database, actor: Actor, report_id: UUID, upload: Upload) -> WorkbookResult:
    """Write all that the file changes and that is not refused, in one transaction; nothing while a choice is open, or where a line is no
    longer what was looked at."""
    returned = await _open(upload.content)
    async with database.writing() as session:
        loaded = await require_writing(session, actor, report_id, lock=True)
        compared = await _compared(session, actor, (loaded, returned), upload.decisions)
        _require_decided(compared, upload.decisions)
        changing = [item for item in compared if item.changes]
        await hold_own(session, actor, {document for item in changing for document in item.changes.get("evidence_ids", ())})
        for item in changing:
            await _save(session, actor, item)
    return _result(returned, compared, dry_run=False)


async def _save(session: AsyncSession, actor: Actor, item: Compared) -> None:
    assert item.told.line_id is not None
    line = await get_line(session, actor, item.told.line_id, lock=True)
    await save_line(session, actor, line, LineUpdate(**item.changes), LINE_FILLED_OFFLINE)


async def _open(content: bytes) -> Returned:
    try:
        return await asyncio.to_thread(open_workbook, content)
    except NotReadable as error:
        raise WorkbookNotRead(vi=error.vi, en=error.en) from None


async def _compared(
    session: AsyncSession, actor: Actor, sides: tuple[LoadedReport, Returned], decisions: WorkbookDecisions
) -> Sequence[Compared]:
    loaded, returned = sides
    if returned.report_id != loaded.report.id:
        raise WorkbookOfAnother
    if returned.submission != loaded.report.submission:
        raise WorkbookTooOld(at=returned.made_at)
    lines = {line["id"]: line for line in await read_lines(session, actor, loaded.report.id)}
    stands = Stands(lines, await _longest(session, loaded.report.id), actor.language)
    found = await own_by_name(session, actor, names_to_find(returned, stands))
    return compare(returned, Stands(lines, stands.longest, actor.language, found), decisions)


async def _longest(session: AsyncSession, report_id: UUID) -> Mapping[UUID, int]:
    """What was merged from several periods may be as long as they are together."""
    rows = await session.execute(select(ReportLine.id, ReportLine.filled.is_(None)).where(ReportLine.report_id == report_id))
    return {line_id: MAX_TEXT if alone else MAX_MERGED_TEXT for line_id, alone in rows}


def _require_decided(compared: Sequence[Compared], decisions: WorkbookDecisions) -> None:
    if undecided := sum(item.undecided for item in compared):
        raise WorkbookUndecided(count=undecided)
    seen = {line.line_id: line.version for line in decisions.seen}
    moved = [item.told for item in compared if item.changes and item.told.line_id is not None]
    overtaken = [str(told.number) for told in moved if told.line_id is None or seen.get(told.line_id) != told.version]
    if overtaken:
        raise WorkbookOvertaken(numbers=", ".join(overtaken))


async def _indicators(session: AsyncSession, tasks: Collection[UUID]) -> Mapping[UUID, Sequence[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    statement = select(TaskIndicator.task_id, Indicator.code, Indicator.name_vi).join(Indicator, Indicator.id == TaskIndicator.indicator_id)
    for task_id, code, name in await session.execute(statement.where(TaskIndicator.task_id.in_(tasks)).order_by(Indicator.sort)):
        found[task_id].append(f"{code}. {name}")
    return found


def _result(returned: Returned, compared: Sequence[Compared], *, dry_run: bool) -> WorkbookResult:
    def number(status: LineStatus) -> int:
        return sum(item.told.status is status for item in compared)

    counts: dict[str, Any] = {status.value: number(status) for status in LineStatus}
    return WorkbookResult(
        dry_run=dry_run,
        made_at=returned.made_at,
        **counts,
        undecided=sum(item.undecided for item in compared),
        missing_documents=sum(item.missing for item in compared),
        stored=0 if dry_run else sum(bool(item.changes) for item in compared),
        lines=[item.told for item in compared],
    )
