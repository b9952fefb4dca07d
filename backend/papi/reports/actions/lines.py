"""Writing lines: saving, linking evidence, carrying the last period's text forward."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.evidence import queries as evidence_queries
from papi.evidence.actions import count_links
from papi.evidence.models import Evidence
from papi.kit import clock
from papi.kit.db import insert_for
from papi.kit.errors import FieldError, Invalid, WrongState
from papi.kit.etag import Precondition
from papi.kit.text import spoken_number
from papi.outbox.facts import FactKind, changes, record
from papi.plans.errors import AssignmentCarried, DoneByUnitPlan
from papi.plans.progress import advance
from papi.reports.actions.figures import Checked, check_figures
from papi.reports.actions.occurrences import begun, list_occurrences
from papi.reports.errors import LineLocked, UnknownLines
from papi.reports.facts import (
    CARRIED_FORWARD,
    LINE_EVIDENCE_LINKED,
    LINE_EVIDENCE_UNLINKED,
    LINE_SAVED,
    about_line,
    about_report,
)
from papi.reports.models import Report, ReportLine, ReportLineEvidence, ReportState
from papi.reports.queries.line_parts import linked_ids
from papi.reports.queries.lines import LoadedLine, get_line
from papi.reports.queries.previous import Previous, previous_texts
from papi.reports.queries.reports import LoadedReport, get_report
from papi.reports.schemas.lines import MAX_MERGED_TEXT, MAX_TEXT, LineUpdate
from papi.reports.sufficiency import content_of, is_complete, is_locked
from papi.reports.workflow import ReportStep, take

_TEXTS = ("result", "difficulties", "proposals")


async def update_report_line(session: AsyncSession, actor: Actor, line_id: UUID, given: LineUpdate, precondition: Precondition) -> UUID:
    """Save what the unit typed on one line; the report it belongs to."""
    loaded = await get_line(session, actor, line_id, lock=True)
    precondition.check(loaded.line.version)
    await save_line(session, actor, loaded, given)
    return loaded.line.report_id


async def save_line(session: AsyncSession, actor: Actor, loaded: LoadedLine, given: LineUpdate, kind: FactKind = LINE_SAVED) -> None:
    """The same of a line that was loaded and locked; `kind` says how what was typed came in."""
    require_editable(actor, loaded.loaded, loaded.line)
    wanted = _wanted(loaded.line, given)
    checked = await _checked(session, loaded, wanted)
    _require_short(loaded.line, wanted)
    if wanted.get("self_done") and not loaded.line.self_done:
        _require_said_here(loaded)
    before = {name: getattr(loaded.line, name) for name in wanted}
    after = dict(wanted)
    if checked is not None:
        before["figures"], after["figures"] = checked.before, checked.after
    difference = changes(before, after)
    if given.evidence_ids is not None:
        await _replace_evidence(session, actor, loaded, given.evidence_ids)
    for name, value in wanted.items():
        setattr(loaded.line, name, value)
    if difference:
        data = {"changes": difference}
        record(session, actor.author, about_line(kind, loaded.line, loaded.task.title, private=True, data=data))
    await store_line(session, actor, loaded)


def _wanted(line: ReportLine, given: LineUpdate) -> dict[str, Any]:
    """The fields to set. An edited text is no longer the carried one; an explicit mark wins."""
    wanted = {name: getattr(given, name) for name in given.model_fields_set if name != "evidence_ids"}
    wanted = {name: ("" if value is None and name in _TEXTS else value) for name, value in wanted.items()}
    for name in ("figures", "self_done", "carried_forward"):
        if name in wanted and wanted[name] is None:
            del wanted[name]
    if "result" in wanted and wanted["result"] != line.result:
        wanted.setdefault("carried_forward", False)
    return wanted


async def _checked(session: AsyncSession, loaded: LoadedLine, wanted: dict[str, Any]) -> Checked | None:
    if "figures" not in wanted:
        return None
    checked = await check_figures(session, loaded.task, loaded.line.figures, wanted["figures"])
    wanted["figures"] = checked.kept
    return checked


def _require_short(line: ReportLine, wanted: Mapping[str, Any]) -> None:
    """What was merged from several periods may be as long as they are together."""
    longest = MAX_TEXT if line.filled is None else MAX_MERGED_TEXT
    errors = [
        FieldError(f"/{name}", f"Tối đa {spoken_number(longest, 'vi')} ký tự.", f"At most {spoken_number(longest, 'en')} characters.")
        for name in _TEXTS
        if len(wanted.get(name) or "") > longest
    ]
    if errors:
        raise Invalid(errors=errors)


def _require_said_here(loaded: LoadedLine) -> None:
    """Refuse to say of a task that it is done where that would be said of another thing, or by another one."""
    if loaded.task.by_unit_plan:
        raise DoneByUnitPlan
    if loaded.assignment.carried_to_id is not None:
        raise AssignmentCarried  # it would be said of work that goes on, and is counted, elsewhere


def require_editable(actor: Actor, loaded: LoadedReport, line: ReportLine) -> None:
    """Refuse to write a line that is sent, or that is in order in a returned report."""
    take(actor, loaded.standing, ReportStep.EDIT)
    if is_locked(loaded.report.state, line.review_state):
        raise LineLocked


async def store_line(session: AsyncSession, actor: Actor, loaded: LoadedLine) -> None:
    """Stamp the line, move the report's content version and counts, and let the assignment know that work has begun."""
    line = loaded.line
    line.saved_at = clock.business()
    line.saved_by, line.saved_for = actor.person_id, actor.acts_for
    before = line.complete
    line.complete = is_complete(content_of(line, loaded.task))
    await session.flush()
    await touch_report(session, loaded.loaded.report, complete=int(line.complete) - int(before))
    await advance(session, [begun(line, loaded.assignment)])


