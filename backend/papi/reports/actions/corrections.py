"""Correcting an accepted report: the unit drafts and sends, the reviewer decides; nothing changes silently."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.access.keys import SigningKey
from papi.directory.queries import reviewing_units
from papi.evidence.actions import count_links
from papi.evidence.queries import hold_own, require_provable
from papi.kit import clock
from papi.kit.errors import FieldError, Invalid
from papi.kit.etag import Precondition
from papi.kit.types import new_id
from papi.outbox.facts import record
from papi.plans.progress import Move
from papi.reports.actions.corrected_answers import apply_corrected_answers, sent_parts, write_corrected_answers
from papi.reports.actions.corrected_lines import WRITTEN, accepted_content, corrected_content, named_lack, still_lacking
from papi.reports.actions.lines import attach
from papi.reports.actions.occurrences import Occurrence, list_occurrences, move_occurrences, overtaken_in
from papi.reports.actions.seal import seal_report
from papi.reports.actions.submit import release_evidence
from papi.reports.correcting import CorrectionStep, may_begin, take_correction_step
from papi.reports.errors import CorrectionOpen, CorrectionOutdated, CorrectionTooShort, NothingCorrected, UnknownLines
from papi.reports.facts import (
    CORRECTION_ACCEPTED,
    CORRECTION_CHANGED,
    CORRECTION_DRAFTED,
    CORRECTION_RETURNED,
    CORRECTION_SENT,
    CORRECTION_WITHDRAWN,
    about_report,
    notify,
)
from papi.reports.models import (
    Correction,
    CorrectionAnswer,
    CorrectionLine,
    CorrectionState,
    Report,
    ReportLine,
    ReportLineEvidence,
    ReportLineText,
)
from papi.reports.queries.bringing import brought_to
from papi.reports.queries.corrections import CORRECTED, OPEN_CORRECTIONS, LoadedCorrection, get_correction
from papi.reports.queries.line_parts import linked_ids
from papi.reports.queries.reports import LoadedReport, get_report
from papi.reports.schemas.corrections import CorrectionLineWrite, CorrectionWrite
from papi.reports.words import said_parts


@dataclass(frozen=True)
class _Accepting:
    """Who lets which correction of which report stand."""

    actor: Actor
    report: Report
    correction: Correction


async def create_correction(session: AsyncSession, actor: Actor, report_id: UUID, given: CorrectionWrite) -> UUID:
    """Draft a correction of an accepted report; one at a time."""
    loaded = await get_report(session, actor, report_id, lock=True)
    refused = may_begin(actor, loaded.standing)
    if refused is not None:
        raise refused
    under_way = select(Correction.id).where(Correction.report_id == report_id, Correction.state.in_(OPEN_CORRECTIONS))
    if await session.scalar(under_way) is not None:
        raise CorrectionOpen
    correction = Correction(
        id=new_id(),
        report_id=report_id,
        state=CorrectionState.DRAFT,
        reason=given.reason,
        drafted_by=actor.person_id,
        drafted_at=clock.business(),
    )
    session.add(correction)
    await session.flush()
    told = await _write(session, actor, loaded, correction, given)
    record(session, actor.author, about_report(CORRECTION_DRAFTED, loaded.report, loaded.label, private=True, **told))
    return correction.id


async def update_correction(
    session: AsyncSession, actor: Actor, correction_id: UUID, given: CorrectionWrite, precondition: Precondition
) -> None:
    """Write a correction that was not sent, or came back, anew."""
    loaded = await _moved(session, actor, correction_id, CorrectionStep.EDIT, precondition)
    loaded.correction.reason = given.reason
    loaded.correction.drafted_by, loaded.correction.drafted_at = actor.person_id, clock.business()
    told = await _write(session, actor, loaded.report, loaded.correction, given)
    record(session, actor.author, about_report(CORRECTION_CHANGED, loaded.report.report, loaded.report.label, private=True, **told))


async def submit_correction(session: AsyncSession, actor: Actor, correction_id: UUID, precondition: Precondition) -> None:
    """Send the correction to whoever reviews the unit. The unit's head does this."""
    loaded = await _moved(session, actor, correction_id, CorrectionStep.SUBMIT, precondition)
    correction = loaded.correction
    await _require_enough(session, actor, loaded)
    correction.state = CorrectionState.SUBMITTED
    correction.submitted_at = clock.business()
    correction.submitted_by, correction.submitted_for = actor.person_id, actor.acts_for
    correction.return_reason = None
    told = notify(*await reviewing_units(session, loaded.report.unit))
    fact = about_report(CORRECTION_SENT, loaded.report.report, loaded.report.label, reason=correction.reason, notify=told)
    record(session, actor.author, fact)


