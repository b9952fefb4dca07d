"""Finds the files that a file is nearly the same as: by equal marks, which an index answers, and a look at those few."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.evidence.models import EvidenceFile
from papi.evidence.texts.marks import Print, likeness_of, marks_of
from papi.evidence.texts.models import EvidenceLikeness, EvidenceMark, EvidenceText
from papi.kit import clock
from papi.kit.db import at_most, insert_for
from papi.kit.types import AnyRow, AnySelect, new_id

_CANDIDATES = 200
_MOST = 10
"""A notice that 35 units have uploaded is no news 35 times."""
_COLUMNS = (
    EvidenceFile.id,
    EvidenceFile.evidence_id,
    EvidenceFile.uploaded_at,
    EvidenceFile.sha256,
    EvidenceFile.received_sha256,
    EvidenceText.picture,
    EvidenceText.sketch,
)
Likeness = Mapping[str, Any]
"""The columns of a likeness."""


async def keep_marks(session: AsyncSession, file_id: UUID) -> None:
    """Let a file that was read be found by others. Its marks must be there for good before it looks for others itself: of two that are
    read at the same moment one then finds the other."""
    row = await prints_of(session, file_id)
    await session.execute(delete(EvidenceMark).where(EvidenceMark.file_id == file_id))
    if row is not None:
        rows = [{"mark": mark, "file_id": file_id} for mark in sorted(marks_of(_print(row)))]
        await session.execute(insert_for(session, EvidenceMark).values(rows).on_conflict_do_nothing())


async def find_alike(session: AsyncSession, file_id: UUID) -> list[Likeness]:
    """The files of other documents that this one is nearly the same as, the most alike first. The later of two is said to be like the
    earlier, whichever is read first."""
    row = await prints_of(session, file_id)
    if row is None:
        return []
    known = _print(row)
    found: list[Likeness] = []
    for other in (await session.execute(sharing(row))).all():
        alike = likeness_of(known, _print(other))
        if alike is not None:
            later, earlier = (row, other) if _moment(row) > _moment(other) else (other, row)
            found.append(_columns(later, earlier) | {"kind": alike[0], "percent": alike[1]})
    return sorted(found, key=lambda likeness: (-likeness["percent"], likeness["other_file_id"]))[:_MOST]


async def keep_likenesses(session: AsyncSession, found: Sequence[Likeness]) -> None:
    """Write down what was found; a pair that is known already stays, with what people have said of it."""
    if found:
        rows = [{"id": new_id(), "found_at": clock.real(), **likeness} for likeness in found]
        await session.execute(insert_for(session, EvidenceLikeness).values(rows).on_conflict_do_nothing())


def _files() -> AnySelect:
    return select(*_COLUMNS).join(EvidenceText, EvidenceText.file_id == EvidenceFile.id)


async def prints_of(session: AsyncSession, file_id: UUID) -> AnyRow | None:
    """By what a file is compared, if it was read."""
    return (await session.execute(_files().where(EvidenceFile.id == file_id))).one_or_none()


def sharing(row: AnyRow) -> AnySelect:
    """Files that share a mark with this one, those with the most in common first; another version of the same document is no news."""
    marks = EvidenceMark.mark.in_(sorted(marks_of(_print(row))))
    common = select(EvidenceMark.file_id, func.count().label("number")).where(marks, EvidenceMark.file_id != row.id)
    few = common.group_by(EvidenceMark.file_id).subquery()
    statement = _files().join(few, few.c.file_id == EvidenceFile.id).where(EvidenceFile.evidence_id != row.evidence_id)
    return at_most(statement.order_by(few.c.number.desc(), EvidenceFile.id), _CANDIDATES)


def _print(row: AnyRow) -> Print:
    return Print(row.sha256, row.received_sha256, row.picture, row.sketch)


def _moment(row: AnyRow) -> tuple[Any, UUID]:
    return row.uploaded_at, row.id


def _columns(later: AnyRow, earlier: AnyRow) -> dict[str, Any]:
    return {
        "file_id": later.id,
        "other_file_id": earlier.id,
        "evidence_id": later.evidence_id,
        "other_evidence_id": earlier.evidence_id,
    }
