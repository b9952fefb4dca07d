"""Reviewers' own marks on the parts of a report, lines and answers alike: kept while the part stays as it was."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import KeyedColumnElement

from papi.access.actor import Actor
from papi.kit import clock
from papi.kit.db import insert_for
from papi.kit.errors import NotFound
from papi.reports.errors import AnswerNotFound, LineNotFound
from papi.reports.models import AnswerMark, LineReviewState, MarkKind, ReasonCode, Report, ReportAnswer, ReportLine, Reviewed, ReviewMark
from papi.reports.schemas.answers import AnswerMarkUpdate
from papi.reports.schemas.reports import ReturnedLine
from papi.reports.words import REASON_WORDS


@dataclass(frozen=True)
class Marked:
    """The parts that are marked, where a mark names its part and the version of it that was marked, and what is said of an unknown part."""

    parts: type[ReportLine | ReportAnswer]
    marks: type[ReviewMark | AnswerMark]
    part_id: KeyedColumnElement[UUID]
    version: KeyedColumnElement[int]
    unknown: type[NotFound]

    def hold_in(self, report: Report) -> tuple[ColumnElement[bool], ...]:
        """The marks that still hold, joined to the parts of the report that they are on."""
        return (self.parts.id == self.part_id, self.parts.report_id == report.id, self.version == self.parts.version)


LINES = Marked(ReportLine, ReviewMark, ReviewMark.__table__.c.line_id, ReviewMark.__table__.c.line_version, LineNotFound)
ANSWERS = Marked(ReportAnswer, AnswerMark, AnswerMark.__table__.c.answer_id, AnswerMark.__table__.c.answer_version, AnswerNotFound)


def lacks_reason(given: AnswerMarkUpdate) -> bool:
    """Whether a part is to be returned without a word why."""
    return given.mark is MarkKind.RETURN and not given.reason


async def store_marks(
    session: AsyncSession, actor: Actor, marked: Marked, wanted: Mapping[UUID, AnswerMarkUpdate], versions: Mapping[UUID, int]
) -> None:
    """Keep the reviewer's marks of the parts in these versions; those without a kind are taken back."""
    taken_back = [part_id for part_id, given in wanted.items() if given.mark is None]
    if taken_back:
        await session.execute(delete(marked.marks).where(marked.part_id.in_(taken_back), marked.marks.person_id == actor.person_id))
    rows = [_row(actor, marked, part_id, given, versions[part_id]) for part_id, given in wanted.items() if given.mark is not None]
    if rows:
        statement = insert_for(session, marked.marks).values(rows)
        keys = [marked.part_id.key, "person_id"]
        changed = {name: statement.excluded[name] for name in rows[0] if name not in keys}
        await session.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed))


def _row(actor: Actor, marked: Marked, part_id: UUID, given: AnswerMarkUpdate, version: int) -> dict[str, Any]:
    return {
        marked.part_id.key: part_id,
        "person_id": actor.person_id,
        **given.model_dump(include={"mark", "reason", "not_confirmed"}),
        "reason_code": given.reason_code or (ReasonCode.OTHER if given.mark is MarkKind.RETURN else None),
        marked.version.key: version,
        "marked_at": clock.business(),
    }


async def marked_to_return(session: AsyncSession, actor: Actor, marked: Marked, report: Report) -> Mapping[UUID, ReturnedLine]:
    """The reviewer's own marks to return that still hold."""
    marks = marked.marks
    rows = await session.execute(
        select(marked.part_id.label("id"), marks.reason_code, marks.reason).where(
            *marked.hold_in(report), marks.person_id == actor.person_id, marks.mark == MarkKind.RETURN
        )
    )
    return {row.id: ReturnedLine(id=row.id, reason_code=row.reason_code or ReasonCode.OTHER, reason=row.reason) for row in rows}


@asynccontextmanager
async def marks_kept(session: AsyncSession, marked: Marked, report: Report) -> AsyncGenerator[None]:
    """A decision moves the parts' versions, not what stands in them: everybody's marks that held before it hold after it, so that of two
    reviewers none loses a mark, and what is in order stays so when the report comes again."""
    marks = marked.marks
    held = await session.execute(select(marked.part_id.label("id"), marks.person_id).where(*marked.hold_in(report)))
    keys = [(row.id, row.person_id) for row in held]
    yield
    await session.flush()
    if keys:
        now = select(marked.parts.version).where(marked.parts.id == marked.part_id).scalar_subquery()
        moved = update(marks).where(tuple_(marked.part_id, marks.person_id).in_(keys)).values({marked.version: now})
        await session.execute(moved.execution_options(synchronize_session=False))


def give_back(part: Reviewed, given: ReturnedLine) -> dict[str, Any]:
    """Return the part with the reason; what the history says of it."""
    part.review_state = LineReviewState.RETURNED
    part.reason_code, part.reason = given.reason_code, given.reason
    return {"reason": given.reason, "reason_words": REASON_WORDS[given.reason_code][0]}


def put_in_order(part: Reviewed) -> None:
    """Nothing of the part is left to be written anew."""
    part.review_state = LineReviewState.OK
    part.reason_code = part.reason = None
