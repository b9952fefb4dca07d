"""Filling lines of cumulative periods from what was accepted before, so that nobody types it again."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.evidence.actions import count_links
from papi.kit import clock
from papi.kit.db import insert_for
from papi.outbox.facts import record
from papi.reports.actions.lines import require_editable, touch_report
from papi.reports.actions.occurrences import Occurrence, list_occurrences
from papi.reports.errors import UnknownLines
from papi.reports.facts import CARRY_UPDATED, about_report
from papi.reports.merging import Filling
from papi.reports.models import ReportLine, ReportLineEvidence, ReportLineSource
from papi.reports.queries.carry_updates import differences, still_accepted
from papi.reports.queries.carrying import fillings_for
from papi.reports.queries.reports import get_report
from papi.reports.sufficiency import content_of, is_complete, is_locked
from papi.reports.workflow import ReportStep, take


def fill(line: ReportLine, filling: Filling) -> None:
    """Let a new line say what earlier periods said, marked until it is edited; what its unit said outside of them stands after it."""
    told = line.result.strip()
    values = filling.values
    line.result = f"{values['result']}\n{told}".strip() if told not in values["result"] else values["result"]
    line.difficulties, line.proposals = values["difficulties"], values["proposals"]
    line.percent = values["percent"] if line.percent is None else line.percent
    line.self_done = line.self_done or values["self_done"]
    line.figures = dict(values["figures"])
    line.carried_forward = bool(values["result"])
    line.filled = values


async def take_sources(session: AsyncSession, filled: Sequence[tuple[ReportLine, Filling]], person_id: UUID) -> None:
    """Name what the lines were filled from, and let them hold its documents: the same ones, not copies."""
    lines = [line.id for line, _filling in filled]
    await session.execute(delete(ReportLineSource).where(ReportLineSource.line_id.in_(lines)))
    session.add_all(source for line, filling in filled for source in _sources(line, filling))
    known = {(row.line_id, row.evidence_id): row for row in await session.scalars(_links(lines))}
    added = [(line, one) for line, filling in filled for one in filling.evidence if (line.id, one) not in known]
    linked = {"linked_at": clock.business(), "linked_by": person_id, "unlinked_at": None}
    for start in range(0, len(added), 500):
        rows = [{"line_id": line.id, "evidence_id": one, **linked} for line, one in added[start : start + 500]]
        await session.execute(insert_for(session, ReportLineEvidence).values(rows))
    for line, _one in added:
        line.evidence_count += 1
    for number, some in groupby(sorted(_times([one for _line, one in added]).items(), key=_second), key=_second):
        await count_links(session, [one for one, _times_linked in some], number)


def _sources(line: ReportLine, filling: Filling) -> Iterable[ReportLineSource]:
    for source_id, fields in filling.given.items():
        yield ReportLineSource(line_id=line.id, source_id=source_id, number=filling.numbers[source_id], fields=fields)


def _links(lines: Sequence[UUID]) -> Any:
    # those that were taken off stay off: the unit has decided that
    return select(ReportLineEvidence).where(ReportLineEvidence.line_id.in_(lines))


def _times(documents: Iterable[UUID]) -> Mapping[UUID, int]:
    found: dict[UUID, int] = {}
    for document in documents:
        found[document] = found.get(document, 0) + 1
    return found


def _second(pair: tuple[UUID, int]) -> int:
    return pair[1]


async def take_carry_updates(session: AsyncSession, actor: Actor, report_id: UUID, line_ids: Sequence[UUID] | None) -> int:
    """Bring lines up to date with what was accepted since they were filled; what somebody has edited stays, and counts as looked at.

    The number of lines concerned.
    """
    loaded = await get_report(session, actor, report_id, lock=True)
    take(actor, loaded.standing, ReportStep.CARRY_FORWARD)
    occurrences = {item.line.id: item for item in await list_occurrences(session, loaded.report)}
    if line_ids is not None and not set(line_ids) <= occurrences.keys():
        raise UnknownLines
    chosen = [occurrences[line_id] for line_id in line_ids] if line_ids else list(occurrences.values())
    for item in chosen if line_ids else ():
        require_editable(actor, loaded, item.line)
    fillings = await fillings_for(session, loaded.period, [item.assignment for item in chosen])
    steady = await still_accepted(session, [item.line.id for item in chosen])
    open_lines = [item for item in chosen if item.line.id in steady and not is_locked(loaded.report.state, item.line.review_state)]
    due = [(item, fillings[item.assignment.id]) for item in open_lines if item.assignment.id in fillings]
    news = [(item, filling) for item, filling in due if differences(item.line, filling)]
    if news:
        complete = await _renew_all(session, actor, news)
        await touch_report(session, loaded.report, complete=complete)
        record(session, actor.author, about_report(CARRY_UPDATED, loaded.report, loaded.label, private=True, lines=len(news)))
    return len(news)


async def _renew_all(session: AsyncSession, actor: Actor, news: Sequence[tuple[Occurrence, Filling]]) -> int:
    """By how many more lines are complete then."""
    before = sum(item.line.complete for item, _filling in news)
    for item, filling in news:
        _renew(item.line, filling)
    await take_sources(session, [(item.line, filling) for item, filling in news], actor.person_id)
    for item, _filling in news:
        item.line.complete = is_complete(content_of(item.line, item.task))
    await session.flush()
    return sum(item.line.complete for item, _filling in news) - before


def _renew(line: ReportLine, filling: Filling) -> None:
    taken = [change for change in differences(line, filling) if not change.edited]
    figures = dict(line.figures or {})
    for change in taken:
        if change.figure is None:
            setattr(line, change.field, change.new)
        elif change.new is None:
            figures.pop(change.figure, None)
        else:
            figures[change.figure] = change.new
    line.figures = figures
    line.carried_forward = line.carried_forward or any(change.field == "result" for change in taken)
    line.filled = {**(line.filled or {}), **filling.values}
