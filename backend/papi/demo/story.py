"""What happened until Tuesday 17 September 2024, 9:00: the demo's past, played through the product's own actions."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from papi.access.actor import Actor
from papi.access.keys import SigningKey
from papi.comments.actions import create_comment
from papi.demo.cast import COORDINATING, Cast
from papi.demo.library import Library
from papi.demo.writing import NARRATIVES, Pen, write_lines
from papi.directory.models import Unit, UnitKind, UnitLevel, level_of
from papi.kit import clock
from papi.kit.db import Database
from papi.kit.etag import Precondition
from papi.plans.models import Assignment, Mode, Part, Plan, Task
from papi.reports import actions
from papi.reports.actions.occurrences import list_occurrences
from papi.reports.models import LineReviewState, MarkKind, PeriodKind, ReasonCode, Report, ReportLine
from papi.reports.queries.reports import LoadedReport, get_report
from papi.reports.schemas.lines import LineUpdate, MarkUpdate
from papi.reports.schemas.periods import Deadlines, PeriodCreate
from papi.reports.schemas.reports import ReportAccept, ReportReturn, ReturnedLine

FIRST_WARD = "26506"


def at(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of 2024 in the city."""
    return datetime(2024, month, day, hour, minute, tzinfo=clock.TIMEZONE)


@dataclass(frozen=True)
class Stage:
    """Where the story is played."""

    database: Database
    cast: Cast
    library: Library
    plan: Plan
    key: SigningKey


async def play_july(stage: Stage) -> None:
    """The ad-hoc report of July 2024: III.4, and II.1 bullet 6 for the wards; closed, accepted and sealed, three late."""
    period_id = await _open_july(stage)
    wards = [unit for unit in stage.cast.units.values() if level_of(unit.kind) is UnitLevel.WARD]
    units = [*wards, stage.cast.units["PB-VHTT"]]
    late = {unit.code: day for unit, day in zip(wards[4::5], (2, 3, 5), strict=False)}
    for place, unit in enumerate(units):
        sent_at = at(8, late[unit.code], 10, place) if unit.code in late else at(7, 29 + place % 3, 14, place)
        span = (date(2024, 7, 1), date(2024, 7, 28))
        await _report(stage, period_id, _pen(stage, unit, span, "july"), sent_at)
        await _accept(stage, period_id, unit, at(8, 6 + place % 3, 9, place))
    with clock.business_at(at(8, 9, 16)):
        async with stage.database.writing() as session:
            await actions.close_period(session, stage.cast.coordinator, period_id, Precondition())


async def _open_july(stage: Stage) -> UUID:
    async with stage.database.writing() as session:
        tasks = await session.scalars(select(Task).where(Task.plan_id == stage.plan.id, Task.key.in_(["II.1-06", "III.4"])))
        units = [unit for unit in stage.cast.units.values() if level_of(unit.kind) is UnitLevel.WARD or unit.code == "PB-VHTT"]
        given = PeriodCreate(
            plan_id=stage.plan.id,
            kind=PeriodKind.AD_HOC,
            code="2024DX07",
            title="Báo cáo đột xuất tháng 7/2024",
            data_from=date(2024, 7, 1),
            data_to=date(2024, 7, 31),
            cumulative=False,
            deadlines=Deadlines(ward=at(8, 1, 17), department=at(8, 1, 17), city=at(8, 5, 17)),
            unit_ids=[unit.id for unit in units],
            task_ids=[task.id for task in tasks],
        )
        with clock.business_at(at(7, 2, 8)):
            period = await actions.create_period(session, stage.cast.coordinator, given)
            await actions.open_period(session, stage.cast.coordinator, period.id, Precondition())
            return period.id