async def withdraw_correction(session: AsyncSession, actor: Actor, correction_id: UUID, precondition: Precondition) -> None:
    """Give a correction up that was not sent, or came back; it stays readable."""
    loaded = await _moved(session, actor, correction_id, CorrectionStep.WITHDRAW, precondition)
    loaded.correction.state = CorrectionState.WITHDRAWN
    private = loaded.correction.submitted_at is None
    record(session, actor.author, about_report(CORRECTION_WITHDRAWN, loaded.report.report, loaded.report.label, private=private))


async def return_correction(session: AsyncSession, actor: Actor, correction_id: UUID, reason: str, precondition: Precondition) -> None:
    """Refuse the correction with a reason; the unit may mend it and send it again."""
    loaded = await _moved(session, actor, correction_id, CorrectionStep.RETURN, precondition)
    correction = loaded.correction
    correction.state, correction.return_reason = CorrectionState.RETURNED, reason
    correction.decided_at, correction.decided_by = clock.business(), actor.signature
    told: dict[str, Any] = {
        "reason": reason,
        "notify": notify(loaded.report.unit.id),
        "kept_refused": await sent_parts(session, correction),
    }
    record(session, actor.author, about_report(CORRECTION_RETURNED, loaded.report.report, loaded.report.label, **told))


async def accept_correction(session: AsyncSession, actor: Actor, correction_id: UUID, ceremony: tuple[Precondition, SigningKey]) -> None:
    """Let the corrected lines stand: new texts, a new seal; what was accepted before stays beside them, and documents that the correction
    does not bring stay the files with which they were accepted."""
    loaded = await _moved(session, actor, correction_id, CorrectionStep.ACCEPT, ceremony[0])
    correction, report = loaded.correction, loaded.report.report
    lines = {line.line_id: line for line in await _lines_of(session, correction)}
    occurrences = [item for item in await list_occurrences(session, report) if item.line.id in lines]
    await _require_current(session, occurrences, lines)
    report.submission += 1
    accepting = _Accepting(actor, report, correction)
    for item in occurrences:
        await _apply(session, accepting, item.line, lines[item.line.id])
    answers = await apply_corrected_answers(session, report, correction.id, correction.submitted_at)
    await session.flush()
    await release_evidence(session, report, occurrences)
    await _move_content(session, report)
    overtaken = await overtaken_in(session, loaded.report.period, [item.assignment.id for item in occurrences])
    shown = [(_percent_of(item), item.task) for item in occurrences if item.assignment.id not in overtaken]
    await move_occurrences(session, actor.author, loaded.report.period, shown)
    await _number(session, accepting)
    brought = {(line.line_id, document) for line in lines.values() for document in brought_to(line)}
    correction.seal_number = (await seal_report(session, actor, loaded.report, ceremony[1], brought)).number
    said: dict[str, Any] = {**_told(len(lines), answers), "reason": correction.reason, "notify": notify(loaded.report.unit.id)}
    record(session, actor.author, about_report(CORRECTION_ACCEPTED, report, loaded.report.label, number=correction.number, **said))


async def _number(session: AsyncSession, accepting: _Accepting) -> None:
    """The correction is accepted, and counted among the report's."""
    correction = accepting.correction
    accepted = select(func.count()).where(Correction.report_id == accepting.report.id, Correction.state == CorrectionState.ACCEPTED)
    correction.number = (await session.scalar(accepted) or 0) + 1
    correction.state = CorrectionState.ACCEPTED
    correction.decided_at, correction.decided_by = clock.business(), accepting.actor.signature
    await session.flush()


def _told(lines: int, answers: int) -> dict[str, Any]:
    vi, en = said_parts(lines, answers)
    return {"what": vi, "what_en": en}


async def _moved(
    session: AsyncSession, actor: Actor, correction_id: UUID, step: CorrectionStep, precondition: Precondition
) -> LoadedCorrection:
    loaded = await get_correction(session, actor, correction_id, lock=True)
    precondition.check(loaded.correction.version)
    take_correction_step(actor, loaded.standing, step)
    return loaded


async def _lines_of(session: AsyncSession, correction: Correction) -> Sequence[CorrectionLine]:
    return (await session.scalars(select(CorrectionLine).where(CorrectionLine.correction_id == correction.id))).all()


async def _write(
    session: AsyncSession, actor: Actor, loaded: LoadedReport, correction: Correction, given: CorrectionWrite
) -> dict[str, Any]:
    """Keep what is corrected in the place of what was written before; how much that is, in words."""
    if given.lines is not None:
        await session.execute(delete(CorrectionLine).where(CorrectionLine.correction_id == correction.id))
        await _write_lines(session, actor, loaded, correction, given.lines)
    if given.answers is not None:
        await session.execute(delete(CorrectionAnswer).where(CorrectionAnswer.correction_id == correction.id))
        await write_corrected_answers(session, loaded.report, correction.id, given.answers)
    await session.flush()
    lines, answers = [
        await session.scalar(select(func.count()).where(part.correction_id == correction.id)) or 0
        for part in (CorrectionLine, CorrectionAnswer)
    ]
    if not lines + answers:
        raise NothingCorrected
    return _told(lines, answers)