async def touch_report(session: AsyncSession, report: Report, *, complete: int = 0, answers: int = 0) -> None:
    """Move the report's content version and the numbers of its complete lines and answers."""
    # by SQL and not through the object: two officers on two lines must not collide on the report's own version; and a report
    # that was submitted meanwhile takes no more text
    touched = await session.execute(
        update(Report)
        .where(Report.id == report.id, Report.state.in_([ReportState.DRAFT, ReportState.RETURNED]))
        .values(
            content_version=Report.content_version + 1,
            lines_complete=Report.lines_complete + complete,
            answers_complete=Report.answers_complete + answers,
            saved_at=clock.business(),
        )
        .returning(Report.id)
        .execution_options(synchronize_session=False)
    )
    if touched.scalar_one_or_none() is None:
        raise WrongState


async def _replace_evidence(session: AsyncSession, actor: Actor, loaded: LoadedLine, wanted: Sequence[UUID]) -> None:
    present = (await linked_ids(session, [loaded.line.id]))[loaded.line.id]
    for evidence_id in [known for known in present if known not in wanted]:
        await _unlink(session, actor, loaded, evidence_id)
    added = [evidence_id for evidence_id in dict.fromkeys(wanted) if evidence_id not in present]
    if added:
        await _link(session, actor, loaded, await evidence_queries.list_own(session, actor, added))


async def _link(session: AsyncSession, actor: Actor, loaded: LoadedLine, documents: Sequence[Evidence]) -> None:
    for document in documents:
        data = {"title": document.title, "evidence_id": str(document.id)}
        record(session, actor.author, about_line(LINE_EVIDENCE_LINKED, loaded.line, loaded.task.title, private=True, data=data))
    await attach(session, loaded.line, [document.id for document in documents], actor.person_id)


async def attach(session: AsyncSession, line: ReportLine, evidence_ids: Sequence[UUID], person_id: UUID | None) -> None:
    """Let a line hold documents that it does not hold now; one that was taken off before is taken up again."""
    if not evidence_ids:
        return
    linked = {"linked_at": clock.business(), "linked_by": person_id, "unlinked_at": None}
    rows = [{"line_id": line.id, "evidence_id": evidence_id, **linked} for evidence_id in evidence_ids]
    statement = insert_for(session, ReportLineEvidence).values(rows)
    await session.execute(statement.on_conflict_do_update(index_elements=["line_id", "evidence_id"], set_=linked))
    line.evidence_count += len(evidence_ids)
    await count_links(session, evidence_ids, 1)