async def play_third_quarter(stage: Stage) -> None:
    """2024Q3: open, reports in mixed states; the one of Phường 1 a draft, half filled."""
    period_id = await _open_third_quarter(stage)
    wards = [unit for unit in stage.cast.units.values() if level_of(unit.kind) is UnitLevel.WARD and unit.code != FIRST_WARD]
    others = [unit for unit in stage.cast.units.values() if level_of(unit.kind) is UnitLevel.DEPARTMENT]
    asked = {UnitKind.FRONT, UnitKind.PARTY}
    expected = [unit for unit in others if unit.kind not in asked and unit.code != COORDINATING]
    span = (date(2024, 6, 17), date(2024, 9, 10))
    for place, unit in enumerate([*wards[:11], *expected[:8], stage.cast.units["MT-UBMTTQ"]]):
        await _report(stage, period_id, _pen(stage, unit, span), at(9, 9 + place % 4, 8 + place % 9, 2 * place))
    await _report(stage, period_id, _pen(stage, wards[11], span), at(9, 16, 19, 24))
    for place, unit in enumerate([*wards[:3], *expected[:3]]):
        await _accept(stage, period_id, unit, at(9, 13, 9 + place, 12))
    for place, unit in enumerate([*wards[3:5], expected[3]]):
        await _return(stage, period_id, unit, at(9, 13, 14 + place, 40))
    await _correct(stage, period_id, wards[4])
    await _draft(stage, period_id, stage.cast.units[FIRST_WARD], share=0.5, span=span)
    for place, unit in enumerate([*wards[12:15], *expected[8:12], stage.cast.units["D-BDV"]]):
        await _draft(stage, period_id, unit, share=0.2 + 0.1 * place, span=span)
    await _draft(stage, period_id, stage.cast.units[COORDINATING], share=1.0, span=span)
    await _talk(stage, period_id)
    await _begin_review(stage, period_id, wards[5])


async def _open_third_quarter(stage: Stage) -> UUID:
    given = PeriodCreate(
        plan_id=stage.plan.id,
        kind=PeriodKind.QUARTER_3,
        code="2024Q3",
        title="Báo cáo quý III/2024",
        data_from=date(2024, 6, 15),
        data_to=date(2024, 9, 14),
        cumulative=False,
        deadlines=Deadlines(ward=at(9, 16, 17), department=at(9, 17, 17), city=at(9, 18, 17)),
    )
    with clock.business_at(at(8, 26, 8)):
        async with stage.database.writing() as session:
            period = await actions.create_period(session, stage.cast.coordinator, given)
            await actions.create_period(session, stage.cast.coordinator, _year(stage))
    with clock.business_at(at(9, 3, 8)):
        async with stage.database.writing() as session:
            await actions.open_period(session, stage.cast.coordinator, period.id, Precondition())
    return period.id


def _year(stage: Stage) -> PeriodCreate:
    return PeriodCreate(
        plan_id=stage.plan.id,
        kind=PeriodKind.YEAR,
        code="2024Y",
        title="Báo cáo năm 2024",
        data_from=date(2023, 12, 15),
        data_to=date(2024, 12, 14),
        cumulative=True,
        deadlines=Deadlines(ward=at(12, 16, 17), department=at(12, 17, 17), city=at(12, 18, 17)),
    )


async def _loaded(stage: Stage, session: AsyncSession, period_id: UUID, unit: Unit) -> LoadedReport:
    wanted = select(Report.id).where(Report.period_id == period_id, Report.unit_id == unit.id)
    report_id = (await session.scalars(wanted)).one()
    return await get_report(session, stage.cast.head(unit.code), report_id)


def _pen(stage: Stage, unit: Unit, span: tuple[date, date], occasion: str = "lines") -> Pen:
    return Pen(stage.cast.officer(unit.code), unit, stage.library, *span, occasion=occasion)


async def _report(stage: Stage, period_id: UUID, pen: Pen, sent_at: datetime) -> None:
    """The officer writes every line, the head sends."""
    unit = pen.unit
    with clock.business_at(sent_at):
        async with stage.database.writing() as session:
            loaded = await _loaded(stage, session, period_id, unit)
            await write_lines(session, pen, loaded, lambda _item: True)
            await actions.submit_report(session, stage.cast.head(unit.code), loaded.report.id, Precondition())


async def _draft(stage: Stage, period_id: UUID, unit: Unit, *, share: float, span: tuple[date, date]) -> None:
    """The officer has written a share of the lines by Monday afternoon."""
    with clock.business_at(at(9, 16, 15, 20)):
        async with stage.database.writing() as session:
            loaded = await _loaded(stage, session, period_id, unit)
            number = round(loaded.report.lines_total * share)
            if unit.code == FIRST_WARD:  # one line still holds the text of July, to be confirmed or brought up to date
                await actions.carry_forward(session, stage.cast.officer(unit.code), loaded.report.id, None, dry_run=False)
            pen = _pen(stage, unit, span)
            await write_lines(session, pen, loaded, lambda item: item.line.sort < number, partly=share < 1)


