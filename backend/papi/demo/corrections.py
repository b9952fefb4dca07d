"""Two wards had counted one meeting too few in July: what the first corrected stands, the second waits for Phòng Nội vụ."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.demo.july import CODE as JULY
from papi.demo.stage import Scene, Stage, UnitOnStage, at
from papi.kit.etag import Precondition
from papi.kit.text import spoken_number
from papi.plans.models import Task
from papi.reports import actions
from papi.reports.models import Correction, Period, Report, ReportLine
from papi.reports.schemas.corrections import CorrectionLineWrite, CorrectionWrite

_ANY = Precondition()
_TASK = "II.1-06"
_MORE = 36
_WHY = "Tổng hợp thiếu 01 buổi tuyên truyền tại khu phố 4 (36 lượt người dự), do khu phố gửi danh sách sau ngày khóa số liệu."


def scenes_of_corrections(stage: Stage) -> Iterator[Scene]:
    """The one right after the period was closed, the other found while the third quarter was written."""
    first, second = CorrectedReport(stage, stage.wards[2]), CorrectedReport(stage, stage.wards[6])
    yield Scene(at(8, 9, 16, 20), first.draft)
    yield Scene(at(8, 9, 16, 45), first.send)
    yield Scene(at(8, 12, 8, 5), first.accept)
    yield Scene(at(9, 16, 15, 5), second.draft)
    yield Scene(at(9, 16, 16, 35), second.send)


@dataclass(frozen=True)
class CorrectedReport(UnitOnStage):
    """A unit's report of July that was accepted with a mistake."""

    async def draft(self, session: AsyncSession) -> None:
        """One meeting more, in the text and in the numbers."""
        wanted = (Report.unit_id == self.unit.id, Period.code == JULY, Task.key == _TASK)
        lines = select(ReportLine).join(Report, Report.id == ReportLine.report_id).join(Period, Period.id == ReportLine.period_id)
        line = (await session.scalars(lines.join(Task, Task.id == ReportLine.task_id).where(*wanted))).one()
        held = dict(line.figures or {})
        figures = {"so_buoi": held["so_buoi"] + 1, "luot_nguoi": held["luot_nguoi"] + _MORE}
        before, after = (f"{spoken_number(number, 'vi')} lượt người" for number in (held["luot_nguoi"], figures["luot_nguoi"]))
        result = f"{line.result.replace(before, after)} Đã tính thêm buổi tại khu phố 4 ({_MORE} lượt người)."
        given = CorrectionWrite(reason=_WHY, lines=[CorrectionLineWrite(line_id=line.id, result=result, figures=figures)])
        await actions.create_correction(session, self.officer, line.report_id, given)

    async def send(self, session: AsyncSession) -> None:
        await actions.submit_correction(session, self.head, await self._id(session), _ANY)

    async def accept(self, session: AsyncSession) -> None:
        await actions.accept_correction(session, self.reviewer, await self._id(session), (_ANY, self.stage.key))

    async def _id(self, session: AsyncSession) -> UUID:
        return (await session.scalars(select(Correction.id).join(Report).where(Report.unit_id == self.unit.id))).one()