async def _unlink(session: AsyncSession, actor: Actor, loaded: LoadedLine, evidence_id: UUID) -> None:
    row = await session.get_one(ReportLineEvidence, (loaded.line.id, evidence_id))
    row.unlinked_at = clock.business()
    loaded.line.evidence_count -= 1
    title = await session.scalar(select(Evidence.title).where(Evidence.id == evidence_id))
    data = {"title": title, "evidence_id": str(evidence_id)}
    record(session, actor.author, about_line(LINE_EVIDENCE_UNLINKED, loaded.line, loaded.task.title, private=True, data=data))
    await count_links(session, [evidence_id], -1)


async def link_evidence(session: AsyncSession, actor: Actor, documents: Sequence[Evidence], line_id: UUID) -> None:
    """Name documents as proof of a line. Those already there stay as they are."""
    loaded = await get_line(session, actor, line_id, lock=True)
    require_editable(actor, loaded.loaded, loaded.line)
    present = (await linked_ids(session, [line_id]))[line_id]
    added = [document for document in documents if document.id not in present]
    if added:
        await _link(session, actor, loaded, added)
        await store_line(session, actor, loaded)


async def unlink_evidence(session: AsyncSession, actor: Actor, evidence_id: UUID, line_id: UUID) -> None:
    """Take a document off a line; the document and the trace of the link stay."""
    loaded = await get_line(session, actor, line_id, lock=True)
    require_editable(actor, loaded.loaded, loaded.line)
    if evidence_id in (await linked_ids(session, [line_id]))[line_id]:
        await _unlink(session, actor, loaded, evidence_id)
        await store_line(session, actor, loaded)


async def carry_forward(session: AsyncSession, actor: Actor, report_id: UUID, line_ids: Sequence[UUID] | None, *, dry_run: bool) -> int:
    """Fill lines without text with what was submitted in the period before, marked until edited; the number of lines."""
    loaded = await get_report(session, actor, report_id, lock=True)
    take(actor, loaded.standing, ReportStep.CARRY_FORWARD)
    occurrences = {item.line.id: item for item in await list_occurrences(session, loaded.report)}
    if line_ids is not None and not set(line_ids) <= occurrences.keys():
        raise UnknownLines
    chosen = [occurrences[line_id] for line_id in line_ids] if line_ids else list(occurrences.values())
    editable = [item for item in chosen if _is_blank(loaded.report, item.line)]
    previous = await _previous(session, loaded, [item.line for item in editable])
    filled = [item for item in editable if item.line.assignment_id in previous]
    if dry_run or not filled:
        return len(filled)
    for item in filled:
        _fill(actor, item.line, previous[item.line.assignment_id])
    await session.flush()
    await touch_report(session, loaded.report, complete=0)
    await advance(session, [begun(item.line, item.assignment) for item in filled])
    record(session, actor.author, about_report(CARRIED_FORWARD, loaded.report, loaded.label, private=True, lines=len(filled)))
    return len(filled)


def _is_blank(report: Report, line: ReportLine) -> bool:
    return not line.result.strip() and not is_locked(report.state, line.review_state)


async def _previous(session: AsyncSession, loaded: LoadedReport, lines: Sequence[ReportLine]) -> Mapping[UUID, Previous]:
    wanted = [line.assignment_id for line in lines]
    return await previous_texts(session, loaded.period.plan_id, wanted, loaded.period.data_to) if wanted else {}


def _fill(actor: Actor, line: ReportLine, text: Previous) -> None:
    line.result = text.result
    line.difficulties = text.difficulties
    line.proposals = text.proposals
    if line.percent is None:
        line.percent = text.percent
    line.carried_forward = True
    line.saved_at = clock.business()
    line.saved_by, line.saved_for = actor.person_id, actor.acts_for
