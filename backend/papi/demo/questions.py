"""What the ad-hoc report of July asks in questions of its own, and what the units answer: the same story as their lines tell."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from papi.demo.unit_report import UnitReport
from papi.demo.writing import figures_of
from papi.reports.answering import Value
from papi.reports.models import QuestionKind
from papi.reports.schemas.questions import QuestionWrite

QUESTIONS = [
    QuestionWrite(
        text="Số hồ sơ thủ tục hành chính trễ hạn phải xin lỗi trong tháng",
        kind=QuestionKind.NUMBER,
        required=True,
        measure="hồ sơ",
        hint="Chỉ tính hồ sơ đã có thư xin lỗi gửi người dân, tổ chức.",
    ),
    QuestionWrite(
        text="Tỷ lệ hồ sơ nộp trực tuyến trong tháng",
        kind=QuestionKind.NUMBER,
        required=True,
        measure="%",
        hint="Theo số liệu Cổng dịch vụ công.",
    ),
    QuestionWrite(text="Đã niêm yết công khai đường dây nóng tiếp nhận phản ánh, kiến nghị chưa?", kind=QuestionKind.YES_NO, required=True),
    QuestionWrite(
        text="Nhà vệ sinh phục vụ người dân tại nơi tiếp công dân, bộ phận một cửa",
        kind=QuestionKind.CHOICE,
        required=True,
        choices=["Sạch, có người trực dọn hằng ngày", "Có nhưng cần sửa chữa", "Chưa có"],
    ),
    QuestionWrite(text="Khó khăn cần thành phố tháo gỡ ngay", kind=QuestionKind.TEXT, required=False, hint="Không có thì để trống."),
]
_CLEAN, _TO_MEND, _NONE = "1", "2", "3"
_TOLD = "II.1-06"
_ROOMS = {
    "26524": (
        _TO_MEND,
        "Khu vệ sinh tại bộ phận một cửa xuống cấp; đề nghị bổ sung kinh phí sửa chữa theo dự toán đã gửi.",
    ),
    "26539": (_TO_MEND, "Khu vệ sinh dùng chung với phòng họp, thường xuyên hỏng bơm nước; đề nghị bố trí kinh phí sửa chữa."),
    "26545": (_NONE, "Nơi tiếp công dân của xã chưa có nhà vệ sinh cho người dân; đề nghị đưa vào kế hoạch đầu tư công năm 2025."),
}


async def july_answers(session: AsyncSession, report: UnitReport, *, late: bool) -> Sequence[Value]:
    """Numbers within those of the quarter, and what is in the unit's way as its line and rooms tell; who was late had no hotline."""
    line = await report.line(session, _TOLD)
    quarter = {**figures_of(report.unit, "II.1-05"), **figures_of(report.unit, "II.1-08")}
    apologised = min(quarter["thu_xin_loi"], quarter["ho_so_tre_han"])
    rooms, lacking = _ROOMS.get(report.unit.code, (_CLEAN, ""))
    wanted = [f"{line.difficulties} {line.proposals}"] if line.proposals else []
    said = " ".join([*wanted, lacking]).strip()
    return float((apologised + 1) // 2), round(quarter["ty_le_truc_tuyen"] - 2.4, 1), not late, rooms, said or None