async def _accept(stage: Stage, period_id: UUID, unit: Unit, moment: datetime) -> None:
    with clock.business_at(moment):
        async with stage.database.writing() as session:
            loaded = await _loaded(stage, session, period_id, unit)
            ceremony = (Precondition(), stage.key)
            reviewer = stage.cast.reviewer(unit.code)
            await actions.accept_report(session, reviewer, loaded.report.id, ReportAccept(), ceremony)


async def _return(stage: Stage, period_id: UUID, unit: Unit, moment: datetime) -> None:
    """Three lines come back with reasons."""
    with clock.business_at(moment):
        async with stage.database.writing() as session:
            loaded = await _loaded(stage, session, period_id, unit)
            occurrences = await list_occurrences(session, loaded.report)
            lines = [
                ReturnedLine(id=item.line.id, reason_code=ReasonCode(said["reason_code"]), reason=said["reason"])
                for item, said in zip(occurrences[2:40:13], NARRATIVES["review_comments"], strict=False)
            ]
            given = ReportReturn(lines=lines, reason="Đề nghị đơn vị chỉnh sửa, bổ sung các dòng được trả lại.")
            await actions.return_report(session, stage.cast.reviewer(unit.code), loaded.report.id, given, Precondition())


async def _correct(stage: Stage, period_id: UUID, unit: Unit) -> None:
    """The unit has mended what came back and sends it again."""
    with clock.business_at(at(9, 16, 10, 5)):
        async with stage.database.writing() as session:
            loaded = await _loaded(stage, session, period_id, unit)
            returned = select(ReportLine).where(
                ReportLine.report_id == loaded.report.id, ReportLine.review_state == LineReviewState.RETURNED
            )
            officer = stage.cast.officer(unit.code)
            for line in await session.scalars(returned):
                more = LineUpdate(result=f"{line.result} Đã bổ sung số liệu và danh sách theo ý kiến của Phòng Nội vụ.")
                await actions.update_report_line(session, officer, line.id, more, Precondition())
        async with stage.database.writing() as session:
            head = stage.cast.head(unit.code)
            await actions.submit_report(session, head, loaded.report.id, Precondition())


async def _talk(stage: Stage, period_id: UUID) -> None:
    """Lead departments comment on lines of their field, officers answer."""
    lead = aliased(Assignment)
    led = (
        select(ReportLine.id, ReportLine.unit_id, lead.unit_id.label("lead_id"))
        .join(Assignment, Assignment.id == ReportLine.assignment_id)
        .join(Task, Task.id == ReportLine.task_id)
        .join(lead, and_(lead.task_id == ReportLine.task_id, lead.part == Part.LEAD, lead.unit_id != ReportLine.unit_id))
        .where(
            ReportLine.period_id == period_id,
            ReportLine.submitted_number > 0,
            Assignment.part == Part.SUPPORT,
            Task.mode == Mode.JOINT,
        )
        .order_by(ReportLine.id, lead.unit_id)
    )
    codes = {unit.id: code for code, unit in stage.cast.units.items()}
    async with stage.database.writing() as session:
        rows = (await session.execute(led)).all()[::29]
        for place, row in enumerate(rows[:24]):
            said = NARRATIVES["lead_comments"][place % len(NARRATIVES["lead_comments"])]
            answer = NARRATIVES["officer_comments"][place % len(NARRATIVES["officer_comments"])]
            with clock.business_at(at(9, 13, 15, 2 * place)):
                await _comment(session, stage.cast.officer(codes[row.lead_id]), row.id, said)
            if place % 2:
                with clock.business_at(at(9, 16, 8, 2 * place)):
                    await _comment(session, stage.cast.officer(codes[row.unit_id]), row.id, answer)


async def _comment(session: AsyncSession, actor: Actor, line_id: UUID, text: str) -> None:
    await create_comment(session, actor, ("report_line", line_id), text)


async def _begin_review(stage: Stage, period_id: UUID, unit: Unit) -> None:
    """The coordinator has looked at half of a report: marks that wait to be sent."""
    with clock.business_at(at(9, 17, 8, 30)):
        async with stage.database.writing() as session:
            loaded = await _loaded(stage, session, period_id, unit)
            lines = [item.line for item in await list_occurrences(session, loaded.report)][:30]
            for line in lines:
                said = NARRATIVES["review_comments"][line.sort % 12]
                wrong = MarkUpdate(mark=MarkKind.RETURN, reason_code=ReasonCode(said["reason_code"]), reason=said["reason"])
                mark = wrong if line.sort in {4, 17} else MarkUpdate(mark=MarkKind.OK)
                await actions.set_review_mark(session, stage.cast.coordinator, line.id, mark)
