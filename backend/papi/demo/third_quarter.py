"""2024Q3: open, reports in mixed states; the one of Phường 1 a draft, half filled. The year is planned."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession

from papi.demo.cast import COORDINATING
from papi.demo.july import CODE as JULY
from papi.demo.stage import FIRST_WARD, Scene, Stage, at
from papi.demo.unit_plans import OWN_PLAN, UNFINISHED
from papi.demo.unit_report import UnitReport
from papi.demo.writing import NARRATIVES
from papi.directory.models import Unit
from papi.kit.etag import Precondition
from papi.reports import actions
from papi.reports.models import Period, PeriodKind
from papi.reports.schemas.periods import Deadlines, PeriodCreate

CODE = "2024Q3"
_SPAN = (date(2024, 6, 17), date(2024, 9, 10))
# tasks on which a lead department speaks to the wards, and who it is
_LED = [("II.2-1.1-1", "PB-TP"), ("II.2-2.2-1", "PB-LDTBXH"), ("II.2-2.1-1", "PB-VP"), ("II.2-7.1-2", "PB-TNMT"), ("II.2-5.3-2", "SN-VPDK")]
_SENT_EARLY = 7


def scenes_of_the_third_quarter(stage: Stage) -> Iterator[Scene]:
    """Planned on 26 August, open since 4 September."""
    opened: list[Period] = []
    yield Scene(at(8, 26, 8), partial(_plan_periods, stage, opened))
    yield Scene(at(9, 4, 8), partial(_open, stage, opened))
    wards = [_of(stage, unit) for unit in stage.wards if unit.code != FIRST_WARD]
    departments = [_of(stage, unit) for unit in stage.departments]
    front = _of(stage, stage.cast.units["MT-UBMTTQ"])
    for place, report in enumerate([*wards[:_SENT_EARLY], *departments[:5]]):
        yield from _sent(report, at(9, 12 + place % 2, 8 + place % 3, 4 * place))
    for place, report in enumerate([*wards[_SENT_EARLY:11], *departments[5:8], front]):
        yield from _sent(report, at(9, 16, 8 + place, 3 * place))
    yield from _sent(wards[11], at(9, 16, 19, 24))
    for place, report in enumerate([*wards[:3], *departments[:3]]):
        yield Scene(at(9, 13, 14 + place % 3, 7 * place), partial(report.judge_proof, task_key="II.1-01"))
        yield Scene(at(9, 16, 14 + place // 2, 11 + 9 * place), report.accept)
    yield from _returned(wards[3:5], departments[3])
    yield from _drafts(stage, [*wards[12:15], *departments[8:12], _of(stage, stage.cast.units["D-BDV"])])
    yield from _conversations(stage, wards)
    yield Scene(at(9, 17, 8, 30), wards[5].mark_half)
    yield Scene(at(9, 17, 8, 34), partial(wards[4].share_review, by=stage.cast.second_reviewer))


def _of(stage: Stage, unit: Unit) -> UnitReport:
    unfinished = frozenset({OWN_PLAN}) if unit.code in UNFINISHED else frozenset[str]()
    return UnitReport(stage, unit, CODE, _SPAN, unfinished=unfinished)


def _sent(report: UnitReport, sent_at: datetime) -> Iterator[Scene]:
    """Written at two sittings, handed over, sent."""
    yield Scene(sent_at - timedelta(days=3, hours=-1), partial(report.write, share=0.5))
    yield Scene(sent_at - timedelta(hours=1), report.write)
    yield Scene(sent_at - timedelta(minutes=40), report.hand_over)
    yield Scene(sent_at, report.send)


def _returned(wards: Sequence[UnitReport], department: UnitReport) -> Iterator[Scene]:
    """Three reports come back; one of the units has mended its lines and sent again."""
    fault = "Bản chụp mờ, thiếu trang có chữ ký và dấu. Đề nghị chụp lại."
    yield Scene(at(9, 13, 14, 35), partial(wards[0].judge_proof, task_key="II.1-01", fault=fault))
    for place, report in enumerate([*wards, department]):
        yield Scene(at(9, 13, 15, 40 + place), report.return_three_lines)
    yield Scene(at(9, 16, 9, 30), wards[1].correct)
    yield Scene(at(9, 16, 10, 5), wards[1].send)


def _drafts(stage: Stage, others: Sequence[UnitReport]) -> Iterator[Scene]:
    first = _of(stage, stage.cast.units[FIRST_WARD])
    yield Scene(at(9, 9, 8, 50), first.carry_forward)
    for share, moment in ((0.2, at(9, 9, 9, 40)), (0.35, at(9, 13, 10, 5)), (0.5, at(9, 16, 15, 20))):
        yield Scene(moment, partial(first.write, share=share, partly=True))
    for place, report in enumerate(others):
        yield Scene(at(9, 16, 8 + place, 7 * place), partial(report.write, share=0.2 + 0.1 * place, partly=True))
    yield Scene(at(9, 16, 16, 10), others[-1].hand_over)
    yield Scene(at(9, 16, 14, 30), _of(stage, stage.cast.units[COORDINATING]).write)


def _conversations(stage: Stage, wards: Sequence[UnitReport]) -> Iterator[Scene]:
    """Lead departments comment on lines of their field, officers answer; who supervises asks."""
    for place, said in enumerate(NARRATIVES["lead_comments"] * 2):
        task_key, lead = _LED[place % len(_LED)]
        report = wards[place % _SENT_EARLY if place < len(NARRATIVES["lead_comments"]) else place % 11]
        moment = at(9, 13, 13, 20 + 3 * place) if place < len(NARRATIVES["lead_comments"]) else at(9, 16, 14, 2 * place)
        yield Scene(moment, partial(report.comment, by=stage.cast.officer(lead), text=said, task_key=task_key))
        if place % 2:
            answer = NARRATIVES["officer_comments"][place % len(NARRATIVES["officer_comments"])]
            yield Scene(moment + timedelta(minutes=75), partial(report.comment, by=report.officer, text=answer, task_key=task_key))
    first_of_july = UnitReport(stage, stage.cast.units[FIRST_WARD], JULY, _SPAN)
    spoken_to = ((wards[1], at(9, 16, 10, 20)), (wards[11], at(9, 17, 8, 10)), (first_of_july, at(9, 16, 8, 15)))
    for said, (report, moment) in zip(NARRATIVES["supervisor_comments"], spoken_to, strict=True):
        yield Scene(moment, partial(report.comment, by=stage.cast.actors[said["by"]], text=said["text"]))
        yield Scene(moment + timedelta(minutes=35), partial(report.comment, by=report.officer, text=said["answer"]))


async def _plan_periods(stage: Stage, opened: list[Period], session: AsyncSession) -> None:
    quarter = PeriodCreate(
        plan_id=stage.plan.id,
        kind=PeriodKind.QUARTER_3,
        code=CODE,
        title="Báo cáo quý III/2024",
        data_from=date(2024, 6, 15),
        data_to=date(2024, 9, 14),
        cumulative=False,
        deadlines=Deadlines(ward=at(9, 16, 17), department=at(9, 17, 17), city=at(9, 18, 17)),
    )
    year = PeriodCreate(
        plan_id=stage.plan.id,
        kind=PeriodKind.YEAR,
        code="2024Y",
        title="Báo cáo năm 2024",
        data_from=date(2023, 12, 15),
        data_to=date(2024, 12, 14),
        cumulative=True,
        deadlines=Deadlines(ward=at(12, 16, 17), department=at(12, 17, 17), city=at(12, 18, 17)),
    )
    opened.append(await actions.create_period(session, stage.cast.coordinator, quarter))
    await actions.create_period(session, stage.cast.coordinator, year)


async def _open(stage: Stage, opened: list[Period], session: AsyncSession) -> None:
    await actions.open_period(session, stage.cast.coordinator, opened[0].id, Precondition())
