"""Lines of several units' drafts become lines of one report: no word is dropped, and every document stays linked."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.directory.models import Unit
from papi.evidence.actions import count_links
from papi.kit.db import insert_for
from papi.kit.types import new_id
from papi.plans.models import Assignment, Task
from papi.reorganisation.actions.carrying import together
from papi.reports.models import Report, ReportLine, ReportLineEvidence
from papi.reports.sufficiency import content_of, is_complete

_BATCH = 500
_TEXTS = ("result", "difficulties", "proposals")


@dataclass(frozen=True)
class Piece:
    """A line of a draft that joins another report; `assignment` is the one of which it speaks there."""

    report: Report
    unit: Unit
    label: str
    line: ReportLine
    assignment: Assignment
    task: Task


async def write_lines(session: AsyncSession, goal: Report, pieces: Sequence[Piece]) -> None:
    """Let the pieces join the report: one line a task, with the texts of all units that spoke of it."""
    own = {line.task_id: line for line in await session.scalars(select(ReportLine).where(ReportLine.report_id == goal.id))}
    place = await session.scalar(select(func.max(ReportLine.sort)).where(ReportLine.report_id == goal.id))
    following = 0 if place is None else place + 1
    by_task: dict[UUID, list[Piece]] = {}
    for piece in sorted(pieces, key=lambda piece: (piece.task.dimension, piece.task.sort, piece.task.id, piece.unit.sort)):
        by_task.setdefault(piece.task.id, []).append(piece)
    spoken: list[tuple[ReportLine, Sequence[Piece]]] = []
    for task_id, some in by_task.items():
        line = own.get(task_id)
        if line is None:
            line = _new(goal, some, following)
            following += 1
            session.add(line)
        _write(line, some, is_own=task_id in own)
        spoken.append((line, some))
    await session.flush()
    await _link(session, spoken)
    for line, some in spoken:
        line.complete = is_complete(content_of(line, some[0].task))
    await session.flush()
    lines = (await session.scalars(select(ReportLine).where(ReportLine.report_id == goal.id))).all()
    goal.lines_total, goal.lines_complete = len(lines), sum(line.complete for line in lines)
    goal.content_version += 1


def _new(goal: Report, pieces: Sequence[Piece], place: int) -> ReportLine:
    # of the assignment that goes on, where one does: the others' were done or sent before, and are told here
    goes_on = next((piece.assignment for piece in pieces if piece.assignment.unit_id == goal.unit_id), pieces[0].assignment)
    return ReportLine(
        id=new_id(),
        report_id=goal.id,
        assignment_id=goes_on.id,
        task_id=pieces[0].task.id,
        period_id=goal.period_id,
        unit_id=goal.unit_id,
        sort=place,
        result="",
        difficulties="",
        proposals="",
        evidence_count=0,
    )


def _write(line: ReportLine, pieces: Sequence[Piece], *, is_own: bool) -> None:
    sources = [*([(None, line)] if is_own else []), *((piece.unit, piece.line) for piece in pieces)]
    lines = [source for _unit, source in sources]
    for name in _TEXTS:
        setattr(line, name, together((unit, getattr(source, name)) for unit, source in sources))
    figures = [source.figures or {} for source in lines]
    percents = [source.percent for source in lines if source.percent is not None]
    saves = [(source.saved_at, source.saved_by, source.saved_for) for source in lines if source.saved_at is not None]
    line.figures = _added(figures)
    line.self_done = all(source.self_done for source in lines)
    line.carried_forward = any(source.carried_forward for source in lines)
    line.percent = min(percents) if percents else None
    line.saved_at, line.saved_by, line.saved_for = max(saves, key=lambda save: save[0]) if saves else (None, None, None)


def _added(figures: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Numbers are added up; anything else is kept side by side."""
    found: dict[str, Any] = {}
    for some in figures:
        for name, value in some.items():
            known = found.get(name)
            if known is None:
                found[name] = value
            elif _is_number(known) and _is_number(value):
                found[name] = known + value
            elif value not in (None, known):
                found[name] = f"{known}; {value}"
    return found


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


async def _link(session: AsyncSession, spoken: Sequence[tuple[ReportLine, Sequence[Piece]]]) -> None:
    """Every document that a piece holds is held by its new line, once, by whom and when it was linked."""
    goal_of = {piece.line.id: line for line, pieces in spoken for piece in pieces}
    wanted = [*goal_of, *(line.id for line, _pieces in spoken)]
    rows = (
        await session.scalars(
            select(ReportLineEvidence)
            .where(ReportLineEvidence.line_id.in_(wanted), ReportLineEvidence.unlinked_at.is_(None))
            .order_by(ReportLineEvidence.linked_at, ReportLineEvidence.evidence_id)
        )
    ).all()
    held = {(row.line_id, row.evidence_id) for row in rows}
    links: list[dict[str, Any]] = []
    for row in rows:
        goal = goal_of.get(row.line_id)
        if goal is None or (goal.id, row.evidence_id) in held:
            continue
        held.add((goal.id, row.evidence_id))
        links.append({"line_id": goal.id, "evidence_id": row.evidence_id, "linked_at": row.linked_at, "linked_by": row.linked_by})
        goal.evidence_count += 1
    await _store(session, links)


async def _store(session: AsyncSession, links: Sequence[dict[str, Any]]) -> None:
    for start in range(0, len(links), _BATCH):
        statement = insert_for(session, ReportLineEvidence).values(links[start : start + _BATCH])
        again = {"unlinked_at": None}  # one that was taken off before is taken up again
        await session.execute(statement.on_conflict_do_update(index_elements=["line_id", "evidence_id"], set_=again))
    uses = Counter(link["evidence_id"] for link in links)
    for number in sorted(set(uses.values())):
        await count_links(session, [evidence_id for evidence_id, used in uses.items() if used == number], number)
