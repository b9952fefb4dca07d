"""What stands behind paragraphs: lines of units' reports and answers to questions, and whether they have moved since."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Subquery, case, literal, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from papi.consolidation.models import ConsolidatedAnswerSource, ConsolidatedBlock, ConsolidatedSource, SourceKind
from papi.kit.db import read_rows
from papi.kit.types import AnyRow
from papi.reports.models import Report, ReportAnswer, ReportLine, ReportState

SourceTable = type[ConsolidatedSource] | type[ConsolidatedAnswerSource]
SOURCE_TABLES: dict[SourceKind, SourceTable] = {SourceKind.LINE: ConsolidatedSource, SourceKind.ANSWER: ConsolidatedAnswerSource}

_REOPENED = Report.state != ReportState.ACCEPTED
LINE_MOVED: ColumnElement[bool] = or_(_REOPENED, ReportLine.submitted_number != ConsolidatedSource.number)
"""Whether a line says something else today, or nothing that is accepted. Joins the source to its line and report."""
ANSWER_MOVED: ColumnElement[bool] = or_(_REOPENED, ReportAnswer.submitted_number != ConsolidatedAnswerSource.number)
"""The same of an answer."""


def counted_sources(*which: ColumnElement[bool]) -> Subquery:
    """The sources that count for some paragraphs: `block_id`, and `moved` as 1 or 0."""
    lines = (
        select(ConsolidatedSource.block_id, case((LINE_MOVED, 1), else_=0).label("moved"))
        .join(ConsolidatedBlock, ConsolidatedBlock.id == ConsolidatedSource.block_id)
        .join(ReportLine, ReportLine.id == ConsolidatedSource.item_id)
        .join(Report, Report.id == ReportLine.report_id)
        .where(*which, ConsolidatedBlock.removed_at.is_(None), ConsolidatedSource.hidden.is_(False))
    )
    answers = (
        select(ConsolidatedAnswerSource.block_id, case((ANSWER_MOVED, 1), else_=0).label("moved"))
        .join(ConsolidatedBlock, ConsolidatedBlock.id == ConsolidatedAnswerSource.block_id)
        .join(ReportAnswer, ReportAnswer.id == ConsolidatedAnswerSource.item_id)
        .join(Report, Report.id == ReportAnswer.report_id)
        .where(*which, ConsolidatedBlock.removed_at.is_(None), ConsolidatedAnswerSource.hidden.is_(False))
    )
    return union_all(lines, answers).subquery()


async def read_taken(session: AsyncSession, *which: ColumnElement[bool]) -> Sequence[AnyRow]:
    """What was taken of each source of some paragraphs, lines before answers; those that are set aside among them."""
    parts = [
        select(table.block_id, literal(kind.value).label("kind"), table.item_id.label("item_id"), table.number, table.sha256, table.hidden)
        .join(ConsolidatedBlock, ConsolidatedBlock.id == table.block_id)
        .where(*which)
        for kind, table in SOURCE_TABLES.items()
    ]
    taken = union_all(*parts).subquery()
    return await read_rows(session, select(taken).order_by(taken.c.block_id, taken.c.kind.desc(), taken.c.item_id))
