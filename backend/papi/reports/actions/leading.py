"""The unit that leads a task: it rolls its supporters' lines up into a draft of its own, reads them, and speaks to many at once."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.comments.actions import say
from papi.comments.subjects import Subject
from papi.kit import clock
from papi.kit.db import insert_for
from papi.kit.etag import Precondition
from papi.outbox.facts import record
from papi.plans.models import Assignment, Task
from papi.plans.queries.figures import figures_of
from papi.reports.actions.lines import require_editable, store_line
from papi.reports.errors import LineHasText, LineNotFound, NothingToRollUp
from papi.reports.facts import LINE_ROLLED_UP, about_line
from papi.reports.merging import TEXTS, Filling, Said
from papi.reports.models import Report, ReportLine, ReportLineContribution, ReportLineReader
from papi.reports.queries.lines import LoadedLine, get_line, led_by, visible_to
from papi.reports.queries.supporters import supporters_said
from papi.reports.rolling import given_by, roll_up
from papi.reports.schemas.leading import LinesComment, RollUp
from papi.reports.schemas.lines import MAX_MERGED_TEXT

_ROLLED = "rolled"


async def roll_up_line(session: AsyncSession, actor: Actor, line_id: UUID, given: RollUp, precondition: Precondition) -> dict[str, Any]:
    """Write into the line what its supporters have sent, marked until it is edited. What somebody typed is never overwritten."""
    loaded = await get_line(session, actor, line_id, lock=True)
    precondition.check(loaded.line.version)
    require_editable(actor, loaded.loaded, loaded.line)
    said = await supporters_said(session, actor, loaded.task.id, loaded.line.period_id)
    if not said:
        raise NothingToRollUp
    typed = _is_typed(loaded.line)
    kept = max(len(_told_anew(loaded.line, name, "")) for name in TEXTS)
    filling = roll_up(said, (await figures_of(session, [loaded.task.id]))[loaded.task.id], MAX_MERGED_TEXT - kept - 1)
    if not given.dry_run:
        if typed and not given.append:
            raise LineHasText
        await _write(session, actor, loaded, filling)
    return _told(said, filling, typed=typed)


def _rolled(line: ReportLine) -> Mapping[str, Any]:
    """What a roll-up wrote into the line the last time."""
    return (line.filled or {}).get(_ROLLED, {})


def _is_typed(line: ReportLine) -> bool:
    """Whether the text is somebody's: what a roll-up wrote and nobody edited may be rolled up anew, in its place."""
    told = _rolled(line).get("result")
    return bool(line.result.strip()) and not (told and told in line.result)


def _told_anew(line: ReportLine, name: str, told: str) -> str:
    """The text with the new roll-up in the place of the last one, else behind it. All that somebody else wrote stays."""
    text, last = getattr(line, name).strip(), _rolled(line).get(name)
    if last and last in text:
        return text.replace(last, told, 1).strip()
    return text if told in text else f"{text}\n{told}".strip()


async def _write(session: AsyncSession, actor: Actor, loaded: LoadedLine, filling: Filling) -> None:
    line = loaded.line
    for name in TEXTS:
        setattr(line, name, _told_anew(line, name, filling.values[name]))
    held, last, summed = line.figures or {}, _rolled(line).get("figures", {}), filling.values["figures"]
    typed = {key: number for key, number in held.items() if number != last.get(key)}
    line.figures = {**held, **summed, **typed}
    line.carried_forward = True
    line.filled = {**(line.filled or {}), _ROLLED: filling.values}
    await session.execute(delete(ReportLineContribution).where(ReportLineContribution.line_id == line.id))
    given = given_by(filling)
    session.add_all(
        ReportLineContribution(line_id=line.id, source_id=source, number=filling.numbers[source], fields=fields)
        for source, fields in given.items()
    )
    await store_line(session, actor, loaded)
    record(session, actor.author, about_line(LINE_ROLLED_UP, line, loaded.task.title, private=True, data={"units": len(given)}))


def _told(said: Sequence[Said], filling: Filling, *, typed: bool) -> dict[str, Any]:
    given = given_by(filling)
    return {
        **{name: filling.values[name] for name in TEXTS},
        "figures": filling.values["figures"],
        "has_text": typed,
        "sources": [
            {"line_id": one.line_id, "report_id": one.report_id, "period": one.period, "unit": one.unit, "fields": given[one.line_id]}
            for one in said
            if one.line_id in given
        ],
    }


async def mark_lines_read(session: AsyncSession, actor: Actor, line_ids: Sequence[UUID]) -> None:
    """Remember which texts of supporters' lines the actor has read; those of others than supporters stay out."""
    actor.require_some("report_line.read_led")
    rows = await session.execute(
        select(ReportLine.id, ReportLine.submitted_number)
        .join(Task, Task.id == ReportLine.task_id)
        .join(Assignment, Assignment.id == ReportLine.assignment_id)
        .where(ReportLine.id.in_(line_ids), led_by(actor))
    )
    read = {"person_id": actor.person_id, "read_at": clock.business()}
    values = [{"line_id": row.id, "number": row.submitted_number, **read} for row in rows]
    if len(values) < len(set(line_ids)):
        raise LineNotFound
    statement = insert_for(session, ReportLineReader).values(values)
    changed = {"number": statement.excluded.number, "read_at": statement.excluded.read_at}
    await session.execute(statement.on_conflict_do_update(index_elements=["line_id", "person_id"], set_=changed))


async def comment_on_lines(session: AsyncSession, actor: Actor, given: LinesComment) -> int:
    """Say the same about many lines, each in its own conversation; their units are told. All of them or none."""
    actor.require_some("comment.write")
    wanted = dict.fromkeys(given.line_ids)
    rows = await session.execute(
        select(ReportLine.id, ReportLine.unit_id, Task.title, Report.first_submitted_at)
        .join(Report, Report.id == ReportLine.report_id)
        .join(Task, Task.id == ReportLine.task_id)
        .join(Assignment, Assignment.id == ReportLine.assignment_id)
        .where(ReportLine.id.in_(wanted), visible_to(actor))
    )
    lines = {row.id: row for row in rows}
    if len(lines) < len(wanted):
        raise LineNotFound
    for line_id in wanted:
        line = lines[line_id]
        subject = Subject(line.unit_id, line.title, [line.unit_id], private=line.first_submitted_at is None)
        say(session, actor, ("report_line", line_id), subject, given.text, told=[line.unit_id] if line.unit_id != actor.unit_id else [])
    return len(wanted)
