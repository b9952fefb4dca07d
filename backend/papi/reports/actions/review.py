"""The reviewer's decisions: return, acceptance with its seal, reopening."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.keys import SigningKey
from papi.kit import clock
from papi.kit.etag import Precondition
from papi.outbox.facts import Fact, FactKind, record
from papi.plans.models import Cadence, WorkState
from papi.plans.workflow.assignments import is_own_claim
from papi.reports.actions.answer_review import accept_answers, all_answers, return_answers
from papi.reports.actions.marking import ANSWERS, LINES, give_back, marked_to_return, marks_kept, put_in_order
from papi.reports.actions.marks import doubted_lines
from papi.reports.actions.occurrences import (
    Occurrence,
    accepted,
    duty_move,
    list_occurrences,
    list_reporting_duties,
    move_occurrences,
    returned,
)
from papi.reports.actions.seal import seal_report
from papi.reports.errors import ReasonRequired, UnknownLines
from papi.reports.facts import ACCEPTED, LINE_RETURNED, PARTS_REOPENED, PARTS_RETURNED, REOPENED, RETURNED, about_line, about_report, notify
from papi.reports.models import (
    ReportLine,
    ReportState,
)
from papi.reports.queries.lines import get_line
from papi.reports.queries.reports import LoadedReport, get_report
from papi.reports.schemas.reports import LineReturn, ReportAccept, ReportReturn, ReturnedLine
from papi.reports.words import said_parts
from papi.reports.workflow import ReportStep, take


@dataclass(frozen=True)
class _Parts:
    """The lines and answers that go back, with their reasons."""

    lines: Mapping[UUID, ReturnedLine]
    answers: Mapping[UUID, ReturnedLine]


async def return_report(session: AsyncSession, actor: Actor, report_id: UUID, given: ReportReturn, precondition: Precondition) -> None:
    """Send a report back for the named lines, the marked ones, or all of them, in one act."""
    loaded = await get_report(session, actor, report_id, lock=True)
    precondition.check(loaded.tag)
    take(actor, loaded.standing, ReportStep.RETURN)
    parts = await _to_return(session, actor, loaded, given)
    await _send_back(session, actor, loaded, parts, given.reason)
    record(session, actor.author, _what_came_back(loaded, parts, given.reason, (RETURNED, PARTS_RETURNED)))


async def reopen_report(session: AsyncSession, actor: Actor, report_id: UUID, given: ReportReturn, precondition: Precondition) -> None:
    """Take an accepted report up again: the old seal stays, a new acceptance makes a new one."""
    loaded = await get_report(session, actor, report_id, lock=True)
    precondition.check(loaded.tag)
    take(actor, loaded.standing, ReportStep.REOPEN)
    if not given.reason:
        raise ReasonRequired
    parts = await _to_return(session, actor, loaded, given)
    loaded.report.accepted_at = None
    await _send_back(session, actor, loaded, parts, given.reason)
    record(session, actor.author, _what_came_back(loaded, parts, given.reason, (REOPENED, PARTS_REOPENED)))


def _what_came_back(loaded: LoadedReport, parts: _Parts, reason: str | None, kinds: tuple[FactKind, FactKind]) -> Fact:
    """The fact of which the unit is told: of lines alone, or of answers too."""
    told = notify(loaded.unit.id)
    if not parts.answers:
        return about_report(kinds[0], loaded.report, loaded.label, lines=len(parts.lines), reason=reason, notify=told)
    vi, en = said_parts(len(parts.lines), len(parts.answers))
    return about_report(kinds[1], loaded.report, loaded.label, what_vi=vi, what_en=en, reason=reason, notify=told)


async def return_report_line(session: AsyncSession, actor: Actor, line_id: UUID, given: LineReturn, precondition: Precondition) -> UUID:
    """Return one line; until the unit resubmits, further ones may follow. The report's id."""
    line = await get_line(session, actor, line_id, lock=True)
    precondition.check(line.line.version)
    loaded = line.loaded
    take(actor, loaded.standing, ReportStep.RETURN_LINE)
    wanted = _Parts({line_id: ReturnedLine(id=line_id, reason_code=given.reason_code, reason=given.reason)}, {})
    await _send_back(session, actor, loaded, wanted, loaded.report.return_reason)
    told = notify(loaded.unit.id)
    record(session, actor.author, about_report(RETURNED, loaded.report, loaded.label, lines=1, reason=given.reason, notify=told))
    return loaded.report.id


