"""Corrections of accepted reports: which the caller may see, one for an action, those of a report, and the queue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from papi.access.actor import Actor, Viewer
from papi.directory.columns import unit_of
from papi.directory.models import Person, Unit
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset, matches
from papi.kit.text import words_of
from papi.kit.types import AnyRow, AnySelect
from papi.outbox.wording import signed_name
from papi.plans.models import Task
from papi.plans.queries.figures import figures_of
from papi.reports.correcting import (
    CorrectionStanding,
    CorrectionStep,
    allowed_correction_steps,
    correction_refusal,
    may_begin,
)
from papi.reports.errors import CorrectionNotFound
from papi.reports.models import Correction, CorrectionAnswer, CorrectionLine, CorrectionState, Period, Report, ReportLine
from papi.reports.queries.corrected_answers import read_corrected_answers
from papi.reports.queries.line_parts import known_documents
from papi.reports.queries.reports import REPORT_COLUMNS, LoadedReport, get_report, period_of, sent_by_others, standing_of
from papi.reports.schemas.corrections import CorrectionQuery
from papi.reports.words import CORRECTION_STATE_WORDS, said_figures

CORRECTED = ("result", "percent", "figures", "difficulties", "proposals", "evidence")
OPEN_CORRECTIONS = (CorrectionState.DRAFT, CorrectionState.SUBMITTED, CorrectionState.RETURNED)
_Sender, _Behalf = aliased(Person), aliased(Person)


@dataclass(frozen=True)
class LoadedCorrection:
    """A correction with what its actions need."""

    correction: Correction
    report: LoadedReport

    @property
    def standing(self) -> CorrectionStanding:
        one = self.correction
        return CorrectionStanding(one.state, self.report.standing, one.submitted_by, one.submitted_for)


def visible_to(viewer: Viewer) -> ColumnElement[bool]:
    """The own unit's in any state; others' once they have been sent."""
    return and_(viewer.sees("report.read", Report.unit_id), or_(viewer.keeps(Report.unit_id), Correction.submitted_at.is_not(None)))


async def get_correction(session: AsyncSession, actor: Actor, correction_id: UUID, *, lock: bool = False) -> LoadedCorrection:
    """A correction that the actor may see, for an action; `lock` keeps others from moving its report meanwhile."""
    actor.require_some("report.read")
    statement = select(Correction).join(Report, Report.id == Correction.report_id).where(Correction.id == correction_id, visible_to(actor))
    found = await session.scalar(statement)
    if found is None:
        raise CorrectionNotFound
    loaded = await get_report(session, actor, found.report_id, lock=lock)
    if lock:
        await session.refresh(found)  # whoever held the report before may have decided it
    return LoadedCorrection(found, loaded)


async def read_correction(session: AsyncSession, actor: Actor, correction_id: UUID) -> dict[str, Any]:
    """One correction as the screen shows it."""
    actor.require_some("report.read")
    items = await _read(session, actor, Correction.id == correction_id)
    if not items:
        raise CorrectionNotFound
    return items[0]


async def read_corrections(session: AsyncSession, actor: Actor, report_id: UUID) -> dict[str, Any]:
    """All corrections of a report that the actor may see."""
    loaded = await get_report(session, actor, report_id)
    items = await _read(session, actor, Correction.report_id == report_id)
    idle = all(item["state"] not in OPEN_CORRECTIONS for item in items)
    return {"items": items, "allowed_actions": ["begin"] if idle and may_begin(actor, loaded.standing) is None else []}


async def _read(session: AsyncSession, actor: Actor, wanted: ColumnElement[bool]) -> list[dict[str, Any]]:
    rows = (await session.execute(_rows(actor).where(wanted).order_by(Correction.id.desc()))).all()
    told = [row.id for row in rows if not row.unsent]
    lines = await _lines(session, actor, told)
    answers = await read_corrected_answers(session, told, actor.language)
    return [
        {
            **_item(actor, row),
            **_who(actor, row),
            "lines": lines.get(row.id, []),
            "answers": answers.get(row.id, []),
            "blocked": _blocked(actor, row),
        }
        for row in rows
    ]


def _rows(actor: Actor) -> AnySelect:
    return (
        select(
            Correction.id,
            Correction.version,
            Correction.report_id,
            Correction.number,
            Correction.state.label("correction_state"),
            Correction.reason,
            Correction.drafted_at,
            Correction.submitted_at.label("sent_at"),
            Correction.submitted_by.label("sent_by"),
            Correction.submitted_for.label("sent_for"),
            Correction.decided_by,
            Correction.decided_at,
            Correction.return_reason,
            Correction.seal_number,
            _unsent(actor),
            Person.full_name.label("drafter"),
            _Sender.full_name.label("sender"),
            _Behalf.full_name.label("behalf"),
            *REPORT_COLUMNS,
        )
        .join(Report, Report.id == Correction.report_id)
        .join(Unit, Unit.id == Report.unit_id)
        .join(Period, Period.id == Report.period_id)
        .join(Person, Person.id == Correction.drafted_by)
        .outerjoin(_Sender, _Sender.id == Correction.submitted_by)
        .outerjoin(_Behalf, _Behalf.id == Correction.submitted_for)
        .where(visible_to(actor))
    )


def _unsent(viewer: Viewer) -> ColumnElement[bool]:
    """Whether what came back was written anew since and is not sent yet: the unit's working text, as that of a returned report."""
    written_anew = and_(Correction.submitted_at.is_not(None), Correction.drafted_at > Correction.submitted_at)
    return and_(written_anew, ~viewer.keeps(Report.unit_id)).label("unsent")


def _standing(row: AnyRow) -> CorrectionStanding:
    return CorrectionStanding(row.correction_state, standing_of(row), row.sent_by, row.sent_for)


