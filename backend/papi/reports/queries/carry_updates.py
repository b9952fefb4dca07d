"""What was accepted since a report's lines were filled from it: what would change, and what somebody has edited meanwhile."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from papi.kit.documents import Column, Export
from papi.plans.models import Assignment, Task
from papi.plans.queries.figures import figures_of
from papi.reports.merging import TEXTS, Filling
from papi.reports.models import Report, ReportLine, ReportLineSource, ReportState
from papi.reports.queries.carrying import fillings_for
from papi.reports.queries.reports import LoadedReport
from papi.reports.sufficiency import is_locked


@dataclass(frozen=True)
class Change:
    """A field that earlier periods now say otherwise. `edited`: somebody has written over what they had given."""

    field: str
    figure: str | None
    now: Any
    new: Any
    edited: bool


def differences(line: ReportLine, filling: Filling) -> list[Change]:
    """What the sources say now beside what they said when the line was filled."""
    was, new = line.filled or {}, filling.values
    found: list[Change] = []
    for name in (*TEXTS, "percent"):
        if _told(was.get(name)) != _told(new[name]):
            now = getattr(line, name)
            found.append(Change(name, None, now, new[name], edited=_is_edited(now, was.get(name), new[name])))
    return [*found, *_numbers(line, was.get("figures") or {}, new["figures"])]


def _numbers(line: ReportLine, was: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    for key in {**was, **new}:
        if was.get(key) != new.get(key):
            now = (line.figures or {}).get(key)
            yield Change("figures", key, now, new.get(key), edited=_is_edited(now, was.get(key), new.get(key)))


def _is_edited(now: Any, was: Any, new: Any) -> bool:
    # what was taken out is edited too: only a field that was empty before is filled
    return _told(now) not in (_told(was), _told(new))


async def still_accepted(session: AsyncSession, line_ids: Sequence[UUID]) -> set[UUID]:
    """Those lines of which every source stands accepted: while one is being corrected nothing is offered in its place."""
    source = aliased(ReportLine)
    unsettled = (
        select(ReportLineSource.line_id)
        .join(source, source.id == ReportLineSource.source_id)
        .join(Report, and_(Report.id == source.report_id, Report.state != ReportState.ACCEPTED))
        .where(ReportLineSource.line_id.in_(line_ids))
    )
    return set(line_ids) - set(await session.scalars(unsettled))


async def read_carry_updates(session: AsyncSession, loaded: LoadedReport) -> dict[str, Any]:
    """The lines of which earlier periods say something new, with what would change."""
    if not loaded.period.cumulative:
        return {"lines": 0, "items": []}
    rows = (
        await session.execute(
            select(ReportLine, Assignment, Task)
            .join(Assignment, Assignment.id == ReportLine.assignment_id)
            .join(Task, Task.id == ReportLine.task_id)
            .where(ReportLine.report_id == loaded.report.id)
            .order_by(ReportLine.sort)
        )
    ).all()
    fillings = await fillings_for(session, loaded.period, [assignment for _line, assignment, _task in rows])
    steady = await still_accepted(session, [line.id for line, _assignment, _task in rows])
    figures = await figures_of(session, [task.id for _line, _assignment, task in rows])
    items: list[dict[str, Any]] = []
    for line, assignment, task in rows:
        filling = fillings.get(assignment.id)
        offered = line.id in steady and not is_locked(loaded.report.state, line.review_state)
        changed = differences(line, filling) if filling and offered else []
        if filling and changed:
            labels = {figure["key"]: figure["label"] for figure in figures[task.id]}
            items.append(_item(line, task, filling, changed, labels))
    return {"lines": len(items), "items": items}


def _item(line: ReportLine, task: Task, filling: Filling, changed: Sequence[Change], labels: dict[str, str]) -> dict[str, Any]:
    return {
        "line_id": line.id,
        "number": line.sort + 1,
        "title": task.title,
        "periods": filling.periods,
        "edited": any(change.edited for change in changed),
        "changes": [
            {
                "field": change.field,
                "label": labels.get(change.figure) if change.figure else None,
                "now": _told(change.now),
                "new": _told(change.new),
                "edited": change.edited,
            }
            for change in changed
        ],
    }


def _told(value: Any) -> str | float | None:
    return None if value == "" else value


CARRY_UPDATES = Export(
    "cap-nhat-tu-ky-truoc",
    [
        Column("number", "STT", "No.", 6),
        Column("title", "Nhiệm vụ", "Task", 60),
        Column("periods", "Từ kỳ", "From", 32),
        Column("edited", "Đơn vị đã sửa", "Edited", 14),
    ],
)