async def _write_lines(
    session: AsyncSession, actor: Actor, loaded: LoadedReport, correction: Correction, given: Sequence[CorrectionLineWrite]
) -> None:
    """Keep what was accepted of each line beside what is to stand; a line that says nothing new, or less than a report must, is refused."""
    occurrences = {item.line.id: item for item in await list_occurrences(session, loaded.report)}
    wanted = {line.line_id: line for line in given}
    if not wanted.keys() <= occurrences.keys():
        raise UnknownLines
    await hold_own(session, actor, {document for line in wanted.values() for document in line.evidence_ids or ()})
    held = await linked_ids(session, list(wanted))
    same, short = list[FieldError](), list[FieldError]()
    for place, line in enumerate(wanted.values()):
        item = occurrences[line.line_id]
        before = accepted_content(item.line, held[line.line_id])
        after = await _corrected(session, actor, item, before, (place, line))
        if before == after:
            same.append(FieldError(f"/lines/{place}", NothingCorrected.vi, NothingCorrected.en))
        short += [named_lack(item, place, lack) for lack in still_lacking(item, after)]
        session.add(CorrectionLine(correction_id=correction.id, line_id=line.line_id, before=before, after=after))
    if same:
        raise NothingCorrected(errors=same)
    if short:
        raise CorrectionTooShort(short)


async def _require_enough(session: AsyncSession, actor: Actor, loaded: LoadedCorrection) -> None:
    """Once more before it goes: tasks may ask for more than when it was drafted."""
    lines = {line.line_id: line for line in await _lines_of(session, loaded.correction)}
    corrected = [item for item in await list_occurrences(session, loaded.report.report) if item.line.id in lines]
    placed = [(place, item, still_lacking(item, lines[item.line.id].after)) for place, item in enumerate(corrected)]
    short = [named_lack(item, place, lack) for place, item, found in placed for lack in found]
    if short:
        raise CorrectionTooShort(short)
    proofs = {UUID(document) for line in lines.values() for document in line.after["evidence"]}
    await require_provable(session, actor, proofs)


async def _corrected(
    session: AsyncSession, actor: Actor, item: Occurrence, before: Mapping[str, Any], placed: tuple[int, CorrectionLineWrite]
) -> dict[str, Any]:
    try:
        return await corrected_content(session, actor, item, before, placed[1])
    except Invalid as refused:
        raise Invalid(errors=[replace(error, pointer=f"/lines/{placed[0]}{error.pointer}") for error in refused.errors]) from refused


async def _require_current(session: AsyncSession, occurrences: Sequence[Occurrence], lines: Mapping[UUID, CorrectionLine]) -> None:
    """Refuse to put a whole line in the place of one that says something else since: the report may have been reopened meanwhile."""
    held = await linked_ids(session, list(lines))
    if any(accepted_content(item.line, held[item.line.id]) != lines[item.line.id].before for item in occurrences):
        raise CorrectionOutdated


async def _apply(session: AsyncSession, accepting: _Accepting, line: ReportLine, wanted: CorrectionLine) -> None:
    after = wanted.after
    for name in WRITTEN:
        setattr(line, name, after[name])
    await _replace_links(session, accepting.actor, line, wanted.before["evidence"], after["evidence"])
    line.submitted_number = accepting.report.submission
    session.add(
        ReportLineText(
            line_id=line.id,
            number=accepting.report.submission,
            **{name: after[name] for name in CORRECTED},
            self_done=line.self_done,
            carried_forward=line.carried_forward,
            submitted_at=accepting.correction.submitted_at,
        )
    )


async def _replace_links(session: AsyncSession, actor: Actor, line: ReportLine, before: Sequence[str], after: Sequence[str]) -> None:
    removed = [UUID(document) for document in before if document not in after]
    if removed:
        links = (ReportLineEvidence.line_id == line.id, ReportLineEvidence.evidence_id.in_(removed))
        await session.execute(update(ReportLineEvidence).where(*links).values(unlinked_at=clock.business()))
        await count_links(session, removed, -1)
        line.evidence_count -= len(removed)
    await attach(session, line, [UUID(document) for document in after if document not in before], actor.person_id)


async def _move_content(session: AsyncSession, report: Report) -> None:
    moved = update(Report).where(Report.id == report.id).values(content_version=Report.content_version + 1)
    await session.execute(moved.execution_options(synchronize_session=False))
    await session.refresh(report, ["content_version"])


def _percent_of(item: Occurrence) -> Move:
    return Move(item.assignment, {"percent": item.line.percent, "shown_percent": item.line.percent})
