"""What belongs to lines: their documents, and what may be done with them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, bindparam, case, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor, Viewer, anyone_as
from papi.directory.models import Unit
from papi.evidence.models import Evidence
from papi.evidence.queries import shown_redacted, told_to, visible_to
from papi.evidence.standing import told_standing
from papi.evidence.texts.searching import is_alike
from papi.kit.db import read_rows
from papi.kit.types import AnyRow, AnySelect
from papi.reports.models import Report, ReportLine, ReportLineEvidence, ReportLineText
from papi.reports.queries.reports import standing_of
from papi.reports.sufficiency import is_locked
from papi.reports.workflow import ReportStep, refusal


def submitted_text() -> ColumnElement[bool]:
    """Joins a line to what was last submitted of it."""
    return and_(ReportLineText.line_id == ReportLine.id, ReportLineText.number == ReportLine.submitted_number)


async def held_documents(session: AsyncSession, rows: Sequence[AnyRow]) -> Mapping[UUID, list[UUID]]:
    """The documents of each line: for the own unit those linked now, for others those that were submitted."""
    linked = await linked_ids(session, [row.id for row in rows if row.own])
    return {row.id: linked[row.id] if row.own else [UUID(document) for document in row.submitted_evidence or ()] for row in rows}


async def linked_ids(session: AsyncSession, line_ids: Iterable[UUID]) -> Mapping[UUID, list[UUID]]:
    """The documents that each line holds now, in the order in which they were linked."""
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for line_id, evidence_id in await read_rows(session, _LINKED, {"lines": list(line_ids)}):
        found[line_id].append(evidence_id)
    return found


_LINKED: AnySelect = (
    select(ReportLineEvidence.line_id, ReportLineEvidence.evidence_id)
    .where(ReportLineEvidence.line_id.in_(bindparam("lines", expanding=True)), ReportLineEvidence.unlinked_at.is_(None))
    .order_by(ReportLineEvidence.linked_at, ReportLineEvidence.evidence_id)
)


async def proofs_of(session: AsyncSession, report: Report) -> Sequence[UUID]:
    """The documents that the lines of a report hold now."""
    held = select(ReportLineEvidence.evidence_id).join(ReportLine, ReportLine.id == ReportLineEvidence.line_id)
    return (await session.scalars(held.where(ReportLine.report_id == report.id, ReportLineEvidence.unlinked_at.is_(None)).distinct())).all()


async def known_documents(session: AsyncSession, actor: Actor, held: Iterable[Iterable[UUID]]) -> Mapping[UUID, dict[str, Any]]:
    """What the actor may learn about the documents of many lines."""
    ids = {document for documents in held for document in documents}
    if not ids:
        return {}
    rows = await read_rows(session, _told(anyone_as(actor.role), actor.language), {**actor.bound, "documents": list(ids)})
    return {row.id: _document(row) for row in rows}


def _document(row: AnyRow) -> dict[str, Any]:
    told = {key: value for key, value in row._mapping.items() if key != "released"}  # pyright: ignore[reportPrivateUsage] - SQLAlchemy's public name
    return {**told, **told_standing(row), "accepted_version": None}


def as_accepted(document: Mapping[str, Any], accepted: Mapping[UUID, int]) -> dict[str, Any]:
    """The document with the file of it that was accepted with the report: whether it was replaced is asked of that one."""
    number = accepted.get(document["id"])
    return {**document, "accepted_version": number, "replaced": number is not None and number != document["file_version"]}


@cache
def _told(viewer: Viewer, language: str) -> AnySelect:
    # of one with personal data others learn nothing but that it is there; in the columns, for what stands in an "on" is not correlated
    hidden = [case((visible_to(viewer), column), else_=None).label(column.key) for column in _OF_WHO_SEES_IT]
    told = (*told_to(viewer, language), *hidden, shown_redacted(viewer), is_alike(viewer).label("alike"))
    statement = select(*told, *_DOCUMENT_COLUMNS).join(Unit, Unit.id == Evidence.unit_id)
    return statement.where(Evidence.id.in_(bindparam("documents", expanding=True)))


_OF_WHO_SEES_IT = (Evidence.issuing_body, Evidence.review_reason)
_DOCUMENT_COLUMNS = (
    Evidence.id,
    Evidence.media_type,
    Evidence.size,
    Evidence.issued_on,
    Evidence.contains_personal_data,
    Evidence.link_count,
    Evidence.page_count,
    Evidence.review_state,
    Evidence.scan_state,
    Evidence.review_code,
    Evidence.expires_on,
    Evidence.file_version,
    Evidence.accepted_version,
    Evidence.released,
)


_LINE_STEPS = (ReportStep.EDIT, ReportStep.MARK, ReportStep.RETURN_LINE)


def steps_on_lines(actor: Actor, row: AnyRow) -> list[str]:
    """What the actor may do with the lines of a report now; all of them have that in common."""
    standing = standing_of(row)
    steps = [step.value for step in _LINE_STEPS if refusal(actor, standing, step) is None]
    return [*steps, "comment"] if actor.scopes("comment.write") else steps


def line_actions(row: AnyRow, steps: Sequence[str]) -> list[str]:
    """What the actor may do with this one of them: of a returned report only returned lines are edited."""
    locked = is_locked(row.state, row.review_state)
    return [step for step in steps if not (locked and step == ReportStep.EDIT)]