async def _to_return(session: AsyncSession, actor: Actor, loaded: LoadedReport, given: ReportReturn) -> _Parts:
    lines, answers = ({part.id: part for part in named or ()} for named in (given.lines, given.answers))
    if given.marks:
        lines = {**await marked_to_return(session, actor, LINES, loaded.report), **lines}
        answers = {**await marked_to_return(session, actor, ANSWERS, loaded.report), **answers}
    if lines or answers:
        return _Parts(lines, answers)
    if given.marks or not given.reason:
        raise ReasonRequired
    ids = await session.scalars(select(ReportLine.id).where(ReportLine.report_id == loaded.report.id))
    every_line, every_answer = ids.all(), await all_answers(session, loaded.report)
    whole, code = given.reason, given.reason_code
    return _Parts(*({one: ReturnedLine(id=one, reason_code=code, reason=whole) for one in ids} for ids in (every_line, every_answer)))


async def _send_back(session: AsyncSession, actor: Actor, loaded: LoadedReport, parts: _Parts, reason: str | None) -> None:
    """Mark the wanted lines and answers as returned with their reasons and, at the first return, the others as in order."""
    wanted = parts.lines
    await return_answers(session, actor, loaded.report, parts.answers)
    occurrences = await list_occurrences(session, loaded.report)
    if not wanted.keys() <= {item.line.id for item in occurrences}:
        raise UnknownLines
    first = loaded.report.state is not ReportState.RETURNED
    async with marks_kept(session, LINES, loaded.report):
        for item in occurrences:
            if item.line.id in wanted:
                _return_line(session, actor, item, wanted[item.line.id])
            elif first:
                put_in_order(item.line)
    loaded.report.state = ReportState.RETURNED
    loaded.report.returned_at = clock.business()
    loaded.report.return_reason = reason
    loaded.report.handed_over_at = None
    duties = await list_reporting_duties(session, loaded.report, loaded.period)
    moves = [(returned(item), item.task) for item in occurrences if item.line.id in wanted]
    moves += [(duty_move(duty, loaded.report, WorkState.IN_PROGRESS), task) for duty, task in duties]
    await move_occurrences(session, actor.author, loaded.period, moves)


def _return_line(session: AsyncSession, actor: Actor, item: Occurrence, wanted: ReturnedLine) -> None:
    data = give_back(item.line, wanted)
    record(session, actor.author, about_line(LINE_RETURNED, item.line, item.task.title, private=False, data=data))


async def accept_report(
    session: AsyncSession,
    actor: Actor,
    report_id: UUID,
    given: ReportAccept,
    ceremony: tuple[Precondition, SigningKey],
) -> None:
    """Accept and seal a report. Lines that declare their task done confirm it, unless the reviewer says otherwise."""
    precondition, key = ceremony
    loaded = await get_report(session, actor, report_id, lock=True)
    precondition.check(loaded.tag)
    take(actor, loaded.standing, ReportStep.ACCEPT)
    occurrences = await list_occurrences(session, loaded.report)
    doubted = {*given.not_confirmed, *await doubted_lines(session, actor, loaded.report)}
    if not set(given.not_confirmed) <= {item.line.id for item in occurrences}:
        raise UnknownLines
    await _accept(session, actor, loaded, occurrences, doubted)
    record(session, actor.author, about_report(ACCEPTED, loaded.report, loaded.label, notify=notify(loaded.unit.id)))
    await session.flush()
    await seal_report(session, actor, loaded, key)


async def _accept(session: AsyncSession, actor: Actor, loaded: LoadedReport, occurrences: Sequence[Occurrence], doubted: set[UUID]) -> None:
    loaded.report.state = ReportState.ACCEPTED
    loaded.report.accepted_at = clock.business()
    await accept_answers(session, loaded.report)
    async with marks_kept(session, LINES, loaded.report):
        for item in occurrences:
            put_in_order(item.line)
            item.line.not_confirmed = item.line.id in doubted
    duties = await list_reporting_duties(session, loaded.report, loaded.period)
    # what the reviewer said to be done themselves waits for somebody else to confirm it
    judged = [item for item in occurrences if item.task.cadence is not Cadence.ONCE or not is_own_claim(actor, item.assignment)]
    moves = [(accepted(item, not_confirmed=item.line.id in doubted), item.task) for item in judged]
    moves += [(duty_move(duty, loaded.report, WorkState.COMPLETED), task) for duty, task in duties]
    await move_occurrences(session, actor.author, loaded.period, moves)
