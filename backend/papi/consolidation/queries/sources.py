"""The sources of a paragraph as the panel beside it shows them: what was taken, and what stands there today where that is something
else. Only what was submitted is read, never what a unit is writing."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from papi.access.actor import Actor
from papi.consolidation.material import digest_of, digest_of_answer
from papi.consolidation.models import ConsolidatedAnswerSource, ConsolidatedSource
from papi.consolidation.queries.behind import ANSWER_MOVED, LINE_MOVED
from papi.consolidation.queries.sections import get_block
from papi.directory.models import Unit
from papi.kit.db import read_rows
from papi.kit.documents import Column, Export
from papi.kit.types import AnyRow
from papi.reports.answering import said_answer
from papi.reports.models import PeriodQuestion, Report, ReportAnswer, ReportAnswerText, ReportLine, ReportLineText, ReportState

_SAID = ("result", "percent", "figures", "difficulties", "proposals")
_COMMON = ("report_id", "unit", "hidden", "submitted_at")
_LineNow, _AnswerNow = aliased(ReportLineText), aliased(ReportAnswerText)


async def read_sources(session: AsyncSession, actor: Actor, block_id: UUID) -> dict[str, Any]:
    """The lines behind a paragraph, then the answers; for those who read reports before they are approved."""
    await get_block(session, actor, block_id)
    lines = [_line(row) for row in await _lines(session, block_id)]
    answers = [_answer(row, actor.language) for row in await _answers(session, block_id)]
    return {"items": [*lines, *answers]}


async def _lines(session: AsyncSession, block_id: UUID) -> Sequence[AnyRow]:
    return await read_rows(
        session,
        select(
            ConsolidatedSource.item_id.label("line_id"),
            ConsolidatedSource.hidden,
            ConsolidatedSource.sha256,
            ReportLine.report_id,
            ReportLine.evidence_count,
            Report.state,
            LINE_MOVED.label("moved"),
            Unit.name.label("unit"),
            ReportLineText.submitted_at,
            *(getattr(ReportLineText, name) for name in _SAID),
            *(getattr(_LineNow, name).label(f"now_{name}") for name in _SAID),
        )
        .join(ReportLine, ReportLine.id == ConsolidatedSource.item_id)
        .join(Report, Report.id == ReportLine.report_id)
        .join(Unit, Unit.id == ReportLine.unit_id)
        .join(ReportLineText, and_(ReportLineText.line_id == ReportLine.id, ReportLineText.number == ConsolidatedSource.number))
        .outerjoin(_LineNow, and_(_LineNow.line_id == ReportLine.id, _LineNow.number == ReportLine.submitted_number))
        .where(ConsolidatedSource.block_id == block_id)
        .order_by(Unit.sort, ReportLine.sort, ReportLine.id),
    )


async def _answers(session: AsyncSession, block_id: UUID) -> Sequence[AnyRow]:
    taken = and_(ReportAnswerText.answer_id == ReportAnswer.id, ReportAnswerText.number == ConsolidatedAnswerSource.number)
    return await read_rows(
        session,
        select(
            ConsolidatedAnswerSource.item_id.label("answer_id"),
            ConsolidatedAnswerSource.hidden,
            ConsolidatedAnswerSource.sha256,
            ReportAnswer.report_id,
            Report.state,
            ANSWER_MOVED.label("moved"),
            Unit.name.label("unit"),
            ReportAnswerText.submitted_at,
            ReportAnswerText.value,
            _AnswerNow.value.label("now_value"),
            *(getattr(PeriodQuestion, name) for name in ("sort", "text", "kind", "measure", "choices")),
        )
        .join(ReportAnswer, ReportAnswer.id == ConsolidatedAnswerSource.item_id)
        .join(PeriodQuestion, PeriodQuestion.id == ReportAnswer.question_id)
        .join(Report, Report.id == ReportAnswer.report_id)
        .join(Unit, Unit.id == Report.unit_id)
        .join(ReportAnswerText, taken)
        .outerjoin(_AnswerNow, and_(_AnswerNow.answer_id == ReportAnswer.id, _AnswerNow.number == ReportAnswer.submitted_number))
        .where(ConsolidatedAnswerSource.block_id == block_id)
        .order_by(Unit.sort, PeriodQuestion.sort, ReportAnswer.id),
    )


def _line(row: AnyRow) -> dict[str, Any]:
    now = {name: getattr(row, f"now_{name}") for name in _SAID if name != "figures"}
    return {
        **_source(row, now),
        **{name: getattr(row, name) for name in ("line_id", "evidence_count", *_SAID) if name != "figures"},
        "answer_id": None,
        "question": None,
        "genuine": row.sha256 == digest_of(*(getattr(row, name) for name in _SAID)),
    }


def _answer(row: AnyRow, language: str) -> dict[str, Any]:
    before, now = (_answered(row, value, language) for value in (row.value, row.now_value))
    return {
        **_source(row, now),
        **before,
        "line_id": None,
        "evidence_count": 0,
        "answer_id": row.answer_id,
        "question": f"{row.sort + 1}. {row.text}",
        "genuine": row.sha256 == digest_of_answer(row.value),
    }


def _answered(row: AnyRow, value: Any, language: str) -> dict[str, Any]:
    words = said_answer(row.kind, row.measure, row.choices, value, language)
    return {"result": words, "percent": None, "difficulties": "", "proposals": ""}


def _source(row: AnyRow, now: dict[str, Any]) -> dict[str, Any]:
    reopened = row.state is not ReportState.ACCEPTED
    return {
        **{name: getattr(row, name) for name in _COMMON},
        "standing": "reopened" if reopened else "changed" if row.moved else "current",
        "now": now if row.moved and not reopened else None,
    }


SOURCES = Export(
    "nguon-cua-doan",
    [
        Column("unit", "Đơn vị", "Unit", 28),
        Column("question", "Câu hỏi", "Question", 40),
        Column("result", "Kết quả thực hiện, trả lời", "Result or answer", 60),
        Column("percent", "Mức độ (%)", "Percent", 10),
        Column("difficulties", "Khó khăn, vướng mắc", "Difficulties", 40),
        Column("proposals", "Đề xuất, kiến nghị", "Proposals", 40),
        Column("submitted_at", "Gửi lúc", "Submitted", 20),
    ],
)
