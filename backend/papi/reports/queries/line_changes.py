"""What a unit has changed on a line since it sent the report before: for the reviewer who had returned it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.kit.db import read_rows
from papi.kit.types import AnyRow, AnySelect
from papi.reports.models import ReportLine, ReportLineText
from papi.reports.queries.previous import Previous

_COMPARED = ("result", "percent", "figures", "difficulties", "proposals", "self_done")


async def earlier_texts(session: AsyncSession, lines: Sequence[UUID]) -> Mapping[UUID, AnyRow]:
    """For each line that was sent more than once, what stood in it the time before the last."""
    found = await read_rows(session, _EARLIER, {"lines": lines})
    return {row.line_id: row for row in found}


def _earlier() -> AnySelect:
    newest_first = func.row_number().over(partition_by=ReportLineText.line_id, order_by=ReportLineText.number.desc())
    ranked = (
        select(
            ReportLineText.line_id,
            ReportLineText.submitted_at,
            *(getattr(ReportLineText, name) for name in _COMPARED),
            ReportLineText.evidence,
            newest_first.label("place"),
        )
        .join(ReportLine, ReportLine.id == ReportLineText.line_id)
        .where(ReportLineText.line_id.in_(bindparam("lines", expanding=True)), ReportLineText.number < ReportLine.submitted_number)
        .subquery()
    )
    return select(ranked).where(ranked.c.place == 1)


_EARLIER = _earlier()


def evidence_of(texts: Iterable[AnyRow | Previous]) -> Iterable[Iterable[UUID]]:
    """The documents that stood with texts of before."""
    return [[UUID(document) for document in text.evidence] for text in texts]


def titles_of(documents: Iterable[str], known: Mapping[UUID, Mapping[str, Any]]) -> list[str]:
    """What the documents are called, as far as the reader may know."""
    ids = [UUID(document) for document in documents]
    return [known[document]["title"] for document in ids if document in known]


def sent_before(row: AnyRow, earlier: AnyRow | None, known: Mapping[UUID, Mapping[str, Any]]) -> dict[str, Any] | None:
    """The text of the sending before, and the names of what is no longer the same; None for a line that was sent once."""
    if earlier is None:
        return None
    then, now = list(earlier.evidence), list(row.submitted_evidence or ())
    changed = [name for name in _COMPARED if getattr(row, name) != getattr(earlier, name)]
    added = [document for document in now if document not in then]
    removed = [document for document in then if document not in now]
    return {
        "submitted_at": earlier.submitted_at,
        **{name: getattr(earlier, name) for name in _COMPARED},
        "documents_added": titles_of(added, known),
        "documents_removed": titles_of(removed, known),
        "changed": [*changed, *(["evidence"] if added or removed else [])],
    }