def _item(actor: Actor, row: AnyRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "version": row.version,
        "report_id": row.report_id,
        "unit": unit_of(row),
        "period": period_of(row),
        "number": row.number,
        "state": row.correction_state,
        "reason": "" if row.unsent else row.reason,
        "submitted_at": row.sent_at,
        "decided_at": row.decided_at,
        "allowed_actions": allowed_correction_steps(actor, _standing(row)),
    }


def _who(actor: Actor, row: AnyRow) -> dict[str, Any]:
    return {
        "drafted_by": row.drafter,
        "drafted_at": row.drafted_at,
        "submitted_by": row.sender and signed_name(row.sender, row.behalf, actor.language),
        "decided_by": row.decided_by,
        "return_reason": row.return_reason,
        "seal_number": row.seal_number,
    }


def _blocked(actor: Actor, row: AnyRow) -> dict[str, str] | None:
    """Why a reviewer of others' corrections may not decide this one."""
    if row.correction_state is not CorrectionState.SUBMITTED or not actor.scopes("report.review"):
        return None
    refused = correction_refusal(actor, _standing(row), CorrectionStep.ACCEPT)
    return {"code": refused.code, "detail": refused.detail(actor.language)} if refused else None


async def _lines(session: AsyncSession, actor: Actor, corrections: Sequence[UUID]) -> Mapping[UUID, list[dict[str, Any]]]:
    statement = (
        select(CorrectionLine, ReportLine.sort, Task.id, Task.title)
        .join(ReportLine, ReportLine.id == CorrectionLine.line_id)
        .join(Task, Task.id == ReportLine.task_id)
        .where(CorrectionLine.correction_id.in_(corrections))
        .order_by(ReportLine.sort)
    )
    rows = [(line, sort, task_id, title) for line, sort, task_id, title in (await session.execute(statement)).all()]
    known = await known_documents(session, actor, [_evidence(side) for line, *_rest in rows for side in (line.before, line.after)])
    figures = await figures_of(session, [task_id for _line, _sort, task_id, _title in rows])
    found: dict[UUID, list[dict[str, Any]]] = {}
    for line, sort, task_id, title in rows:
        sides = {name: _side(getattr(line, name), known, figures[task_id], actor.language) for name in ("before", "after")}
        changed = [name for name in CORRECTED if line.before.get(name) != line.after.get(name)]
        item = {"line_id": line.line_id, "number": sort + 1, "title": title, "figures": figures[task_id], **sides, "changed": changed}
        found.setdefault(line.correction_id, []).append(item)
    return found


def _evidence(side: Mapping[str, Any]) -> list[UUID]:
    return [UUID(document) for document in side["evidence"]]


def _side(
    side: Mapping[str, Any], known: Mapping[UUID, Mapping[str, Any]], figures: Sequence[Mapping[str, Any]], language: str
) -> dict[str, Any]:
    ids = _evidence(side)
    texts = {name: side[name] for name in CORRECTED if name != "evidence"}
    documents = [known[document]["title"] for document in ids if document in known]
    return {**texts, "figures_text": said_figures(figures, side["figures"], language), "evidence_ids": ids, "documents": documents}


def list_corrections(actor: Actor, query: CorrectionQuery) -> Listing:
    """The corrections that the actor may see; the queue of those who decide them."""
    actor.require_some("report.read")
    lines, answers = [
        select(func.count()).where(part.correction_id == Correction.id).correlate(Correction).scalar_subquery()
        for part in (CorrectionLine, CorrectionAnswer)
    ]
    statement = _rows(actor).add_columns(lines.label("lines"), answers.label("answers"))
    for column, wanted in ((Report.period_id, query.period), (Report.unit_id, query.unit), (Correction.state, query.state)):
        if wanted is not None:
            statement = statement.where(column == wanted)
    if query.reviewable:
        judged = actor.judges("report.review", Report.unit_id, Unit.coordinating)
        statement = statement.where(Correction.state == CorrectionState.SUBMITTED, judged, *sent_by_others(actor, Correction))
    if query.q:
        statement = statement.where(matches(Unit.folded + Period.folded, query.q))
    return Listing(Pages(statement, _KEYSET), lambda row: {**_item(actor, row), "lines": row.lines, "answers": row.answers}, _EXPORT)


_KEYSET = Keyset(
    {"unit": Key(Unit.sort, int), "submitted_at": Key(Correction.submitted_at, datetime, nullable=True)},
    default="-submitted_at",
    id=Correction.id,
)
_EXPORT = Export(
    "dinh-chinh",
    [
        Column("unit.name", "Đơn vị", "Unit", 28),
        Column("period.title", "Kỳ báo cáo", "Period", 28),
        Column("number", "Lần", "Number", 8),
        Column("state", "Trạng thái", "State", 20, words_of(CORRECTION_STATE_WORDS)),
        Column("reason", "Lý do", "Reason", 48),
        Column("lines", "Số dòng", "Lines", 10),
        Column("answers", "Số câu trả lời", "Answers", 14),
        Column("submitted_at", "Gửi lúc", "Sent", 20),
        Column("decided_at", "Quyết định lúc", "Decided", 20),
    ],
)
CORRECTIONS = Export(
    "dinh-chinh-bao-cao",
    [
        Column("number", "Lần", "Number", 8),
        Column("state", "Trạng thái", "State", 20, words_of(CORRECTION_STATE_WORDS)),
        Column("reason", "Lý do", "Reason", 48),
        Column("submitted_at", "Gửi lúc", "Sent", 20),
        Column("decided_at", "Quyết định lúc", "Decided", 20),
        Column("decided_by", "Người quyết định", "Decided by", 28),
        Column("seal_number", "Bản niêm phong số", "Seal", 12),
    ],
)
