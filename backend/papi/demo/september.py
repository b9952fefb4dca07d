"""The ad-hoc report of September 2024: questions alone, own due times for three units; answered, late, sent back, or still open."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from typing import NamedTuple

from sqlalchemy.ext.asyncio import AsyncSession

from papi.demo.asking import ask_for
from papi.demo.stage import FIRST_WARD, Scene, Stage, at
from papi.demo.unit_report import UnitReport
from papi.reports.answering import Value
from papi.reports.models import PeriodKind, QuestionKind, ReasonCode
from papi.reports.schemas.periods import Deadlines, PeriodCreate
from papi.reports.schemas.questions import QuestionWrite, UnitDeadline

CODE = "2024DX09"
_SPAN = (date(2024, 9, 1), date(2024, 9, 10))
_QUESTIONS = [
    QuestionWrite(
        text="Số hồ sơ đang quá hạn giải quyết, tính đến hết ngày 10/9/2024",
        kind=QuestionKind.NUMBER,
        required=True,
        measure="hồ sơ",
        hint="Theo số liệu hệ thống một cửa điện tử; không có thì ghi 0.",
    ),
    QuestionWrite(
        text="Việc xin lỗi, hẹn lại ngày trả kết quả đối với hồ sơ quá hạn",
        kind=QuestionKind.CHOICE,
        required=True,
        choices=["Không có hồ sơ quá hạn", "Đã xin lỗi, hẹn lại toàn bộ", "Còn hồ sơ chưa xin lỗi, hẹn lại"],
    ),
    QuestionWrite(text="Người đứng đầu có trực tiếp tiếp công dân đúng lịch không?", kind=QuestionKind.YES_NO, required=True),
    QuestionWrite(
        text="Nguyên nhân quá hạn, thời điểm trả kết quả",
        kind=QuestionKind.TEXT,
        required=False,
        hint="Không có hồ sơ quá hạn thì để trống.",
    ),
]
_NONE, _ALL, _SOME = "1", "2", "3"
_FAULTS = {
    1: (ReasonCode.FIGURES_MISMATCH, "Có 3 hồ sơ quá hạn nhưng lại chọn “Không có hồ sơ quá hạn”. Đề nghị rà soát, chọn lại."),
    3: (ReasonCode.NOT_ENOUGH_DETAIL, "Đề nghị ghi rõ nguyên nhân của 3 hồ sơ quá hạn, thời điểm trả kết quả."),
}
_OWN_TIMES = {FIRST_WARD: at(9, 19, 11), "26545": at(9, 18, 17), "SN-VPDK": at(9, 20, 17)}


class _Told(NamedTuple):
    """What a unit answers and when; when it sends, and when Phòng Nội vụ accepts."""

    values: tuple[Value, ...]
    written_at: datetime
    sent_at: datetime | None = None
    accepted_at: datetime | None = None


_STORY = {
    "26509": _Told((0.0, _NONE, True, None), at(9, 12, 14), at(9, 12, 15, 10), at(9, 13, 9, 5)),
    "26512": _Told(
        (2.0, _ALL, True, "Hai hồ sơ đất đai chờ Chi nhánh Văn phòng đăng ký đất đai trả kết quả đo đạc; hẹn trả ngày 20/9/2024."),
        at(9, 13, 9),
        at(9, 13, 10, 20),
        at(9, 13, 16, 5),
    ),
    "26518": _Told((3.0, _NONE, True, None), at(9, 13, 16), at(9, 13, 16, 40)),
    "26521": _Told(
        (1.0, _ALL, True, "Một hồ sơ xác nhận tình trạng nhà ở phải xác minh thêm; đã trả kết quả ngày 12/9/2024."),
        at(9, 16, 8, 20),
        at(9, 16, 8, 50),
        at(9, 16, 17, 10),
    ),
    "26524": _Told(
        (5.0, _SOME, False, "Hệ thống một cửa lỗi đồng bộ từ ngày 4/9 đến ngày 6/9/2024; còn 02 hồ sơ chưa liên hệ được với người nộp."),
        at(9, 17, 7, 40),
        at(9, 17, 8, 5),
    ),
    "PB-LDTBXH": _Told(
        (1.0, _ALL, True, "Một hồ sơ trợ cấp phải bổ sung giấy xác nhận mức độ khuyết tật; hẹn trả ngày 19/9/2024."),
        at(9, 16, 9),
        at(9, 16, 9, 35),
        at(9, 16, 17, 15),
    ),
    "26515": _Told((4.0,), at(9, 13, 11)),
    "26545": _Told((0.0, _NONE), at(9, 16, 10)),
}
_SILENT = (FIRST_WARD, "PB-TNMT", "SN-VPDK")


def scenes_of_september(stage: Stage) -> Iterator[Scene]:
    """Opened on 10 September; wards are due on the 13th, departments on the 16th, three units when it suits them."""
    yield Scene(at(9, 10, 15), partial(_open, stage))
    for code, told in _STORY.items():
        report = UnitReport(stage, stage.cast.units[code], CODE, _SPAN)
        yield Scene(told.written_at, partial(report.answer, values=told.values))
        if told.sent_at is not None:
            yield Scene(told.sent_at, report.send)
        if told.accepted_at is not None:
            yield Scene(told.accepted_at, report.accept)
    faulty = UnitReport(stage, stage.cast.units["26518"], CODE, _SPAN)
    yield Scene(at(9, 13, 16, 40) + timedelta(days=3), partial(faulty.return_answers, faults=_FAULTS))


async def _open(stage: Stage, session: AsyncSession) -> None:
    ids = {code: stage.cast.units[code].id for code in (*_STORY, *_SILENT)}
    given = PeriodCreate(
        plan_id=stage.plan.id,
        kind=PeriodKind.AD_HOC,
        code=CODE,
        title="Báo cáo tình hình hồ sơ quá hạn, tiếp công dân tháng 9/2024",
        data_from=_SPAN[0],
        data_to=_SPAN[1],
        deadlines=Deadlines(ward=at(9, 13, 17), department=at(9, 16, 17), city=at(9, 17, 17)),
        unit_ids=list(ids.values()),
        questions=_QUESTIONS,
        unit_deadlines=[UnitDeadline(unit_id=ids[code], due_at=due_at) for code, due_at in _OWN_TIMES.items()],
        ask_tasks=False,
    )
    await ask_for(session, stage, given)
