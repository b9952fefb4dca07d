"""A unit's report of one period, and what people do with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.comments.actions import create_comment
from papi.demo.stage import UnitOnStage
from papi.demo.writing import NARRATIVES, Pen, write_lines
from papi.evidence.actions import Verdict, review_evidence
from papi.evidence.models import RejectionCode, ReviewState
from papi.kit.etag import Precondition
from papi.plans.models import Task
from papi.reports import actions
from papi.reports.actions.answers import list_answers
from papi.reports.actions.occurrences import list_occurrences
from papi.reports.answering import Value
from papi.reports.models import LineReviewState, MarkKind, Period, ReasonCode, Report, ReportLine
from papi.reports.queries.reports import LoadedReport, get_report
from papi.reports.schemas.answers import AnswerUpdate
from papi.reports.schemas.lines import LineUpdate, MarkUpdate
from papi.reports.schemas.reports import ReportAccept, ReportReturn, ReturnedLine
from papi.reports.schemas.review import MarkedLine, MarksUpdate

_ANY = Precondition()
_WRONG_MARKS = {4, 17}


@dataclass(frozen=True)
class UnitReport(UnitOnStage):
    """Which report, and between which days what it tells of happened."""

    period: str
    span: tuple[date, date]
    occasion: str = "lines"
    unfinished: frozenset[str] = frozenset()

    async def write(self, session: AsyncSession, *, share: float = 1.0, partly: bool = False) -> None:
        """The officer writes until a share of the lines is written."""
        loaded = await self._loaded(session)
        number = round(loaded.report.lines_total * share)
        pen = Pen(self.officer, self.unit, self.stage.library, *self.span, occasion=self.occasion, unfinished=self.unfinished)
        await write_lines(session, pen, loaded, lambda item: item.line.sort < number, partly=partly)

    async def answer(self, session: AsyncSession, *, values: Sequence[Value]) -> None:
        """The officer answers the report's questions, the first ones first; None leaves one open."""
        pairs = await list_answers(session, (await self._loaded(session)).report)
        for (answer, _question), value in zip(pairs, values, strict=False):
            if value is not None:
                await actions.update_report_answer(session, self.officer, answer.id, AnswerUpdate(value=value), Precondition())

    async def carry_forward(self, session: AsyncSession) -> None:
        """The officer takes over what the last period said, to be confirmed or brought up to date."""
        await actions.carry_forward(session, self.officer, await self._id(session), None, dry_run=False)

    async def line(self, session: AsyncSession, task_key: str) -> ReportLine:
        """The line of a task."""
        return await session.get_one(ReportLine, await self._line_id(session, task_key))

    async def edit_filled(self, session: AsyncSession, *, task_key: str, more: str = "", figures: Mapping[str, int]) -> None:
        """The officer looks at a line that arrived filled: goes on in it with these numbers more, or leaves it as it came."""
        line = await self.line(session, task_key)
        counted = {key: number + figures.get(key, 0) for key, number in (line.figures or {}).items()}
        given = LineUpdate(result=f"{line.result}\n{more}".strip(), figures=counted, carried_forward=False)
        await actions.update_report_line(session, self.officer, line.id, given, _ANY)

    async def hand_over(self, session: AsyncSession) -> None:
        """The officer tells the head that the report is ready."""
        await actions.hand_over_report(session, self.officer, await self._id(session))

    async def send(self, session: AsyncSession) -> None:
        await actions.submit_report(session, self.head, await self._id(session), _ANY)

    async def accept(self, session: AsyncSession) -> None:
        await actions.accept_report(session, self.reviewer, await self._id(session), ReportAccept(), (_ANY, self.stage.key))

    async def return_answers(self, session: AsyncSession, *, faults: Mapping[int, tuple[ReasonCode, str]]) -> None:
        """The answers at these places come back."""
        pairs = await list_answers(session, (await self._loaded(session)).report)
        faulty = [ReturnedLine(id=pairs[place][0].id, reason_code=code, reason=reason) for place, (code, reason) in faults.items()]
        await actions.return_report(session, self.reviewer, await self._id(session), ReportReturn(answers=faulty), _ANY)

    async def return_three_lines(self, session: AsyncSession) -> None:
        occurrences = await list_occurrences(session, (await self._loaded(session)).report)
        lines = [
            ReturnedLine(id=item.line.id, reason_code=ReasonCode(said["reason_code"]), reason=said["reason"])
            for item, said in zip(occurrences[2:40:13], NARRATIVES["review_comments"], strict=False)
        ]
        given = ReportReturn(lines=lines, reason="Đề nghị đơn vị chỉnh sửa, bổ sung các dòng được trả lại.")
        await actions.return_report(session, self.reviewer, await self._id(session), given, _ANY)

    async def correct(self, session: AsyncSession) -> None:
        """The officer mends what came back."""
        returned = select(ReportLine).where(
            ReportLine.report_id == await self._id(session), ReportLine.review_state == LineReviewState.RETURNED
        )
        for line in await session.scalars(returned):
            more = LineUpdate(result=f"{line.result} Đã bổ sung số liệu và danh sách theo ý kiến của Phòng Nội vụ.")
            await actions.update_report_line(session, self.officer, line.id, more, _ANY)

    async def mark_half(self, session: AsyncSession) -> None:
        """The reviewer has looked at half of the lines: marks that wait to be sent."""
        for item in (await list_occurrences(session, (await self._loaded(session)).report))[:30]:
            said = NARRATIVES["review_comments"][item.line.sort % 12]
            wrong = MarkUpdate(mark=MarkKind.RETURN, reason_code=ReasonCode(said["reason_code"]), reason=said["reason"])
            mark = wrong if item.line.sort in _WRONG_MARKS else MarkUpdate(mark=MarkKind.OK)
            await actions.set_review_mark(session, self.reviewer, item.line.id, mark, Precondition())

    async def share_review(self, session: AsyncSession, *, by: Actor) -> None:
        """A second reviewer has the report on the desk, and has marked some of its lines at once."""
        report = (await self._loaded(session)).report
        await actions.claim_report(session, by, report.id, take_over=False)
        lines = [item.line for item in await list_occurrences(session, report)][:12]
        items = [MarkedLine(id=line.id, version=line.version, mark=MarkKind.OK) for line in lines]
        await actions.set_review_marks(session, by, report.id, MarksUpdate(items=items))

    async def comment(self, session: AsyncSession, *, by: Actor, text: str, task_key: str | None = None) -> None:
        """Somebody says something about the report, or about its line of a task."""
        about = ("report", await self._id(session)) if task_key is None else ("report_line", await self._line_id(session, task_key))
        await create_comment(session, by, about, text)

    async def judge_proof(self, session: AsyncSession, *, task_key: str, fault: str | None = None) -> None:
        """The reviewer accepts the first document of a task, or rejects it because it cannot be read."""
        document = self.stage.library.proofs(self.unit.id, task_key)[0]
        rejected = Verdict(ReviewState.REJECTED, RejectionCode.NOT_READABLE, fault)
        verdict = rejected if fault is not None else Verdict.accepted(None)
        await review_evidence(session, self.reviewer, document, verdict, _ANY)

    async def _id(self, session: AsyncSession) -> UUID:
        wanted = select(Report.id).join(Period, Period.id == Report.period_id)
        return (await session.scalars(wanted.where(Period.code == self.period, Report.unit_id == self.unit.id))).one()

    async def _line_id(self, session: AsyncSession, task_key: str) -> UUID:
        wanted = select(ReportLine.id).join(Task, Task.id == ReportLine.task_id)
        return (await session.scalars(wanted.where(ReportLine.report_id == await self._id(session), Task.key == task_key))).one()

    async def _loaded(self, session: AsyncSession) -> LoadedReport:
        return await get_report(session, self.head, await self._id(session))
